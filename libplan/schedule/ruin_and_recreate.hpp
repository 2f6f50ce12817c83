#pragma once

#include "libplan/schedule/move_costs.hpp"
#include "libplan/schedule/priority_rules.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan {

/// What is to be made better, and by what it is judged.
struct ImprovementProblem {
    const MigrationProblem* migration = nullptr;
    const schedule::Network* network = nullptr;
    const MigrationJobs* jobs = nullptr;
    const ObjectiveModel* objective = nullptr;
    /// What must hold beyond the problem itself; empty: nothing.
    std::function<bool(const schedule::Schedule&)> accept;
};

struct ImprovementLimits {
    std::int64_t placements = 0;  ///< how often an activity may be placed, about; 0: no limit
    /// The share of the time allowed that has passed, 1 or more to end; asked now and then, from any thread. Empty: no
    /// limit of time. One of the two limits must be given.
    std::function<double()> time_spent;
    std::uint64_t seed = 1;
    int threads = 1;  ///< 1 or 2
    /// Called now and then, by the calling thread, with the share that is done and the best total.
    std::function<void(double, double)> progress;
};

struct Improvement {
    schedule::Schedule schedule;
    double total = 0;
    double drift = 0;  ///< how far what was added up step by step came from what the objective says: rounding
    std::int64_t placements = 0;
};

/// Makes complete schedules better: takes a few jobs out (see RuinChoice), puts each back where it costs least beside
/// what stands, and keeps the result by threshold accepting (ruin and recreate: Schrimpf et al. 2000; Christiaens and
/// Vanden Berghe 2020; Dueck and Scheuer 1990 for the threshold). A step costs what its few jobs cost, however large
/// the portfolio. Of several starts the better half of those that are left goes on after each heat. Two searches with
/// random numbers of their own meet now and then at the better one. With a limit in placements alone, the same input
/// gives the same result with one thread or two. Never worse than the best of `starts`, of which there must be one, and
/// not active: what precedes a cut-over may lie later than it need.
[[nodiscard]] Improvement ruin_and_recreate(const ImprovementProblem& problem,
                                            const std::vector<schedule::Schedule>& starts,
                                            const ImprovementLimits& limits);

}  // namespace plan
