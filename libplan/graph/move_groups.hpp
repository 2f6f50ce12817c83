#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
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
/// A flow of kind database or storage is strong unless it says weak; any other is weak unless it says strong.
/// Flows to unknown applications are reported and left out. Constraints with a weight are wishes and tie nobody.
/// Throws Error(negative), code "apart-in-group", when an `apart` constraint names two applications of one group; the
/// message gives the chain that ties them. O(applications + flows + constraints), up to union-find's inverse
/// Ackermann factor.
[[nodiscard]] MoveGroups find_move_groups(const Portfolio& portfolio, Language language, const Report& report);

/// Strong: both ends cannot live on two sites for long.
[[nodiscard]] bool is_strong(const Flow& flow);

/// What holding this flow across two sites weighs a day: 3 when strong, else 1, times 1 to 4 by daily volume (below
/// 1 GB, 10 GB, 100 GB, more).
[[nodiscard]] double coupling_weight(const Flow& flow);

}  // namespace plan
