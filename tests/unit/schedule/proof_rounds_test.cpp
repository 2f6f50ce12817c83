#include "libplan/schedule/proof_rounds.hpp"

#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/project_search.hpp"
#include "tests/support/psplib.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

using namespace plan::schedule;
using plan::Random;

namespace {

Problem plain_problem(Random& random, int activities) {
    ProblemShape shape;
    shape.activities = activities;
    shape.calendars = shape.windows = shape.modes = shape.dates = false;
    shape.horizon = 20 * activities;
    return random_problem(random, shape);
}

/// Jobs of which few fit beside each other, with arcs between one in `seldom` pairs of those that are near: hard to
/// prove.
Problem hard_problem(Random& random, int activities, int capacity, int seldom) {
    Problem problem;
    problem.horizon = 10 * activities;
    const auto days = static_cast<std::size_t>(problem.horizon);
    problem.calendars.emplace_back(std::vector<bool>(days, true));
    for (int r = 0; r < 4; ++r) problem.resources.push_back({std::vector<std::int32_t>(days, capacity)});
    for (int a = 0; a < activities; ++a) {
        for (int r = 0; r < 4; ++r) problem.demands.push_back({r, random.below(4) == 0 ? 0 : 1 + random.below(10)});
        problem.modes.push_back({0, 1 + random.below(10), 4 * a, 4 * a + 4});
        problem.activities.push_back({a, a + 1, 0, never});
        for (int before = std::max(0, a - 8); before < a; ++before)
            if (random.below(seldom) == 0) problem.arcs.push_back({before, a, 0});
    }
    return problem;
}

ProjectSearchResult searched(const Problem& problem, const Network& network, std::int64_t schedules, int threads = 1) {
    ProjectSearchLimits limits;
    limits.network = &network;
    limits.schedules = schedules;
    limits.threads = threads;
    return search_project(*make_project(problem), limits);
}

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Best known lower and upper bounds by instance; they are equal where the optimum is known.
std::map<std::string, std::pair<Day, Day>> best_known(const std::filesystem::path& path) {
    std::map<std::string, std::pair<Day, Day>> bounds;
    std::istringstream lines(text_of(path));
    std::string set, name, lower, upper, line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::getline(fields, set, ','), std::getline(fields, name, ',');
        std::getline(fields, lower, ','), std::getline(fields, upper, ',');
        bounds[name] = {std::stoi(lower), std::stoi(upper)};
    }
    return bounds;
}

}  // namespace

TEST_CASE("a search with proof ends when nothing better can exist") {
    Random random(31);
    int early = 0;
    for (int round = 0; round < 60; ++round) {
        const Problem problem = plain_problem(random, 2 + random.below(4));
        const Network network(problem);
        const ProjectSearchResult result = searched(problem, network, 1'000'000);
        REQUIRE(result.found);
        CHECK(result.lower_bound == result.finish);
        CHECK(smallest_finish(problem, result.finish) == result.finish);
        early += result.schedules < 100'000 ? 1 : 0;
    }
    CHECK(early == 60);
}

TEST_CASE("proof changes neither with threads nor with the hour, and never passes what is found") {
    Random random(32);
    for (int round = 0; round < 3; ++round) {
        const Problem problem = plain_problem(random, 50);
        const Network network(problem);
        const ProjectSearchResult one = searched(problem, network, 4000), two = searched(problem, network, 4000, 2);
        CHECK(one.start == two.start);
        CHECK(one.schedules == two.schedules);
        CHECK(one.lower_bound == two.lower_bound);
        CHECK(one.lower_bound <= one.finish);
        CHECK(one.lower_bound >= finish_bound(network, earliest_dates(network)));
    }
}

TEST_CASE("a pair of proofs comes to the same whether its two sides run one after the other or at once") {
    Random random(34);
    int closed = 0;
    for (int round = 0; round < 6; ++round) {
        const Problem problem = hard_problem(random, 30, 14, 5);
        const Network network(problem);
        const Day best = searched(problem, network, 3000).finish;
        ProofRounds one(&network, 0), two(&network, 0);
        for (ProofRounds* proof : {&one, &two}) {
            proof->exchange(best);
            proof->pair_up();
        }
        REQUIRE(one.paired() == one.open());
        const auto never_stop = [] { return false; };
        for (int turn = 0; turn < 20 && one.open(); ++turn) {
            one.run(500, never_stop);
            one.run_above(500, never_stop);
            std::thread above([&] { two.run_above(500, never_stop); });
            two.run(500, never_stop);
            above.join();
            one.exchange(best);
            two.exchange(best);
            REQUIRE(one.lower_bound() == two.lower_bound());
            REQUIRE(one.open() == two.open());
            const Schedule *of_one = one.better_than(best), *of_two = two.better_than(best);
            REQUIRE((of_one == nullptr) == (of_two == nullptr));
            if (of_one != nullptr) REQUIRE(of_one->start == of_two->start);
        }
        closed += one.closed() ? 1 : 0;
    }
    CHECK(closed > 0);
}

TEST_CASE("a search that has long found nothing better, and proves in pairs, changes not with threads either") {
    Random random(37);
    const Problem problem = hard_problem(random, 22, 22, 20);  // its bounds stay a day apart
    const Network network(problem);
    const ProjectSearchResult one = searched(problem, network, 100'000), two = searched(problem, network, 100'000, 2);
    CHECK(one.lower_bound < one.finish);
    CHECK(one.lower_bound * 106 >= one.finish * 100);
    CHECK(one.start == two.start);
    CHECK(one.schedules == two.schedules);
    CHECK(one.lower_bound == two.lower_bound);
}

TEST_CASE("without a network nothing is proven beyond the bound that was given") {
    Random random(33);
    const Problem problem = plain_problem(random, 20);
    ProjectSearchLimits limits;
    limits.schedules = 1000;
    limits.lower_bound = 3;
    CHECK(search_project(*make_project(problem), limits).lower_bound == 3);
    ProofRounds none(nullptr, 3);
    none.exchange(10);
    CHECK_FALSE(none.open());
    CHECK(none.lower_bound() == 3);
}

TEST_CASE("the optimum of PSPLIB's projects of 30 jobs is proven") {
    const std::filesystem::path folder = std::filesystem::path(PLAN_SHARED) / "data/psplib";
    if (!std::filesystem::exists(folder / "best_known.csv")) {
        WARN("skipped: there is no " << folder.string());
        return;
    }
    int proven = 0;
    for (const auto& [name, bounds] : best_known(folder / "best_known.csv")) {
        const std::filesystem::path path = folder / "j30" / (name + ".sm");
        if (!std::filesystem::exists(path)) continue;
        const Problem problem = plan::read_psplib(text_of(path), path.string());
        const Network network(problem);
        ExactSearch search(network, 0, problem.horizon + 1);
        search.run(60'000'000);
        INFO(name);
        CHECK(search.closed());
        CHECK(search.lower() == bounds.second);
        REQUIRE(search.schedule());
        CHECK(broken_rule(problem, *search.schedule()) == "");
        ++proven;
    }
    CHECK(proven == 48);
}
