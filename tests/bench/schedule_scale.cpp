// schedule_scale [--seed SEED] [--seconds SECONDS | --schedules COUNT] [--spare PERCENT] [APPLICATIONS]...: how long
// planning takes as portfolios grow, and how near the plans come to the bound; with a limit, after a search of so many
// seconds or schedules. Prints one line of JSON a size, then one with the exponent of growth: the slope of a straight
// line through the logarithms of tasks and of seconds per schedule, 1 when time is proportional to tasks.
//
// The portfolios are made from the seed: four teams, five phases an application, and one application that goes before
// each. Teams grow with the portfolio, so that a plan lasts about three years whatever its size; with --spare, those
// that do neither build nor migrate have so many more people in a hundred, so that one team is the busiest. Without,
// all are as busy, and the bound, which is that of one team alone, is out of reach: each has to wait for those before
// it. Cut-overs may take place in any week.

#include "libplan/base/random.hpp"
#include "libplan/schedule/planner.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace plan;

const Date start = *Date::from_civil(2027, 1, 4);

Application make_application(Random& random, std::size_t index) {
    constexpr Phase phases[] = {Phase::study, Phase::build, Phase::migrate, Phase::test, Phase::cutover};
    Application application;
    application.id = fmt::format("app-{:06}", index);
    application.site = "cloud";
    Assessment assessment;
    assessment.strategy = Strategy::rehost;
    for (const Phase phase : phases) {
        const double days = phase == Phase::cutover ? 1 + random.below(2) : 2 + random.below(19);
        assessment.effort.push_back({phase, {days, days, days}});
    }
    application.assessment = std::move(assessment);
    Hosting hosting;
    hosting.target = "cloud";
    hosting.eligible.push_back({"cloud", std::nullopt, {}});
    application.hosting = std::move(hosting);
    return application;
}

Team make_team(std::string id, std::vector<Phase> phases, double load_days, double spare = 0) {
    constexpr double worked_days = 750;
    Team team;
    team.id = std::move(id);
    team.phases = std::move(phases);
    team.capacity_people = std::max(2.0, std::ceil(load_days * (1 + spare) / worked_days));
    return team;
}

Portfolio make_portfolio(std::size_t applications, std::uint64_t seed, double spare) {
    Random random(seed);
    Portfolio portfolio;
    std::vector<double> load(9, 0);
    for (std::size_t i = 0; i < applications; ++i) {
        portfolio.applications.push_back(make_application(random, i));
        for (const PhaseEffort& effort : portfolio.applications.back().assessment->effort)
            load[static_cast<std::size_t>(effort.phase)] += effort.estimate.likely;
        if (i == 0) continue;
        Constraint before;
        before.id = fmt::format("before-{:06}", i);
        before.kind = ConstraintKind::before;
        before.applications = {portfolio.applications[static_cast<std::size_t>(random.below(static_cast<int>(i)))].id,
                               portfolio.applications[i].id};
        portfolio.constraints.push_back(std::move(before));
    }
    const auto load_of = [&](Phase phase) { return load[static_cast<std::size_t>(phase)]; };
    portfolio.teams = {
        make_team("architects", {Phase::study}, load_of(Phase::study), spare),
        make_team("engineers", {Phase::build, Phase::migrate}, load_of(Phase::build) + load_of(Phase::migrate)),
        make_team("testers", {Phase::test}, load_of(Phase::test), spare),
        make_team("operators", {Phase::cutover}, load_of(Phase::cutover), spare),
    };
    Calendar& calendar = portfolio.calendars.emplace_back();
    calendar.id = "weeks";
    calendar.holidays = "FR";
    for (int week = 0; week < 600; ++week)
        calendar.windows.push_back(
            {fmt::format("week-{:03}", week), start + 7 * week, start + 7 * week + 6, std::nullopt});
    return portfolio;
}

double seconds_of(const Portfolio& portfolio, const PlanSettings& settings, PlanResult& result) {
    const auto begin = std::chrono::steady_clock::now();
    result = plan_migration(portfolio, settings, [](const Diagnostic&) {});
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Point {
    double tasks = 0, seconds = 0;
};

struct Limits {
    std::optional<double> seconds;
    std::optional<std::int64_t> schedules;
};

Point measure(std::size_t applications, std::uint64_t seed, const Limits& limits, double spare) {
    const Portfolio portfolio = make_portfolio(applications, seed, spare);
    PlanSettings settings;
    settings.start = start;
    settings.seed = seed;
    settings.weights = {0, 0, 0, 1, 0, 0, 0, 0, {}};  // the makespan alone, so that total and bound are days
    settings.schedules = 1;
    PlanResult result;
    const double first = seconds_of(portfolio, settings, result);
    if (!result.feasible) {
        std::fprintf(stderr, "schedule_scale: no plan for %zu applications\n", applications);
        std::exit(1);
    }
    settings.schedules = limits.schedules;
    settings.threads = 2;
    const auto begin = std::chrono::steady_clock::now();
    if (limits.seconds) {
        settings.seconds = limits.seconds;
        settings.time_spent = [&] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / *limits.seconds;
        };
    }
    PlanResult best;
    const double whole = seconds_of(portfolio, settings, best);
    const auto more = static_cast<double>(std::max<std::int64_t>(1, best.schedules - result.schedules));
    const Plan &before = result.records.plan, &after = best.records.plan;
    const Point point{static_cast<double>(result.records.tasks.size()), std::max(1e-9, whole - first) / more};
    fmt::print(
        "{{\"benchmark\":\"schedule_scale\",\"applications\":{},\"tasks\":{},\"first_plan_seconds\":{:.3f},"
        "\"first_plan_gap\":{:.4f},\"schedules\":{},\"seconds\":{:.3f},\"milliseconds_per_schedule\":{:.3f},"
        "\"makespan_days\":{},\"bound_days\":{},\"gap\":{:.4f}}}\n",
        applications, result.records.tasks.size(), first, before.gap, best.schedules, whole, 1e3 * point.seconds,
        after.objective.makespan_days, after.lower_bound, after.gap);
    std::fflush(stdout);
    return point;
}

/// Least squares through the logarithms.
double exponent_of(const std::vector<Point>& points) {
    double x = 0, y = 0, xx = 0, xy = 0;
    const auto count = static_cast<double>(points.size());
    for (const Point& point : points) {
        const double u = std::log(point.tasks), v = std::log(point.seconds);
        x += u, y += v, xx += u * u, xy += u * v;
    }
    return (count * xy - x * y) / (count * xx - x * x);
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t seed = 1;
    Limits limits;
    double spare = 0;
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--seed" && i + 1 < argc)
            seed = std::strtoull(argv[++i], nullptr, 10);
        else if (std::string_view(argv[i]) == "--seconds" && i + 1 < argc)
            limits.seconds = std::strtod(argv[++i], nullptr);
        else if (std::string_view(argv[i]) == "--schedules" && i + 1 < argc)
            limits.schedules = std::strtoll(argv[++i], nullptr, 10);
        else if (std::string_view(argv[i]) == "--spare" && i + 1 < argc)
            spare = std::strtod(argv[++i], nullptr) / 100;
        else
            sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    }
    if (sizes.empty()) sizes = {30, 120, 300, 1000, 3000, 10'000, 30'000};
    std::vector<Point> points;
    for (const std::size_t size : sizes) points.push_back(measure(size, seed, limits, spare));
    if (points.size() > 1)
        fmt::print("{{\"benchmark\":\"schedule_scale\",\"growth_exponent\":{:.3f}}}\n", exponent_of(points));
}
