#include "libplan/view/issue_tables.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/view/project_outline.hpp"
#include "libplan/view/project_text.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace plan {

namespace {

constexpr double hours_of_day = 8, seconds_of_hour = 3600;
constexpr std::size_t longest_name = 255;

enum class IssueLevel : std::uint8_t { epic, task, subtask };

Cell id_of(std::size_t index) {
    return static_cast<std::int64_t>(index + 1);
}

/// Groups are no level of Jira's: what is below one belongs to its wave.
std::optional<std::size_t> parent_in_jira(const ProjectOutline& plan, std::size_t index) {
    std::optional<std::size_t> above = plan.items[index].parent;
    while (above && plan.items[*above].kind == RowKind::group && !plan.items[*above].task)
        above = plan.items[*above].parent;
    return above;
}

IssueLevel level_of(const OutlineItem& item) {
    if (item.task) return IssueLevel::subtask;
    return item.level == 1 ? IssueLevel::epic : IssueLevel::task;
}

/// Labels are parted by blanks, so that they hold none: "wave-3", "paie".
std::string label_of(std::string_view text) {
    std::string label = visible_text(text);
    for (char& letter : label)
        if (letter == ' ' || letter == '\t') letter = '-';
    return label;
}

std::string notes_of(const Portfolio& portfolio, const OutlineItem& item, Language language) {
    if (item.task) return task_notes(portfolio, portfolio.tasks[*item.task], language);
    return item.id.empty() ? std::string() : visible_text(item.id);
}

const Task* task_of(const Portfolio& portfolio, const OutlineItem& item) {
    return item.task ? &portfolio.tasks[*item.task] : nullptr;
}

std::string_view jira_status(const Task* task) {
    if (!task) return "";
    if (task->status == TaskStatus::done) return "Done";
    return task->status == TaskStatus::in_progress ? "In Progress" : "To Do";
}

std::string_view package_status(const Task* task) {
    if (!task) return "New";
    if (task->status == TaskStatus::done) return "Closed";
    return task->status == TaskStatus::in_progress ? "In progress" : "New";
}

Cell text_cell(std::string text) {
    return text.empty() ? Cell() : Cell(std::move(text));
}

Cell follows(const OutlineItem& item) {
    std::string ids;
    for (const OutlineLink& link : item.links) ids += (ids.empty() ? "" : ", ") + std::to_string(link.from + 1);
    return text_cell(std::move(ids));
}

}  // namespace

Table jira_issues(const Portfolio& portfolio, Language language) {
    const ProjectOutline plan = project_outline(portfolio, language);
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < plan.items.size(); ++index)
        if (plan.items[index].task || plan.items[index].kind != RowKind::group) order.push_back(index);
    std::ranges::stable_sort(order, {}, [&](std::size_t index) { return level_of(plan.items[index]); });
    constexpr std::string_view types[] = {"Epic", "Task", "Sub-task"};
    Table table;
    table.name = "Jira";
    table.columns = {"Issue Id", "Parent", "Issue Type", "Summary",           "Status",     "Start date",
                     "Due date", "Labels", "Component",  "Original Estimate", "Description"};
    for (const std::size_t index : order) {
        const OutlineItem& item = plan.items[index];
        const Task* task = task_of(portfolio, item);
        const std::optional<std::size_t> parent = parent_in_jira(plan, index);
        const Cell estimate =
            task ? Cell(static_cast<std::int64_t>(std::llround(task->effort_days * hours_of_day * seconds_of_hour)))
                 : Cell();
        table.rows.push_back({id_of(index), parent ? id_of(*parent) : Cell(),
                              std::string(types[static_cast<std::size_t>(level_of(item))]),
                              shortened(item.name, longest_name), text_cell(std::string(jira_status(task))), item.start,
                              item.finish,
                              task && task->wave ? text_cell("wave-" + std::to_string(*task->wave))
                                                 : text_cell(task ? std::string() : label_of(item.id)),
                              item.team ? text_cell(plan.teams[*item.team].name) : Cell(), estimate,
                              text_cell(notes_of(portfolio, item, language))});
    }
    return table;
}

Table open_project_packages(const Portfolio& portfolio, Language language) {
    const ProjectOutline plan = project_outline(portfolio, language);
    Table table;
    table.name = "OpenProject";
    table.columns = {"ID",          "Type", "Subject", "Status",     "Parent",     "Start date",
                     "Finish date", "Work", "Follows", "% Complete", "Description"};
    for (std::size_t index = 0; index < plan.items.size(); ++index) {
        const OutlineItem& item = plan.items[index];
        const Task* task = task_of(portfolio, item);
        const bool done = task && task->status == TaskStatus::done;
        table.rows.push_back({id_of(index),
                              std::string(task              ? "Task"
                                          : item.level == 1 ? "Phase"
                                                            : "Summary task"),
                              shortened(item.name, longest_name), std::string(package_status(task)),
                              item.parent ? id_of(*item.parent) : Cell(), item.start, item.finish,
                              task ? Cell(task->effort_days * hours_of_day) : Cell(), follows(item),
                              task ? Cell(std::int64_t{done ? 100 : 0}) : Cell(),
                              text_cell(notes_of(portfolio, item, language))});
    }
    return table;
}

}  // namespace plan
