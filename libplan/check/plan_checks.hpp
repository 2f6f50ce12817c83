#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"

#include <vector>

namespace plan {

/// The stream holds records of a plan: a plan, a wave, a task or a bridge.
[[nodiscard]] bool has_plan(const Portfolio& portfolio);

/// Verifies a finished plan from the records alone, and shares nothing with the search that made it: the tasks that
/// each application must have, their order, durations on the team's calendar, capacities day by day, windows, groups,
/// waves, constraints, eligibility on the date, bridges, the objective term by term, the bound, what `planned` says,
/// and that every decision has its reason. `portfolio.targets` must hold the targets in use.
///
/// `baseline`, when given, is the stream with the plan that this one was made from again: then the term of disruption is
/// recomputed from both, what has begun must lie where it took place, and nothing else before the day of planning.
///
/// Empty: the plan holds. Nothing is said of a stream without a plan. Numbers are compared to 1e-6. Tasks done or in
/// progress are taken as they are: neither their length nor the capacity they took is judged.
/// Time O(n log n + teams * days of the plan); deterministic order.
[[nodiscard]] std::vector<Diagnostic> check_plan(const Portfolio& portfolio, const Portfolio* baseline = nullptr);

/// The part of check_plan() that a stream on its way to a plan must also pass: every verdict, group, wave, task and
/// bridge says why.
[[nodiscard]] std::vector<Diagnostic> check_explanations(const Portfolio& portfolio);

}  // namespace plan
