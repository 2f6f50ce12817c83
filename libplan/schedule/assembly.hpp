#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/settings.hpp"

#include <vector>

namespace plan {

/// A plan as records, ready to be put into the portfolio.
struct PlanRecords {
    std::vector<Task> tasks;      ///< onboarding first, then by application and phase
    std::vector<Wave> waves;      ///< by number
    std::vector<Bridge> bridges;  ///< by application `from`, then `to`
    Plan plan;
    std::vector<Planned> planned;  ///< parallel to portfolio.applications
};

/// Gives every date, number and reason of `solution`, which must have been found, the form that plan-records(5) sets.
[[nodiscard]] PlanRecords assemble_plan(const Portfolio& portfolio, const PlanSettings& settings,
                                        const std::vector<ResolvedFlow>& flows, const MigrationSolution& solution);

}  // namespace plan
