#include "libplan/schedule/feeding_bound.hpp"

#include "libplan/base/random.hpp"
#include "libplan/schedule/bounds.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <array>
#include <numeric>

using namespace plan::schedule;
using plan::Random;

namespace {

/// Jobs that go through resources 0, 1, 2… one after the other, every day worked.
struct FlowShop {
    explicit FlowShop(Day horizon, std::vector<int> capacities) {
        problem.horizon = horizon;
        const auto days = static_cast<std::size_t>(horizon);
        problem.calendars.emplace_back(std::vector<bool>(days, true));
        for (const int capacity : capacities) problem.resources.push_back({std::vector<std::int32_t>(days, capacity)});
    }

    void add_job(const std::vector<int>& durations, int amount = 1) {
        for (std::size_t stage = 0; stage < durations.size(); ++stage) {
            const int activity = static_cast<int>(problem.activities.size());
            problem.demands.push_back({static_cast<int>(stage), amount});
            problem.modes.push_back({0, durations[stage], activity, activity + 1});
            problem.activities.push_back({activity, activity + 1, 0, never});
            if (stage > 0) problem.arcs.push_back({activity - 1, activity, 0});
        }
    }

    [[nodiscard]] Day bound() const {
        const Network network(problem);
        return finish_bound(network, earliest_dates(network));
    }

    /// What resources do to each other alone, from no bound and no date.
    [[nodiscard]] Day bound_without_dates() const {
        const std::vector<Day> none(problem.activities.size(), 0);
        std::vector<std::vector<std::int64_t>> before;
        for (const Resource& resource : problem.resources) {
            before.emplace_back(1, 0);
            for (const std::int32_t units : resource.capacity) before.back().push_back(before.back().back() + units);
        }
        return feeding_bound(Network(problem), {&none, &none, &before}, 0);
    }

    Problem problem;
};

}  // namespace

TEST_CASE("a team that another one feeds slowly is late for want of work") {
    FlowShop shop(30, {1, 4});
    for (int job = 0; job < 4; ++job) shop.add_job({1, 4});
    shop.add_job({1, 1});
    // 17 days of work: 1, 2 and 3 people on days 1 to 3, then 4, which is 14 by day 6. Alone, the first needs 5 days
    // and leaves one, and the second begins on day 1 and needs 5: both would end by day 6.
    CHECK(shop.bound() == 7);
    CHECK(shop.bound_without_dates() == 7);
}

TEST_CASE("a team whose work another one takes off slowly cannot be busy until the end") {
    FlowShop shop(30, {4, 1});
    for (int job = 0; job < 4; ++job) shop.add_job({4, 1});
    shop.add_job({1, 1});
    CHECK(shop.bound_without_dates() == 7);  // the mirror image of the case before
}

TEST_CASE("a team that nobody feeds, and that feeds nobody, is bounded by its own work alone") {
    FlowShop shop(30, {2});
    for (int job = 0; job < 3; ++job) shop.add_job({4});
    CHECK(shop.bound() == 6);
}

TEST_CASE("random shops of two machines: never more than the best order, and often more than the busier machine") {
    Random random(3);
    int raised = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        const int jobs = 2 + random.below(5);
        std::vector<std::array<int, 2>> durations;
        FlowShop shop(80, {1, 1});
        int first = 0, second = 0, shortest_head = 99, shortest_tail = 99;
        for (int job = 0; job < jobs; ++job) {
            durations.push_back({1 + random.below(6), 1 + random.below(6)});
            shop.add_job({durations.back()[0], durations.back()[1]});
            first += durations.back()[0], second += durations.back()[1];
            shortest_head = std::min(shortest_head, durations.back()[0]);
            shortest_tail = std::min(shortest_tail, durations.back()[1]);
        }
        std::vector<int> order(static_cast<std::size_t>(jobs));
        std::iota(order.begin(), order.end(), 0);
        int best = 99;  // with two machines, the best schedule keeps one order on both (Johnson 1954)
        do {
            int one = 0, other = 0;
            for (const int job : order) {
                one += durations[static_cast<std::size_t>(job)][0];
                other = std::max(one, other) + durations[static_cast<std::size_t>(job)][1];
            }
            best = std::min(best, other);
        } while (std::next_permutation(order.begin(), order.end()));
        const Day bound = shop.bound();
        REQUIRE(bound <= best);
        REQUIRE(bound >= std::max(first + shortest_tail, second + shortest_head));
    }
    for (int round = 0; round < 200; ++round) {  // teams of several people, where the bound is to be felt
        CAPTURE(round);
        FlowShop shop(60, {1 + random.below(2), 1 + random.below(3)});
        const int jobs = 2 + random.below(2);
        int work = 0;
        for (int job = 0; job < jobs; ++job) {
            const int before = 1 + random.below(3), after = 1 + random.below(4);
            shop.add_job({before, after});
            work += after;
        }
        const auto optimum = smallest_finish(shop.problem, 60);
        REQUIRE(optimum);
        REQUIRE(shop.bound() <= *optimum);
        const int people = shop.problem.resources[1].capacity[0];
        if (shop.bound() > 1 + (work + people - 1) / people) ++raised;
    }
    CHECK(raised > 10);
}

TEST_CASE("random problems of all features: what feeds what never proves too much") {
    Random random(4);
    int solved = 0;
    for (int round = 0; round < 300; ++round) {
        CAPTURE(round);
        ProblemShape shape;
        shape.activities = 4 + random.below(2);
        shape.resources = 1 + random.below(3);
        shape.horizon = 24;
        shape.calendars = random.below(2) == 0;
        shape.windows = random.below(3) == 0;
        shape.modes = random.below(3) == 0;
        shape.dates = random.below(2) == 0;
        Problem problem = random_problem(random, shape);
        const Network network(problem);
        if (!network.cycle().empty()) continue;
        const EarliestDates earliest = earliest_dates(network);
        if (earliest.failed_unit >= 0) continue;
        const Day bound = finish_bound(network, earliest);
        const auto optimum = smallest_finish(problem, problem.horizon + 1);
        if (!optimum) continue;
        ++solved;
        REQUIRE(bound <= *optimum);
    }
    CHECK(solved > 100);
}
