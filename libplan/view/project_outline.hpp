#pragma once

#include "libplan/view/project_calendars.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the files for project tools (MS Project, GanttProject, TaskJuggler…) share: the plan as an outline of summaries
/// with tasks below, links between tasks, and the teams that do them.
namespace plan {

/// The task starts after another one is finished and `lag_days` whole days have passed.
struct OutlineLink {
    std::size_t from = 0;  ///< in ProjectOutline::items
    std::int64_t lag_days = 0;
};

struct OutlineItem {
    std::size_t level = 1;  ///< 1 for a section
    std::string wbs;        ///< "2.1.3": the place below each summary, from 1
    std::string name;       ///< shown as it is: "Vague 1", "Paie des agents", "Bascule – Paie des agents"
    std::string id;         ///< of the record; empty for sections that are not waves
    RowKind kind = RowKind::application;     ///< of the summary, or of that which a task is below
    std::optional<std::size_t> parent;       ///< in ProjectOutline::items
    std::optional<std::size_t> task;         ///< in portfolio.tasks; nothing for a summary
    std::optional<std::size_t> application;  ///< in portfolio.applications
    Date start, finish;                      ///< both inclusive
    std::vector<OutlineLink> links;          ///< of a task; each `from` once, in the order of its predecessors
    std::optional<std::size_t> team;         ///< in ProjectOutline::teams
    std::optional<std::size_t> calendar;     ///< in ProjectOutline::calendars: the task's own, whoever does it
    int worked_days = 0;                     ///< of the calendar that holds for it, from start to finish; at least 1
};

struct OutlineTeam {
    std::string id;
    std::string name;                ///< shown as it is
    std::optional<double> capacity;  ///< people
    std::size_t calendar = 0;        ///< in ProjectOutline::calendars
    std::optional<Date> from, until;
};

struct ProjectOutline {
    std::string title;
    Date start, finish;                      ///< of all tasks
    std::vector<OutlineItem> items;          ///< depth first: a summary, then what is below it
    std::vector<OutlineTeam> teams;          ///< that have a task, in the order of the stream
    std::vector<ProjectCalendar> calendars;  ///< the first is the project's
    GanttRows chart;
};

/// Sections are those of the Gantt chart, but applications that stay, which have no task, are left out. A link that the
/// dates contradict is left out too, as tools would move what has begun or run in circles; a lag counts where the dates
/// keep it. Throws Error(invalid_input), code "no-task", when there is no task. O(n log n + days of tasks).
[[nodiscard]] ProjectOutline project_outline(const Portfolio& portfolio, Language language);

/// A task's people and its working days: what it takes from its team. At least 0.
[[nodiscard]] double people_of(const Task& task);

/// What a reader of a task wants to know besides its dates: its id, class of the application, effort, and why it is not
/// earlier; a line each.
[[nodiscard]] std::string task_notes(const Portfolio& portfolio, const Task& task, Language language);

}  // namespace plan
