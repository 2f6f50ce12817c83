#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/bridge_bound.hpp"
#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/waiting_bound.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace plan;
using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

const Report silent = [](const Diagnostic&) {};

Flow flow_between(std::string from, std::string to, bool strong = false) {
    Flow flow;
    flow.from = std::move(from);
    flow.to = std::move(to);
    if (strong) flow.coupling = Coupling::strong;
    return flow;
}

/// A team that does nothing but cut-overs, every day, and a window a week.
void add_team_and_windows(Portfolio& portfolio, double people, int windows) {
    Calendar calendar;
    calendar.id = "ministry";
    for (int w = 0; w < windows; ++w) {
        const Date start = day("2027-01-09") + 7 * w;
        calendar.windows.push_back({"w" + std::to_string(w), start, start + 1, std::nullopt});
    }
    portfolio.calendars = {calendar};
    Team team;
    team.id = "operators";
    team.phases = {Phase::cutover, Phase::decommission};
    team.capacity_people = people;
    team.calendar = "ministry";
    portfolio.teams = {team};
}

/// What is needed to ask for a bound.
struct Case {
    Case(Portfolio from, const PlanSettings& settings, Day horizon)
        : portfolio(std::move(from)),
          migration(make_migration_problem(portfolio, settings, horizon)),
          network(migration.problem),
          flows(resolve_flows(portfolio, silent)),
          objective(portfolio, migration, flows, settings.weights) {}

    [[nodiscard]] bool possible() const { return migration.impossible.empty() && network.cycle().empty(); }

    Portfolio portfolio;
    MigrationProblem migration;
    schedule::Network network;
    std::vector<ResolvedFlow> flows;
    ObjectiveModel objective;
};

void require_below(const Objective& bound, const Objective& value) {
    constexpr double rounding = 1e-6;
    CHECK(bound.lateness <= value.lateness + rounding);
    CHECK(bound.exposure <= value.exposure + rounding);
    CHECK(bound.bridges <= value.bridges + rounding);
    CHECK(bound.makespan_days <= value.makespan_days + rounding);
    CHECK(bound.total <= value.total + rounding);
}

/// The smallest value of each term over every choice of days for every task, tried one after the other. Windows follow
/// from the days.
class EveryPlan {
public:
    explicit EveryPlan(const Case& of) : case_(of), problem_(of.migration.problem) {
        const std::size_t activities = problem_.activities.size();
        schedule_.start.assign(activities, 0);
        schedule_.end.assign(activities, 0);
        schedule_.mode.assign(activities, 0);
        schedule_.window.assign(problem_.blocks.size(), -1);
        for (const int unit : of.network.order())
            order_.insert(order_.end(), of.network.members().begin(unit), of.network.members().end(unit));
        constexpr double none = std::numeric_limits<double>::infinity();
        least_.lateness = least_.exposure = least_.bridges = least_.total = least_.makespan_days = none;
        place(0);
    }

    [[nodiscard]] const Objective& least() const { return least_; }
    [[nodiscard]] int plans() const { return plans_; }

private:
    void place(std::size_t next) {
        if (next == order_.size()) return look();
        const int a = order_[next];
        const schedule::Activity& activity = problem_.activities[at(a)];
        Day from = activity.release;
        for (const schedule::Arc& arc : problem_.arcs)
            if (arc.to == a) from = std::max(from, schedule_.end[at(arc.from)] + arc.lag);
        for (int m = activity.mode_begin; m < activity.mode_end; ++m) {
            const schedule::Mode& mode = problem_.modes[at(m)];
            const schedule::DayCalendar& calendar = problem_.calendars[at(mode.calendar)];
            for (Day start = from; start < problem_.horizon; ++start) {
                if (mode.duration > 0 && !calendar.works(start)) continue;
                schedule_.mode[at(a)] = m;
                schedule_.start[at(a)] = start;
                schedule_.end[at(a)] = calendar.end_of(start, mode.duration);
                if (schedule_.end[at(a)] > std::min(problem_.horizon, activity.deadline)) break;
                place(next + 1);
                if (mode.duration == 0) break;
            }
        }
    }

    void look() {
        for (std::size_t b = 0; b < problem_.blocks.size(); ++b) {
            schedule_.window[b] = -1;
            for (const int w : problem_.windows_of(problem_.blocks[b])) {
                const schedule::Window& window = problem_.windows[at(w)];
                const std::vector<int>& members = problem_.blocks[b].activities;
                if (std::all_of(members.begin(), members.end(), [&](int a) {
                        return schedule_.start[at(a)] >= window.start && schedule_.end[at(a)] <= window.end;
                    }))
                    schedule_.window[b] = w;
            }
        }
        if (!schedule::broken_rule(problem_, schedule_).empty()) return;
        ++plans_;
        const Objective value = case_.objective.terms(schedule_);
        least_.lateness = std::min(least_.lateness, value.lateness);
        least_.exposure = std::min(least_.exposure, value.exposure);
        least_.bridges = std::min(least_.bridges, value.bridges);
        least_.makespan_days = std::min(least_.makespan_days, value.makespan_days);
        least_.total = std::min(least_.total, value.total);
    }

    const Case& case_;
    const schedule::Problem& problem_;
    schedule::Schedule schedule_;
    std::vector<int> order_;
    Objective least_;
    int plans_ = 0;
};

Objective bound_of(const Case& of, Day* finish = nullptr) {
    const schedule::EarliestDates earliest = schedule::earliest_dates(of.network);
    const Day end = schedule::finish_bound(of.network, earliest);
    if (finish != nullptr) *finish = end;
    return of.objective.lower_bound(of.network, earliest, end);
}

std::string name_of(int index) {
    return "app-" + std::to_string(index);
}

/// A few applications that only cut over, or also decommission, in a few windows of a small team.
Portfolio small_portfolio(Random& random) {
    std::vector<Application> made;
    const int applications = 2 + random.below(3);
    for (int i = 0; i < applications; ++i) {
        std::vector<std::pair<Phase, double>> efforts{{Phase::cutover, 1.0 + random.below(2)}};
        Application application = moving_application(name_of(i), efforts);
        if (random.below(4) == 0) application.hosting->today = Compliance::non_conforming;
        if (random.below(2) == 0) application.deadline = day("2027-01-01") + random.below(25);
        if (random.below(4) == 0) application.contract_end = day("2027-01-01") + random.below(25);
        if (i > 0 && random.below(5) == 0) application.assessment->strategy = Strategy::retain;
        if (random.below(6) == 0) application.group = "g";
        if (i > 0 && random.below(5) == 0) {
            application.lifecycle = Lifecycle::project;
            application.go_live = day("2027-01-01") + random.below(20);
        }
        made.push_back(std::move(application));
    }
    Portfolio portfolio = portfolio_of(std::move(made));
    add_team_and_windows(portfolio, 1 + random.below(2), 3);
    for (int f = 0; f < 2 * applications; ++f)
        portfolio.flows.push_back(flow_between(name_of(random.below(applications)), name_of(random.below(applications)),
                                               random.below(3) == 0));
    if (random.below(3) == 0)
        portfolio.constraints.push_back(constraint("c", ConstraintKind::apart, {name_of(0), name_of(1)}));
    if (random.below(4) == 0) {
        Constraint& window = portfolio.constraints.emplace_back(
            constraint("w", ConstraintKind::window, {name_of(random.below(applications))}));
        window.windows = {"w" + std::to_string(random.below(3))};
    }
    return portfolio;
}

}  // namespace

TEST_CASE("no plan at all has a term below its bound") {
    Random random(21);
    int compared = 0, bridged = 0, late = 0;
    for (int round = 0; round < 150; ++round) {
        const Case of(small_portfolio(random), settings_of(), 24);
        if (!of.possible() || schedule::earliest_dates(of.network).failed_unit >= 0) continue;
        const Objective bound = bound_of(of);
        const EveryPlan all(of);
        if (all.plans() == 0) continue;
        ++compared;
        require_below(bound, all.least());
        bridged += bound.bridges > 0 ? 1 : 0;
        late += bound.lateness > 0 ? 1 : 0;
    }
    CHECK(compared > 80);
    CHECK(bridged > 15);
    CHECK(late > 15);
}

TEST_CASE("no plan that delays tasks at random has a term below its bound") {
    Random random(22);
    int compared = 0, bridged = 0;
    for (int round = 0; round < 60; ++round) {
        const int applications = 8 + random.below(8);
        const Case of(random_portfolio(random, applications, random.below(2) == 0), settings_of(), 900);
        if (!of.possible() || schedule::earliest_dates(of.network).failed_unit >= 0) continue;
        if (!of.migration.wave_pins.empty()) continue;  // what is generated here does not look at them
        const Objective bound = bound_of(of);
        bridged += bound.bridges > 0 ? 1 : 0;
        schedule::Problem delayed = of.migration.problem;
        for (int attempt = 0; attempt < 30; ++attempt) {
            for (std::size_t a = 0; a < delayed.activities.size(); ++a) {
                delayed.activities[a].release = of.migration.problem.activities[a].release;
                if (random.below(6) == 0) delayed.activities[a].release += random.below(20 * (1 + attempt));
            }
            const schedule::Network network(delayed);
            schedule::Generator generator(network);
            schedule::Schedule schedule;
            const std::vector<std::int64_t> keys = schedule::random_keys(random, network);
            if (!generator.forward(keys, schedule)) continue;
            ++compared;
            require_below(bound, of.objective.terms(schedule));
            // What is put as late as possible before that end has short bridges.
            if (!generator.backward(keys, schedule.finish(), schedule)) continue;
            if (schedule::broken_rule(of.migration.problem, schedule).empty())
                require_below(bound, of.objective.terms(schedule));
        }
    }
    CHECK(compared > 500);
    CHECK(bridged > 5);
}

TEST_CASE("a neighbour that stays costs a bridge for as long as what follows the move takes") {
    Application mover = moving_application("mover", {{Phase::cutover, 1}, {Phase::decommission, 4}});
    Application stayer = moving_application("stayer", {{Phase::cutover, 1}});
    stayer.assessment->strategy = Strategy::retain;
    Portfolio portfolio = portfolio_of({mover, stayer});
    add_team_and_windows(portfolio, 1, 4);
    portfolio.flows = {flow_between("mover", "stayer", true)};
    const Case of(std::move(portfolio), settings_of(), 60);
    const EveryPlan all(of);
    const double bound = bound_of(of).bridges;
    CHECK(bound >= 3 * 4);  // a strong flow counts 3 a day
    CHECK(bound <= all.least().bridges);
}

TEST_CASE("neighbours that do not fit into one window are a week apart") {
    std::vector<Application> applications;
    for (int i = 0; i < 3; ++i) applications.push_back(moving_application(name_of(i), {{Phase::cutover, 1}}));
    Portfolio portfolio = portfolio_of(std::move(applications));
    add_team_and_windows(portfolio, 1, 3);  // two person-days a window
    for (int i = 0; i < 3; ++i) portfolio.flows.push_back(flow_between(name_of(i), name_of((i + 1) % 3)));
    const Case of(std::move(portfolio), settings_of(), 30);
    const EveryPlan all(of);
    const double bound = bound_of(of).bridges;
    CHECK(bound >= 6);
    CHECK(bound <= all.least().bridges);
}

TEST_CASE("what all waits for one team is late by what the team can do") {
    std::vector<Application> applications;
    for (int i = 0; i < 4; ++i) {
        Application application = moving_application(name_of(i), {{Phase::cutover, 2}});
        application.deadline = day("2027-01-10");  // the end of the first window
        applications.push_back(std::move(application));
    }
    Portfolio portfolio = portfolio_of(std::move(applications));
    add_team_and_windows(portfolio, 1, 6);
    const Case of(std::move(portfolio), settings_of(), 45);
    const Objective bound = bound_of(of);
    CHECK(bound.lateness > 0);
    CHECK(bound.lateness <= 7 + 14 + 21);
}

TEST_CASE("waiting items cost what the supply of days leaves undone") {
    using schedule::Waiting;
    // One unit a day; two items of three units, of which the second costs double: it ends on day 3, the first on 6.
    schedule::Supply supply(1, std::vector<std::int64_t>(11));
    std::iota(supply[0].begin(), supply[0].end(), 0);
    const std::vector<Waiting> items{{0, {{0, 1}}, {{0, 3}}}, {0, {{0, 2}}, {{0, 3}}}};
    // Days 0-2: the better part of the second is done by and by; days 3-5 the same for the first.
    CHECK(schedule::waiting_bound(items, supply) == Approx(3 * 1 + 2 * (3 + 2 + 1) / 3.0 + (3 + 2 + 1) / 3.0));
    // Nothing ends before its earliest day, whatever the supply; days before day 0 are counted.
    CHECK(schedule::waiting_bound({{4, {{-2, 1}}, {}}}, supply) == Approx(6));
    CHECK(schedule::waiting_bound({}, supply) == 0);
}
