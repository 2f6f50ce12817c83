#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>

namespace plan {

/// The plan as a TaskJuggler 3 project (.tjp) with a report of its tasks, as CSV and as a page. Source: the TaskJuggler
/// 3 manual.
///
/// Each task has its first and last day, so that tj3 shows the plan's dates and says where a link contradicts them. The
/// team of a task is responsible for it; it is not allocated, because tj3 allocates persons, not people of a team.
/// Holidays are those of the project's calendar. `now` is the plan's first day where it is not given.
///
/// Throws as project_outline(). O(n log n).
[[nodiscard]] std::string task_juggler_project(const Portfolio& portfolio, std::optional<Date> now, Language language);

}  // namespace plan
