#pragma once

#include "libplan/schedule/problem.hpp"
#include "libplan/schedule/project.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

struct ProjectSearchLimits {
    std::int64_t schedules = 0;  ///< how many may be built, about; 0: no limit
    /// The share of the time allowed that has passed, 1 or more to end; asked now and then, from any thread. Empty:
    /// no limit of time. One of the two limits must be given.
    std::function<double()> time_spent;
    Day lower_bound = 0;  ///< no schedule ends before it: one that ends there ends the search
    /// Of the problem that the project was made from; then bounds are proven alongside (see ExactSearch), and the
    /// search ends when nothing better can exist. Null: no bound but `lower_bound`.
    const Network* network = nullptr;
    int threads = 1;  ///< 1 or 2
    std::uint64_t seed = 1;
};

struct ProjectSearchResult {
    bool found = false;
    std::vector<Day> start;  ///< by job
    Day finish = 0;
    Day lower_bound = 0;         ///< the best bound there is at the end: optimal if `finish` is no later
    std::int64_t schedules = 0;  ///< built
};

/// Looks for the schedule that ends first: two annealings, each with its own random numbers, whatever the number of
/// threads. When they have long found nothing better and the bounds are near each other, two proofs take most of the
/// time that is left, one from below and one from above (see ProofRounds). The same input, with a limit in schedules
/// alone, gives the same result on every machine and with one thread or two. Some list is always tried, however short
/// the time. With deadlines, maximal lags or start ranges there may be a schedule where none is found.
[[nodiscard]] ProjectSearchResult search_project(const Project& project, const ProjectSearchLimits& limits);

}  // namespace plan::schedule
