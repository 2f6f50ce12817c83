#include "libplan/schedule/problem.hpp"

#include "tests/unit/catch2.hpp"

#include <algorithm>

using namespace plan::schedule;

namespace {

/// `count` activities of one day without resources.
Problem bare_problem(int count) {
    Problem problem;
    problem.horizon = 10;
    problem.calendars.emplace_back(std::vector<bool>(10, true));
    problem.modes.push_back({0, 1, 0, 0});
    problem.activities.assign(static_cast<std::size_t>(count), Activity{0, 1, 0, never});
    return problem;
}

}  // namespace

TEST_CASE("a day calendar counts, finds and spans worked days") {
    const DayCalendar calendar({true, false, true, true, false, false, true});
    CHECK(calendar.horizon() == 7);
    CHECK(calendar.count() == 4);
    CHECK(calendar.works(2));
    CHECK_FALSE(calendar.works(1));
    CHECK_FALSE(calendar.works(-1));
    CHECK_FALSE(calendar.works(7));
    CHECK(calendar.rank(4) == 3);
    CHECK(calendar.day(3) == 6);
    CHECK(calendar.end_of(1, 2) == 4);
    CHECK(calendar.end_of(4, 1) == 7);
    CHECK(calendar.end_of(4, 2) == never);
    CHECK(calendar.end_of(100, 1) == never);
    CHECK(calendar.start_of(6, 2) == 2);
    CHECK(calendar.start_of(6, 4) == -1);
    CHECK(calendar.end_of(5, 0) == 5);
}

TEST_CASE("units come after all that they depend on") {
    Problem problem = bare_problem(4);
    problem.arcs = {{3, 1, 0}, {1, 0, 0}, {3, 2, 0}};
    const Network network(problem);
    REQUIRE(network.cycle().empty());
    const auto place = [&](int unit) {
        return std::find(network.order().begin(), network.order().end(), unit) - network.order().begin();
    };
    for (const Arc& arc : problem.arcs) CHECK(place(network.unit_of(arc.from)) < place(network.unit_of(arc.to)));
}

TEST_CASE("a cycle is given as its arcs, each from where the one before ends") {
    Problem problem = bare_problem(5);
    problem.arcs = {{0, 1, 0}, {1, 2, 0}, {2, 3, 0}, {3, 1, 0}, {3, 4, 0}};
    const Network network(problem);
    const std::vector<int>& cycle = network.cycle();
    REQUIRE(cycle.size() == 3);
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const Arc& arc = problem.arcs[static_cast<std::size_t>(cycle[i])];
        const Arc& next = problem.arcs[static_cast<std::size_t>(cycle[(i + 1) % cycle.size()])];
        CHECK(arc.to == next.from);
    }
}

TEST_CASE("an activity that waits for itself is a cycle") {
    Problem problem = bare_problem(2);
    problem.arcs = {{0, 1, 0}, {1, 1, 3}};
    CHECK(Network(problem).cycle() == std::vector<int>{1});
}

TEST_CASE("blocks that wait for each other become one, and a cycle inside a block remains") {
    Problem problem = bare_problem(4);
    problem.windows = {{0, 5, 9}, {5, 10, 9}};
    problem.window_sets = {{0, 1}, {1}};
    problem.blocks = {{{0, 1}, 0, {}}, {{2, 3}, 1, {}}};
    problem.arcs = {{0, 2, 0}, {3, 1, 0}};
    join_entangled_blocks(problem);
    CHECK(problem.blocks[0].activities == std::vector<int>{0, 1, 2, 3});
    CHECK(problem.windows_of(problem.blocks[0]) == std::vector<int>{1});
    CHECK(problem.blocks[1].activities.empty());
    CHECK(Network(problem).cycle().empty());
    problem.arcs.push_back({2, 0, 0});
    CHECK(Network(problem).cycle().size() == 2);
}

TEST_CASE("members of a block are sorted by what depends on what, larger ones first") {
    Problem problem = bare_problem(3);
    problem.demands = {{0, 5}};
    problem.resources.push_back({std::vector<std::int32_t>(10, 9)});
    problem.modes.push_back({0, 1, 0, 1});
    problem.activities[2] = {1, 2, 0, never};
    problem.windows = {{0, 5, 9}};
    problem.window_sets = {{0}};
    problem.blocks = {{{0, 1, 2}, 0, {}}};
    problem.arcs = {{1, 0, 0}};
    const Network network(problem);
    CHECK(std::vector<int>(network.members().begin(0), network.members().end(0)) == std::vector<int>{2, 1, 0});
}
