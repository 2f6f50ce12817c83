#pragma once

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"

namespace plan::schedule {

/// Whether a complete schedule keeps to its problem: modes, calendars, releases, deadlines, arcs, resources, windows
/// and what they hold, blocks apart. O(activities, arcs and the days that activities take).
[[nodiscard]] bool keeps_to(const Problem& problem, const Schedule& schedule);

}  // namespace plan::schedule
