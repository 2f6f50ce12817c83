#pragma once

#include "libplan/view/dot_model.hpp"

#include <cstddef>

/// The drawing of a plan's state on a day. Internal to this room.
namespace plan {

/// More than so many lines over a drawing from top to bottom hide what they join.
inline constexpr std::size_t dot_many_lines_on_shelves = 40;

/// Fills `model.day` but for its counts, and marks the lines that are bridges on the day; a bridge whose flows are not
/// in the stream becomes a line too. `model.edges` are in the order of their ends, before and after.
void dot_begin_day(DotModel& model, const Portfolio& portfolio, const DotOptions& options, const Report& report);

/// Counts what is shown.
void dot_count_day(DotModel& model);

/// Where there are many lines, those that stay within a place hide those that cross.
void dot_leave_inner_lines_out(DotModel& model, const DotOptions& options);

/// Where bridges are too many to be followed one by one, they become one line from frame to frame, and are
/// written into the applications at their ends.
void dot_fold_bridges(DotModel& model, const DotOptions& options);

}  // namespace plan
