#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>

namespace plan {

/// The plan as a Mermaid chart, for Markdown pages: a section for each wave, that begins with the days of its cut-over;
/// a bar for each application or target, from the first to the last day of its tasks. Source: Mermaid's documentation
/// of gantt charts.
///
/// What Mermaid would take for syntax (colon, semicolon, hash, a word of its own at the start of a name) is written as
/// a numeric entity, and so is markup. Mermaid refuses a text of more than 50,000 characters unless it is told
/// otherwise: tasks have no bar of their own.
///
/// Throws Error(invalid_input), code "no-task", when there is no task. Linear.
[[nodiscard]] std::string mermaid_gantt(const Portfolio& portfolio, Language language);

}  // namespace plan
