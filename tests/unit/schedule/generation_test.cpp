#include "libplan/schedule/generation.hpp"

#include "libplan/schedule/bounds.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <numeric>

using namespace plan::schedule;
using plan::Random;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// One resource of `capacity`, every day worked; each activity has a duration and an amount.
Problem simple_problem(int capacity, const std::vector<std::pair<int, int>>& activities, Day horizon = 30) {
    Problem problem;
    problem.horizon = horizon;
    problem.calendars.emplace_back(std::vector<bool>(at(horizon), true));
    problem.resources.push_back({std::vector<std::int32_t>(at(horizon), capacity)});
    for (const auto& [duration, amount] : activities) {
        const int index = static_cast<int>(problem.activities.size());
        problem.demands.push_back({0, amount});
        problem.modes.push_back({0, duration, index, index + 1});
        problem.activities.push_back({index, index + 1, 0, never});
    }
    return problem;
}

Schedule forward(const Problem& problem, const std::vector<std::int64_t>& keys) {
    const Network network(problem);
    Generator generator(network);
    Schedule schedule;
    REQUIRE(generator.forward(keys, schedule));
    REQUIRE(broken_rule(problem, schedule) == "");
    return schedule;
}

}  // namespace

TEST_CASE("activities of a full resource follow each other in the order of their keys") {
    const Problem problem = simple_problem(2, {{3, 2}, {2, 2}, {1, 2}});
    CHECK(forward(problem, {0, 1, 2}).start == std::vector<Day>{0, 3, 5});
    CHECK(forward(problem, {2, 1, 0}).start == std::vector<Day>{3, 1, 0});
}

TEST_CASE("a later activity fills a gap that an earlier one left") {
    Problem problem = simple_problem(2, {{2, 1}, {4, 2}, {2, 1}});
    problem.arcs.push_back({0, 1, 0});
    CHECK(forward(problem, {0, 1, 2}).start == std::vector<Day>{0, 2, 0});
}

TEST_CASE("a lag keeps days free between two activities") {
    Problem problem = simple_problem(1, {{1, 1}, {1, 1}});
    problem.arcs.push_back({0, 1, 5});
    CHECK(forward(problem, {0, 1}).start == std::vector<Day>{0, 6});
}

TEST_CASE("work stops over days that the calendar does not work and those without capacity") {
    Problem problem = simple_problem(1, {{4, 1}});
    std::vector<bool> week(30);
    for (std::size_t day = 0; day < week.size(); ++day) week[day] = day % 7 < 5;
    problem.calendars[0] = DayCalendar(week);
    problem.resources[0].capacity[1] = 0;
    const Schedule schedule = forward(problem, {0});
    CHECK(schedule.start[0] == 2);  // days 2, 3, 4 and, after the weekend, 7
    CHECK(schedule.end[0] == 8);
}

TEST_CASE("the mode that ends first is taken") {
    Problem problem = simple_problem(1, {{2, 1}, {2, 1}});
    problem.resources.push_back({std::vector<std::int32_t>(30, 1)});
    problem.demands.push_back({1, 1});
    problem.modes = {{0, 2, 0, 1}, {0, 2, 1, 2}, {0, 3, 2, 3}};
    problem.activities = {{0, 1, 0, never}, {1, 3, 0, never}};
    const Schedule schedule = forward(problem, {0, 1});
    CHECK(schedule.mode == std::vector<int>{0, 2});
    CHECK(schedule.start == std::vector<Day>{0, 0});
}

TEST_CASE("a block takes the first window that holds all of it") {
    Problem problem = simple_problem(2, {{1, 1}, {1, 2}, {1, 2}});
    problem.windows = {{4, 5, 5}, {8, 10, 5}};
    problem.window_sets = {{0, 1}};
    problem.blocks = {{{1, 2}, 0, {}}};
    const Schedule schedule = forward(problem, {0, 1});
    CHECK(schedule.window == std::vector<int>{1});
    CHECK(schedule.start == std::vector<Day>{0, 8, 9});
}

TEST_CASE("a block waits for a window with room, and keeps apart") {
    Problem problem = simple_problem(9, {{1, 1}, {1, 1}, {1, 1}});
    problem.windows = {{4, 6, 1}, {8, 10, 9}, {12, 14, 9}};
    problem.window_sets = {{0, 1, 2}};
    problem.blocks = {{{0}, 0, {}}, {{1}, 0, {2}}, {{2}, 0, {1}}};
    CHECK(forward(problem, {0, 1, 2}).window == std::vector<int>{0, 1, 2});
}

TEST_CASE("order within a block is kept inside the window") {
    Problem problem = simple_problem(9, {{1, 1}, {1, 1}});
    problem.windows = {{4, 6, 9}};
    problem.window_sets = {{0}};
    problem.blocks = {{{0, 1}, 0, {}}};
    problem.arcs.push_back({1, 0, 0});
    CHECK(forward(problem, {0, 1}).start == std::vector<Day>{5, 4});
}

TEST_CASE("what cannot be placed is named") {
    Problem problem = simple_problem(1, {{3, 1}, {3, 1}});
    problem.activities[1].deadline = 5;
    const Network network(problem);
    Generator generator(network);
    Schedule schedule;
    REQUIRE_FALSE(generator.forward(std::vector<std::int64_t>{0, 1}, schedule));
    CHECK(generator.failed_unit() == 1);
    CHECK(generator.forward(std::vector<std::int64_t>{1, 0}, schedule));
}

TEST_CASE("justification shortens a schedule that a bad order made long") {
    // With the long activity last, the two short ones stand in its way for nothing.
    Problem problem = simple_problem(2, {{2, 1}, {2, 1}, {4, 2}, {6, 1}});
    problem.arcs.push_back({0, 2, 0});
    const Network network(problem);
    Generator generator(network);
    Schedule schedule;
    const Evaluate makespan = [](const Schedule& s) { return static_cast<double>(s.finish()); };
    REQUIRE(generator.forward(std::vector<std::int64_t>{0, 0, 1, 5}, schedule));
    const double before = makespan(schedule);
    const double after = generator.justify(schedule, before, makespan);
    CHECK(after <= before);
    CHECK(after == makespan(schedule));
    CHECK(broken_rule(problem, schedule) == "");
}

TEST_CASE("random problems: schedules hold in both directions, justification never worsens, nothing moves left") {
    Random random(20);
    int complete = 0;
    for (int round = 0; round < 400; ++round) {
        ProblemShape shape;
        shape.activities = 3 + random.below(20);
        shape.horizon = 150;
        shape.longest = 6;
        Problem problem = random_problem(random, shape);
        const Network network(problem);
        REQUIRE(network.cycle().empty());
        Generator generator(network);
        Schedule schedule, again;
        const auto keys = random_keys(random, network);
        if (!generator.forward(keys, schedule)) continue;
        ++complete;
        REQUIRE(broken_rule(problem, schedule) == "");
        REQUIRE(generator.forward(keys, again));
        REQUIRE(again.start == schedule.start);
        for (std::size_t a = 0; a < schedule.start.size(); ++a) {  // one day earlier breaks a rule
            const Mode& mode = problem.modes[at(schedule.mode[a])];
            const DayCalendar& calendar = problem.calendars[at(mode.calendar)];
            Schedule moved = schedule;
            Day start = schedule.start[a] - 1;
            while (start >= 0 && mode.duration > 0 && !calendar.works(start)) --start;
            if (start < 0) continue;
            moved.start[a] = start;
            moved.end[a] = calendar.end_of(start, mode.duration);
            REQUIRE(broken_rule(problem, moved) != "");
        }
        const Evaluate value = [](const Schedule& s) {
            return std::accumulate(s.end.begin(), s.end.end(), 0.0) + 10.0 * s.finish();
        };
        const double before = value(schedule);
        const double after = generator.justify(schedule, before, value);
        REQUIRE(after <= before);
        REQUIRE(after == value(schedule));
        REQUIRE(broken_rule(problem, schedule) == "");
        if (generator.backward(keys, schedule.finish() + 20, again)) REQUIRE(broken_rule(problem, again) == "");
    }
    CHECK(complete > 200);
}

TEST_CASE("random problems: no order beats the brute force optimum, some order reaches it, bounds stay below") {
    Random random(7);
    int solved = 0, reached = 0;
    for (int round = 0; round < 60; ++round) {
        ProblemShape shape;
        shape.activities = 4;
        shape.horizon = 24;
        shape.longest = 3;
        shape.modes = round % 3 == 0;
        shape.windows = round % 2 == 0;
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        const EarliestDates earliest = earliest_dates(network);
        const auto optimum = smallest_finish(problem, problem.horizon);
        if (earliest.failed_unit >= 0) {
            CHECK_FALSE(optimum.has_value());
            continue;
        }
        if (!optimum) continue;
        ++solved;
        CHECK(finish_bound(network, earliest) <= *optimum);
        std::vector<std::int64_t> keys(at(network.unit_count()));
        std::iota(keys.begin(), keys.end(), 0);
        Generator generator(network);
        Day best = never;
        do {
            Schedule schedule;
            if (!generator.forward(keys, schedule)) continue;
            REQUIRE(schedule.finish() >= *optimum);
            best = std::min(best, schedule.finish());
        } while (std::next_permutation(keys.begin(), keys.end()));
        if (best == *optimum) ++reached;
        if (!shape.windows && !shape.modes) CHECK(best == *optimum);  // active schedules hold an optimum
    }
    CHECK(solved > 30);
    CHECK(reached * 10 >= solved * 9);
}
