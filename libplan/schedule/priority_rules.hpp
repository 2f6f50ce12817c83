#pragma once

#include "libplan/schedule/migration_problem.hpp"
#include "libplan/schedule/objective.hpp"

#include <vector>

namespace plan {

/// The sets of applications that a plan takes up one after the other: each group, and each application that retires.
struct MigrationJobs {
    std::vector<int> job_of_application;  ///< -1: nothing to do
    std::vector<int> job_of_activity;     ///< -1: onboarding, which comes with the first job that needs it
    int count = 0;
};

[[nodiscard]] MigrationJobs make_jobs(const MigrationProblem& migration);

/// By job: the jobs that it has bridges with, each once, ascending.
[[nodiscard]] std::vector<std::vector<int>> job_neighbours(const MigrationJobs& jobs, const ObjectiveModel& objective);

/// Orders of jobs to begin a search with. In the first four, jobs with a hard deadline come first, by deadline; then
/// 1. by earliest due date, what is exposed before what is not;
/// 2. by exposure weight per person-day (Smith's rule), so that much exposure ends early;
/// 3. the largest first, which fills teams evenly;
/// 4. neighbours by flows together, begun by rule 2, so that bridges are short;
/// 5. and 6. the same with deadlines left to their clusters, begun by rule 1 and by rule 2: one part of a portfolio is
///    planned after the other, which moving a few jobs at a time does not come to.
/// O(n log n) in jobs and flows.
[[nodiscard]] std::vector<std::vector<int>> priority_orders(const MigrationProblem& migration,
                                                            const MigrationJobs& jobs, const ObjectiveModel& objective);

}  // namespace plan
