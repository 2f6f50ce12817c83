#include "libplan/schedule/search.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

using namespace plan;
using namespace plan::schedule;

namespace {

/// Every unit a job of its own, in the order given, for a plan that ends early.
SearchProblem problem_of(const Network& network) {
    SearchProblem problem;
    problem.network = &network;
    problem.jobs = network.unit_count();
    problem.job_of_unit.resize(static_cast<std::size_t>(network.unit_count()));
    std::iota(problem.job_of_unit.begin(), problem.job_of_unit.end(), 0);
    problem.orders = {problem.job_of_unit};
    problem.evaluate = [](const Schedule& schedule) { return static_cast<double>(schedule.finish()); };
    return problem;
}

SearchResult varied(const Network& network, std::uint64_t seed, std::int64_t schedules) {
    SearchProblem problem = problem_of(network);
    problem.variation_seed = seed;
    return search(problem, {schedules, 20, {}, {}});
}

}  // namespace

TEST_CASE("random problems: variations of a schedule come to the smallest end, with teams and calendars alone") {
    Random random(11);
    ProblemShape shape;
    shape.modes = shape.windows = shape.dates = false;
    int shorter = 0;
    for (int round = 0; round < 150; ++round) {
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        if (!network.cycle().empty()) continue;
        const auto smallest = smallest_finish(problem, shape.horizon);
        if (!smallest) continue;
        const SearchResult first = search(problem_of(network), {1, 20, {}, {}});
        const SearchResult best = varied(network, 1, 3000);
        REQUIRE(best.found);
        CHECK(broken_rule(problem, best.schedule).empty());
        CHECK(best.value == static_cast<double>(*smallest));
        if (first.found && best.value < first.value) ++shorter;
    }
    CHECK(shorter > 0);
}

TEST_CASE("random problems of every feature: variations keep the rules, and a longer search ends no later") {
    Random random(12);
    for (int round = 0; round < 150; ++round) {
        const Problem problem = random_problem(random, {});
        const Network network(problem);
        if (!network.cycle().empty()) continue;
        const SearchResult few = varied(network, 3, 10), many = varied(network, 3, 200);
        if (!few.found) continue;
        REQUIRE(many.found);
        CHECK(broken_rule(problem, many.schedule).empty());
        CHECK(many.value <= few.value);
        CHECK(many.schedules >= few.schedules);
    }
}

TEST_CASE("variations depend on the seed alone, and end where nothing can be better") {
    Random random(13);
    const Problem problem = random_problem(random, {});
    const Network network(problem);
    const SearchResult once = varied(network, 5, 100), again = varied(network, 5, 100);
    REQUIRE(once.found);
    CHECK(once.schedule.start == again.schedule.start);
    CHECK(once.schedules == again.schedules);
    SearchProblem enough = problem_of(network);
    enough.variation_seed = 5;
    enough.least = once.value;
    const SearchResult stopped = search(enough, {100'000, 20, {}, {}});
    CHECK(stopped.value == once.value);
    CHECK(stopped.schedules < 100'000);
}

TEST_CASE("a job has its turn with the first that waits for it, or as many jobs later as an order is patient") {
    Problem problem;
    problem.horizon = 10;
    problem.calendars.emplace_back(std::vector<bool>(10, true));
    problem.resources.push_back({std::vector<std::int32_t>(10, 1)});
    enum : int { first_other, second_other, awaited, waiting, count };
    for (int i = 0; i < count; ++i) {
        problem.demands.push_back({0, 1});
        problem.modes.push_back({0, 1, i, i + 1});
        problem.activities.push_back({i, i + 1});
    }
    problem.arcs.push_back({awaited, waiting, 0});
    const Network network(problem);
    const auto built_with = [&](int patience) {
        SearchProblem search_problem = problem_of(network);
        search_problem.flow_orders = {{{waiting, first_other, second_other, awaited}, patience}};
        std::vector<std::vector<Day>> built;
        search_problem.evaluate = [&](const Schedule& schedule) {
            built.push_back(schedule.start);
            return 1.0;
        };
        (void)search(search_problem, {6, 0, {}, {}});
        return built;
    };
    // Starts of the two others, of what is waited for, and of what waits.
    const std::vector<Day> at_once{2, 3, 0, 1}, after_one{0, 3, 1, 2};
    const auto among = [](const std::vector<std::vector<Day>>& built, const std::vector<Day>& starts) {
        return std::find(built.begin(), built.end(), starts) != built.end();
    };
    CHECK(among(built_with(0), at_once));
    CHECK_FALSE(among(built_with(0), after_one));
    CHECK(among(built_with(1), after_one));
    CHECK_FALSE(among(built_with(count), at_once));
}

TEST_CASE("of a family of orders the best is changed a little, between 0 and 1, until that is in vain") {
    // Two teams one after the other: what is quick for the first goes first, or the end is four days later.
    Problem problem;
    problem.horizon = 40;
    problem.calendars.emplace_back(std::vector<bool>(40, true));
    problem.resources.assign(2, {std::vector<std::int32_t>(40, 1)});
    const int durations[] = {5, 1, 1, 5};
    for (int i = 0; i < 4; ++i) {
        problem.demands.push_back({i % 2, 1});
        problem.modes.push_back({0, durations[i], i, i + 1});
        problem.activities.push_back({i, i + 1});
    }
    problem.arcs = {{0, 1, 0}, {2, 3, 0}};
    const Network network(problem);
    SearchProblem search_problem = problem_of(network);
    CHECK(search(search_problem, {2000, 0, {}, {}}).value == 11);
    search_problem.family.first = {{0.25, 0.5, 0.75}};
    std::vector<std::vector<double>> tried;
    search_problem.family.order = [&](const std::vector<double>& numbers) {
        tried.push_back(numbers);
        const bool right = numbers[0] > 0.9;
        return PatientOrder{right ? std::vector<int>{2, 3, 0, 1} : std::vector<int>{0, 1, 2, 3}, 4};
    };
    const SearchResult result = search(search_problem, {2000, 0, {}, {}});
    CHECK(result.value == 7);
    REQUIRE(tried.size() > 41);
    CHECK(tried.front() == search_problem.family.first.front());
    for (const std::vector<double>& numbers : tried)
        CHECK(std::all_of(numbers.begin(), numbers.end(), [](double number) { return number >= 0 && number <= 1; }));
    // Children of one parent share what was not changed: most have a number of an earlier one.
    const auto again = std::count_if(tried.begin() + 1, tried.end(), [&](const std::vector<double>& numbers) {
        return std::any_of(tried.begin(), tried.begin() + (&numbers - tried.data()),
                           [&](const std::vector<double>& one) {
                               return one[0] == numbers[0] || one[1] == numbers[1] || one[2] == numbers[2];
                           });
    });
    CHECK(again > static_cast<std::ptrdiff_t>(tried.size()) / 2);
    CHECK(tried.size() < 500);
    search_problem.least = 7;
    tried.clear();
    search_problem.orders = {{2, 3, 0, 1}};
    CHECK(search(search_problem, {2000, 0, {}, {}}).value == 7);
    CHECK(tried.size() == 1);  // nothing can be better
}

TEST_CASE("two threads vary as one does") {
    Random random(14);
    ProblemShape shape;
    shape.activities = 12;
    int varied_at_all = 0;
    for (int round = 0; round < 40; ++round) {
        CAPTURE(round);
        const Problem problem = random_problem(random, shape);
        const Network network(problem);
        if (!network.cycle().empty()) continue;
        SearchProblem of = problem_of(network);
        of.variation_seed = 7;
        const SearchResult one = search(of, {300, 20, {}, {}, 1}), two = search(of, {300, 20, {}, {}, 2});
        REQUIRE(one.found == two.found);
        if (!one.found) continue;
        CHECK(broken_rule(problem, two.schedule).empty());
        CHECK(one.schedule.start == two.schedule.start);
        CHECK(one.value == two.value);
        CHECK(one.schedules == two.schedules);
        if (one.schedules > 100) ++varied_at_all;
    }
    CHECK(varied_at_all > 5);
}
