#include "libplan/check/plan_checks.hpp"
#include "libplan/schedule/planner.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <cstdlib>

using namespace plan;

namespace {

const Report silent = [](const Diagnostic&) {};

PlanResult planned(const Portfolio& portfolio, const PlanSettings& settings) {
    PlanResult result = plan_migration(portfolio, settings, silent);
    INFO((result.clashes.empty() ? "" : fill_text(result.clashes.front().text, result.clashes.front().arguments)));
    REQUIRE(result.feasible);
    return result;
}

/// The settings for planning again on `today`, with the tasks of `before`.
PlanSettings again(const PlanResult& before, PlanSettings settings, Date today) {
    settings.as_of = today;
    settings.baseline = Baseline{"before.ndjson", before.records.tasks, before.records.plan.objective.total};
    return settings;
}

std::string written(const PlanResult& result, Portfolio& portfolio) {
    store_plan(result.records, portfolio);
    std::string text;
    portfolio.write({{"planned"}, {RecordType::wave, RecordType::task, RecordType::bridge, RecordType::plan}},
                    [&](std::string_view lines) { text += lines; });
    return text;
}

Task& task_in(PlanSettings& settings, std::string_view id) {
    std::vector<Task>& tasks = settings.baseline->tasks;
    return *std::find_if(tasks.begin(), tasks.end(), [&](const Task& task) { return task.id == id; });
}

void require_verified(const PlanResult& result, Portfolio& portfolio) {
    store_plan(result.records, portfolio);
    for (const Diagnostic& finding : check_plan(portfolio)) {
        INFO(finding.code << ": " << fill_text(finding.text, finding.arguments));
        REQUIRE(false);
    }
}

bool has_reason(const Task& task, std::string_view rule) {
    return std::any_of(task.because.begin(), task.because.end(), [&](const Reason& r) { return r.rule == rule; });
}

}  // namespace

TEST_CASE("random portfolios: planned again with nothing changed, the plan is the same to the byte") {
    Random random(31);
    int same = 0;
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        Portfolio portfolio = random_portfolio(random, 2 + random.below(15), round % 3 == 0);
        PlanSettings settings = settings_of(60);
        settings.as_of = settings.start;
        const PlanResult before = plan_migration(portfolio, settings, silent);
        if (!before.feasible) continue;
        settings.schedules = 500;  // a longer search changes nothing either
        PlanResult after = planned(portfolio, again(before, settings, settings.start));
        for (auto& [name, value] : after.records.plan.settings)
            if (name == "schedules") value = "60";
        REQUIRE(written(before, portfolio) == written(after, portfolio));
        ++same;
    }
    CHECK(same > 20);
}

TEST_CASE("what is done stays, nothing else begins in the past, and what was late moves what follows it") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    const PlanResult before = planned(portfolio, settings_of());
    CHECK(task_of(before, "a/build").start == day("2027-01-06"));
    PlanSettings settings = again(before, settings_of(), day("2027-01-15"));
    Task& study = task_in(settings, "a/study");
    study.status = TaskStatus::done;
    study.actual_start = day("2027-01-05"), study.actual_finish = day("2027-01-14");
    const PlanResult after = planned(portfolio, settings);
    CHECK(task_of(after, "a/study").status == TaskStatus::done);
    CHECK(task_of(after, "a/study").start == day("2027-01-05"));
    CHECK(task_of(after, "a/study").finish == day("2027-01-14"));
    CHECK(has_reason(task_of(after, "a/study"), "settled"));
    CHECK(task_of(after, "a/build").start == day("2027-01-15"));  // Friday
    CHECK(task_of(after, "a/cutover").start == task_of(before, "a/cutover").start);
    double moved = 0;
    for (const Task& task : after.records.tasks) moved += std::abs(task.start - task_of(before, task.id).start);
    CHECK(after.records.plan.objective.disruption == moved);
    require_verified(after, portfolio);
}

TEST_CASE("a task under way keeps its start and its people, and ends today at the earliest") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2), moving_application("b", 2)});
    const PlanResult before = planned(portfolio, settings_of());
    PlanSettings settings = again(before, settings_of(), day("2027-01-12"));
    for (const char* id : {"a/study", "b/study"}) {
        Task& study = task_in(settings, id);
        study.status = TaskStatus::in_progress;
        study.actual_start = day("2027-01-04");
    }
    const PlanResult after = planned(portfolio, settings);
    CHECK(task_of(after, "a/study").start == day("2027-01-04"));
    CHECK(task_of(after, "a/study").finish == day("2027-01-12"));
    CHECK(task_of(after, "a/study").status == TaskStatus::in_progress);
    CHECK(task_of(after, "a/build").start > day("2027-01-12"));
    require_verified(after, portfolio);
}

TEST_CASE("a cut-over that took place outside every window keeps its day, and its group's window") {
    Portfolio portfolio = portfolio_of({moving_application("a", 1)});
    const PlanResult before = planned(portfolio, settings_of());
    PlanSettings settings = again(before, settings_of(), day("2027-02-11"));
    for (Task& task : settings.baseline->tasks) {
        if (task.phase == Phase::decommission) continue;
        task.status = TaskStatus::done;
        task.actual_start = task.phase == Phase::cutover ? day("2027-02-10") : task.start;
        task.actual_finish = task.phase == Phase::cutover ? day("2027-02-10") : task.finish;
    }
    const PlanResult after = planned(portfolio, settings);
    CHECK(task_of(after, "a/cutover").finish == day("2027-02-10"));
    CHECK(after.records.waves.size() == 1);
    CHECK(task_of(after, "a/decommission").start > day("2027-02-10"));
    require_verified(after, portfolio);
}

TEST_CASE("an application that comes in later leaves the dates of the others where they were") {
    Portfolio portfolio = portfolio_of({moving_application("a", 3), moving_application("b", 4)});
    const PlanResult before = planned(portfolio, settings_of(200));
    Portfolio more =
        portfolio_of({moving_application("a", 3), moving_application("b", 4), moving_application("late", 2)});
    const PlanResult after = planned(more, again(before, settings_of(200), settings_of().start));
    for (const Task& task : before.records.tasks) {
        CAPTURE(task.id);
        CHECK(task_of(after, task.id).start == task.start);
    }
    CHECK(after.records.plan.objective.disruption == 0);
    CHECK(std::count_if(after.records.tasks.begin(), after.records.tasks.end(),
                        [](const Task& task) { return task.application == "late"; }) == 6);
    require_verified(after, more);
}

TEST_CASE("however short the search, what can stay where it was stays") {
    Portfolio portfolio = portfolio_of({moving_application("a", 3), moving_application("b", 4)});
    const PlanResult before = planned(portfolio, settings_of(200));
    Portfolio more =
        portfolio_of({moving_application("late", 2), moving_application("a", 3), moving_application("b", 4)});
    const PlanResult after = planned(more, again(before, settings_of(1), settings_of().start));
    for (const Task& task : before.records.tasks) CHECK(task_of(after, task.id).start == task.start);
    require_verified(after, more);
}

TEST_CASE("random portfolios under way: every plan made again passes the checker, and facts stay facts") {
    Random random(32);
    int checked = 0;
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        Portfolio portfolio = random_portfolio(random, 2 + random.below(15), false);
        const PlanResult before = plan_migration(portfolio, settings_of(20), silent);
        if (!before.feasible) continue;
        const Date today = settings_of().start + random.below(120);
        PlanSettings settings = again(before, settings_of(40), today);
        for (Task& task : settings.baseline->tasks) {
            if (task.start >= today) continue;
            const bool done = task.finish < today && random.below(4) > 0;
            task.status = done ? TaskStatus::done : TaskStatus::in_progress;
            task.actual_start = task.start;
            if (done) task.actual_finish = std::min(today - 1, task.finish + random.below(4));
        }
        const PlanResult after = plan_migration(portfolio, settings, silent);
        if (!after.feasible) continue;
        ++checked;
        for (const Task& task : settings.baseline->tasks) {
            const Task& now = task_of(after, task.id);
            if (task.status == TaskStatus::planned) {
                CHECK(now.start >= today);
                continue;
            }
            CHECK(now.start == *task.actual_start);
            if (task.actual_finish) CHECK(now.finish == *task.actual_finish);
        }
        require_verified(after, portfolio);
    }
    CHECK(checked > 25);
}
