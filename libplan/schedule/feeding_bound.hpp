#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// What is known of a problem before it is asked how resources wait for each other.
struct FeedingFacts {
    const std::vector<Day>* head = nullptr;  ///< by activity: no schedule has it start before
    const std::vector<Day>* tail = nullptr;  ///< by activity: days that follow its end before everything has ended
    /// By resource: units times days that it can give before each day, horizon + 1 entries; empty where nothing needs
    /// it.
    const std::vector<std::vector<std::int64_t>>* capacity_before = nullptr;
};

/// No schedule has all activities end before this day, which is at least `known`, itself such a day. A resource cannot
/// be busier than those before it feed it at the beginning, nor than those after it can still take at the end.
/// Activities are cut into paths, each activity the only one to follow the one before it. On a path only one activity
/// is worked at a time, so a path that uses a resource on a day takes no more of it than its largest demand; then all
/// that the path asks of other resources before has been done, and all that it asks of them after is yet to be done. Of
/// paths whose work fits into what another resource gives by that day, or from that day on, those with the largest
/// demand for their work take the most (a fractional knapsack, Dantzig 1957; for two machines one after the other the
/// order is Johnson's of 1954). Activities with a choice of modes count for nothing. O(n log n) for each pair of
/// resources that share paths, and O(horizon log n).
[[nodiscard]] Day feeding_bound(const Network& network, const FeedingFacts& facts, Day known);

}  // namespace plan::schedule
