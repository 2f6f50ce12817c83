#pragma once

#include "libplan/graph/group_limits.hpp"

#include <cstddef>
#include <vector>

namespace plan {

/// Groups as they were in `earlier`, a stream with groups, as far as they still may be, and no better: a plan that
/// people know should change where the portfolio changed, not wherever something else cuts a little less. Units that
/// were in one group stay together while flows tie them, the limit holds and GroupCompatibility allows it; else those
/// that are tied least leave. Units that are new, or had to leave, join the group that they exchange most with, where
/// that is allowed and a limit is given; else they are alone. With the same portfolio and limits, nothing moves.
///
/// Gives for each unit the one that stands for its group, as join_units does, and throws what it throws for a unit
/// above the limit. O(applications + flows + units that find a new place * members of the groups tried).
[[nodiscard]] std::vector<std::size_t> keep_units(const GroupUnits& units, const GroupLimits& limits,
                                                  const Portfolio& earlier);

/// A group that holds most of an earlier one, which in turn makes up most of it, keeps its id and name while the
/// application that it is called after is still a member. O(applications).
void keep_names(const Portfolio& earlier, const Portfolio& portfolio, MoveGroups& groups);

}  // namespace plan
