// Projects of PSPLIB whose shortest schedules others have proven. They lie beside this project, not in it.

#include "libplan/schedule/project_search.hpp"
#include "tests/support/psplib.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/schedule/random_problem.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

using namespace plan;

namespace {

schedule::Problem read_instance(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return read_psplib(text, path);
}

}  // namespace

TEST_CASE("40,000 schedules find the shortest of all projects of 30 jobs but the hardest") {
    const std::string folder = PLAN_SHARED "/data/psplib";
    std::ifstream table(folder + "/best_known.csv");
    if (!table) {
        WARN("skipped: there is no " + folder);
        return;
    }
    int instances = 0, missed = 0;
    for (std::string line; std::getline(table, line);) {
        std::istringstream row(line);
        std::string set, instance, lower, upper;
        std::getline(row, set, ',') && std::getline(row, instance, ',') && std::getline(row, lower, ',') &&
            std::getline(row, upper, ',');
        if (set != "j30") continue;
        REQUIRE(lower == upper);
        const schedule::Problem problem = read_instance(folder + "/j30/" + instance + ".sm");
        schedule::ProjectSearchLimits limits;
        limits.schedules = 40'000;
        limits.lower_bound = static_cast<schedule::Day>(std::stoi(lower));
        const schedule::ProjectSearchResult result = schedule::search_project(*schedule::make_project(problem), limits);
        INFO(instance);
        REQUIRE(result.found);
        CHECK(result.finish >= std::stoi(lower));
        if (result.finish > std::stoi(upper)) ++missed;
        schedule::Schedule found;
        found.start = result.start;
        for (std::size_t job = 0; job < result.start.size(); ++job) {
            found.mode.push_back(problem.activities[job].mode_begin);
            found.end.push_back(result.start[job] + problem.modes[job].duration);
        }
        CHECK(schedule::broken_rule(problem, found) == "");
        ++instances;
    }
    CHECK(instances > 40);
    CHECK(missed <= 1);  // j3029_1 takes a million
}
