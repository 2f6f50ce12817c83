#pragma once

#include "libplan/schedule/project.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

struct ProjectSearchLimits {
    std::int64_t schedules = 0;  ///< how many may be built, about; 0: no limit
    std::function<bool()> stop;  ///< asked now and then, from any thread; true ends the search. Empty: never
    Day lower_bound = 0;         ///< no schedule ends before it: one that ends there ends the search
    int threads = 1;             ///< 1 or 2
    std::uint64_t seed = 1;
};

struct ProjectSearchResult {
    bool found = false;
    std::vector<Day> start;  ///< by job
    Day finish = 0;
    std::int64_t schedules = 0;  ///< built
};

/// Looks for the schedule that ends first. The same input, with a limit in schedules and no `stop`, gives the same
/// result whatever the number of threads.
[[nodiscard]] ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits);

}  // namespace plan::schedule
