#include "libplan/view/gantt_loads.hpp"

#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/gantt_page.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

using namespace plan;
using tests::day;

namespace {

/// The small plan with two people of one team on each task of an application.
Portfolio staffed_plan() {
    Portfolio portfolio = tests::small_plan();
    Team& team = portfolio.teams.emplace_back();
    team.id = "it";
    team.name = "IT";
    team.phases = {Phase::test, Phase::cutover};
    team.capacity_people = 3;
    team.until = day("2027-04-30");
    for (Task& task : portfolio.tasks) {
        if (task.application != "pay" && task.application != "hr") continue;
        task.team = "it";
        task.people = 2;
    }
    portfolio.tasks[4].team = "stranger";
    portfolio.tasks[4].people = 1;
    return portfolio;
}

std::size_t on(const GanttRows& chart, const char* iso) {
    return static_cast<std::size_t>(day(iso) - chart.first);
}

}  // namespace

TEST_CASE("a team is as busy as its tasks say on the days that it works") {
    const Portfolio portfolio = staffed_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    const std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    REQUIRE(loads.size() == 2);
    const TeamLoad& load = loads[0];
    CHECK(load.name == "IT");
    CHECK(load.busy[on(chart, "2027-03-01")] == 4);
    CHECK(load.busy[on(chart, "2027-03-06")] == 0);  // a Saturday
    CHECK(load.available[on(chart, "2027-03-06")] == 0);
    CHECK(load.busy[on(chart, "2027-03-15")] == 0);
    CHECK(load.available[on(chart, "2027-03-15")] == 3);
    // A cut-over works on the week-end of its window, and Easter Monday is a holiday.
    CHECK(load.busy[on(chart, "2027-04-03")] == 4);
    CHECK(load.available[on(chart, "2027-04-03")] == 3);
    CHECK(load.available[on(chart, "2027-03-29")] == 0);
    // A team without a record works, but nobody knows how many there are.
    CHECK(loads[1].id == "stranger");
    CHECK_FALSE(loads[1].capacity);
    CHECK(loads[1].busy[on(chart, "2027-02-01")] == 1);
}

TEST_CASE("a team without a list of phases cuts over too, and is there on the days of windows") {
    Portfolio portfolio = staffed_plan();
    REQUIRE(portfolio.teams[0].id == "it");
    portfolio.teams[0].phases.clear();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    const std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    CHECK(loads[0].available[on(chart, "2027-04-03")] == 3);  // a Saturday, of a window in use
    CHECK(loads[0].available[on(chart, "2027-03-06")] == 0);  // a Saturday, of none
}

TEST_CASE("weeks add the days up, from Monday to Sunday, and hold as much as the months") {
    const Portfolio portfolio = staffed_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    const TeamLoad load = team_loads(portfolio, chart)[0];
    double of_weeks = 0, of_months = 0;
    for (const LoadSum& week : weekly_sums(load, chart)) {
        of_weeks += week.busy;
        if (week.start != chart.first) CHECK(week.start.weekday() == 1);
        if (week.finish != chart.last) CHECK(week.finish.weekday() == 7);
        if (week.start != day("2027-03-01")) continue;
        CHECK(week.busy == 20);       // five days of four people
        CHECK(week.available == 15);  // of three
        CHECK(week.exceeded);
    }
    for (const LoadSum& month : monthly_sums(load, chart)) of_months += month.busy;
    CHECK(of_weeks == of_months);
}

TEST_CASE("months add the days up, and say where people lack") {
    const Portfolio portfolio = staffed_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    const std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    const std::vector<LoadSum> months = monthly_sums(loads[0], chart);
    REQUIRE(months.size() == 4);
    CHECK(months[1].busy == 0);
    CHECK_FALSE(months[1].exceeded);
    CHECK(months[2].start == day("2027-03-01"));
    CHECK(months[2].finish == day("2027-03-31"));
    CHECK(months[2].busy == 40);       // ten days of four people
    CHECK(months[2].available == 66);  // 23 working days less Easter Monday, three people
    CHECK(months[2].exceeded);
    const std::string table = gantt_load_html(chart, loads, Language::english);
    CHECK(table.find("<th scope=\"row\">March 2027</th><td>40 / 66 (61%), exceeded</td><td>–</td>") !=
          std::string::npos);
    CHECK(gantt_load_html(chart, loads, Language::french).find("40 / 66 (61\u00a0%), dépassée") != std::string::npos);
    CHECK(gantt_load_html(chart, {}, Language::french).empty());
}

TEST_CASE("the drawing shows the busiest teams under the rows, and rows come first") {
    const Portfolio portfolio = staffed_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    GanttPage page;
    const GanttLayout layout = gantt_layout(portfolio, chart, page, Language::english);
    REQUIRE(layout.loads.size() == 2);
    CHECK(layout.loads[0].y > layout.body_bottom);
    CHECK(layout.loads[1].y + layout.loads[1].height <= layout.height - page.foot_height);
    CHECK(layout.loads[0].note == "peak 4 of 3");
    double over = 0;
    for (const LoadStep& step : layout.loads[0].steps) over = std::max(over, step.over);
    CHECK(over > 0);
    page.teams = 1;
    const GanttLayout one = gantt_layout(portfolio, chart, page, Language::english);
    REQUIRE(one.loads.size() == 1);
    CHECK(one.loads[0].name == "IT");
    CHECK(one.other_teams == 1);
    page.height = 400;
    CHECK(gantt_layout(portfolio, chart, page, Language::english).loads.empty());
}
