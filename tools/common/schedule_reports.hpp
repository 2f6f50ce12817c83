#pragma once

#include "libplan/base/language.hpp"
#include "libplan/schedule/team_load.hpp"
#include "libplan/view/table.hpp"

#include <vector>

/// What plan-schedule tells about teams, as tables: the room that plans and the room that shows do not know each other.
namespace plan::tools {

/// A row a team: its load against its capacity, the weeks in which it has nothing left, and what one more person would
/// change.
[[nodiscard]] Table teams_table(const std::vector<TeamLoad>& loads, const std::vector<MarginalPerson>& marginal,
                                Language language);

/// A row a week and team with work.
[[nodiscard]] Table weeks_table(const std::vector<TeamLoad>& loads, Language language);

}  // namespace plan::tools
