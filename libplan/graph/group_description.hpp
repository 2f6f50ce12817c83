#pragma once

#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/graph/move_groups.hpp"

#include <optional>
#include <vector>

/// Internal to this room.
namespace plan {

/// Whether the application has a cut-over: its strategy, of the assessment or else of the inventory, is neither retain
/// nor retire.
[[nodiscard]] bool cuts_over(const Application& application);

/// Person-days over all phases, as they are likely; nothing without an assessment.
[[nodiscard]] std::optional<double> likely_effort(const Application& application);

/// Fills in `id` and `name` after the hub of each group, the member with most flows inside it, the first of equals; the
/// name is the domain instead where more than half of the members, and three at least, have names that begin with it
/// ("Terroir – instruction").
/// Gives the hubs, by group, as places in the portfolio. O(applications + flows).
std::vector<std::size_t> name_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows,
                                     MoveGroups& groups);

/// Fills in what follows from who is in which group, flows being weighed by `coupling`: what name_groups does; `cut`,
/// the coupling to other groups; `weight`, the likely effort of the members, where it is known; and why an application
/// is alone, in groups without a reason. O(applications + flows).
void describe_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, const CouplingModel& coupling,
                     Language language, MoveGroups& groups);

}  // namespace plan
