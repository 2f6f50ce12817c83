#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>
#include <vector>

namespace plan {

struct MoveGroups {
    std::vector<Group> groups;          ///< in the order of their first application in the stream
    std::vector<std::size_t> group_of;  ///< for each application of the portfolio, its place in `groups`
};

/// What must move together, and nothing more: applications that hold each other in a cycle of strong coupling, that
/// share a database or storage by strong coupling, or that a `together` constraint ties. An application that does not
/// move (retire, retain) ties nobody. Each group carries its reasons, with the path through the applications.
///
/// Which flows are strong, and which share a store, is for `coupling` to say. Flows to unknown applications are
/// reported and left out. Constraints with a weight are wishes and tie nobody. A group whose members share no eligible
/// hosting target is reported, and says so.
/// Throws Error(negative), code "apart-in-group", when an `apart` constraint names two applications of one group; the
/// message gives the chain that ties them; code "pins-in-group" when hard `window`, `wave`, `not_before` or `deadline`
/// constraints on two of them leave no common day. O(applications + flows + constraints), up to union-find's inverse
/// Ackermann factor.
[[nodiscard]] MoveGroups find_move_groups(const Portfolio& portfolio, Language language, const Report& report,
                                          const CouplingModel& coupling = basic_coupling());

/// For each application the first in the stream of those that it must move with, itself when it is alone: the groups of
/// find_move_groups, without its reasons, its reports and its refusals, and as cheap.
[[nodiscard]] std::vector<std::size_t> tied_applications(const Portfolio& portfolio,
                                                         const CouplingModel& coupling = basic_coupling());

}  // namespace plan
