#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/settings.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace plan {

/// What one more person in a team would change, found by planning again.
struct MarginalPerson {
    std::string team;
    double points = 0;      ///< by which the total falls; 0 where nothing better was found: nobody has to use them
    std::int64_t days = 0;  ///< by which the plan ends earlier
};

/// One search for each team that has tasks, with the same effort as `settings` gives. `portfolio` holds the plan to
/// compare with, made with these settings; its teams are changed and changed back.
[[nodiscard]] std::vector<MarginalPerson> marginal_people(Portfolio& portfolio, const PlanSettings& settings);

}  // namespace plan
