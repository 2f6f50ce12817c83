#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/spreadsheet.hpp"

namespace plan {

/// The whole plan as a workbook to be read: the plan by application, waves, tasks, the inventory's applications,
/// groups, bridges, the four questions, the load of teams, compliance, and the questions that are open. Each sheet is
/// there even when it has no row, so that a reader sees that nothing is known, and formulas of theirs find it. A text
/// of more than 32,000 bytes, which no cell takes, is cut at 16,000 characters and ends in "…". O(n log n) of what
/// make_table() takes.
[[nodiscard]] Workbook plan_workbook(const Portfolio& portfolio, Language language);

/// One table as a workbook of one sheet.
[[nodiscard]] Workbook table_workbook(const Portfolio& portfolio, TableKind kind, Language language);

}  // namespace plan
