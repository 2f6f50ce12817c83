#include "libplan/view/gantt_baseline.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

namespace plan {

namespace {

Date end_of(const Task& task) {
    return std::max(task.start, task.finish);
}

std::optional<Date> end_of(const std::vector<Task>& tasks) {
    std::optional<Date> end;
    for (const Task& task : tasks) end = end ? std::max(*end, end_of(task)) : end_of(task);
    return end;
}

}  // namespace

GanttBaseline gantt_baseline(const Portfolio& plan, const Portfolio& baseline) {
    std::unordered_map<std::string_view, const Task*> former;
    for (const Task& task : baseline.tasks) former.emplace(task.id, &task);
    GanttBaseline result;
    std::set<std::string_view> kept;
    for (const Task& task : plan.tasks) {
        const auto found = former.find(task.id);
        if (found == former.end()) {
            result.tasks.emplace_back();
            ++result.added;
            continue;
        }
        const Date finish = end_of(*found->second);
        result.tasks.push_back(DaySpan{found->second->start, finish});
        result.later += end_of(task) > finish ? 1 : 0;
        result.earlier += end_of(task) < finish ? 1 : 0;
        kept.insert(task.id);
    }
    for (const Task& task : baseline.tasks)
        if (!kept.contains(task.id))
            result.dropped.push_back({task.application, task.target, task.phase, {task.start, end_of(task)}});
    const auto now = end_of(plan.tasks), then = end_of(baseline.tasks);
    if (now && then) result.finish_shift = *now - *then;
    return result;
}

}  // namespace plan
