#include "libplan/schedule/planner.hpp"

#include "libplan/check/plan_checks.hpp"
#include "libplan/schedule/marginal_people.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <set>

using namespace plan;

namespace {

const Report silent = [](const Diagnostic&) {};

PlanResult planned(const Portfolio& portfolio, const PlanSettings& settings = settings_of()) {
    PlanResult result = plan_migration(portfolio, settings, silent);
    INFO((result.clashes.empty() ? "" : fill_text(result.clashes.front().text, result.clashes.front().arguments)));
    REQUIRE(result.feasible);
    return result;
}

/// Puts the plan into the portfolio and has the independent checker look at it.
void require_verified(PlanResult result, Portfolio& portfolio) {
    store_plan(std::move(result.records), portfolio);
    for (const Diagnostic& finding : check_plan(portfolio)) {
        INFO(finding.code << ": " << fill_text(finding.text, finding.arguments));
        REQUIRE(false);
    }
}

bool has_reason(const Reasons& reasons, std::string_view rule) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const Reason& reason) { return reason.rule == rule; });
}

/// What is said after each of the clashes, left out.
PlanResult without_relaxed(PlanResult result) {
    std::erase_if(result.clashes, [](const Diagnostic& clash) { return clash.code == "clash-relaxed"; });
    return result;
}

std::set<std::string> codes(const PlanResult& result) {
    std::set<std::string> found;
    for (const Diagnostic& clash : result.clashes) found.insert(clash.code);
    return found;
}

}  // namespace

TEST_CASE("one application: phases follow each other, the cut-over waits for a full weekend") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    const PlanResult result = planned(portfolio);
    CHECK(task_of(result, "a/study").start == day("2027-01-04"));
    CHECK(task_of(result, "a/study").finish == day("2027-01-05"));
    CHECK(task_of(result, "a/build").finish == day("2027-01-07"));
    CHECK(task_of(result, "a/migrate").start == day("2027-01-08"));
    CHECK(task_of(result, "a/migrate").finish == day("2027-01-11"));
    CHECK(task_of(result, "a/test").finish == day("2027-01-13"));
    CHECK(task_of(result, "a/cutover").start == day("2027-02-06"));
    CHECK(task_of(result, "a/cutover").people == 1);
    CHECK(task_of(result, "a/cutover").finish == day("2027-02-07"));
    CHECK(task_of(result, "a/decommission").start == day("2027-02-08"));
    CHECK(result.records.plan.finish == day("2027-02-09"));
    CHECK(result.records.plan.objective.makespan_days == 37);
    CHECK(result.records.plan.lower_bound == result.records.plan.objective.total);
    CHECK(result.records.plan.gap == 0);
    CHECK(has_reason(task_of(result, "a/study").because, "plan-start"));
    CHECK(has_reason(task_of(result, "a/build").because, "predecessor"));
    CHECK(has_reason(task_of(result, "a/cutover").because, "window"));
    CHECK(task_of(result, "a/test").slack_days == 23);  // to Friday 5 February
    CHECK(task_of(result, "a/decommission").critical == true);
    CHECK(task_of(result, "a/cutover").slack_days == 0);
    REQUIRE(result.records.waves.size() == 1);
    CHECK(result.records.waves[0].window == "weekend-2027-02");
    CHECK(result.records.planned[0].alone == true);
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("holidays are not worked") {
    Portfolio portfolio = portfolio_of({moving_application("a", {{Phase::study, 3}, {Phase::cutover, 1}})});
    PlanSettings settings = settings_of();
    settings.start = day("2027-05-05");  // Wednesday; the 6th is Ascension
    const PlanResult result = planned(portfolio, settings);
    CHECK(task_of(result, "a/study").finish == day("2027-05-10"));
}

TEST_CASE("a new target is opened before the first work on it, an inhabited one is not") {
    Portfolio portfolio = portfolio_of({moving_application("a", 1)});
    portfolio.applications.back().site = "elsewhere";
    const PlanResult result = planned(portfolio);
    const Task& onboarding = task_of(result, "cloud/onboard");
    CHECK(onboarding.finish == day("2027-01-15"));
    CHECK(onboarding.team.empty());
    CHECK(task_of(result, "a/study").finish == day("2027-01-04"));
    CHECK(task_of(result, "a/build").start == day("2027-01-18"));
    CHECK(has_reason(task_of(result, "a/build").because, "onboarding"));
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("a team works one after the other, and the waiting task says so") {
    Portfolio portfolio =
        portfolio_of({moving_application("a", {{Phase::study, 5}}), moving_application("b", {{Phase::study, 5}})});
    Team team;
    team.id = "one";
    team.capacity_people = 1;
    portfolio.teams = {team};
    PlanSettings settings = settings_of(1);
    const PlanResult result = planned(portfolio, settings);
    const Task &a = task_of(result, "a/study"), &b = task_of(result, "b/study");
    const Task& later = a.start < b.start ? b : a;
    CHECK(later.start == day("2027-01-11"));
    REQUIRE(has_reason(later.because, "team-saturated"));
    CHECK(later.because.front().args[1].second == "2027-01-08");
    require_verified(planned(portfolio, settings), portfolio);
}

TEST_CASE("a freeze stops the phases it names, one without phases closes windows") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    Calendar calendar;
    calendar.id = "c";
    calendar.freeze = {{day("2027-01-05"), day("2027-01-08"), "closing", {Phase::study}},
                       {day("2027-02-01"), day("2027-02-15"), "elections", {}}};
    portfolio.calendars = {calendar};
    const PlanResult result = planned(portfolio);
    CHECK(task_of(result, "a/study").start == day("2027-01-04"));
    CHECK(task_of(result, "a/study").finish == day("2027-01-11"));
    CHECK(task_of(result, "a/cutover").start == day("2027-03-06"));
    CHECK(has_reason(task_of(result, "a/cutover").because, "freeze"));
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("a group cuts over in one window, after the last of its tests") {
    Application slow = moving_application("slow", {{Phase::test, 30}, {Phase::cutover, 2}});
    Application quick = moving_application("quick", {{Phase::test, 1}, {Phase::cutover, 2}});
    slow.group = quick.group = "pair";
    Portfolio portfolio = portfolio_of({quick, slow});
    const PlanResult result = planned(portfolio);
    CHECK(task_of(result, "slow/test").finish == day("2027-01-22"));  // two people for fifteen days
    CHECK(task_of(result, "quick/cutover").start == day("2027-02-06"));
    CHECK(task_of(result, "slow/cutover").start == day("2027-02-06"));
    CHECK(result.records.planned[0].with == std::vector<std::string>{"slow"});
    CHECK(result.records.planned[0].alone == false);
    CHECK(has_reason(task_of(result, "quick/cutover").because, "group"));
    const std::vector<std::string>& before = task_of(result, "quick/cutover").predecessors;
    CHECK(std::find(before.begin(), before.end(), "slow/test") != before.end());
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("windows: a limit spreads applications, and the later one says that the window is full") {
    Portfolio portfolio =
        portfolio_of({moving_application("a", {{Phase::cutover, 1}}), moving_application("b", {{Phase::cutover, 1}})});
    Calendar calendar;
    calendar.id = "c";
    calendar.windows = {{"w1", day("2027-02-06"), day("2027-02-07"), 1},
                        {"w2", day("2027-03-06"), day("2027-03-07"), 1}};
    portfolio.calendars = {calendar};
    const PlanResult result = planned(portfolio);
    REQUIRE(result.records.waves.size() == 2);
    CHECK(result.records.waves[1].start == day("2027-03-06"));
    const Task &a = task_of(result, "a/cutover"), &b = task_of(result, "b/cutover");
    CHECK(has_reason((a.wave == 2 ? a : b).because, "window-full"));
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("hard constraints hold") {
    Portfolio portfolio;
    const auto three = [] {
        return std::vector<Application>{moving_application("a", 1), moving_application("b", 1),
                                        moving_application("c", 1)};
    };
    SECTION("before, with a lag") {
        portfolio = portfolio_of(three());
        portfolio.constraints = {constraint("c1", ConstraintKind::before, {"c", "a"})};
        portfolio.constraints[0].lag_days = 30;
        const PlanResult result = planned(portfolio);
        CHECK(task_of(result, "a/cutover").start - task_of(result, "c/cutover").finish > 30);
        CHECK(has_reason(task_of(result, "a/cutover").because, "constraint"));
        CHECK(result.records.planned[0].before == std::vector<std::string>{"c"});
    }
    SECTION("apart") {
        portfolio = portfolio_of(three());
        portfolio.constraints = {constraint("c1", ConstraintKind::apart, {"a", "b", "c"})};
        CHECK(planned(portfolio).records.waves.size() == 3);
    }
    SECTION("not before") {
        portfolio = portfolio_of(three());
        portfolio.constraints = {constraint("c1", ConstraintKind::not_before, {"b"})};
        portfolio.constraints[0].date = day("2027-05-01");
        const PlanResult result = planned(portfolio);
        CHECK(task_of(result, "b/cutover").start == day("2027-05-01"));
        CHECK(has_reason(task_of(result, "b/cutover").because, "constraint"));
    }
    SECTION("window") {
        portfolio = portfolio_of(three());
        portfolio.constraints = {constraint("c1", ConstraintKind::window, {"b"})};
        portfolio.constraints[0].windows = {"weekend-2027-04", "weekend-2027-05"};
        const PlanResult result = planned(portfolio);
        CHECK(task_of(result, "b/cutover").start == day("2027-04-03"));
        CHECK(has_reason(task_of(result, "b/cutover").because, "constraint"));
    }
    SECTION("wave") {
        portfolio = portfolio_of(three());
        portfolio.constraints = {constraint("c1", ConstraintKind::wave, {"b"}),
                                 constraint("c2", ConstraintKind::apart, {"a", "b"})};
        portfolio.constraints[0].wave = 2;
        CHECK(task_of(planned(portfolio), "b/cutover").wave == 2);
    }
    SECTION("deadline, against an order that exposure would prefer") {
        std::vector<Application> applications = three();
        for (Application& application : applications) application.hosting->today = Compliance::non_conforming;
        applications[2].hosting->today = Compliance::conforming;
        portfolio = portfolio_of(applications);
        Team team;
        team.id = "one";
        team.capacity_people = 1;
        portfolio.teams = {team};
        portfolio.constraints = {constraint("c1", ConstraintKind::deadline, {"c"})};
        portfolio.constraints[0].date = day("2027-02-07");
        CHECK(task_of(planned(portfolio), "c/cutover").finish <= day("2027-02-07"));
    }
    SECTION("eligibility on the day of the move and a year after it") {
        std::vector<Application> applications = three();
        applications[1].hosting->eligible = {{"cloud", day("2028-03-07"), {}}};
        portfolio = portfolio_of(applications);
        CHECK(task_of(planned(portfolio), "b/cutover").finish <= day("2027-03-07"));
    }
    Portfolio again = std::move(portfolio);
    require_verified(planned(again), again);
}

TEST_CASE("an infeasible portfolio names what clashes, and nothing else") {
    Portfolio portfolio = portfolio_of({moving_application("a", 10), moving_application("b", 1)});
    portfolio.constraints = {constraint("early", ConstraintKind::deadline, {"a"}),
                             constraint("harmless", ConstraintKind::deadline, {"b"})};
    portfolio.constraints[1].date = day("2029-01-01");
    SECTION("a deadline before the critical path") {
        portfolio.constraints[0].date = day("2027-02-10");
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        REQUIRE(result.clashes.size() == 2);
        CHECK(result.clashes[0].code == "infeasible");
        CHECK(result.clashes[1].arguments[0] == "early");
    }
    SECTION("a deadline between the last test and the next window") {
        portfolio.constraints[0].date = day("2027-03-04");
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        CHECK(codes(result) == std::set<std::string>{"infeasible", "clash-constraint", "clash-windows"});
    }
    SECTION("a deadline and a freeze") {
        portfolio.constraints[0].date = day("2027-04-10");
        Calendar calendar;
        calendar.id = "c";
        calendar.freeze = {{day("2027-03-01"), day("2027-05-01"), "closing", {}}};
        portfolio.calendars = {calendar};
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        CHECK(codes(result) ==
              std::set<std::string>{"infeasible", "clash-constraint", "clash-freeze", "clash-windows"});
    }
    SECTION("a cycle of before") {
        portfolio.constraints = {constraint("first", ConstraintKind::before, {"a", "b"}),
                                 constraint("second", ConstraintKind::before, {"b", "a"})};
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        REQUIRE(result.clashes.size() == 3);
        CHECK(result.clashes[1].arguments[0] == "first");
        CHECK(result.clashes[2].arguments[0] == "second");
    }
    SECTION("together and apart") {
        portfolio.applications[0].group = portfolio.applications[1].group = "pair";
        portfolio.constraints = {constraint("not-both", ConstraintKind::apart, {"a", "b"})};
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        CHECK(codes(result) == std::set<std::string>{"infeasible", "clash-constraint", "clash-group"});
    }
    SECTION("two deadlines that one team cannot both keep") {
        portfolio.applications[1] = moving_application("b", 10);
        for (int i = 0; i < 2; ++i)
            portfolio.applications[static_cast<std::size_t>(i)].assessment->effort[4].estimate.likely = 2;
        Team team;
        team.id = "two";
        team.capacity_people = 2;
        portfolio.teams = {team};
        portfolio.constraints[0].date = day("2027-04-04");
        portfolio.constraints[1].date = day("2027-04-04");
        portfolio.constraints.push_back(constraint("unrelated", ConstraintKind::not_before, {"b"}));
        portfolio.constraints[2].date = day("2027-01-10");
        REQUIRE(plan_migration(portfolio, settings_of(), silent).feasible);
        portfolio.teams[0].capacity_people = 1;
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        CHECK(codes(result).contains("clash-team"));
        CHECK(codes(result).contains("clash-constraint"));
        for (const Diagnostic& clash : result.clashes)
            CHECK((clash.arguments.empty() || clash.arguments[0] != "unrelated"));
    }
    SECTION("a wave number beyond the windows in use") {
        portfolio.constraints = {constraint("late-wave", ConstraintKind::wave, {"a"})};
        portfolio.constraints[0].wave = 7;
        const PlanResult result = without_relaxed(plan_migration(portfolio, settings_of(), silent));
        REQUIRE_FALSE(result.feasible);
        CHECK(codes(result).contains("clash-constraint"));
    }
}

TEST_CASE("each of what clashes is followed by what a plan without it would be") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    Constraint deadline = constraint("too-soon", ConstraintKind::deadline, {"a"});
    deadline.date = day("2027-01-20");
    portfolio.constraints = {deadline};
    const PlanResult result = plan_migration(portfolio, settings_of(), silent);
    REQUIRE_FALSE(result.feasible);
    const auto at = std::find_if(result.clashes.begin(), result.clashes.end(),
                                 [](const Diagnostic& clash) { return clash.code == "clash-constraint"; });
    REQUIRE(at != result.clashes.end());
    REQUIRE(at + 1 != result.clashes.end());
    CHECK((at + 1)->code == "clash-relaxed");
    REQUIRE((at + 1)->arguments.size() == 2);
    CHECK((at + 1)->arguments[0] == "2027-02-09");  // as the plan of one application, worked out above
}

TEST_CASE("what no plan can do is said by itself") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    Team team;
    team.id = "few";
    team.capacity_people = 1;
    SECTION("no team for a phase") {
        team.phases = {Phase::study, Phase::build, Phase::test, Phase::cutover, Phase::decommission};
        portfolio.teams = {team};
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"no-team-for-phase"});
    }
    SECTION("a team without people") {
        team.capacity_people = 0;
        portfolio.teams = {team};
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"team-without-people"});
    }
    SECTION("a cut-over too long for any window") {
        portfolio.applications[0].assessment->effort[4].estimate.likely = 3;
        portfolio.teams = {team};
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"cutover-too-long"});
    }
    SECTION("an absurd effort") {
        portfolio.applications[0].assessment->effort[2].estimate.likely = 1e9;
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"task-too-long"});
    }
    SECTION("windows that are all past") {
        Calendar calendar;
        calendar.windows = {{"w", day("2020-01-04"), day("2020-01-05"), std::nullopt}};
        portfolio.calendars = {calendar};
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"no-window"});
    }
    SECTION("together across groups") {
        portfolio.applications.push_back(moving_application("b", 2));
        portfolio.constraints = {constraint("both", ConstraintKind::together, {"a", "b"})};
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"clash-constraint"});
    }
    SECTION("a target that is not eligible") {
        portfolio.applications[0].hosting->eligible.clear();
        CHECK(codes(plan_migration(portfolio, settings_of(), silent)) == std::set<std::string>{"target-not-eligible"});
    }
}

TEST_CASE("a plan may last very long, but not beyond the calendar") {
    Portfolio portfolio = portfolio_of({moving_application("a", 2)});
    Team team;
    team.id = "one";
    team.capacity_people = 1;
    portfolio.teams = {team};
    portfolio.applications[0].assessment->effort[2].estimate.likely = 20'000;  // 77 years
    CHECK(planned(portfolio, settings_of(2)).records.plan.finish > day("2100-01-01"));
}

TEST_CASE("exposed applications go first where nothing else presses, deadlines before them") {
    std::vector<Application> applications;
    for (const char* id : {"a", "b", "c", "d"}) applications.push_back(moving_application(id, 20));
    applications[3].hosting->today = Compliance::non_conforming;
    applications[2].contract_end = day("2027-08-01");
    Portfolio portfolio = portfolio_of(applications);
    Team team;
    team.id = "one";
    team.capacity_people = 1;
    portfolio.teams = {team};
    Calendar calendar;
    calendar.id = "c";
    for (int w = 0; w < 40; ++w)
        calendar.windows.push_back(
            {"w" + std::to_string(w), day("2027-02-01") + 28 * w, day("2027-02-24") + 28 * w, {}});
    portfolio.calendars = {calendar};
    const PlanResult result = planned(portfolio);
    CHECK(task_of(result, "c/cutover").finish <= day("2027-08-01"));
    CHECK(task_of(result, "d/cutover").finish < task_of(result, "a/cutover").finish);
    CHECK(task_of(result, "d/cutover").finish < task_of(result, "b/cutover").finish);
    CHECK(result.records.plan.objective.lateness == 0);
}

TEST_CASE("one more person is worth what a plan with them gains, and nothing where the team was free") {
    Portfolio portfolio = portfolio_of({moving_application("a", {{Phase::study, 20}, {Phase::cutover, 1}}),
                                        moving_application("b", {{Phase::study, 20}, {Phase::cutover, 1}})});
    Team architects, operators;
    architects.id = "architects", architects.phases = {Phase::study}, architects.capacity_people = 1;
    operators.id = "operators", operators.phases = {Phase::cutover}, operators.capacity_people = 4;
    portfolio.teams = {architects, operators};
    const PlanSettings settings = settings_of(60);
    PlanResult result = planned(portfolio, settings);
    const double total = result.records.plan.objective.total;
    store_plan(std::move(result.records), portfolio);
    const std::vector<MarginalPerson> people = marginal_people(portfolio, settings);
    REQUIRE(people.size() == 2);
    CHECK(people[0].team == "architects");
    CHECK(people[0].days == 28);  // both studies end in January, for the window of February; then March
    CHECK(people[0].points == 28);
    CHECK(people[1].points == 0);
    CHECK(people[1].days == 0);
    CHECK(portfolio.teams[0].capacity_people == 1);
    CHECK(portfolio.plans[0].objective.total == total);
}

TEST_CASE("what stays out of the plan is reported, and its record says why") {
    Portfolio portfolio = portfolio_of({moving_application("kept", 1), moving_application("homeless", 1),
                                        moving_application("gone", 1), moving_application("idle", 0)});
    portfolio.applications[0].assessment->strategy = Strategy::retain;
    portfolio.applications[1].hosting->target.clear();
    portfolio.applications[2].assessment->strategy = Strategy::retire;
    portfolio.applications[3].assessment->strategy = Strategy::retire;
    std::set<std::string> reported;
    const PlanResult result = plan_migration(portfolio, settings_of(),
                                             [&](const Diagnostic& diagnostic) { reported.insert(diagnostic.code); });
    REQUIRE(result.feasible);
    CHECK(reported == std::set<std::string>{"not-planned-retained", "not-planned-no-target", "not-planned-undecided",
                                            "not-planned-no-effort"});
    CHECK(result.records.tasks.size() == 2);
    for (const Planned& each : result.records.planned) CHECK(each.because.size() == 1);
    CHECK_FALSE(result.records.planned[0].wave.has_value());
    require_verified(plan_migration(portfolio, settings_of(), silent), portfolio);
}

TEST_CASE("the objective of a small plan, worked by hand") {
    std::vector<Application> applications = {moving_application("late", 2), moving_application("covered", 2),
                                             moving_application("stays", 2)};
    applications[0].contract_end = day("2027-01-31");  // seven days before the cut-over ends
    applications[0].hosting->today = Compliance::non_conforming;
    applications[1].hosting->today = Compliance::derogation;
    applications[1].hosting->today_until = day("2027-02-05");
    applications[2].assessment->strategy = Strategy::retain;
    applications[2].hosting->today = Compliance::non_conforming;
    Portfolio portfolio = portfolio_of(applications);
    portfolio.applications[2].classification = Classification{};
    portfolio.applications[2].classification->sensitivity_class = "sensitive";
    portfolio.applications[2].classification->because = portfolio.applications[0].assessment->because;
    portfolio.constraints = {constraint("soft", ConstraintKind::deadline, {"covered"})};
    portfolio.constraints[0].date = day("2027-02-04");
    portfolio.constraints[0].weight = 5;
    PlanSettings settings = settings_of();
    settings.weights.exposure_of_class = {{"sensitive", 4}};
    const PlanResult result = planned(portfolio, settings);
    const Objective& objective = result.records.plan.objective;
    CHECK(task_of(result, "late/cutover").finish == day("2027-02-07"));
    CHECK(task_of(result, "covered/cutover").finish == day("2027-02-07"));
    CHECK(result.records.plan.finish == day("2027-02-09"));
    CHECK(objective.lateness == 7 * 2 + 3 * 5);
    CHECK(objective.exposure == 35 + 2 + 37 * 4);  // to the cut-over; after the derogation; to the plan's end
    CHECK(objective.bridges == 0);
    CHECK(objective.makespan_days == 37);
    CHECK(objective.total == 10 * 29 + 185 + 37);
    CHECK(result.records.plan.lower_bound == objective.total);
    require_verified(planned(portfolio, settings), portfolio);
}

TEST_CASE("bridges stand while the two ends of a flow are apart") {
    std::vector<Application> applications = {moving_application("early", 1), moving_application("late", 1),
                                             moving_application("gone", 1), moving_application("kept", 1)};
    applications[2].assessment->strategy = Strategy::retire;
    applications[3].assessment->strategy = Strategy::retain;
    Portfolio portfolio = portfolio_of(applications);
    portfolio.constraints = {constraint("order", ConstraintKind::before, {"early", "late"})};
    for (const auto& [from, to] : {std::pair("early", "late"), std::pair("kept", "early"),
                                   std::pair("early", "resident"), std::pair("late", "late")}) {
        Flow flow;
        flow.from = from, flow.to = to;
        flow.coupling = Coupling::strong;
        flow.volume_gb_per_day = 10;
        portfolio.flows.push_back(flow);
    }
    const PlanResult result = planned(portfolio);
    REQUIRE(result.records.bridges.size() == 2);  // none to itself, none towards where the target is
    const Bridge& between = result.records.bridges[0];
    CHECK(between.from == "early");
    CHECK(between.start == task_of(result, "early/cutover").finish + 1);
    CHECK(between.finish == task_of(result, "late/cutover").finish);
    CHECK(between.weight == 9);
    CHECK(result.records.bridges[1].from == "kept");
    CHECK(result.records.bridges[1].finish == result.records.plan.finish);
    require_verified(planned(portfolio), portfolio);
}

TEST_CASE("random portfolios: every plan passes the independent checker, and the same input gives the same plan") {
    Random random(1);
    int feasible = 0;
    for (int round = 0; round < 120; ++round) {
        CAPTURE(round);
        Portfolio portfolio = random_portfolio(random, 2 + random.below(25), round % 3 == 0);
        const PlanSettings settings = settings_of(10);
        PlanResult result = plan_migration(portfolio, settings, silent);
        if (!result.feasible) {
            CHECK_FALSE(result.clashes.empty());
            continue;
        }
        ++feasible;
        const PlanResult again = plan_migration(portfolio, settings, silent);
        REQUIRE(again.records.plan.objective.total == result.records.plan.objective.total);
        REQUIRE(again.records.tasks.size() == result.records.tasks.size());
        for (std::size_t i = 0; i < again.records.tasks.size(); ++i)
            REQUIRE(again.records.tasks[i].start == result.records.tasks[i].start);
        CHECK(result.records.plan.lower_bound <= result.records.plan.objective.total);
        for (const Task& task : result.records.tasks) CHECK_FALSE(task.because.empty());
        require_verified(std::move(result), portfolio);
    }
    CHECK(feasible > 60);
}
