#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>

namespace plan {

/// The plan as MS Project's XML (MSPDI), which MS Project 2007 and later, ProjectLibre and GNOME Planner open. Source:
/// Microsoft, Project XML Data Interchange Schema Reference (2007), whose order of elements is kept.
///
/// Dates hold when the file is scheduled again: a task that is still to come starts no earlier than planned, and takes
/// so many days of 8 hours of the calendar that holds for it; one that has begun has its actual dates. A cut-over keeps
/// a calendar of its own, in which the days of the windows are worked, and a phase that a freeze concerns one with the
/// freeze. A team is a resource whose units are its people; an assignment has the people of the task, so that its work
/// is people times days. Links are finish-to-start; lags are elapsed days, in tenths of minutes. Names are cut at 255
/// characters, notes at 8,000. `created` is written as the day of creation; the plan's first day where it is not given.
///
/// Throws as project_outline(). O(n log n).
[[nodiscard]] std::string ms_project_xml(const Portfolio& portfolio, std::optional<Date> created, Language language);

}  // namespace plan
