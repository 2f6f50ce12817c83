#include "libplan/check/plan_checks.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/check/small_plan.hpp"

#include <functional>
#include <utility>

using namespace plan;

namespace {

struct Corruption {
    std::string_view what;
    std::function<void(Portfolio&)> apply;
    Codes codes;  ///< exactly these
};

/// Each corruption is made on its own copy of the plan.
void expect_caught(const std::vector<Corruption>& corruptions) {
    for (const Corruption& corruption : corruptions) {
        Portfolio portfolio = small_plan();
        corruption.apply(portfolio);
        const std::vector<Diagnostic> findings = check_plan(portfolio);
        INFO(corruption.what << "\n" << texts_of(findings));
        CHECK(codes_of(findings) == corruption.codes);
        for (const Diagnostic& finding : findings) {
            CHECK(finding.severity == Severity::error);
            CHECK(fill_text(finding.text, finding.arguments).find('{') == std::string::npos);
        }
    }
}

Constraint& constraint_of(Portfolio& portfolio, std::string_view id) {
    for (Constraint& constraint : portfolio.constraints)
        if (constraint.id == id) return constraint;
    throw std::logic_error("no such constraint");
}

void erase_task(Portfolio& portfolio, std::string_view id) {
    std::erase_if(portfolio.tasks, [&](const Task& task) { return task.id == id; });
}

void shift(Portfolio& portfolio, std::string_view id, int days) {
    Task& task = task_of(portfolio, id);
    task.start = task.start + days;
    task.finish = task.finish + days;
}

}  // namespace

TEST_CASE("a plan made by hand holds") {
    const auto findings = check_plan(small_plan());
    INFO(texts_of(findings));
    CHECK(findings.empty());
}

TEST_CASE("a stream without a plan has nothing to prove") {
    const Portfolio portfolio = portfolio_of("{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":\"end\"}\n");
    CHECK_FALSE(has_plan(portfolio));
    CHECK(check_plan(portfolio).empty());
    CHECK(has_plan(small_plan()));
}

TEST_CASE("the plan record must agree with its tasks") {
    expect_caught({
        {"no plan record", [](Portfolio& p) { p.plans.clear(); },
         // Windows, bridges and the rest hang on the plan's dates, so an absent plan breaks more than itself.
         codes_of(check_plan([] {
             Portfolio p = small_plan();
             p.plans.clear();
             return p;
         }()))},
        {"two plans", [](Portfolio& p) { p.plans.push_back(p.plans.front()); }, {"several-plans"}},
        {"another finish",
         [](Portfolio& p) { p.plans[0].finish = day("2026-04-14"); },
         {"plan-finish", "objective-term"}},
        {"a later start",
         [](Portfolio& p) { p.plans[0].start = day("2026-02-03"); },
         {"before-plan-start", "objective-term"}},
    });
    Portfolio without = small_plan();
    without.plans.clear();
    CHECK(codes_of(check_plan(without)).count("missing-plan") == 1);
}

TEST_CASE("each application has exactly its tasks") {
    expect_caught({
        {"a task dropped", [](Portfolio& p) { erase_task(p, "a/decommission"); }, {"missing-task", "wave-effort"}},
        {"the cut-over without effort dropped",
         [](Portfolio& p) { erase_task(p, "b/cutover"); },
         {"missing-task", "missing-bridge", "wave-contents", "wave-effort", "task-wave", "planned-mismatch",
          "objective-term"}},
        {"the onboarding dropped",
         [](Portfolio& p) { erase_task(p, "t1/onboard"); },
         {"missing-task", "unknown-predecessor"}},
        {"a task twice", [](Portfolio& p) { p.tasks.push_back(task_of(p, "d/decommission")); }, {"duplicate-task"}},
        {"a task of nobody",
         [](Portfolio& p) {
             p.tasks.push_back(task_of(p, "d/decommission"));
             p.tasks.back().application = "z";
             p.tasks.back().id = "z/decommission";
         },
         {"unexpected-task"}},
        {"a phase without effort",
         [](Portfolio& p) {
             Task task = task_of(p, "b/study");
             task.id = "b/build";
             task.phase = Phase::build;
             task.start = task.finish = day("2026-02-16");
             p.tasks.push_back(task);
         },
         {"unexpected-task", "wave-effort"}},
        {"a task of one that stays",
         [](Portfolio& p) {
             Task task = task_of(p, "d/study");
             task.id = "e/study";
             task.application = "e";
             task.start = task.finish = day("2026-02-16");
             p.tasks.push_back(task);
         },
         {"unexpected-task"}},
        {"an onboarding that nobody needs",
         [](Portfolio& p) { application_of(p, "e").site = "t1"; },
         {"unexpected-task"}},
        {"another id",
         [](Portfolio& p) { task_of(p, "d/study").id = "d-study"; },
         {"task-id", "unknown-predecessor", "missing-predecessor"}},
        {"another group", [](Portfolio& p) { task_of(p, "a/study").group = "g2"; }, {"task-group"}},
        {"less effort", [](Portfolio& p) { task_of(p, "a/study").effort_days = 1.5; }, {"task-effort", "wave-effort"}},
    });
}

TEST_CASE("durations and days follow the effort, the people and the calendar") {
    expect_caught({
        {"a duration of its own",
         [](Portfolio& p) { task_of(p, "c/build").duration_days = 2; },
         {"task-duration", "task-span"}},
        {"more people than the duration needs",
         [](Portfolio& p) { task_of(p, "c/cutover").people = 0.5; },
         {"task-duration"}},
        {"a longer span", [](Portfolio& p) { task_of(p, "d/decommission").finish = day("2026-03-11"); }, {"task-span"}},
        {"on a Saturday", [](Portfolio& p) { shift(p, "d/decommission", 4); }, {"task-span", "not-worked"}},
        {"on Easter Monday",
         [](Portfolio& p) {
             Task& task = task_of(p, "a/decommission");
             task.start = task.finish = day("2026-04-06");
         },
         {"task-span", "not-worked"}},
        {"in a freeze of the phase",
         [](Portfolio& p) {
             p.calendars[0].freeze.push_back({day("2026-03-10"), day("2026-03-10"), "", {Phase::decommission}});
         },
         {"task-span", "not-worked"}},
        {"a freeze of cut-overs concerns no other phase",
         [](Portfolio& p) {
             p.calendars[0].freeze.push_back({day("2026-03-10"), day("2026-03-10"), "", {}});
         },
         {}},
        {"backwards", [](Portfolio& p) { task_of(p, "a/study").finish = day("2026-01-30"); }, {"task-span"}},
        {"a shorter onboarding",
         [](Portfolio& p) {
             task_of(p, "t1/onboard").duration_days = 2;
             task_of(p, "t1/onboard").finish = day("2026-02-03");
         },
         {"task-duration"}},
    });
}

TEST_CASE("tasks wait for what comes before them") {
    expect_caught({
        {"a phase a day too early", [](Portfolio& p) { shift(p, "c/test", -1); }, {"phase-order", "predecessor-order"}},
        {"before the target is open",
         [](Portfolio& p) {
             Task& task = task_of(p, "b/test");
             task.start = task.finish = day("2026-02-03");
             task.predecessors = {"b/study"};
         },
         {"onboarding-order", "missing-predecessor", "over-capacity"}},
        {"waiting for nothing that exists",
         [](Portfolio& p) { task_of(p, "b/test").predecessors.push_back("x/y"); },
         {"unknown-predecessor"}},
        {"a predecessor not named",
         [](Portfolio& p) { task_of(p, "c/build").predecessors.clear(); },
         {"missing-predecessor"}},
        {"waiting for a later task",
         [](Portfolio& p) { task_of(p, "a/test").predecessors.push_back("c/decommission"); },
         {"predecessor-order"}},
        {"too much slack", [](Portfolio& p) { task_of(p, "c/decommission").slack_days = 1; }, {"task-slack"}},
        {"slack below zero", [](Portfolio& p) { task_of(p, "a/study").slack_days = -1; }, {"task-slack"}},
        {"critical with slack", [](Portfolio& p) { task_of(p, "a/study").critical = true; }, {"task-slack"}},
    });
}

TEST_CASE("teams do what they can, when they are there, with the people they have") {
    expect_caught({
        {"no team", [](Portfolio& p) { task_of(p, "a/study").team.clear(); }, {"task-team"}},
        {"an unknown team", [](Portfolio& p) { task_of(p, "a/study").team = "nobody"; }, {"task-team"}},
        {"a team that does not do the phase", [](Portfolio& p) { task_of(p, "a/study").team = "ops"; }, {"task-team"}},
        {"not the application's own team",
         [](Portfolio& p) {
             p.teams.push_back(p.teams[0]);
             p.teams.back().id = "dev2";
             task_of(p, "b/study").team = "dev2";
         },
         {"task-team"}},
        {"a team for the onboarding", [](Portfolio& p) { task_of(p, "t1/onboard").team = "dev"; }, {"task-team"}},
        {"nobody does it", [](Portfolio& p) { task_of(p, "a/study").people = 0; }, {"task-people"}},
        {"more people than there are",
         [](Portfolio& p) {
             Task& task = task_of(p, "d/decommission");
             task.people = 3;
         },
         {"task-people", "over-capacity"}},
        {"before the team is there", [](Portfolio& p) { p.teams[0].from = day("2026-02-03"); }, {"team-away"}},
        {"after the team has left", [](Portfolio& p) { p.teams[1].until = day("2026-04-12"); }, {"team-away"}},
        {"one person fewer", [](Portfolio& p) { p.teams[0].capacity_people = 1.5; }, {"over-capacity", "task-people"}},
        {"two tasks on a day too many", [](Portfolio& p) { shift(p, "d/study", -1); }, {"over-capacity"}},
        {"a capacity that is not given is one person", [](Portfolio& p) { p.teams[1].capacity_people.reset(); }, {}},
    });
}

TEST_CASE("an overload names the day, the tasks and both numbers, and weekends do not end it") {
    Portfolio portfolio = small_plan();
    for (Task task : {task_of(portfolio, "d/study"), task_of(portfolio, "d/study")}) {
        task.id += std::to_string(portfolio.tasks.size());
        task.people = 1;
        task.duration_days = 2;
        task.effort_days = 2;
        task.start = day("2026-02-13");  // a Friday
        task.finish = day("2026-02-16");
        portfolio.tasks.push_back(task);
    }
    task_of(portfolio, "b/test").start = task_of(portfolio, "b/test").finish = day("2026-02-16");
    std::vector<Diagnostic> overloads;
    for (const Diagnostic& finding : check_plan(portfolio))
        if (finding.code == "over-capacity") overloads.push_back(finding);
    INFO(texts_of(overloads));
    REQUIRE(overloads.size() == 1);
    const std::vector<std::string> expected = {"dev",        "2",          "3",
                                               "2026-02-13", "2026-02-16", "c/test, d/study16, d/study17"};
    CHECK(overloads[0].arguments == expected);
}

TEST_CASE("cut-overs lie in windows, groups stay whole, waves are the windows in use") {
    expect_caught({
        {"outside the window",
         [](Portfolio& p) { shift(p, "c/cutover", 2); },
         {"outside-window", "bridge-dates", "objective-term", "planned-mismatch", "phase-order", "predecessor-order"}},
        {"a window that is full",
         [](Portfolio& p) { p.calendars[0].windows[0].max_applications = 1; },
         {"window-full"}},
        {"a window in a freeze",
         [](Portfolio& p) {
             p.calendars[0].freeze.push_back({day("2026-04-12"), day("2026-04-12"), "", {}});
         },
         {"unusable-window"}},
        {"an unknown window", [](Portfolio& p) { p.waves[1].window = "w9"; }, {"unusable-window"}},
        {"a member in another wave",
         [](Portfolio& p) {
             shift(p, "b/cutover", 34);
             for (Task& task : p.tasks)
                 if (task.application == "b") task.wave = 2;
         },
         {"group-split", "wave-contents", "wave-effort", "planned-mismatch", "missing-bridge", "objective-term"}},
        {"before the whole group is tested",
         [](Portfolio& p) {
             Task& task = task_of(p, "b/test");
             task.start = task.finish = day("2026-03-09");
         },
         {"cutover-before-test", "phase-order", "predecessor-order"}},
        {"no wave",
         [](Portfolio& p) { task_of(p, "c/cutover").wave.reset(); },
         {"task-wave", "planned-mismatch", "wave-contents", "wave-effort"}},
        {"an unknown wave",
         [](Portfolio& p) { task_of(p, "c/cutover").wave = 3; },
         {"task-wave", "planned-mismatch", "wave-contents", "wave-effort"}},
        {"another wave than the cut-over", [](Portfolio& p) { task_of(p, "c/study").wave = 1; }, {"task-wave"}},
        {"a wave for one that retires", [](Portfolio& p) { task_of(p, "d/study").wave = 1; }, {"task-wave"}},
        {"waves in another order",
         [](Portfolio& p) { std::swap(p.waves[0].window, p.waves[1].window); },
         {"wave-number", "outside-window", "wave-dates", "constraint-window"}},
        {"a wave's id", [](Portfolio& p) { p.waves[1].id = "two"; }, {"wave-number"}},
        {"a wave's number",
         [](Portfolio& p) { p.waves[1].number = 3; },
         {"wave-number", "task-wave", "wave-contents", "wave-effort"}},
        {"a wave twice",
         [](Portfolio& p) { p.waves.push_back(p.waves[1]); },
         {"wave-number", "wave-contents", "wave-effort"}},
        {"an application too many", [](Portfolio& p) { p.waves[1].applications.push_back("d"); }, {"wave-contents"}},
        {"a group forgotten", [](Portfolio& p) { p.waves[0].groups.clear(); }, {"wave-contents"}},
        {"the wave's effort", [](Portfolio& p) { p.waves[0].effort_days = 12; }, {"wave-effort"}},
        {"the wave's dates", [](Portfolio& p) { p.waves[0].finish = day("2026-03-09"); }, {"wave-dates"}},
    });
}

TEST_CASE("a target is eligible on the day of the move and for the horizon after it") {
    expect_caught({
        {"a qualification that ends a day too early",
         [](Portfolio& p) { application_of(p, "a").hosting->eligible[0].valid_until = day("2027-03-07"); },
         {"qualification-ends"}},
        {"a longer horizon", [](Portfolio& p) { p.plans[0].settings[0].second = "13"; }, {"qualification-ends"}},
        {"a target that is not eligible",
         [](Portfolio& p) { application_of(p, "b").hosting->eligible.clear(); },
         {"target-not-eligible"}},
    });
}

TEST_CASE("a target meets the needs of who moves there, and has room for all of them") {
    const auto target = [](Portfolio& p) -> Target& { return p.targets[0]; };  // t1, where a and b go
    expect_caught({
        {"an eligibility longer than the qualification it rests on",
         [&](Portfolio& p) { target(p).expires_on = day("2027-03-07"); },
         {"eligible-too-long"}},
        {"a qualification that lasts as long", [&](Portfolio& p) { target(p).expires_on = day("2027-03-08"); }, {}},
        {"a recovery that is too slow",
         [&](Portfolio& p) { application_of(p, "a").rto_hours = 7, target(p).rto_hours = 8; },
         {"target-too-weak"}},
        {"a recovery that is just in time",
         [&](Portfolio& p) { application_of(p, "a").rto_hours = 8, target(p).rto_hours = 8; },
         {}},
        {"a loss of data that is too long",
         [&](Portfolio& p) { application_of(p, "b").rpo_hours = 1, target(p).rpo_hours = 24; },
         {"target-too-weak"}},
        {"a size below the minimum",
         [&](Portfolio& p) { application_of(p, "b").vcpu = 4, target(p).min_vcpu = 8; },
         {"target-too-weak"}},
        {"a need that is too high",
         [&](Portfolio& p) { application_of(p, "a").dicp.c = 4, target(p).max_dicp.c = 3; },
         {"target-too-weak"}},
        {"who may not buy there",
         [&](Portfolio& p) { application_of(p, "a").ministry = "Culture", target(p).eligible_buyers = {"Justice"}; },
         {"not-a-buyer"}},
        {"who may", [&](Portfolio& p) { target(p).eligible_buyers = {"Justice"}; }, {}},
        {"one application too many", [&](Portfolio& p) { target(p).capacity_applications = 1; }, {"target-overfull"}},
        {"just enough room", [&](Portfolio& p) { target(p).capacity_applications = 2; }, {}},
        {"processors that do not suffice",
         [&](Portfolio& p) { application_of(p, "a").vcpu = 6, target(p).capacity_vcpu = 6.5; },
         {"target-overfull"}},
        {"one that says no size counts for one processor",
         [&](Portfolio& p) { application_of(p, "a").vcpu = 6, target(p).capacity_vcpu = 7; },
         {}},
    });
}

TEST_CASE("hard constraints are kept") {
    expect_caught({
        {"together",
         [](Portfolio& p) {
             constraint_of(p, "k-together").applications = {"a", "c"};
         },
         {"constraint-together"}},
        {"apart",
         [](Portfolio& p) {
             constraint_of(p, "k-apart").applications = {"a", "b"};
         },
         {"constraint-apart"}},
        {"before", [](Portfolio& p) { constraint_of(p, "k-before").lag_days = 34; }, {"constraint-before"}},
        {"just enough lag", [](Portfolio& p) { constraint_of(p, "k-before").lag_days = 33; }, {}},
        {"not before",
         [](Portfolio& p) { constraint_of(p, "k-not-before").date = day("2026-04-12"); },
         {"constraint-not-before"}},
        {"deadline of a move",
         [](Portfolio& p) { constraint_of(p, "k-deadline").date = day("2026-04-10"); },
         {"constraint-deadline"}},
        {"deadline of a retirement",
         [](Portfolio& p) {
             constraint_of(p, "k-deadline").date = day("2026-03-09");
             constraint_of(p, "k-deadline").applications = {"d"};
         },
         {"constraint-deadline"}},
        {"window", [](Portfolio& p) { constraint_of(p, "k-window").windows = {"w1"}; }, {"constraint-window"}},
        {"wave", [](Portfolio& p) { constraint_of(p, "k-wave").wave = 2; }, {"constraint-wave"}},
        {"an application that stays is not bound",
         [](Portfolio& p) {
             constraint_of(p, "k-wave").applications = {"e", "d"};
         },
         {}},
        {"before skips one that stays",
         [](Portfolio& p) {
             constraint_of(p, "k-before").applications = {"c", "e", "a"};
             application_of(p, "a").planned->before = {"c"};
             application_of(p, "c").planned->before = {};
         },
         {"constraint-before"}},
    });
}

TEST_CASE("bridges are those that the dates make necessary") {
    expect_caught({
        {"a bridge dropped", [](Portfolio& p) { p.bridges.clear(); }, {"missing-bridge", "planned-mismatch"}},
        {"a bridge too many",
         [](Portfolio& p) {
             p.bridges.push_back(p.bridges[0]);
             p.bridges[1].from = "e";
             p.bridges[1].to = "d";
         },
         {"unexpected-bridge"}},
        {"a bridge twice", [](Portfolio& p) { p.bridges.push_back(p.bridges[0]); }, {"duplicate-bridge"}},
        {"a bridge to nowhere",
         [](Portfolio& p) {
             p.bridges.push_back(p.bridges[0]);
             p.bridges[1].from = "y";
             p.bridges[1].to = "z";
         },
         {"unexpected-bridge"}},
        {"a day too late",
         [](Portfolio& p) { p.bridges[0].start = day("2026-03-10"); },
         {"bridge-dates", "bridge-days", "planned-mismatch"}},
        {"its days", [](Portfolio& p) { p.bridges[0].days = 33; }, {"bridge-days"}},
        {"its weight", [](Portfolio& p) { p.bridges[0].weight = 6; }, {"bridge-weight"}},
        {"its flows", [](Portfolio& p) { p.bridges[0].flows = 2; }, {"bridge-flows"}},
        {"a flow more",
         [](Portfolio& p) { p.flows.push_back(p.flows[1]); },
         {"bridge-weight", "bridge-flows", "objective-term"}},
        {"the target is where the other end is",
         [](Portfolio& p) { application_of(p, "c").site = "t1"; },
         {"unexpected-bridge", "unexpected-task", "objective-term"}},
    });
}

TEST_CASE("the objective is what the records give") {
    expect_caught({
        {"lateness", [](Portfolio& p) { p.plans[0].objective.lateness = 12; }, {"objective-term", "objective-total"}},
        {"exposure", [](Portfolio& p) { p.plans[0].objective.exposure = 80; }, {"objective-term", "objective-total"}},
        {"bridges", [](Portfolio& p) { p.plans[0].objective.bridges = 305; }, {"objective-term", "objective-total"}},
        {"makespan",
         [](Portfolio& p) { p.plans[0].objective.makespan_days = 70; },
         {"objective-term", "objective-total"}},
        {"disruption without a baseline",
         [](Portfolio& p) { p.plans[0].objective.disruption = 1; },
         {"objective-term", "objective-total"}},
        {"the total", [](Portfolio& p) { p.plans[0].objective.total = 312.61; }, {"objective-total", "gap"}},
        {"a weight of the total",
         [](Portfolio& p) { p.plans[0].settings.emplace_back("weight_bridges", "0.2"); },
         {"objective-total"}},
        {"a weight of a term", [](Portfolio& p) { p.plans[0].settings[1].second = "3"; }, {"objective-term"}},
        {"a weight that is no number",
         [](Portfolio& p) { p.plans[0].settings[1].second = "two"; },
         {"objective-weight", "objective-term"}},
        {"a bound above the total",
         [](Portfolio& p) {
             p.plans[0].lower_bound = 313;
             p.plans[0].gap = (312.6 - 313) / 313;
         },
         {"lower-bound"}},
        {"the gap", [](Portfolio& p) { p.plans[0].gap = 0.05; }, {"gap"}},
        {"a soft constraint dropped",
         [](Portfolio& p) {
             std::erase_if(p.constraints, [](const Constraint& constraint) { return constraint.id == "k-soft"; });
         },
         {"objective-term"}},
        {"another deadline",
         [](Portfolio& p) { application_of(p, "a").deadline = day("2026-03-02"); },
         {"objective-term"}},
        {"a derogation that lasts",
         [](Portfolio& p) { application_of(p, "c").hosting->today_until.reset(); },
         {"objective-term"}},
        {"a class of its own weight",
         [](Portfolio& p) { application_of(p, "c").classification->sensitivity_class = "personal"; },
         {"objective-term"}},
    });
}

TEST_CASE("soft constraints cost their weight by the day, or once") {
    const auto late = [](Constraint constraint) {
        Portfolio portfolio = small_plan();
        constraint.weight = 1.5;
        constraint.id = "extra";
        portfolio.constraints.push_back(std::move(constraint));
        for (const Diagnostic& finding : check_plan(portfolio))
            if (finding.code == "objective-term") return *std::next(finding.arguments.begin(), 2);
        return std::string("13");
    };
    Constraint constraint;
    constraint.applications = {"a", "c"};
    SECTION("deadline") {
        constraint.kind = ConstraintKind::deadline;
        constraint.date = day("2026-03-06");  // a 2 days, c 36 days
        CHECK(late(constraint) == "70");
    }
    SECTION("before") {
        constraint.kind = ConstraintKind::before;
        constraint.applications = {"c", "a"};  // a starts on 7 March, should after 11 April: 36 days
        CHECK(late(constraint) == "67");
    }
    SECTION("apart") {
        constraint.kind = ConstraintKind::apart;
        constraint.applications = {"a", "b"};
        CHECK(late(constraint) == "14.5");
    }
    SECTION("together") {
        constraint.kind = ConstraintKind::together;
        CHECK(late(constraint) == "14.5");
    }
    SECTION("window") {
        constraint.kind = ConstraintKind::window;
        constraint.windows = {"w9"};
        CHECK(late(constraint) == "14.5");
    }
    SECTION("wave") {
        constraint.kind = ConstraintKind::wave;
        constraint.wave = 2;
        CHECK(late(constraint) == "14.5");
    }
    SECTION("kept") {
        constraint.kind = ConstraintKind::before;
        CHECK(late(constraint) == "13");
    }
}

TEST_CASE("every application is told what the plan does with it") {
    expect_caught({
        {"nothing said", [](Portfolio& p) { application_of(p, "a").planned.reset(); }, {"planned-missing"}},
        {"another wave", [](Portfolio& p) { application_of(p, "a").planned->wave = 2; }, {"planned-mismatch"}},
        {"another date",
         [](Portfolio& p) { application_of(p, "a").planned->cutover = day("2026-03-07"); },
         {"planned-mismatch"}},
        {"alone", [](Portfolio& p) { application_of(p, "a").planned->alone = true; }, {"planned-mismatch"}},
        {"not alone", [](Portfolio& p) { application_of(p, "c").planned->alone = false; }, {"planned-mismatch"}},
        {"with nobody", [](Portfolio& p) { application_of(p, "a").planned->with.clear(); }, {"planned-mismatch"}},
        {"with another", [](Portfolio& p) { application_of(p, "c").planned->with = {"a"}; }, {"planned-mismatch"}},
        {"after nobody", [](Portfolio& p) { application_of(p, "c").planned->before.clear(); }, {"planned-mismatch"}},
        {"after another", [](Portfolio& p) { application_of(p, "a").planned->before = {"b"}; }, {"planned-mismatch"}},
        {"another bridge",
         [](Portfolio& p) { application_of(p, "a").planned->bridges[0].start = day("2026-03-10"); },
         {"planned-mismatch"}},
        {"a wave for one that stays",
         [](Portfolio& p) {
             application_of(p, "e").planned = Planned{};
             application_of(p, "e").planned->wave = 1;
         },
         {"planned-mismatch"}},
        {"a bridge of one that stays",
         [](Portfolio& p) {
             application_of(p, "e").planned = Planned{};
             application_of(p, "e").planned->bridges.push_back({"a", day("2026-03-09"), day("2026-04-13")});
         },
         {"planned-mismatch"}},
        {"the end of one that retires",
         [](Portfolio& p) {
             application_of(p, "d").planned = Planned{};
             application_of(p, "d").planned->cutover = day("2026-03-10");
         },
         {}},
    });
}

TEST_CASE("every decision has a reason with its rule and source") {
    expect_caught({
        {"a task", [](Portfolio& p) { p.tasks[3].because.clear(); }, {"no-because"}},
        {"a wave", [](Portfolio& p) { p.waves[0].because.clear(); }, {"no-because"}},
        {"a group", [](Portfolio& p) { p.groups[0].because.clear(); }, {"no-because"}},
        {"a bridge", [](Portfolio& p) { p.bridges[0].because.clear(); }, {"no-because"}},
        {"a class", [](Portfolio& p) { application_of(p, "a").classification->because.clear(); }, {"no-because"}},
        {"a strategy", [](Portfolio& p) { application_of(p, "e").assessment->because.clear(); }, {"no-because"}},
        {"a target", [](Portfolio& p) { application_of(p, "a").hosting->because.clear(); }, {"no-because"}},
        {"today's hosting",
         [](Portfolio& p) { application_of(p, "a").hosting->today_because.clear(); },
         {"no-because"}},
        {"a rejection",
         [](Portfolio& p) { application_of(p, "a").hosting->rejected[0].because.clear(); },
         {"no-because"}},
        {"no rule", [](Portfolio& p) { p.tasks[3].because[0].rule.clear(); }, {"incomplete-because"}},
        {"no source", [](Portfolio& p) { p.bridges[0].because[0].source.clear(); }, {"incomplete-because"}},
    });
    Portfolio portfolio = small_plan();
    CHECK(check_explanations(portfolio).empty());
    application_of(portfolio, "a").classification->because.clear();
    CHECK(codes_of(check_explanations(portfolio)) == Codes{"no-because"});
}

TEST_CASE("what is done or under way is taken as it is") {
    for (const TaskStatus status : {TaskStatus::done, TaskStatus::in_progress}) {
        Portfolio portfolio = small_plan();
        Task& task = task_of(portfolio, "d/study");
        task.start = day("2026-01-31");  // a Saturday before the plan's start, and longer than its effort
        task.finish = day("2026-02-02");
        task.people = 9;
        CHECK_FALSE(check_plan(portfolio).empty());
        task.status = status;
        const auto findings = check_plan(portfolio);
        INFO(texts_of(findings));
        CHECK(findings.empty());
    }
}

TEST_CASE("a hostile plan is judged without harm") {
    Portfolio portfolio = small_plan();
    task_of(portfolio, "a/study").start = day("1900-01-01");
    task_of(portfolio, "c/decommission").finish = day("2199-12-31");
    task_of(portfolio, "b/study").people = 1e-300;
    task_of(portfolio, "d/study").effort_days = 1e300;
    task_of(portfolio, "a/test").duration_days = INT64_MAX;
    constraint_of(portfolio, "k-before").lag_days = INT64_MAX;
    portfolio.plans[0].settings = {{"horizon_months", "1e300"}, {"weight_lateness", "-1e308"}};
    portfolio.waves[0].number = INT64_MIN;
    CHECK_FALSE(check_plan(portfolio).empty());
}
