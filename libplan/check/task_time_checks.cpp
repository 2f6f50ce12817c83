#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <cmath>

/// How long each task takes on its calendar, and what it has to wait for.
namespace plan {

namespace {

class TimeChecks {
public:
    TimeChecks(const PlanFacts& facts, PlanFindings& findings) : facts_(facts), findings_(findings) {}

    void length(const Task& task);
    void predecessors(const Task& task);
    void slack(const Task& task);
    void order(std::size_t application);

private:
    void add(PlanFinding finding, const Task& task, std::vector<std::string> arguments) {
        findings_.add(finding, facts_.where(task), std::move(arguments));
    }
    void duration(const Task& task);
    void span(const Task& task, const Calendar& calendar);
    /// `earlier` must be finished before `task` starts, and `task` must say so.
    void expect_after(const Task& task, const Task& earlier, PlanFinding finding);

    const PlanFacts& facts_;
    PlanFindings& findings_;
};

void TimeChecks::duration(const Task& task) {
    if (task.application.empty() || !(task.people > 0) || !(task.effort_days > 0)) return;  // told elsewhere
    const double needed = std::max(1.0, std::ceil(task.effort_days / task.people - 1e-9));
    if (static_cast<double>(task.duration_days) != needed)
        add(PlanFinding::wrong_duration, task,
            {task.id, std::to_string(task.duration_days), number_text(task.effort_days), number_text(task.people),
             number_text(needed)});
}

void TimeChecks::span(const Task& task, const Calendar& calendar) {
    const bool cutover = task.phase == Phase::cutover;  // works on every day of its window
    const DayTable& days = facts_.days(calendar, task.phase);
    const std::int64_t held = cutover ? task.finish - task.start + 1 : days.count(task.start, task.finish);
    if (task.start > task.finish || held != task.duration_days)
        add(PlanFinding::wrong_span, task,
            {task.id, task.start.to_iso(), task.finish.to_iso(), std::to_string(std::max<std::int64_t>(held, 0)),
             std::to_string(task.duration_days)});
    if (cutover || task.start > task.finish) return;
    const auto expect_worked = [&](std::string_view what, Date day) {
        if (!days.worked(day))
            add(PlanFinding::not_worked, task,
                {task.id, std::string(what), day.to_iso(), calendar.id, std::string(keyword(task.phase))});
    };
    expect_worked("start", task.start);
    if (task.finish != task.start) expect_worked("finish", task.finish);
}

void TimeChecks::length(const Task& task) {
    if (is_settled(task)) return;
    duration(task);
    const Team* team = facts_.team(task.team);
    if (!team && !task.application.empty()) return;  // the missing team is told elsewhere
    span(task, facts_.calendar(team));
}

void TimeChecks::predecessors(const Task& task) {
    for (const std::string& id : task.predecessors) {
        const Task* earlier = facts_.task(id);
        if (!earlier)
            add(PlanFinding::unknown_predecessor, task, {task.id, id});
        else if (task.start <= earlier->finish && !is_settled(task))
            add(PlanFinding::predecessor_order, task,
                {task.id, task.start.to_iso(), earlier->id, earlier->finish.to_iso()});
    }
}

/// Slack counts worked days at most, so it cannot exceed the days that are left. A shorter true slack would need the
/// late schedule, which only the search has.
void TimeChecks::slack(const Task& task) {
    if (!task.slack_days) return;
    const std::int64_t slack = *task.slack_days;
    const std::int64_t left = facts_.plan.finish - task.finish;
    if (slack < 0)
        add(PlanFinding::negative_slack, task, {task.id, std::to_string(slack)});
    else if (slack > std::max<std::int64_t>(left, 0))
        add(PlanFinding::wrong_slack, task, {task.id, std::to_string(slack), std::to_string(left)});
    if (slack > 0 && task.critical.value_or(false))
        add(PlanFinding::critical_slack, task, {task.id, std::to_string(slack)});
}

void TimeChecks::expect_after(const Task& task, const Task& earlier, PlanFinding finding) {
    if (is_settled(task)) return;
    if (task.start <= earlier.finish)
        add(finding, task, {task.id, task.start.to_iso(), earlier.id, earlier.finish.to_iso()});
    if (std::ranges::find(task.predecessors, earlier.id) == task.predecessors.end())
        add(PlanFinding::missing_predecessor, task, {task.id, earlier.id});
}

void TimeChecks::order(std::size_t application) {
    const Journey& journey = facts_.journeys[application];
    if (journey.course == Course::stays) return;
    const Task* earlier = nullptr;
    const Task* on_target = nullptr;  // the first task that needs the target
    for (const Phase phase : phases_in_order) {
        const Task* task = journey.task(phase);
        if (!task || !facts_.effort(application, phase)) continue;
        if (earlier) expect_after(*task, *earlier, PlanFinding::phase_order);
        earlier = task;
        if (!on_target && phase != Phase::study) on_target = task;
    }
    if (journey.course != Course::moves || !on_target) return;
    const Task* onboarding = facts_.onboarding(facts_.portfolio.applications[application].hosting->target);
    if (onboarding) expect_after(*on_target, *onboarding, PlanFinding::onboarding_order);
}

}  // namespace

void check_task_times(const PlanFacts& facts, PlanFindings& findings) {
    TimeChecks checks(facts, findings);
    for (const Task& task : facts.portfolio.tasks) {
        checks.length(task);
        checks.predecessors(task);
        checks.slack(task);
    }
    for (std::size_t index = 0; index < facts.journeys.size(); ++index) checks.order(index);
}

}  // namespace plan
