#pragma once

#include "libplan/schedule/minimum_cut.hpp"
#include "libplan/schedule/parting_bound.hpp"

#include <vector>

namespace plan {

/// What parts movers on a day, as arcs between them, ordered, one for each ordered pair; the end of the plan is the
/// node after the movers, and is not taken before all of them are. O(n log n).
[[nodiscard]] std::vector<schedule::MinimumCut::Arc> parting_arcs(const DailyCosts& costs, const MoveLimits& moves);

/// Arcs that have the movers of a block taken together.
void tie_blocks(const MoveLimits& moves, std::vector<schedule::MinimumCut::Arc>& arcs);

}  // namespace plan
