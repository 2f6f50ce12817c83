#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/gantt_baseline.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a Gantt chart shows, in days and without units of any page: a tree of rows, and what is shaded behind them.
namespace plan {

enum class RowKind : std::uint8_t {
    onboarding,   ///< section: targets being opened
    wave,         ///< section: one wave
    outside,      ///< section: tasks of no wave (applications that are retired)
    staying,      ///< section: applications without tasks
    target,       ///< under onboarding
    group,        ///< under a wave, when two or more of its applications move together
    application,  ///< under a section or a group
};

struct GanttRow {
    RowKind kind = RowKind::application;
    int level = 0;                           ///< 0 section, 1 below it, 2 in a group
    std::optional<std::size_t> parent;       ///< in `rows`
    std::size_t end = 0;                     ///< rows [own index, end) are this one and all below it
    std::string id;                          ///< of the record; empty for sections other than waves
    std::string label;                       ///< shown as it is: control and reordering characters made visible
    std::optional<std::size_t> application;  ///< in portfolio.applications
    std::optional<std::int64_t> wave;        ///< number
    std::vector<std::size_t> tasks;          ///< its own, in portfolio.tasks, by start date
    std::size_t applications = 0;            ///< of this row and all below
    double effort_days = 0;                  ///< likewise
    std::optional<Date> start, finish;       ///< of the tasks of this row and all below
    std::optional<Date> cutover_start, cutover_finish;
};

enum class BandKind : std::uint8_t { freeze, holiday, window };

/// Days shaded behind the rows, both inclusive.
struct DayBand {
    BandKind kind = BandKind::freeze;
    Date start, finish;
    std::string label;
    std::optional<std::int64_t> wave;  ///< of a window
};

struct GanttRows {
    std::vector<GanttRow> rows;  ///< depth first, sections in the order of the work
    Date first, last;            ///< whole months that hold every task, its baseline, and today when it is near
    std::optional<Date> today;
    std::vector<DayBand> bands;                     ///< by kind, then start
    std::vector<std::vector<std::size_t>> bridges;  ///< per application, in portfolio.bridges
    std::optional<GanttBaseline> baseline;          ///< of another plan, drawn behind the bars
};

/// Rows of the plan in `portfolio`: onboarding, waves by number, what is outside waves, what stays. Within a section by
/// the earliest start of the group, then of the application, then id. A task whose application is not in the stream has
/// a row under its id. A task that finishes before it starts counts as one day.
/// Throws Error(invalid_input), code "no-task", when there is no task. O(n log n).
[[nodiscard]] GanttRows gantt_rows(const Portfolio& portfolio, std::optional<Date> today, Language language,
                                   std::optional<GanttBaseline> baseline = std::nullopt);

/// The row of each application and target that has one, by id of the record.
struct RowIndex {
    explicit RowIndex(const GanttRows& chart);
    /// Of a task of the baseline.
    [[nodiscard]] std::optional<std::size_t> of(const FormerTask& task) const;

private:
    std::map<std::string_view, std::size_t> applications_, targets_;
};

/// The last day of a task, never before its first.
[[nodiscard]] Date last_day(const Task& task);

}  // namespace plan
