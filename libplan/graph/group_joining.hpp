#pragma once

#include "libplan/graph/group_limits.hpp"

#include <cstddef>
#include <vector>

namespace plan {

/// Joins units whose applications exchange most, so that few flows lead from one group to another, each weighed by the
/// model of `units`: partition_graph of the units, under the limit. Units without a flow between them are not joined;
/// nor are those that GroupCompatibility keeps apart (constraints, eligible and chosen targets). Gives for each unit
/// the one that stands for its group, the first of it.
///
/// The same portfolio, limits and seed give the same groups, unless `stop` says so. Throws Error(negative), code
/// "group-too-large", when a unit alone is above the limit, "no-grouping" when constraints leave no grouping
/// under it. Without assessment the effort of an application counts as 0. The cost is that of partition_graph, a few
/// times over when constraints must be repaired.
[[nodiscard]] std::vector<std::size_t> join_units(const GroupUnits& units, const GroupLimits& limits);

/// find_move_groups joined under the limits, with the reasons of assemble_groups.
[[nodiscard]] MoveGroups join_groups(const Portfolio& portfolio, const MoveGroups& groups, const GroupLimits& limits,
                                     Language language, const CouplingModel& coupling = basic_coupling());

}  // namespace plan
