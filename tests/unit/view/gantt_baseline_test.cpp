#include "libplan/view/gantt_baseline.hpp"

#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/gantt_page.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

using namespace plan;
using tests::day;

namespace {

/// The small plan before: pay a month earlier, without the retirement of "old", and with a study of "hr".
Portfolio former_plan() {
    Portfolio former = tests::small_plan();
    for (Task& task : former.tasks) {
        if (task.application != "pay") continue;
        task.start = task.start - 28;
        task.finish = task.finish - 28;
    }
    std::erase_if(former.tasks, [](const Task& task) { return task.application == "old"; });
    tests::add_task(former, "hr", Phase::study, "2026-11-02", "2026-11-06");
    return former;
}

}  // namespace

TEST_CASE("a baseline is compared task by task") {
    const Portfolio now = tests::small_plan();
    const GanttBaseline baseline = gantt_baseline(now, former_plan());
    REQUIRE(baseline.tasks.size() == now.tasks.size());
    CHECK(baseline.later == 2);
    CHECK(baseline.earlier == 0);
    CHECK(baseline.added == 1);
    CHECK(baseline.finish_shift == 0);
    REQUIRE(baseline.dropped.size() == 1);
    CHECK(baseline.dropped[0].application == "hr");
    CHECK(baseline.dropped[0].days == DaySpan{day("2026-11-02"), day("2026-11-06")});
    CHECK(baseline.tasks[0] == DaySpan{day("2027-02-01"), day("2027-02-12")});
    CHECK(baseline.tasks[2] == DaySpan{day("2027-03-01"), day("2027-03-12")});
    CHECK_FALSE(baseline.tasks[4]);
}

TEST_CASE("the end of the work moves with its last task") {
    Portfolio former = tests::small_plan();
    for (Task& task : former.tasks)
        if (task.phase == Phase::cutover) task.finish = task.finish + 7;
    CHECK(gantt_baseline(tests::small_plan(), former).finish_shift == -7);
    CHECK(gantt_baseline(tests::small_plan(), former).earlier == 2);
}

TEST_CASE("the chart is wide enough for its baseline, which stands behind the bars") {
    const Portfolio now = tests::small_plan();
    const GanttRows chart = gantt_rows(now, std::nullopt, Language::english, gantt_baseline(now, former_plan()));
    CHECK(chart.first == day("2026-11-01"));
    const GanttLayout layout = gantt_layout(now, chart, GanttPage(), Language::english);
    for (const LayoutRow& row : layout.rows) {
        const std::string& id = chart.rows[row.row].id;
        if (id == "hr") CHECK(row.former.size() == 3);
        if (id == "pay") CHECK(row.former.size() == 2);
        if (id == "old") CHECK(row.former.empty());
    }
    const std::string table = gantt_table_html(now, chart, Language::english);
    CHECK(table.find("1–12 Mar 2027 · baseline 1–12 Feb 2027") != std::string::npos);
    CHECK(table.find("1–5 Feb 2027 · not in the baseline") != std::string::npos);
}
