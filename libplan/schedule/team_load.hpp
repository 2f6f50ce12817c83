#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/settings.hpp"

#include <vector>

namespace plan {

/// What a team does in one week, Monday to Sunday, in person-days.
struct TeamWeek {
    Date monday;
    double load = 0;      ///< people of its tasks, over the days that its calendar works
    double capacity = 0;  ///< its people, over the same days; freezes stop no team as a whole and are not taken off
};

struct TeamLoad {
    std::string team;
    std::vector<TeamWeek> weeks;  ///< from the first week of the plan to the last
    double load = 0, capacity = 0;
};

/// Of the plan that `portfolio` holds, by team in the order of its records. O(tasks times their days).
[[nodiscard]] std::vector<TeamLoad> team_loads(const Portfolio& portfolio);

/// What one more person in a team would change, found by planning again.
struct MarginalPerson {
    std::string team;
    double points = 0;      ///< by which the total falls; negative when the search found nothing better
    std::int64_t days = 0;  ///< by which the plan ends earlier
};

/// One search for each team that has tasks, with the same effort as `settings` gives. `portfolio` holds the plan to
/// compare with; its teams are changed and changed back.
[[nodiscard]] std::vector<MarginalPerson> marginal_people(Portfolio& portfolio, const PlanSettings& settings);

}  // namespace plan
