#include "libplan/check/plan_checks.hpp"
#include "libplan/schedule/planner.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <functional>

using namespace plan;

namespace {

/// A project that is to run on "cloud"; its assessment gives it tasks that it must not have.
Application project(const std::string& id, std::optional<Date> go_live) {
    Application made = moving_application(id, 2);
    made.lifecycle = Lifecycle::project;
    made.go_live = go_live;
    return made;
}

/// An application at "room" that moves to "cloud" and is called by the project.
Portfolio beside(Application built) {
    Portfolio portfolio = portfolio_of({std::move(built), moving_application("a", 2)});
    for (Application& application : portfolio.applications)
        if (application.id == "a") application.site = "room";
    Flow flow;
    flow.from = "p";
    flow.to = "a";
    portfolio.flows = {flow};
    return portfolio;
}

PlanResult planned(const Portfolio& portfolio) {
    PlanResult result = plan_migration(portfolio, settings_of(), [](const Diagnostic&) {});
    REQUIRE(result.feasible);
    return result;
}

void require_verified(const PlanResult& result, Portfolio& portfolio) {
    PlanRecords records = result.records;
    store_plan(std::move(records), portfolio);
    for (const Diagnostic& finding : check_plan(portfolio)) {
        INFO(finding.code << ": " << fill_text(finding.text, finding.arguments));
        REQUIRE(false);
    }
}

const Reason& why(const PlanResult& result, std::size_t application) {
    REQUIRE(result.records.planned[application].because.size() == 1);
    return result.records.planned[application].because.front();
}

}  // namespace

TEST_CASE("a project has no task, no wave and no cut-over, whatever its assessment says") {
    Portfolio portfolio = beside(project("p", day("2027-03-01")));
    const PlanResult result = planned(portfolio);
    CHECK(std::ranges::none_of(result.records.tasks, [](const Task& task) { return task.application == "p"; }));
    const std::size_t index = *portfolio.application_index("p");
    CHECK_FALSE(result.records.planned[index].wave.has_value());
    CHECK_FALSE(result.records.planned[index].cutover.has_value());
    CHECK(why(result, index).rule == "not-planned-project");
    CHECK(why(result, index).text == "A project: it is born on 'cloud', in service on 2027-03-01. Nothing to migrate.");
    require_verified(result, portfolio);
}

TEST_CASE("a project bridges to what moves after its first day in service, until it moves") {
    // The application cuts over on 7 February 2027, the first full weekend after its work.
    const auto bridge_of = [](std::optional<Date> go_live) {
        Portfolio portfolio = beside(project("p", go_live));
        const PlanResult result = planned(portfolio);
        CHECK(task_of(result, "a/cutover").finish == day("2027-02-07"));
        require_verified(result, portfolio);
        if (result.records.bridges.empty()) return std::string("none");
        REQUIRE(result.records.bridges.size() == 1);
        const Bridge& bridge = result.records.bridges.front();
        CHECK(bridge.from == "p");
        CHECK(result.records.planned[*portfolio.application_index("a")].bridges.size() == 1);
        return bridge.start.to_iso() + " " + bridge.finish.to_iso();
    };
    CHECK(bridge_of(day("2027-01-20")) == "2027-01-20 2027-02-07");
    CHECK(bridge_of(day("2027-02-07")) == "2027-02-07 2027-02-07");
    CHECK(bridge_of(day("2027-02-08")) == "none");                   // it has moved before
    CHECK(bridge_of(day("2026-06-01")) == "2027-01-04 2027-02-07");  // in service already: from the plan's first day
    CHECK(bridge_of({}) == "2027-01-04 2027-02-07");
}

TEST_CASE("a project needs no bridge to what is where it will be, to what stays, or without a target of its own") {
    const auto bridges = [](const std::function<void(Application&, Application&)>& change) {
        Portfolio portfolio = beside(project("p", day("2027-01-20")));
        change(portfolio.applications[*portfolio.application_index("p")],
               portfolio.applications[*portfolio.application_index("a")]);
        const PlanResult result = planned(portfolio);
        require_verified(result, portfolio);
        return result.records.bridges.size();
    };
    CHECK(bridges([](Application&, Application&) {}) == 1);
    CHECK(bridges([](Application&, Application& other) { other.site = "cloud"; }) == 0);
    CHECK(bridges([](Application&, Application& other) { other.assessment->strategy = Strategy::retain; }) == 0);
    CHECK(bridges([](Application& built, Application&) { built.hosting->target.clear(); }) == 0);
    CHECK(bridges([](Application&, Application& other) { other.lifecycle = Lifecycle::project; }) == 0);
}

TEST_CASE("the checker notices a bridge of a project that begins a day late, and a task that it was given") {
    Portfolio portfolio = beside(project("p", day("2027-01-20")));
    PlanRecords records = planned(portfolio).records;
    store_plan(std::move(records), portfolio);
    REQUIRE(check_plan(portfolio).empty());
    Portfolio late = beside(project("p", day("2027-01-20")));
    records = planned(late).records;
    records.bridges.front().start = records.bridges.front().start + 1;
    store_plan(std::move(records), late);
    CHECK_FALSE(check_plan(late).empty());
    Portfolio busy = beside(project("p", day("2027-01-20")));
    records = planned(busy).records;
    records.tasks.push_back(records.tasks.front());
    records.tasks.back().application = "p";
    records.tasks.back().id = "p/study";
    store_plan(std::move(records), busy);
    const auto findings = check_plan(busy);
    CHECK(std::ranges::any_of(findings, [](const Diagnostic& finding) { return finding.code == "unexpected-task"; }));
}
