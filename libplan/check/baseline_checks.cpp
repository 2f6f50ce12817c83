#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"

#include <cstdlib>
#include <unordered_map>

/// A plan made again against the one that it was made from.
namespace plan {

namespace {

class BaselineChecks {
public:
    BaselineChecks(const PlanFacts& facts, const Portfolio& baseline, PlanFindings& findings)
        : facts_(facts), findings_(findings) {
        for (const Task& task : baseline.tasks) earlier_.emplace(task.id, &task);
    }

    void facts_stay();
    void nothing_begins_in_the_past();
    void disruption();

private:
    [[nodiscard]] const Task* earlier(const Task& task) const {
        const auto found = earlier_.find(task.id);
        return found == earlier_.end() ? nullptr : found->second;
    }

    const PlanFacts& facts_;
    PlanFindings& findings_;
    std::unordered_map<std::string_view, const Task*> earlier_;  ///< by id, the first; only looked up
};

void BaselineChecks::facts_stay() {
    for (const Task& task : facts_.portfolio.tasks) {
        const Task* const before = earlier(task);
        if (!is_settled(task) || !before) continue;
        const Date began = task.actual_start.value_or(before->start);
        if (task.start != began)
            findings_.add(PlanFinding::fact_moved, facts_.where(task), {task.id, began.to_iso(), task.start.to_iso()});
    }
}

/// Only a plan that was made again knows a day of planning that its tasks must keep to.
void BaselineChecks::nothing_begins_in_the_past() {
    const std::string* const as_of = facts_.setting("as_of");
    const auto today = as_of && facts_.setting("baseline") ? Date::from_iso(*as_of) : std::nullopt;
    if (!today) return;
    for (const Task& task : facts_.portfolio.tasks)
        if (!is_settled(task) && task.start < *today)
            findings_.add(PlanFinding::begins_before_today, facts_.where(task),
                          {task.id, task.start.to_iso(), today->to_iso()});
}

void BaselineChecks::disruption() {
    if (facts_.portfolio.plans.empty()) return;
    double days = 0;
    for (const Task& task : facts_.portfolio.tasks)
        if (const Task* const before = earlier(task)) days += std::abs(task.start - before->start);
    const double printed = facts_.plan.objective.disruption;
    if (!nearly_equal(printed, days))
        findings_.add(PlanFinding::wrong_term, facts_.where_plan(),
                      {"disruption", number_text(printed), number_text(days)});
}

}  // namespace

void check_baseline(const PlanFacts& facts, const Portfolio& baseline, PlanFindings& findings) {
    BaselineChecks checks(facts, baseline, findings);
    checks.facts_stay();
    checks.nothing_begins_in_the_past();
    checks.disruption();
}

}  // namespace plan
