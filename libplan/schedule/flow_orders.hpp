#pragma once

#include "libplan/schedule/migration_problem.hpp"
#include "libplan/schedule/priority_rules.hpp"
#include "libplan/schedule/search.hpp"

#include <vector>

namespace plan {

/// What opens work for other teams soonest comes first, what leaves them least to do comes last, so that no team waits
/// at the beginning and none is late at the end (Johnson 1954, whose rule is exact for two teams one after the other).
/// One order for each number of tasks that count as the beginning and as the end, as for flow shops (Campbell, Dudek
/// and Smith 1970); ends are the longest chains, through other jobs too. A job is no more urgent because a more urgent
/// one waits for it. O(n log n).
[[nodiscard]] std::vector<schedule::PatientOrder> flow_orders(const MigrationProblem& migration,
                                                              const schedule::Network& network,
                                                              const MigrationJobs& jobs);

/// Orders for plans of which only the end counts: a share of the jobs that ask least of teams before the last ones are
/// fed comes first, a share of those that ask least of them when the others are done comes last, and what is between
/// comes as it was declared, so that every team has its usual mix of work for most of the time. What a task asks is its
/// part of all that its team has to do. The numbers of an order, all from 0 to 1, say how much each task counts, by its
/// place in the application, first for the beginning, then for the end; then how large the two shares are, and how
/// patient the order is. O(n log n) an order; `migration` is not needed any more.
[[nodiscard]] schedule::OrderFamily edge_orders(const MigrationProblem& migration, const MigrationJobs& jobs);

}  // namespace plan
