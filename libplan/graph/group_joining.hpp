#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/move_groups.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace plan {

/// How large groups may become; exactly one of the two is given.
struct GroupLimits {
    std::optional<std::size_t> applications;  ///< at least 1
    std::optional<double> effort_days;        ///< positive; person-days, as they are likely
    std::uint64_t seed = 1;
    /// Asked now and then: what was found so far is the result.
    std::function<bool()> stop = [] { return false; };
};

/// Joins groups whose applications exchange most, so that few flows lead from one group to another, each weighed as
/// `coupling_weight` does: partition_graph of the groups that cut over, under the limit. Groups without a flow between
/// them are not joined, nor are groups that an `apart` constraint names. Each group that was joined says for each
/// of its parts what ties it there and what the next best place would have been.
///
/// `groups` are those of find_move_groups. Throws Error(negative), code "group-too-large", when a group that must move
/// together is above the limit by itself, and "no-grouping" when the constraints leave no way. The same portfolio,
/// limits and seed give the same groups, unless `stop` says so.
[[nodiscard]] MoveGroups join_groups(const Portfolio& portfolio, const MoveGroups& groups, const GroupLimits& limits,
                                     Language language);

}  // namespace plan
