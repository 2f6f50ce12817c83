#pragma once

#include "libplan/schedule/problem.hpp"

#include <vector>

namespace plan::schedule {

/// The earliest that each activity can lie when resources are unlimited: the critical path under calendars, windows,
/// blocks and releases. No schedule has an activity start or end earlier.
struct EarliestDates {
    std::vector<Day> start, end;  ///< by activity
    int failed_unit = -1;  ///< a unit that cannot meet its deadline or its windows: then no schedule exists at all
};

/// Linear in activities, arcs, and the windows that blocks pass over. Stops at the first failed unit.
[[nodiscard]] EarliestDates earliest_dates(const Network& network);

/// Worked days of the activity in the mode that takes least.
[[nodiscard]] int shortest_duration(const Problem& problem, int activity);

/// By day of the horizon: whether it belongs to a window. Linear in days and windows.
[[nodiscard]] std::vector<bool> window_days(const Problem& problem);

/// By activity: days that must at least follow its end before everything has ended. Linear in arcs.
[[nodiscard]] std::vector<Day> shortest_tails(const Network& network);

/// No schedule has all of its activities end before this day: the larger of the critical path and, for every
/// resource and every release time, the day by which its capacity can have done the work that is released from then
/// on, plus the shortest tail after it (Carlier and Latapie 1991); then raised by feeding_bound. Activities with a
/// choice of resource count for none. O(n log n + resources * horizon), and what feeding_bound takes.
[[nodiscard]] Day finish_bound(const Network& network, const EarliestDates& earliest);

}  // namespace plan::schedule
