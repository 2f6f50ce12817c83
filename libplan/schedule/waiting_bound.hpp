#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace plan::schedule {

/// Something that costs by the day until an activity has ended.
struct Waiting {
    Day earliest = 0;                                ///< no schedule has it end before
    std::vector<std::pair<Day, double>> from;        ///< first day that counts, and what each day from then on costs
    std::vector<std::pair<int, std::int64_t>> work;  ///< resource, units times days that must be done before it ends
};

/// What comes in by day t, by resource: capacity[r][t] units times days can be done before day t. Size horizon + 1.
using Supply = std::vector<std::vector<std::int64_t>>;

/// No schedule makes `items` wait for less than this. Day by day: what has ended has been worked for, so what is worth
/// most of all that the days before can have done (a fractional knapsack, Dantzig 1957, for the resource that bars
/// most) is the most that can have stopped to cost. O(horizon * resources * items).
[[nodiscard]] double waiting_bound(const std::vector<Waiting>& items, const Supply& capacity);

/// The supply of a problem's resources.
[[nodiscard]] Supply supply_of(const Problem& problem);

/// What the activity certainly takes of each resource: that of its mode if it has but one, else nothing.
void add_work(const Problem& problem, int activity, std::vector<std::pair<int, std::int64_t>>& work);

}  // namespace plan::schedule
