#pragma once

#include "libplan/check/plan_checks.hpp"
#include "libplan/check/plan_facts.hpp"

#include <string>
#include <vector>

/// The plan checks by subject; check_plan() runs them in this order. Internal to this room.
namespace plan {

void check_whole(const PlanFacts& facts, PlanFindings& findings);
void check_task_set(const PlanFacts& facts, PlanFindings& findings);
void check_task_times(const PlanFacts& facts, PlanFindings& findings);
void check_task_teams(const PlanFacts& facts, PlanFindings& findings);
void check_capacity(const PlanFacts& facts, PlanFindings& findings);
void check_waves(const PlanFacts& facts, PlanFindings& findings);
void check_eligibility(const PlanFacts& facts, PlanFindings& findings);
void check_kept_constraints(const PlanFacts& facts, PlanFindings& findings);
void check_bridges(const PlanFacts& facts, const std::vector<ExpectedBridge>& expected, PlanFindings& findings);
void check_objective(const PlanFacts& facts, const std::vector<ExpectedBridge>& bridges, PlanFindings& findings);
/// Against the plan before: what has begun, what has not, and the term of disruption.
void check_baseline(const PlanFacts& facts, const Portfolio& baseline, PlanFindings& findings);
void check_planned(const PlanFacts& facts, PlanFindings& findings);
void check_reasons(const Portfolio& portfolio, PlanFindings& findings);

/// A constraint that the plan does not keep. Constraints name applications without tasks in vain: those are left out,
/// and what follows them in a `before` follows what stood before them.
struct BrokenConstraint {
    PlanFinding finding;
    std::size_t constraint;  ///< index in portfolio.constraints
    double amount;           ///< days, for kinds that are measured in days; else 1
    std::vector<std::string> arguments;
};
/// Every break of the constraint, hard or soft. One for each pair or application that breaks it; for the kinds that
/// are not measured in days at most one.
[[nodiscard]] std::vector<BrokenConstraint> breaks_of(const PlanFacts& facts, std::size_t constraint);

/// Applications with a move that a `before` constraint orders, in its order.
[[nodiscard]] std::vector<std::size_t> ordered_moves(const PlanFacts& facts, const Constraint& constraint);

}  // namespace plan
