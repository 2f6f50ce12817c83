#pragma once

#include "libplan/base/language.hpp"
#include "libplan/policy/target_choice.hpp"

#include <cstddef>
#include <vector>

/// Internal to this room.
namespace plan {

/// Why an application that must move goes where it goes, or nowhere: what its target costs and what the others would
/// have, with whom it shares the choice, which cheaper ones have no room. `candidates` are those of every target, in
/// their order. O(targets log targets).
[[nodiscard]] Reasons choice_reasons(const Portfolio& portfolio, const TargetChoices& choices, std::size_t application,
                                     const std::vector<HostingJudge::Candidate>& candidates, Language language);

}  // namespace plan
