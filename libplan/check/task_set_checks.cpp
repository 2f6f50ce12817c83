#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <set>
#include <unordered_map>

/// Each application has exactly the tasks that its assessment and its target ask for.
namespace plan {

namespace {

/// What makes a task unneeded: the strategy, or that there is no target.
std::string reason_for_none(const Application& application) {
    if (!application.assessment) return "assessment";
    const Strategy strategy = application.assessment->strategy;
    const bool stays =
        strategy == Strategy::retain || strategy == Strategy::retire || strategy == Strategy::unspecified;
    if (!stays && (!application.hosting || application.hosting->target.empty())) return "hosting.target";
    return std::string(keyword(strategy));
}

void check_task_of_application(const PlanFacts& facts, const Task& task, std::size_t index, PlanFindings& findings) {
    const Application& application = facts.portfolio.applications[index];
    const std::string phase(keyword(task.phase));
    const std::string expected_id = application.id + "/" + phase;
    const auto where = [&] { return facts.where(task); };
    if (task.id != expected_id)
        findings.add(PlanFinding::wrong_task_id, where(), {task.id, phase, application.id, expected_id});
    if (task.group != application.group)
        findings.add(PlanFinding::wrong_task_group, where(), {task.id, task.group, application.group});
    const auto effort = facts.effort(index, task.phase);
    if (!effort)
        findings.add(PlanFinding::task_not_needed, where(),
                     {task.id, application.id, phase, reason_for_none(application)});
    else if (!nearly_equal(*effort, task.effort_days))
        findings.add(PlanFinding::wrong_effort, where(),
                     {task.id, number_text(task.effort_days), number_text(*effort)});
}

/// Targets that the plan has to open, with the first application that goes there.
std::unordered_map<std::string_view, std::size_t> targets_to_open(const PlanFacts& facts) {
    std::set<std::string_view> sites;
    for (const Application& application : facts.portfolio.applications) sites.insert(application.site);
    std::unordered_map<std::string_view, std::size_t> opened;
    for (std::size_t index = 0; index < facts.journeys.size(); ++index) {
        if (facts.journeys[index].course != Course::moves) continue;
        const std::string& target = facts.portfolio.applications[index].hosting->target;
        if (sites.count(target) == 0) opened.emplace(target, index);
    }
    return opened;
}

void check_onboardings(const PlanFacts& facts, PlanFindings& findings) {
    const auto opened = targets_to_open(facts);
    std::unordered_map<std::string_view, std::int64_t> days_of;
    for (const Target& target : facts.portfolio.targets) {
        const std::int64_t days = target.onboarding_days.value_or(0);
        const auto use = opened.find(target.id);
        if (days <= 0 || use == opened.end() || !days_of.emplace(target.id, days).second) continue;
        if (facts.onboarding(target.id)) continue;
        findings.add(PlanFinding::missing_onboarding, facts.where_application(use->second),
                     {target.id, std::to_string(days), facts.portfolio.applications[use->second].id});
    }
    for (const Task& task : facts.portfolio.tasks) {
        if (!task.application.empty()) continue;
        const auto days = days_of.find(task.target);
        const std::string expected_id = task.target + "/onboard";
        if (days == days_of.end() || task.phase != Phase::onboard)
            findings.add(PlanFinding::onboarding_not_needed, facts.where(task), {task.id, task.target});
        else if (task.duration_days != days->second && !is_settled(task))
            findings.add(PlanFinding::wrong_onboarding_duration, facts.where(task),
                         {task.id, std::to_string(task.duration_days), task.target, std::to_string(days->second)});
        if (task.id != expected_id)
            findings.add(PlanFinding::wrong_task_id, facts.where(task), {task.id, "onboard", task.target, expected_id});
    }
}

/// A task is what it does: its application or target, and its phase.
void check_duplicates(const PlanFacts& facts, PlanFindings& findings) {
    for (const Task& task : facts.portfolio.tasks) {
        const Task* first = nullptr;
        if (task.application.empty()) {
            first = facts.onboarding(task.target);
        } else if (const auto index = facts.portfolio.application_index(task.application)) {
            first = facts.journeys[*index].task(task.phase);
        }
        if (!first || task.phase != first->phase || first == &task) first = facts.task(task.id);
        if (first != &task)
            findings.add(PlanFinding::duplicate_task, facts.where(task), {task.id, facts.where(*first).to_string()});
    }
}

}  // namespace

void check_task_set(const PlanFacts& facts, PlanFindings& findings) {
    for (const Task& task : facts.portfolio.tasks) {
        if (task.application.empty()) continue;
        if (const auto index = facts.portfolio.application_index(task.application))
            check_task_of_application(facts, task, *index, findings);
        else
            findings.add(PlanFinding::task_of_nobody, facts.where(task), {task.id, task.application});
    }
    for (std::size_t index = 0; index < facts.journeys.size(); ++index)
        for (const Phase phase : phases_in_order) {
            const auto effort = facts.effort(index, phase);
            if (effort && !facts.journeys[index].task(phase))
                findings.add(
                    PlanFinding::missing_task, facts.where_application(index),
                    {facts.portfolio.applications[index].id, std::string(keyword(phase)), number_text(*effort)});
        }
    check_onboardings(facts, findings);
    check_duplicates(facts, findings);
}

}  // namespace plan
