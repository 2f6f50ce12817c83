#include "libplan/schedule/bounds.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan::schedule;

namespace {

Problem week_problem() {
    Problem problem;
    problem.horizon = 28;
    std::vector<bool> week(28);
    for (std::size_t day = 0; day < week.size(); ++day) week[day] = day % 7 < 5;
    problem.calendars.emplace_back(week);
    problem.calendars.emplace_back(std::vector<bool>(28, true));
    problem.resources.push_back({std::vector<std::int32_t>(28, 2)});
    return problem;
}

void add_activity(Problem& problem, int calendar, int duration, int amount) {
    const int mode = static_cast<int>(problem.modes.size());
    problem.demands.push_back({0, amount});
    problem.modes.push_back({calendar, duration, mode, mode + 1});
    problem.activities.push_back({mode, mode + 1, 0, never});
}

}  // namespace

TEST_CASE("the critical path runs over weekends and waits for windows") {
    Problem problem = week_problem();
    add_activity(problem, 0, 6, 1);  // days 0-4 and 7
    add_activity(problem, 1, 1, 1);
    problem.arcs.push_back({0, 1, 0});
    problem.windows = {{5, 7, 9}, {12, 14, 9}};
    problem.window_sets = {{0, 1}};
    problem.blocks = {{{1}, 0, {}}};
    const Network network(problem);
    const EarliestDates earliest = earliest_dates(network);
    REQUIRE(earliest.failed_unit < 0);
    CHECK(earliest.end == std::vector<Day>{8, 13});
    CHECK(finish_bound(network, earliest) == 13);
}

TEST_CASE("a team's work bounds the end, on the days that it works") {
    Problem problem = week_problem();
    for (int i = 0; i < 6; ++i) add_activity(problem, 0, 2, 2);  // 24 units, 10 a week
    const Network network(problem);
    CHECK(finish_bound(network, earliest_dates(network)) == 16);  // two weeks and two days
}

TEST_CASE("a tail after the busiest resource counts") {
    Problem problem = week_problem();
    for (int i = 0; i < 4; ++i) add_activity(problem, 1, 3, 2);
    problem.modes.push_back({1, 4, 0, 0});
    for (int i = 0; i < 4; ++i) {
        problem.activities.push_back({4, 5, 0, never});
        problem.arcs.push_back({i, 4 + i, 0});
    }
    const Network network(problem);
    CHECK(finish_bound(network, earliest_dates(network)) == 16);  // 12 days of work, then 4
}

TEST_CASE("a deadline before the critical path proves that there is no schedule") {
    Problem problem = week_problem();
    add_activity(problem, 0, 6, 1);
    problem.activities[0].deadline = 7;
    CHECK(earliest_dates(Network(problem)).failed_unit == 0);
    problem.activities[0].deadline = 8;
    CHECK(earliest_dates(Network(problem)).failed_unit < 0);
}
