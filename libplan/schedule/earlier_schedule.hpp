#pragma once

#include "libplan/schedule/migration_problem.hpp"
#include "libplan/schedule/priority_rules.hpp"

#include <optional>
#include <vector>

namespace plan {

/// The earlier plan of the problem, as it was, where it had all tasks and they can still be done so, milestones filled
/// in. Whether it keeps to the problem is for `keeps_to` to say.
[[nodiscard]] std::optional<schedule::Schedule> earlier_schedule(const MigrationProblem& migration,
                                                                 const schedule::Network& network);

/// Jobs in the order in which the earlier plan moved them, those that it did not have last.
[[nodiscard]] std::vector<int> earlier_order(const MigrationProblem& migration, const MigrationJobs& jobs);

/// A schedule in which every job that still can lies where the earlier plan had it, the others in the first place that
/// they find beside these; `found`, a schedule of the problem, where that comes to nothing. O(jobs * windows) at most,
/// and the days looked at.
[[nodiscard]] schedule::Schedule restore_earlier(const MigrationProblem& migration, const schedule::Network& network,
                                                 const MigrationJobs& jobs, const schedule::Schedule& found);

}  // namespace plan
