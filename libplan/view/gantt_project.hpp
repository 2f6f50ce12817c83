#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>

namespace plan {

/// The plan as a GanttProject file (.gan, version 3.2): the outline with its tasks, links, teams and how much of a team
/// each task takes. Source: files that GanttProject 3 writes; the format has no published description.
///
/// GanttProject knows one calendar for all tasks, in which cut-overs at weekends would move to Monday. So that every
/// date stays where the plan has it, all days count in the file: weekends, holidays and freezes are shown, but a
/// duration is in calendar days. Links let a task start later than they would (they are not rubber-banded back); a lag
/// is in days.
///
/// Throws as project_outline(). O(n log n).
[[nodiscard]] std::string gantt_project_xml(const Portfolio& portfolio, Language language);

}  // namespace plan
