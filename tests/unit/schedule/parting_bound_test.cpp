#include "libplan/schedule/parting_bound.hpp"
#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/migration_search.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_portfolio.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

using namespace plan;
using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr std::int64_t plenty = 1'000'000;

/// Movers, costs, and windows of `length` days, `distance` apart.
struct Parting {
    MoveLimits moves;
    DailyCosts costs;
    Day finish = 1;
    int windows = 3;
    Day length = 2, distance = 7;

    Parting(int movers, int windows_, Day length_) : windows(windows_), length(length_) {
        for (int i = 0; i < movers; ++i) {
            moves.mover_of.push_back(i);
            moves.block.push_back(i);
            moves.first.push_back(0);
            moves.last.push_back(horizon());
        }
        moves.inside.assign(at(horizon()) + 1, false);
        for (int w = 0; w < windows; ++w)
            for (Day day = 1; day <= length; ++day) moves.inside[at(3 + w * distance + day)] = true;
        for (int w = 0; w < windows; ++w) moves.windows.emplace_back(3 + w * distance, 3 + w * distance + length);
    }

    [[nodiscard]] Day horizon() const { return 3 + windows * distance; }

    void allow_by_window(std::vector<std::int64_t> amounts, std::int64_t each) {
        MoveLimits::Limit& limit = moves.limits.emplace_back();
        limit.amount = std::move(amounts);
        for (Day day = 0; day <= horizon(); ++day)
            limit.supply.push_back(day < 4 ? 0 : each * std::min(windows, 1 + (day - 4) / distance));
    }

    /// As the cut-overs themselves take it, window by window.
    void hold_by_window(std::vector<std::int64_t> amounts, std::int64_t each) {
        allow_by_window(std::move(amounts), each);
        moves.room.push_back(moves.limits.back());
    }

    /// Of every choice of a day for each mover, the least that one costs; none: infinity.
    [[nodiscard]] double least() const {
        std::vector<Day> ends(moves.first.size(), 0);
        double least = std::numeric_limits<double>::infinity();
        choose(ends, 0, least);
        return least;
    }

    [[nodiscard]] double bound(std::int64_t effort = plenty) const {
        return parting_bound(costs, moves, std::max(finish, all_moved(moves) + moves.tail), effort);
    }

private:
    void choose(std::vector<Day>& ends, std::size_t next, double& least) const {
        if (next == ends.size()) {
            if (keeps_to_limits(ends)) least = std::min(least, cost(ends));
            return;
        }
        for (Day day = moves.first[next]; day <= moves.last[next]; ++day) {
            if (!moves.inside[at(day)]) continue;
            ends[next] = day;
            bool together = true;
            for (std::size_t other = 0; other < next; ++other)
                together = together && (moves.block[other] != moves.block[next] ||
                                        (ends[other] - 4) / distance == (day - 4) / distance);
            if (together) choose(ends, next + 1, least);
        }
    }

    [[nodiscard]] bool keeps_to_limits(const std::vector<Day>& ends) const {
        for (const MoveLimits::Limit& room : moves.room)
            for (int w = 0; w < windows; ++w) {
                std::int64_t held = 0;
                for (std::size_t i = 0; i < ends.size(); ++i)
                    held += (ends[i] - 4) / distance == w ? room.amount[i] : 0;
                if (held > room.supply[at(4 + w * distance)] - room.supply[at(3 + w * distance)]) return false;
            }
        return std::all_of(moves.limits.begin(), moves.limits.end(), [&](const MoveLimits::Limit& limit) {
            for (Day day = 0; day <= horizon(); ++day) {
                std::int64_t moved = 0;
                for (std::size_t i = 0; i < ends.size(); ++i) moved += ends[i] <= day ? limit.amount[i] : 0;
                if (moved > limit.supply[at(day)]) return false;
            }
            return true;
        });
    }

    [[nodiscard]] double cost(const std::vector<Day>& ends) const {
        Day end = finish;
        for (const Day day : ends) end = std::max(end, day + moves.tail);
        double sum = 0;
        for (const DailyCosts::Waiting& waiting : costs.waiting) {
            const Day until = waiting.application < 0 ? end : ends[at(waiting.application)];
            sum += waiting.weight * std::max(0, until - waiting.from);
        }
        for (const DailyCosts::Parted& parted : costs.parted) {
            const Day until = parted.waiting < 0 ? end : ends[at(parted.waiting)];
            sum += parted.weight * std::max(0, until - ends[at(parted.moved)]);
        }
        const auto window = [&](Day day) { return (day - 4) / distance; };
        const Day first = *std::min_element(ends.begin(), ends.end());
        for (const DailyCosts::First& what : costs.firsts)
            if (std::any_of(what.applications.begin(), what.applications.end(),
                            [&](int mover) { return window(ends[at(mover)]) != window(first); }))
                sum += what.price < DailyCosts::barred ? what.price : std::numeric_limits<double>::infinity();
        return sum;
    }
};

Parting random_parting(Random& random) {
    const int movers = 3 + random.below(3);
    Parting parting(movers, 2 + random.below(2), 1 + random.below(2));
    parting.finish = 1 + random.below(parting.horizon());
    parting.moves.tail = random.below(4);
    for (int i = 0; i < movers; ++i) {
        if (random.below(4) == 0) parting.moves.block[at(i)] = 0;
        if (random.below(4) == 0) parting.moves.first[at(i)] = random.below(14);
        if (random.below(5) == 0) parting.moves.last[at(i)] = std::min(parting.horizon(), 10 + random.below(14));
        if (random.below(3) > 0) parting.costs.waiting.push_back({i, random.below(20) - 2, 0.5 * random.below(12)});
    }
    parting.costs.waiting.push_back({-1, random.below(4), 0.25 * random.below(8)});
    for (int i = 0; i < 2 * movers; ++i) {
        const int waiting = random.below(movers + 1) - 1;
        parting.costs.parted.push_back({random.below(movers), waiting, 0.5 * random.below(8)});
    }
    if (random.below(2) == 0)
        parting.costs.firsts.push_back(
            {{0, random.below(movers)}, random.below(5) == 0 ? DailyCosts::barred : 2.0 * random.below(30)});
    for (int limits = random.below(3); limits > 0; --limits) {
        std::vector<std::int64_t> amounts;
        for (int i = 0; i < movers; ++i) amounts.push_back(random.below(4));
        if (random.below(2) == 0)
            parting.hold_by_window(std::move(amounts), 3 + random.below(4));
        else
            parting.allow_by_window(std::move(amounts), 2 + random.below(4));
    }
    return parting;
}

}  // namespace

TEST_CASE("no choice of days for moves costs less than the bound on what parts them") {
    Random random(41);
    int compared = 0, exact = 0;
    double bounds = 0, values = 0;
    for (int round = 0; round < 400; ++round) {
        const Parting parting = random_parting(random);
        const double least = parting.least();
        if (least == std::numeric_limits<double>::infinity()) continue;
        ++compared;
        const double bound = parting.bound();
        CHECK(bound <= least + 1e-6);
        CHECK(parting.bound(1 + random.below(2000)) <= least + 1e-6);
        CHECK(bound >= 0);
        exact += bound > least - 1e-6 ? 1 : 0;
        bounds += bound, values += least;
    }
    CHECK(compared > 250);
    CHECK(exact > 60);
    CHECK(bounds > 0.7 * values);
}

TEST_CASE("a neighbour that must move at once and one that cannot yet are parted until it can") {
    Parting parting(2, 3, 2);
    parting.costs.waiting = {{0, 5, 10}, {-1, 0, 1}};  // from day 5 on it costs ten a day
    parting.costs.parted = {{0, 1, 2}, {1, 0, 2}};
    parting.moves.first[1] = 18;  // a day of the last window
    parting.finish = 20;
    // The first moves on day 4 or 5, the second on day 18: 13 days at 2, and the plan ends on day 20.
    CHECK(parting.bound() == Approx(13 * 2 + 20));
    CHECK(parting.least() == Approx(13 * 2 + 20));
}

TEST_CASE("what is to be in the first window waits for what must move early, or is due") {
    Parting parting(2, 3, 2);
    parting.costs.waiting = {{0, 5, 10}, {-1, 0, 1}};
    parting.moves.first[1] = 18;
    parting.finish = 20;
    parting.costs.firsts = {{{1}, 30}};
    // 30 at once, or 130 for the first to wait until day 18. The days from 0 to 20 but that within each window may bear
    // a share, and the first has moved on 13 of those 17.
    CHECK(parting.least() == Approx(30 + 20));
    CHECK(parting.bound() <= 30 + 20);
    CHECK(parting.bound() >= 0.7 * 30 + 20);
    parting.costs.firsts = {{{1}, DailyCosts::barred}};
    CHECK(parting.least() == Approx(13 * 10 + 20));
    CHECK(parting.bound() <= 13 * 10 + 20);
    CHECK(parting.bound() >= 100);
}

TEST_CASE("where nothing moves, windows do not make the plan longer") {
    Parting parting(0, 3, 2);
    parting.costs.waiting = {{-1, 0, 1}};
    parting.finish = 6;
    CHECK(parting.bound() == Approx(6));
    Application retired = moving_application("retired", 2);
    retired.assessment->strategy = Strategy::retire;
    const Portfolio portfolio = portfolio_of({retired});
    const MigrationProblem migration = make_migration_problem(portfolio, settings_of(), 200);
    const schedule::Network network(migration.problem);
    const schedule::EarliestDates earliest = schedule::earliest_dates(network);
    const Day finish = schedule::finish_bound(network, earliest);
    const std::vector<ResolvedFlow> flows;
    const ObjectiveModel objective(portfolio, migration, flows, settings_of().weights);
    CHECK(objective.lower_bound(network, earliest, finish).total == Approx(finish));
}

TEST_CASE("what a team can have done bars the cheapest moves by a price") {
    Parting parting(2, 3, 1);
    parting.costs.waiting = {{0, 0, 1}, {1, 0, 3}};
    parting.allow_by_window({1, 1}, 1);
    // One a window: the dearer on day 4, the other on day 11. A third of neither is to be had, so the bound is exact.
    CHECK(parting.least() == Approx(4 * 3 + 11));
    CHECK(parting.bound() == Approx(4 * 3 + 11));
}

TEST_CASE("what would rather move late finds no room for all in the last window, or makes the plan longer") {
    Parting parting(3, 3, 1);
    parting.costs.waiting = {{-1, 0, 1}};
    parting.costs.parted = {{0, -1, 1}, {1, -1, 1}, {2, -1, 1}};
    parting.hold_by_window({1, 1, 1}, 1);
    // Days 4, 11 and 18; the plan ends on day 18, the first two have waited for that 14 and 7 days.
    CHECK(parting.least() == Approx(18 + 14 + 7));
    CHECK(parting.bound() == Approx(18 + 14 + 7));
    parting.moves.room.clear();  // without it, all may move on the last day
    CHECK(parting.bound() == Approx(18));
}

TEST_CASE("no schedule moves an application that its limits say has not moved") {
    Random random(42);
    const Report silent = [](const Diagnostic&) {};
    int compared = 0, barring = 0, roomy = 0;
    for (int round = 0; round < 60; ++round) {
        const Portfolio portfolio = random_portfolio(random, 8 + random.below(8), random.below(2) == 0);
        const MigrationProblem migration = make_migration_problem(portfolio, settings_of(), 900);
        const schedule::Network network(migration.problem);
        if (!migration.impossible.empty() || !network.cycle().empty()) continue;
        const schedule::EarliestDates earliest = schedule::earliest_dates(network);
        if (earliest.failed_unit >= 0) continue;
        const MoveLimits moves = move_limits(migration, network, earliest);
        schedule::Generator generator(network);
        for (int attempt = 0; attempt < 20; ++attempt) {
            schedule::Schedule schedule;
            if (!generator.forward(schedule::random_keys(random, network), schedule)) continue;
            ++compared;
            std::vector<Day> ends(at(moves.count()));
            for (std::size_t a = 0; a < moves.mover_of.size(); ++a)
                if (moves.mover_of[a] >= 0)
                    ends[at(moves.mover_of[a])] = schedule.end[at(migration.applications[a].cutover)];
            for (std::size_t i = 0; i < ends.size(); ++i) {
                CHECK(moves.inside[at(ends[i])]);
                CHECK(ends[i] >= moves.first[i]);
                CHECK(ends[i] <= moves.last[i]);
            }
            for (const MoveLimits::Limit& limit : moves.limits)
                for (const Day day : ends) {
                    std::int64_t moved = 0;
                    for (std::size_t i = 0; i < ends.size(); ++i) moved += ends[i] <= day ? limit.amount[i] : 0;
                    CHECK(moved <= limit.supply[at(day)]);
                    barring += 2 * moved > limit.supply[at(day)] ? 1 : 0;
                }
            CHECK(schedule.finish() >= all_moved(moves) + moves.tail);
            const Day end = *std::max_element(ends.begin(), ends.end());
            for (const MoveLimits::Limit& room : moves.room)
                for (const Day day : ends) {
                    if (at(day) + 1 < moves.inside.size() && moves.inside[at(day) + 1]) continue;
                    std::int64_t left = 0;
                    for (std::size_t i = 0; i < ends.size(); ++i) left += ends[i] > day ? room.amount[i] : 0;
                    Day last = 0;
                    for (const auto& [begins, until] : moves.windows)
                        if (begins < end) last = until;
                    CHECK(left <= room.supply[at(last)] - room.supply[at(day)]);
                    roomy += left > 0 ? 1 : 0;
                }
        }
    }
    CHECK(compared > 300);
    CHECK(barring > 300);
    CHECK(roomy > 300);
}

TEST_CASE("no plan that a search finds costs less than its bound, first waves and others kept") {
    Random random(43);
    const Report silent = [](const Diagnostic&) {};
    const PlanSettings settings = settings_of();
    int found = 0, pinned = 0;
    for (int round = 0; round < 60; ++round) {
        Portfolio portfolio = random_portfolio(random, 3 + random.below(9), random.below(2) == 0);
        Constraint pilot = constraint("pilot", ConstraintKind::wave, {portfolio.applications.front().id});
        pilot.wave = 1;
        if (random.below(3) > 0) pilot.weight = 1 + random.below(40);
        portfolio.constraints.push_back(pilot);
        const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, silent);
        const MigrationSolution solution = solve_migration(portfolio, settings, flows, {100, 20, 10});
        if (!solution.found) continue;
        ++found;
        pinned += solution.migration->wave_pins.empty() ? 0 : 1;
        const ObjectiveModel objective(portfolio, *solution.migration, flows, settings.weights);
        CHECK(solution.lower_bound.total <= objective.total(solution.schedule) + 1e-6);
    }
    CHECK(found > 25);
    CHECK(pinned > 3);
}
