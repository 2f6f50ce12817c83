#pragma once

#include "libplan/record/records.hpp"
#include "libplan/schedule/problem.hpp"

#include <vector>

namespace plan {

/// A freeze applies to a phase when it lists it; one without phases concerns the cut-over alone.
[[nodiscard]] bool concerns(const Freeze& freeze, Phase phase);

/// The days [start, start + horizon) that `calendar` works: its workdays, less holidays, less the freezes of `frozen`
/// (indices of calendar.freeze). O(horizon).
[[nodiscard]] schedule::DayCalendar make_day_calendar(const Calendar& calendar, const std::vector<int>& frozen,
                                                      Date start, schedule::Day horizon);

}  // namespace plan
