#pragma once

#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace plan {

/// What each of `groups` groups exchanges with others, flows being weighed by `coupling`, as `cut` of a group gives it.
/// `group_of` is by application; a value of `groups` or more is no group, and what exchanges with it counts.
/// O(flows).
[[nodiscard]] std::vector<double> group_cuts(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows,
                                             const CouplingModel& coupling, const std::vector<std::size_t>& group_of,
                                             std::size_t groups);

/// The groups of a stream that were weighed otherwise.
struct OtherCuts {
    std::size_t group = 0;           ///< the first of them, in portfolio.groups
    double stated = 0, weighed = 0;  ///< its `cut`, and what `coupling` makes of it
    std::size_t count = 0;           ///< how many there are, at least 1
};

/// Whether `cut` of the portfolio's groups is what `coupling` makes of them. It is not when they were formed by other
/// rules, or when flows or members have changed since. O(applications + flows).
[[nodiscard]] std::optional<OtherCuts> find_other_cuts(const Portfolio& portfolio, const CouplingModel& coupling);

}  // namespace plan
