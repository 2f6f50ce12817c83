#pragma once

#include "libplan/schedule/migration_problem.hpp"
#include "libplan/schedule/objective.hpp"

#include <cstdint>
#include <memory>
#include <set>

namespace plan {

/// What a search for a plan came to.
struct MigrationSolution {
    bool found = false;
    /// Nothing was found, and the critical path or a cycle proves that nothing exists.
    bool proven_infeasible = false;
    bool unchanged = false;       ///< the earlier plan still holds, and is the plan
    bool span_too_short = false;  ///< the work of a team, or a chain, does not fit into the days there are
    int failed_activity = -1;     ///< when nothing was found: one that has no place; -1 when there is no such one
    std::vector<int> cycle;       ///< arcs of the problem that wait for each other, when that is the reason
    int wave_constraint = -1;     ///< index of a constraint on waves that could not be met, when that is the reason
    std::unique_ptr<MigrationProblem> migration;  ///< the last one built
    schedule::Schedule schedule;
    Objective lower_bound;
    std::int64_t schedules = 0;
};

/// How much work to spend.
struct MigrationEffort {
    std::int64_t schedules = 0;  ///< 0: as many as `default_schedules` gives
    std::int64_t repairs = 0;    ///< for each order to begin with that fails; 0: a tenth of the default, 20 at least
    std::size_t orders = 99;     ///< how many of the orders to begin with are tried
};

/// Builds the problem over a span that is long enough, and searches for the plan of smallest total. Where constraints
/// number waves, the windows in use are settled first: see apply_wave_pins in the source.
[[nodiscard]] MigrationSolution solve_migration(const Portfolio& portfolio, const PlanSettings& settings,
                                                const std::vector<ResolvedFlow>& flows, const MigrationEffort& effort,
                                                const std::set<Requirement>& lifted = {});

/// Whether the critical path under calendars, windows and deadlines alone rules out every plan. Much quicker than a
/// search, and a proof.
[[nodiscard]] bool ruled_out(const Portfolio& portfolio, const PlanSettings& settings, schedule::Day horizon,
                             const std::set<Requirement>& lifted);

/// About a million and a half placements in all, but 5000 schedules at most and 20 at least.
[[nodiscard]] std::int64_t default_schedules(const schedule::Problem& problem);

/// What it costs about to look at a problem once without searching, in steps.
[[nodiscard]] std::int64_t size_of(const schedule::Problem& problem);

}  // namespace plan
