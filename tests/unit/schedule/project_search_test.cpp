#include "libplan/schedule/project_search.hpp"

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/list_generation.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <cstddef>

using namespace plan::schedule;
using plan::Random;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Schedule schedule_of(const Problem& problem, const std::vector<Day>& start) {
    Schedule schedule;
    schedule.start = start;
    for (std::size_t job = 0; job < start.size(); ++job) {
        schedule.mode.push_back(problem.activities[job].mode_begin);
        schedule.end.push_back(start[job] + problem.modes[at(schedule.mode.back())].duration);
    }
    return schedule;
}

Problem plain_problem(Random& random, int activities, bool dates = true) {
    ProblemShape shape;
    shape.activities = activities;
    shape.calendars = shape.windows = shape.modes = false;
    shape.dates = dates;
    shape.horizon = 20 * activities;
    return random_problem(random, shape);
}

/// The units in the order in which `keys` has them placed: one activity each here.
std::vector<int> list_of(const Network& network, const std::vector<std::int64_t>& keys) {
    std::vector<int> list, missing = network.entering();
    while (static_cast<int>(list.size()) < network.unit_count()) {
        int next = -1;
        for (int unit = 0; unit < network.unit_count(); ++unit)
            if (missing[at(unit)] == 0 && (next < 0 || keys[at(unit)] < keys[at(next)])) next = unit;
        REQUIRE(next >= 0);
        missing[at(next)] = -1;
        list.push_back(next);
        for (const int* arc = network.arcs_out_of().begin(next); arc != network.arcs_out_of().end(next); ++arc)
            --missing[at(network.problem().arcs[at(*arc)].to)];
    }
    return list;
}

}  // namespace

TEST_CASE("a list gives the same schedule packed as it does day by day") {
    Random random(11);
    int placed = 0;
    for (int round = 0; round < 300; ++round) {
        const Problem problem = plain_problem(random, 2 + random.below(30));
        const Network network(problem);
        Generator generator(network);
        const auto project = make_project(problem);
        REQUIRE(project);
        const PackedProject packed(*project);
        ListGenerator lists(packed);
        for (int order = 0; order < 3; ++order) {
            const std::vector<std::int64_t> keys = random_keys(random, network);
            const std::vector<int> list = list_of(network, keys);
            std::vector<Day> start(list.size());
            const Day finish = lists.forward(list, 0, problem.horizon, start);
            Schedule schedule;
            REQUIRE(generator.forward(keys, schedule) == (finish >= 0));
            if (finish < 0) continue;
            ++placed;
            CHECK(start == schedule.start);
            CHECK(finish == schedule.finish());
            CHECK(lists.forward(list, 0, finish, start) == finish);
            CHECK(lists.forward(list, 0, finish - 1, start) == -1);
        }
    }
    CHECK(placed > 300);
}

TEST_CASE("justifying a list keeps every rule and never ends later") {
    Random random(12);
    int placed = 0;
    for (int round = 0; round < 400; ++round) {
        const bool dates = round % 2 == 0;
        Problem problem = plain_problem(random, 2 + random.below(30), dates);
        if (!dates)
            for (Resource& resource : problem.resources)
                std::fill(resource.capacity.begin(), resource.capacity.end(), resource.capacity.front());
        const Network network(problem);
        const PackedProject packed(*make_project(problem));
        ListGenerator lists(packed);
        TwoWayList schedule(packed.jobs());
        schedule.list[0] = list_of(network, random_keys(random, network));
        std::vector<Day> start(at(packed.jobs()));
        const Day first = lists.forward(schedule.list[0], 0, problem.horizon, start);
        REQUIRE((lists.justify(schedule, TwoWayList::forward) == ListOutcome::built) == (first >= 0));
        if (first < 0) continue;
        lists.settle(schedule);
        ++placed;
        CHECK(schedule.finish <= first);
        lists.starts_of(schedule, start);
        CHECK(broken_rule(problem, schedule_of(problem, start)) == "");
        CHECK(schedule_of(problem, start).finish() == schedule.finish);
        // Each list gives the starts of its side, and so may keep any of them.
        std::vector<Day> again(start.size());
        lists.forward(schedule.list[0], 0, problem.horizon, again);
        CHECK(again == schedule.start[0]);
        lists.forward(schedule.list[0], random.below(packed.jobs()), problem.horizon, again);
        CHECK(again == schedule.start[0]);
        if (!packed.can_be_shifted()) continue;
        const Day finish = schedule.finish;
        REQUIRE(lists.justify(schedule, TwoWayList::backward) == ListOutcome::built);
        CHECK(schedule.finish <= finish);
        lists.starts_of(schedule, start);
        CHECK(broken_rule(problem, schedule_of(problem, start)) == "");
    }
    CHECK(placed > 100);
}

TEST_CASE("a changed list gives what it gives when nothing is known of it") {
    Random random(15);
    int unchanged = 0, built = 0, too_long = 0;
    for (int round = 0; round < 300; ++round) {
        Problem problem = plain_problem(random, 10 + random.below(20), false);
        if (round % 2 == 0)  // can be shifted
            for (Resource& resource : problem.resources)
                std::fill(resource.capacity.begin(), resource.capacity.end(), resource.capacity.front());
        const Network network(problem);
        const PackedProject packed(*make_project(problem));
        ListGenerator lists(packed);
        TwoWayList before(packed.jobs());
        before.list[0] = list_of(network, random_keys(random, network));
        if (lists.justify(before, TwoWayList::forward) != ListOutcome::built) continue;
        lists.settle(before);
        // Two neighbours of the list change places where precedence lets them.
        const int place = random.below(packed.jobs() - 1);
        TwoWayList changed = before;
        const int job = changed.list[0][at(place)], next = changed.list[0][at(place) + 1];
        const auto after = packed.forward().successors(job);
        if (std::find(after.begin(), after.end(), next) != after.end()) continue;
        std::swap(changed.list[0][at(place)], changed.list[0][at(place) + 1]);
        TwoWayList whole = changed, pruned = changed;
        REQUIRE(lists.justify(whole, TwoWayList::forward) == ListOutcome::built);
        std::vector<Day> first(at(packed.jobs()));
        lists.forward(changed.list[0], 0, problem.horizon, first);
        const ListOutcome outcome = lists.justify(changed, TwoWayList::forward, {&before, place, place + 1, never});
        REQUIRE((outcome == ListOutcome::unchanged) == (first == before.start[0]));
        if (outcome == ListOutcome::unchanged) {
            ++unchanged;
            continue;
        }
        ++built;
        CHECK(changed.start == whole.start);
        CHECK(changed.finish == whole.finish);
        CHECK(changed.slack == whole.slack);
        if (lists.justify(pruned, TwoWayList::forward, {&before, place, place + 1, whole.finish - 1}) ==
            ListOutcome::too_long)
            ++too_long;
    }
    CHECK(unchanged > 20);
    CHECK(built > 20);
    CHECK(too_long > 0);
}

TEST_CASE("the search finds the shortest schedule of small projects") {
    Random random(13);
    int solved = 0;
    for (int round = 0; round < 60; ++round) {
        Problem problem = plain_problem(random, 2 + random.below(4), false);
        const auto smallest = smallest_finish(problem, 25);
        ProjectSearchLimits limits;
        limits.schedules = 2000;
        const ProjectSearchResult result = search_project(*make_project(problem), limits);
        if (!smallest) continue;
        ++solved;
        REQUIRE(result.found);
        CHECK(result.finish == *smallest);
        CHECK(broken_rule(problem, schedule_of(problem, result.start)) == "");
    }
    CHECK(solved > 30);
}

TEST_CASE("one thread and two give the same schedule") {
    Random random(14);
    for (int round = 0; round < 4; ++round) {
        const Problem problem = plain_problem(random, 40, false);
        ProjectSearchLimits limits;
        limits.schedules = 3000;
        limits.seed = at(round);
        const ProjectSearchResult one = search_project(*make_project(problem), limits);
        limits.threads = 2;
        const ProjectSearchResult two = search_project(*make_project(problem), limits);
        CHECK(one.start == two.start);
        CHECK(one.schedules == two.schedules);
    }
}
