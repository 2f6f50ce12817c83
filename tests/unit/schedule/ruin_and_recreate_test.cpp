#include "libplan/schedule/ruin_and_recreate.hpp"

#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/left_shift.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

using namespace plan;
using schedule::Day;
using schedule::JobPlacement;
using schedule::Schedule;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

const Report silent = [](const Diagnostic&) {};

/// A portfolio with a first plan, and what improving it needs.
struct Case {
    explicit Case(Portfolio from) : portfolio(std::move(from)), flows(resolve_flows(portfolio, silent)) {
        solution = solve_migration(portfolio, settings, flows, {1, 20, 1});
        if (!solution.found) return;
        network.emplace(solution.migration->problem);
        objective.emplace(portfolio, *solution.migration, flows, settings.weights);
        jobs = make_jobs(*solution.migration);
    }

    [[nodiscard]] ImprovementProblem improvement() const {
        return {solution.migration.get(), &*network, &jobs, &*objective, {}};
    }

    Portfolio portfolio;
    PlanSettings settings = settings_of();
    std::vector<ResolvedFlow> flows;
    MigrationSolution solution;
    std::optional<schedule::Network> network;
    std::optional<ObjectiveModel> objective;
    MigrationJobs jobs;
};

bool equal(const Schedule& a, const Schedule& b) {
    return a.start == b.start && a.end == b.end && a.mode == b.mode && a.window == b.window;
}

Improvement improved(const Case& of, std::int64_t placements, int threads = 1) {
    ImprovementLimits limits;
    limits.placements = placements;
    limits.threads = threads;
    return ruin_and_recreate(of.improvement(), {of.solution.schedule}, limits);
}

Flow flow_between(std::string from, std::string to) {
    Flow flow;
    flow.from = std::move(from), flow.to = std::move(to);
    flow.coupling = Coupling::strong;
    return flow;
}

}  // namespace

TEST_CASE("random portfolios: moving a job changes the total by what its terms say, and all can be taken back") {
    Random random(5);
    int moved = 0;
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        const Case of(random_portfolio(random, 2 + random.below(12), false));
        if (!of.solution.found || of.jobs.count == 0) continue;
        const Schedule& before = of.solution.schedule;
        const MoveCosts costs(*of.objective, *of.solution.migration, of.jobs);
        JobPlacement placement(*of.network, of.jobs.job_of_activity, of.jobs.count);
        placement.load(before);
        REQUIRE(placement.finish() == before.finish());
        const auto price = [&](int job) {
            return costs.of(job, placement) + costs.at_finish(placement.finish()) +
                   of.objective->price_of_choices(placement.schedule());
        };
        for (int tries = 0; tries < 20; ++tries) {
            const int job = random.below(of.jobs.count);
            const double old_price = price(job);
            placement.remove(job);
            const auto windows = static_cast<int>(of.solution.migration->windows.size());
            const bool placed = placement.block_of(job) >= 0
                                    ? placement.place_in(job, random.below(std::min(windows, 8)))
                                    : placement.place_from(job, random.below(100));
            if (placed) {
                ++moved;
                REQUIRE(schedule::broken_rule(of.solution.migration->problem, placement.schedule()) == "");
                const double change = of.objective->total(placement.schedule()) - of.objective->total(before);
                REQUIRE(std::abs(change - (price(job) - old_price)) < 1e-6);
            }
            placement.roll_back();
            REQUIRE(equal(placement.schedule(), before));
            REQUIRE(placement.finish() == before.finish());
        }
    }
    CHECK(moved > 100);
}

TEST_CASE("random portfolios: what is improved keeps every rule, costs no more, and is the same with two threads") {
    Random random(6);
    int better = 0, with_waves = 0;
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        const Case of(random_portfolio(random, 2 + random.below(20), round % 3 == 0));
        if (!of.solution.found || !of.solution.migration->wave_pins.empty()) continue;
        const Improvement one = improved(of, 4000), two = improved(of, 4000, 2);
        REQUIRE(schedule::broken_rule(of.solution.migration->problem, one.schedule) == "");
        const double before = of.objective->total(of.solution.schedule);
        CHECK(one.total <= before + 1e-9);
        CHECK(one.total == of.objective->total(one.schedule));
        CHECK(one.drift < 1e-6 * (1 + one.total));
        if (of.objective->counts_waves() && one.total < before - 1) ++with_waves;
        if (one.total < before - 1) ++better;
        REQUIRE(equal(one.schedule, two.schedule));
    }
    CHECK(better > 10);
    CHECK(with_waves > 2);
}

TEST_CASE("random portfolios: of several starts none is better than what comes of them, with one thread or two") {
    Random random(7);
    int several = 0, not_the_first = 0;
    for (int round = 0; round < 12; ++round) {
        CAPTURE(round);
        const Case of(random_portfolio(random, 6 + random.below(15), false));
        if (!of.solution.found || !of.solution.migration->wave_pins.empty() || of.jobs.count == 0) continue;
        std::vector<Schedule> starts;
        double least = of.objective->total(of.solution.schedule);
        for (int effort = 0; effort < 4; ++effort) {  // from what is poor to what is better already
            starts.push_back(effort == 0 ? of.solution.schedule : improved(of, 40 * effort).schedule);
            least = std::min(least, of.objective->total(starts.back()));
        }
        const auto activities = static_cast<std::int64_t>(of.solution.migration->problem.activities.size());
        ImprovementLimits limits;
        limits.placements = 500 * activities;
        const Improvement one = ruin_and_recreate(of.improvement(), starts, limits);
        limits.threads = 2;
        const Improvement two = ruin_and_recreate(of.improvement(), starts, limits);
        REQUIRE(schedule::broken_rule(of.solution.migration->problem, one.schedule) == "");
        CHECK(one.total <= least + 1e-9);
        CHECK(one.total == of.objective->total(one.schedule));
        CHECK(one.drift < 1e-6 * (1 + one.total));
        REQUIRE(equal(one.schedule, two.schedule));
        ++several;
        if (one.total < of.objective->total(starts.front())) ++not_the_first;
    }
    CHECK(several > 4);
    CHECK(not_the_first > 2);
}

TEST_CASE("an application waits for the neighbour that is ready later, and says what not waiting would cost") {
    Portfolio portfolio = portfolio_of({moving_application("quick", 1), moving_application("slow", 8)});
    portfolio.flows = {flow_between("quick", "slow")};
    PlanResult result = plan_migration(portfolio, settings_of(200), silent);
    REQUIRE(result.feasible);
    CHECK(task_of(result, "quick/cutover").wave == task_of(result, "slow/cutover").wave);
    REQUIRE(result.records.bridges.size() == 1);
    CHECK(result.records.bridges[0].days == 1);                        // Saturday and Sunday of one window
    CHECK(task_of(result, "quick/study").start == day("2027-01-04"));  // what costs nothing does not wait
    const Reasons& because = task_of(result, "quick/cutover").because;
    const auto dearer =
        std::find_if(because.begin(), because.end(), [](const Reason& r) { return r.rule == "dearer"; });
    REQUIRE(dearer != because.end());
    CHECK(dearer->path == std::vector<std::string>{"slow"});
}

TEST_CASE("an application that is exposed does not wait for its neighbour when that costs more") {
    Portfolio portfolio = portfolio_of({moving_application("quick", 1), moving_application("slow", 8)});
    portfolio.flows = {flow_between("quick", "slow")};
    portfolio.applications[0].hosting->today = Compliance::non_conforming;
    const PlanResult result = plan_migration(portfolio, settings_of(200), silent);
    REQUIRE(result.feasible);
    CHECK(task_of(result, "quick/cutover").finish < task_of(result, "slow/cutover").finish);
}

TEST_CASE("shifting left: nothing starts later, nothing that is free can start earlier, every rule holds") {
    Random random(7);
    int shifted_some = 0;
    for (int round = 0; round < 200; ++round) {
        schedule::ProblemShape shape;
        shape.activities = 3 + random.below(20);
        shape.horizon = 150;
        shape.longest = 6;
        const schedule::Problem problem = schedule::random_problem(random, shape);
        const schedule::Network network(problem);
        schedule::Generator generator(network);
        Schedule schedule;
        std::vector<std::int64_t> keys(at(network.unit_count()));
        for (std::int64_t& key : keys) key = random.below(1000);
        if (!generator.backward(keys, problem.horizon, schedule)) continue;
        std::vector<char> fixed(problem.activities.size(), 0);
        for (const schedule::Block& block : problem.blocks)
            for (const int activity : block.activities) fixed[at(activity)] = 1;
        const Schedule shifted = schedule::shift_left(network, schedule, fixed);
        REQUIRE(schedule::broken_rule(problem, shifted) == "");
        for (std::size_t a = 0; a < fixed.size(); ++a) {
            REQUIRE(shifted.start[a] <= schedule.start[a]);
            if (shifted.start[a] < schedule.start[a]) ++shifted_some;
            if (fixed[a]) continue;
            const schedule::Mode& mode = problem.modes[at(shifted.mode[a])];
            const schedule::DayCalendar& calendar = problem.calendars[at(mode.calendar)];
            Schedule moved = shifted;
            Day start = shifted.start[a] - 1;
            while (start >= 0 && mode.duration > 0 && !calendar.works(start)) --start;
            if (start < 0) continue;
            moved.start[a] = start;
            moved.end[a] = calendar.end_of(start, mode.duration);
            REQUIRE(schedule::broken_rule(problem, moved) != "");
        }
    }
    CHECK(shifted_some > 100);
}
