#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/assembly.hpp"
#include "libplan/schedule/settings.hpp"

#include <cstdint>
#include <vector>

namespace plan {

struct PlanResult {
    bool feasible = false;
    PlanRecords records;  ///< empty unless feasible; plan.verified is left false, for the caller's checker to set
    std::int64_t schedules = 0;  ///< built
    /// When no plan was found: what is impossible by itself, or a set of requirements that cannot hold together,
    /// minimal by deletion; the first says what follows. All errors.
    std::vector<Diagnostic> clashes;
};

/// Plans the migration of `portfolio`: classified, assessed, hosted and grouped, as plan-records(5) has it.
/// `portfolio.targets` must hold the targets in use; teams and calendars that are missing are those of
/// record/defaults.hpp. Reports as notes and warnings what stays out of the plan and why. The same input, settings
/// and seed give the same result. Throws Error(invalid_input) when two applications share an id, or a
/// constraint has a negative weight.
[[nodiscard]] PlanResult plan_migration(const Portfolio& portfolio, const PlanSettings& settings, const Report& report);

/// Puts the records into the portfolio, in place of those of an earlier plan.
void store_plan(PlanRecords records, Portfolio& portfolio);

}  // namespace plan
