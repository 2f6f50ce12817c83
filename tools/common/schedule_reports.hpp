#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/marginal_people.hpp"
#include "libplan/view/table.hpp"

#include <vector>

/// What plan-schedule tells about teams, as tables: the room that plans and the room that shows do not know each other.
namespace plan::tools {

struct TeamTables {
    Table teams;  ///< a row a team: its load, the weeks in which it has nothing left, what one more person would change
    Table weeks;  ///< a row a week and team with work
};

/// Of the plan that `portfolio` holds.
[[nodiscard]] TeamTables team_tables(const Portfolio& portfolio, const std::vector<MarginalPerson>& marginal,
                                     Language language);

}  // namespace plan::tools
