#pragma once

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"

#include <vector>

namespace plan::schedule {

/// The same schedule with every activity that is not `fixed` (by activity) as early as the others let it be, in its
/// mode; none starts later than before. Activities of blocks must be fixed. O(n log n) and the days looked at.
[[nodiscard]] Schedule shift_left(const Network& network, const Schedule& schedule, const std::vector<char>& fixed);

}  // namespace plan::schedule
