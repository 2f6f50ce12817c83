#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// By activity: worked days and lags from its start to the end of the longest chain that begins with it, resources
/// aside, each in its first mode. Linear.
[[nodiscard]] std::vector<std::int64_t> chains_from(const Network& network);

}  // namespace plan::schedule
