#pragma once

#include "libplan/base/language.hpp"
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

/// Fills in what follows from who is in which group: `id` and `name` after the hub, the member with most flows inside
/// the group, the first of equals; `cut`, the coupling to other groups; `weight`, the likely effort of the members,
/// where it is known; and why an application is alone, in groups without a reason. O(applications + flows).
void describe_groups(const Portfolio& portfolio, const std::vector<ResolvedFlow>& flows, Language language,
                     MoveGroups& groups);

}  // namespace plan
