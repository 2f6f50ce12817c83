#pragma once

#include "libplan/record/portfolio.hpp"

#include <array>
#include <cstddef>
#include <numeric>
#include <string_view>

/// A look at a stream before it is parsed, so that memory is taken once. Internal to this room.
namespace plan {

/// Lines by type, indexed by RecordType.
using LineCounts = std::array<std::size_t, static_cast<std::size_t>(RecordType::unknown) + 1>;

[[nodiscard]] inline std::size_t total(const LineCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

/// Every line counts, blank ones too; the types are told from the first bytes and only a hint (a line that does not
/// open with `{"type":"` counts as unknown), the total is exact. One pass, about the speed of memchr.
[[nodiscard]] LineCounts count_lines(std::string_view text);

}  // namespace plan
