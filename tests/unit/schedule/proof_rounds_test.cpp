#include "libplan/schedule/proof_rounds.hpp"

#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/project_search.hpp"
#include "tests/support/psplib.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
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
