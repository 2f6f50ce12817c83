// Projects with maximal lags, start ranges and capacity that varies, against every choice of starts.

#include "libplan/base/random.hpp"
#include "libplan/schedule/project_search.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

using namespace plan::schedule;
using plan::Random;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Project random_project(Random& random, bool ranges, bool maximal_lags) {
    Project project;
    project.horizon = 11;
    project.resources = 1 + random.below(2);
    const int jobs = 2 + random.below(3);
    for (int job = 0; job < jobs; ++job) {
        project.duration.push_back(random.below(8) == 0 ? 0 : 1 + random.below(3));
        project.release.push_back(random.below(4) == 0 ? random.below(4) : 0);
        project.deadline.push_back(random.below(4) == 0 ? 6 + random.below(5) : project.horizon);
        for (int resource = 0; resource < project.resources; ++resource) project.demand.push_back(random.below(4));
        if (ranges) {
            std::vector<StartRange> allowed;
            for (Day day = random.below(3); day < 11 && random.below(4) > 0; day += 3 + random.below(2))
                allowed.push_back({day, day + random.below(2)});
            project.start_ranges.push_back(allowed);
        }
    }
    for (int cell = 0; cell < project.resources * project.horizon; ++cell)
        project.capacity.push_back(3 + random.below(3) - random.below(2));
    for (int link = random.below(jobs); link > 0; --link) {
        const int from = random.below(jobs - 1), to = from + 1 + random.below(jobs - 1 - from);
        const Day lag = random.below(4);
        project.links.push_back({from, to, lag});
        if (maximal_lags) project.links.push_back({to, from, -lag - random.below(3)});
    }
    return project;
}

bool holds(const Project& project, const std::vector<Day>& start) {
    for (const Link& link : project.links)
        if (start[at(link.to)] < start[at(link.from)] + link.lag) return false;
    for (int job = 0; job < project.jobs(); ++job) {
        const Day day = start[at(job)];
        if (day < project.release[at(job)] || day + project.duration[at(job)] > project.deadline[at(job)]) return false;
        if (project.start_ranges.empty() || project.start_ranges[at(job)].empty()) continue;
        const std::vector<StartRange>& ranges = project.start_ranges[at(job)];
        if (std::none_of(ranges.begin(), ranges.end(),
                         [&](const StartRange& range) { return range.first <= day && day <= range.last; }))
            return false;
    }
    for (int resource = 0; resource < project.resources; ++resource)
        for (Day day = 0; day < project.horizon; ++day) {
            int used = 0;
            for (int job = 0; job < project.jobs(); ++job)
                if (start[at(job)] <= day && day < start[at(job)] + project.duration[at(job)])
                    used += project.demand_of(job, resource);
            if (used > project.capacity_on(resource, day)) return false;
        }
    return true;
}

Day finish_of(const Project& project, const std::vector<Day>& start) {
    Day finish = 0;
    for (int job = 0; job < project.jobs(); ++job)
        finish = std::max(finish, start[at(job)] + project.duration[at(job)]);
    return finish;
}

std::optional<Day> smallest_finish(const Project& project) {
    std::optional<Day> smallest;
    std::vector<Day> start(at(project.jobs()), 0);
    while (true) {
        if (holds(project, start) && (!smallest || finish_of(project, start) < *smallest))
            smallest = finish_of(project, start);
        std::size_t job = 0;
        while (job < start.size() && ++start[job] > project.horizon) start[job++] = 0;
        if (job == start.size()) return smallest;
    }
}

/// How many of `rounds` projects can be scheduled, and for how many the search misses the shortest schedule.
struct Count {
    int possible = 0, missed = 0;
};

Count compare(Random& random, int rounds, bool ranges, bool maximal_lags) {
    Count count;
    for (int round = 0; round < rounds; ++round) {
        const Project project = random_project(random, ranges, maximal_lags);
        ProjectSearchLimits limits;
        limits.schedules = 500;
        const ProjectSearchResult result = search_project(project, limits);
        const std::optional<Day> smallest = smallest_finish(project);
        if (result.found) {
            REQUIRE(smallest);
            CHECK(holds(project, result.start));
            CHECK(finish_of(project, result.start) == result.finish);
            CHECK(result.finish >= *smallest);
        }
        if (smallest) ++count.possible;
        if (smallest && (!result.found || result.finish > *smallest)) ++count.missed;
    }
    return count;
}

}  // namespace

TEST_CASE("capacity that varies, releases and deadlines: the search finds the shortest schedule") {
    Random random(21);
    const Count count = compare(random, 120, false, false);
    CHECK(count.possible > 60);
    CHECK(count.missed == 0);
}

TEST_CASE("start ranges are kept, and the shortest schedule is found") {
    Random random(22);
    const Count count = compare(random, 120, true, false);
    CHECK(count.possible > 30);
    CHECK(count.missed == 0);
}

TEST_CASE("maximal lags are kept, and the shortest schedule is found nearly always") {
    Random random(23);
    const Count count = compare(random, 120, true, true);
    CHECK(count.possible > 20);
    CHECK(count.missed * 20 <= count.possible);
}

TEST_CASE("jobs that must start together do") {
    Project project;
    project.horizon = 20;
    project.resources = 1;
    project.duration = {4, 2, 3};
    project.demand = {2, 1, 1};
    project.capacity.assign(20, 2);
    project.release = {0, 0, 0};
    project.deadline = {20, 20, 20};
    project.links = {{1, 2, 0}, {2, 1, 0}};
    ProjectSearchLimits limits;
    limits.schedules = 200;
    const ProjectSearchResult result = search_project(project, limits);
    REQUIRE(result.found);
    CHECK(result.start[1] == result.start[2]);
    CHECK(result.finish == 7);
}
