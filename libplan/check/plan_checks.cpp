#include "libplan/check/plan_checks.hpp"

#include "libplan/check/plan_check_parts.hpp"

namespace plan {

bool has_plan(const Portfolio& portfolio) {
    return !portfolio.plans.empty() || !portfolio.tasks.empty() || !portfolio.waves.empty() ||
           !portfolio.bridges.empty();
}

std::vector<Diagnostic> check_plan(const Portfolio& portfolio, const Portfolio* baseline) {
    if (!has_plan(portfolio)) return {};
    PlanFindings findings(plan_finding_texts());
    const PlanFacts facts(portfolio);
    check_whole(facts, findings);
    check_task_set(facts, findings);
    check_task_times(facts, findings);
    check_task_teams(facts, findings);
    check_capacity(facts, findings);
    check_waves(facts, findings);
    check_eligibility(facts, findings);
    check_kept_constraints(facts, findings);
    const std::vector<ExpectedBridge> bridges = facts.expected_bridges();
    check_bridges(facts, bridges, findings);
    check_objective(facts, bridges, findings);
    if (baseline) check_baseline(facts, *baseline, findings);
    check_planned(facts, findings);
    check_reasons(portfolio, findings);
    return findings.take();
}

std::vector<Diagnostic> check_explanations(const Portfolio& portfolio) {
    PlanFindings findings(plan_finding_texts());
    check_reasons(portfolio, findings);
    return findings.take();
}

void check_whole(const PlanFacts& facts, PlanFindings& findings) {
    const Portfolio& portfolio = facts.portfolio;
    if (portfolio.plans.empty()) findings.add(PlanFinding::no_plan, {}, {std::to_string(portfolio.tasks.size())});
    if (portfolio.plans.size() > 1)
        findings.add(PlanFinding::several_plans, portfolio.where(RecordType::plan, 1),
                     {std::to_string(portfolio.plans.size())});
    if (portfolio.plans.empty() || portfolio.tasks.empty()) return;
    const Task* last = &portfolio.tasks.front();
    for (const Task& task : portfolio.tasks) {
        if (task.finish > last->finish) last = &task;
        if (task.start < facts.plan.start && !is_settled(task))
            findings.add(PlanFinding::before_start, facts.where(task),
                         {task.id, task.start.to_iso(), facts.plan.start.to_iso()});
    }
    if (facts.plan.finish != last->finish)
        findings.add(PlanFinding::wrong_finish, facts.where_plan(),
                     {facts.plan.finish.to_iso(), last->id, last->finish.to_iso()});
}

}  // namespace plan
