#include "tests/unit/schedule/random_portfolio.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr Phase phases[] = {Phase::study, Phase::build,   Phase::migrate,
                            Phase::test,  Phase::cutover, Phase::decommission};

const Reasons because_of_test = {Reason{"test", "test", "", {}, {}}};

void set_efforts(Application& application, const std::vector<std::pair<Phase, double>>& efforts) {
    Assessment assessment;
    assessment.strategy = Strategy::rehost;
    assessment.because = because_of_test;
    for (const auto& [phase, days] : efforts) assessment.effort.push_back({phase, {days, days, days}});
    application.assessment = std::move(assessment);
}

void set_target(Application& application, const std::string& target) {
    Hosting hosting;
    hosting.today = Compliance::conforming;
    hosting.target = target;
    hosting.eligible = {{target, std::nullopt, {}}};
    hosting.because = hosting.today_because = because_of_test;
    application.hosting = std::move(hosting);
}

}  // namespace

Date day(std::string_view iso) {
    const auto date = Date::from_iso(iso);
    REQUIRE(date.has_value());
    return *date;
}

Application moving_application(std::string id, std::vector<std::pair<Phase, double>> efforts) {
    Application application;
    application.id = std::move(id);
    application.site = "server-room";
    set_efforts(application, efforts);
    set_target(application, "cloud");
    return application;
}

Application moving_application(std::string id, double days) {
    std::vector<std::pair<Phase, double>> efforts;
    for (const Phase phase : phases) efforts.emplace_back(phase, days);
    return moving_application(std::move(id), efforts);
}

Constraint constraint(std::string id, ConstraintKind kind, std::vector<std::string> applications) {
    Constraint result;
    result.id = std::move(id);
    result.kind = kind;
    result.applications = std::move(applications);
    return result;
}

Portfolio portfolio_of(std::vector<Application> applications) {
    Portfolio portfolio;
    Target target;
    target.id = "cloud";
    target.onboarding_days = 10;
    portfolio.targets.push_back(target);
    portfolio.applications = std::move(applications);
    Application resident;
    resident.id = "resident";
    resident.site = "cloud";
    portfolio.applications.push_back(resident);
    return portfolio;
}

PlanSettings settings_of(std::int64_t schedules) {
    PlanSettings settings;
    settings.start = day("2027-01-04");
    settings.schedules = schedules;
    settings.language = Language::english;
    return settings;
}

const Task& task_of(const PlanResult& result, std::string_view id) {
    const auto task = std::find_if(result.records.tasks.begin(), result.records.tasks.end(),
                                   [&](const Task& candidate) { return candidate.id == id; });
    REQUIRE(task != result.records.tasks.end());
    return *task;
}

namespace {

std::string name_of(int index) {
    return "app-" + std::to_string(index);
}

void add_teams_and_calendars(Random& random, Portfolio& portfolio) {
    if (random.below(3) == 0) return;  // the defaults
    Calendar calendar;
    calendar.id = "ministry";
    calendar.holidays = random.below(2) == 0 ? "FR" : "";
    if (random.below(2) == 0) calendar.workdays = {1, 2, 3, 4};
    calendar.freeze.push_back({day("2027-07-20"), day("2027-08-25"), "summer", {}});
    if (random.below(2) == 0)
        calendar.freeze.push_back({day("2027-05-10"), day("2027-05-30"), "budget", {Phase::migrate, Phase::test}});
    if (random.below(2) == 0)
        for (int w = 0; w < 60; ++w) {
            const Date start = day("2027-02-06") + 14 * w;
            CutoverWindow window{"w" + std::to_string(w), start, start + 1 + random.below(3), std::nullopt};
            if (random.below(3) == 0) window.max_applications = 2 + random.below(4);
            calendar.windows.push_back(window);
        }
    Calendar second;
    second.id = "provider";
    second.workdays = {2, 3, 4, 5, 6};
    portfolio.calendars = {calendar, second};
    const auto add = [&](std::string id, std::vector<Phase> of_phases, double capacity) {
        Team team;
        team.id = std::move(id);
        team.phases = std::move(of_phases);
        team.capacity_people = capacity;
        team.calendar = random.below(2) == 0 ? "ministry" : "provider";
        portfolio.teams.push_back(team);
    };
    add("architects", {Phase::study}, 1 + random.below(3));
    add("builders", {Phase::build, Phase::migrate}, 2.5 + random.below(4));
    add("testers", {Phase::test}, 2);
    add("operators", {Phase::cutover, Phase::decommission}, 6 + random.below(4));
    if (random.below(2) == 0) add("helpers", {Phase::build, Phase::study, Phase::cutover}, 3);
    if (random.below(2) == 0) portfolio.teams.back().from = day("2027-03-01");
    if (random.below(2) == 0) add("everything", {}, 1.5);
}

Application random_application(Random& random, int index) {
    Application application = moving_application(name_of(index), std::vector<std::pair<Phase, double>>{});
    std::vector<std::pair<Phase, double>> efforts;
    for (const Phase phase : phases)
        if (random.below(6) != 0)
            efforts.emplace_back(phase, phase == Phase::cutover ? 0.5 + random.below(3) : 0.5 * (1 + random.below(60)));
    set_efforts(application, efforts);
    if (random.below(5) == 0) set_target(application, "far");
    const int fate = random.below(12);
    if (fate == 0) application.assessment->strategy = Strategy::retire;
    if (fate == 1) application.assessment->strategy = Strategy::retain;
    if (fate == 2) application.hosting->target.clear();
    if (fate == 3) application.assessment.reset();
    if (random.below(4) == 0) application.hosting->today = Compliance::non_conforming;
    if (random.below(10) == 0) {
        application.hosting->today = Compliance::derogation;
        application.hosting->today_until = day("2027-06-30");
        application.derogation_until = application.hosting->today_until;
    }
    if (random.below(6) == 0) application.contract_end = day("2027-04-30") + random.below(300);
    if (random.below(6) == 0) application.deadline = day("2027-04-30") + random.below(300);
    if (random.below(5) == 0) application.group = "g" + std::to_string(random.below(4));
    if (random.below(8) == 0) application.site = "cloud";
    if (random.below(3) == 0) application.team = random.below(2) == 0 ? "helpers" : "everything";
    Classification classification;
    classification.sensitivity_class = random.below(2) == 0 ? "sensitive" : "internal";
    classification.because = because_of_test;
    application.classification = classification;
    if (random.below(8) == 0) {
        application.lifecycle = Lifecycle::project;
        if (random.below(3) > 0) application.go_live = day("2026-11-30") + random.below(400);
    }
    return application;
}

void add_constraints(Random& random, int applications, bool hard, Portfolio& portfolio) {
    const auto any = [&] { return name_of(random.below(applications)); };
    const auto add = [&](ConstraintKind kind, int named) -> Constraint& {
        std::vector<std::string> ids;
        for (int i = 0; i < named; ++i) ids.push_back(any());
        Constraint& added = portfolio.constraints.emplace_back(
            constraint("c" + std::to_string(portfolio.constraints.size()), kind, std::move(ids)));
        if (!hard) added.weight = 1 + random.below(4);
        return added;
    };
    add(ConstraintKind::apart, 2 + random.below(2));
    add(ConstraintKind::not_before, 1).date = day("2027-09-01");
    add(ConstraintKind::deadline, 1).date = day("2028-12-31");
    if (random.below(2) == 0) add(ConstraintKind::before, 2 + random.below(2)).lag_days = random.below(20);
    if (random.below(3) == 0) add(ConstraintKind::window, 1).windows = {"w5", "w6", "w9", "weekend-2027-10"};
    if (random.below(3) == 0) add(ConstraintKind::wave, 1).wave = 1 + random.below(3);
    if (random.below(4) == 0) add(ConstraintKind::together, 2);
}

}  // namespace

Portfolio random_portfolio(Random& random, int applications, bool hard) {
    std::vector<Application> made;
    for (int i = 0; i < applications; ++i) made.push_back(random_application(random, i));
    Portfolio portfolio = portfolio_of(std::move(made));
    Target far;
    far.id = "far";
    far.onboarding_days = 15;
    portfolio.targets.push_back(far);
    add_teams_and_calendars(random, portfolio);
    add_constraints(random, applications, hard, portfolio);
    for (int f = 0; f < 2 * applications; ++f) {
        Flow flow;
        flow.from = name_of(random.below(applications));
        flow.to = name_of(random.below(applications));
        if (random.below(3) == 0) flow.coupling = Coupling::strong;
        if (random.below(2) == 0) flow.volume_gb_per_day = 0.5 * random.below(300);
        portfolio.flows.push_back(flow);
    }
    return portfolio;
}

}  // namespace plan
