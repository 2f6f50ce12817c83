#include "libplan/schedule/regrouping.hpp"

#include "libplan/base/error.hpp"
#include "libplan/check/plan_checks.hpp"
#include "libplan/graph/group_joining.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"

#include <algorithm>
#include <string>

using namespace plan;

namespace {

const Report silent = [](const Diagnostic&) {};

Flow api(const std::string& from, const std::string& to, Coupling coupling = Coupling::weak) {
    Flow flow;
    flow.from = from;
    flow.to = to;
    flow.kind = FlowKind::api;
    flow.coupling = coupling;
    return flow;
}

/// Forms the groups as plan-group does.
void group(Portfolio& portfolio, std::size_t most_applications) {
    MoveGroups groups = find_move_groups(portfolio, Language::english, silent);
    GroupLimits limits;
    limits.applications = most_applications;
    if (most_applications > 0) groups = join_groups(portfolio, groups, limits, Language::english);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
        portfolio.applications[index].group = groups.groups[groups.group_of[index]].id;
    portfolio.groups = std::move(groups.groups);
}

void require_sound(RegroupResult result, Portfolio& portfolio) {
    REQUIRE(result.plan.feasible);
    store_plan(std::move(result.plan.records), portfolio);
    for (const Diagnostic& finding : check_plan(portfolio)) {
        INFO(finding.code << ": " << fill_text(finding.text, finding.arguments));
        REQUIRE(false);
    }
}

const std::string& group_of(const Portfolio& portfolio, std::string_view id) {
    return portfolio.applications[*portfolio.application_index(id)].group;
}

/// "quick" is exposed and could move in February; "slow", joined to it by a light flow, builds for months.
Portfolio held_up() {
    Portfolio portfolio =
        portfolio_of({moving_application("quick", 2), moving_application("slow", {{Phase::study, 2},
                                                                                  {Phase::build, 300},
                                                                                  {Phase::test, 2},
                                                                                  {Phase::cutover, 1},
                                                                                  {Phase::decommission, 2}})});
    portfolio.applications[0].hosting->today = Compliance::non_conforming;
    portfolio.flows.push_back(api("quick", "slow"));
    return portfolio;
}

}  // namespace

TEST_CASE("a group that holds up one who is ready is split, when that pays more than is asked") {
    Portfolio portfolio = held_up();
    group(portfolio, 2);
    REQUIRE(group_of(portfolio, "quick") == group_of(portfolio, "slow"));
    const PlanResult together = plan_migration(portfolio, settings_of(), silent);

    Portfolio single = held_up();
    group(single, 0);
    const PlanResult alone = plan_migration(single, settings_of(), silent);
    const double gain = together.records.plan.objective.total - alone.records.plan.objective.total;
    REQUIRE(gain > 0);
    // Worked by hand: exposed until 7 February instead of until the common cut-over; a weak flow bridged meanwhile.
    const int earlier = task_of(together, "quick/cutover").finish - task_of(alone, "quick/cutover").finish;
    CHECK(task_of(alone, "quick/cutover").finish == day("2027-02-07"));
    const Objective &one = together.records.plan.objective, &two = alone.records.plan.objective;
    CHECK(one.exposure - two.exposure == earlier);
    CHECK(two.bridges == task_of(alone, "slow/cutover").finish - task_of(alone, "quick/cutover").finish);
    CHECK(one.makespan_days == two.makespan_days);
    CHECK(gain == Approx(earlier - 0.1 * (two.bridges - one.bridges)));

    std::vector<std::string> codes;
    const RegroupResult split =
        plan_with_regrouping(portfolio, settings_of(), {gain - 0.5, false},
                             [&](const Diagnostic& diagnostic) { codes.push_back(diagnostic.code); });
    CHECK(split.changes == 1);
    CHECK(split.total_before == together.records.plan.objective.total);
    CHECK(split.plan.records.plan.objective.total == alone.records.plan.objective.total);
    CHECK(group_of(portfolio, "quick") != group_of(portfolio, "slow"));
    CHECK(std::ranges::find(codes, "group-split") != codes.end());
    REQUIRE(portfolio.groups.size() == 3);  // the two, and the resident
    CHECK(std::ranges::any_of(portfolio.groups[0].because,
                              [](const Reason& reason) { return reason.rule == "regrouped"; }));

    Portfolio dear = held_up();
    group(dear, 2);
    const std::vector<Group> before = dear.groups;
    const RegroupResult whole = plan_with_regrouping(dear, settings_of(), {gain + 0.5, false}, silent);
    CHECK(whole.changes == 0);
    CHECK(whole.groupings > 1);
    CHECK(group_of(dear, "quick") == group_of(dear, "slow"));
    CHECK(dear.groups.size() == before.size());
    CHECK(whole.plan.records.plan.objective.total == together.records.plan.objective.total);
    require_sound(plan_with_regrouping(dear, settings_of(), {0, true}, silent), dear);
}

TEST_CASE("groups that fit no window are parted until they do") {
    const auto crowd = [] {
        std::vector<Application> applications;
        for (int index = 0; index < 7; ++index)
            applications.push_back(moving_application(std::string(1, static_cast<char>('a' + index)), 1));
        Portfolio portfolio = portfolio_of(std::move(applications));
        for (char id = 'a'; id < 'g'; ++id)
            portfolio.flows.push_back(api(std::string(1, id), std::string(1, static_cast<char>(id + 1)),
                                          id == 'c' ? Coupling::weak : Coupling::strong));
        Calendar calendar;
        calendar.id = "small";
        for (int month = 0; month < 12; ++month)
            calendar.windows.push_back(
                {"w" + std::to_string(month), day("2027-02-06") + 28 * month, day("2027-02-07") + 28 * month, 4});
        portfolio.calendars = {calendar};
        return portfolio;
    };
    Portfolio portfolio = crowd();
    group(portfolio, 7);
    REQUIRE_FALSE(plan_migration(portfolio, settings_of(), silent).feasible);
    RegroupResult result = plan_with_regrouping(portfolio, settings_of(), {0.01, true}, silent);
    CHECK_FALSE(result.total_before);
    CHECK(result.changes >= 1);
    // The weak flow from c to d is where it parts.
    CHECK(group_of(portfolio, "a") == group_of(portfolio, "c"));
    CHECK(group_of(portfolio, "d") == group_of(portfolio, "g"));
    CHECK(group_of(portfolio, "c") != group_of(portfolio, "d"));
    require_sound(std::move(result), portfolio);

    // What must move together cannot be parted: there is no plan, and nothing is changed.
    Portfolio tied = crowd();
    Constraint all = constraint("all", ConstraintKind::together, {"a", "b", "c", "d", "e", "f", "g"});
    tied.constraints.push_back(all);
    group(tied, 7);
    const std::string before = group_of(tied, "a");
    const RegroupResult none = plan_with_regrouping(tied, settings_of(), {0.01, true}, silent);
    CHECK_FALSE(none.plan.feasible);
    CHECK(none.changes == 0);
    CHECK(group_of(tied, "g") == before);
}

TEST_CASE("what must move together is never split") {
    Portfolio portfolio = held_up();
    portfolio.flows.push_back(api("quick", "slow", Coupling::strong));
    portfolio.flows.push_back(api("slow", "quick", Coupling::strong));
    group(portfolio, 2);
    const RegroupResult result = plan_with_regrouping(portfolio, settings_of(), {0, true}, silent);
    CHECK(result.changes == 0);
    CHECK(group_of(portfolio, "quick") == group_of(portfolio, "slow"));
    require_sound(plan_with_regrouping(portfolio, settings_of(), {0, true}, silent), portfolio);
}

TEST_CASE("random portfolios: never worse than without, proven by the checker, and always the same") {
    Random random(5);
    int changed = 0, planned = 0;
    for (int number = 0; number < 25; ++number) {
        Portfolio portfolio = random_portfolio(random, 4 + static_cast<int>(random.below(12)), number % 4 == 0);
        try {
            group(portfolio, 2 + random.below(6));
        } catch (const Error&) {
            continue;  // a limit or a constraint that no grouping keeps to
        }
        const std::vector<Group> groups = portfolio.groups;
        std::vector<std::string> before;
        for (const Application& application : portfolio.applications) before.push_back(application.group);
        const PlanResult without = plan_migration(portfolio, settings_of(), silent);
        RegroupResult result = plan_with_regrouping(portfolio, settings_of(), {0.005, true}, silent);
        INFO("portfolio " << number);
        if (!without.feasible) {
            if (result.plan.feasible) require_sound(std::move(result), portfolio);
            continue;
        }
        REQUIRE(result.plan.feasible);
        ++planned;
        CHECK(result.total_before == without.records.plan.objective.total);
        CHECK(result.plan.records.plan.objective.total <= without.records.plan.objective.total);
        std::vector<std::string> after;
        for (const Application& application : portfolio.applications) after.push_back(application.group);
        if (result.changes == 0) CHECK(after == before);
        changed += result.changes > 0;
        const double total = result.plan.records.plan.objective.total;
        require_sound(std::move(result), portfolio);
        portfolio.groups = groups;
        for (std::size_t index = 0; index < before.size(); ++index) portfolio.applications[index].group = before[index];
        const RegroupResult again = plan_with_regrouping(portfolio, settings_of(), {0.005, true}, silent);
        CHECK(again.plan.records.plan.objective.total == total);
        std::vector<std::string> after_again;
        for (const Application& application : portfolio.applications) after_again.push_back(application.group);
        CHECK(after_again == after);
    }
    CHECK(planned > 10);
    CHECK(changed > 0);
}
