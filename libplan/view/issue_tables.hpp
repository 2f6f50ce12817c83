#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/table.hpp"

namespace plan {

/// The plan as issues for Jira's CSV importer: a wave or other section is an epic, an application or target a task, and
/// each of its phases a sub-task. "Parent" holds the "Issue Id" of the row above in that hierarchy; rows go by level,
/// because the importer wants a parent before its children. Headers are Jira's own names, so that it maps them by
/// itself; dates are meant to be written as YYYY-MM-DD, which is the format to tell it; the estimate is in seconds of
/// days of 8 hours. Source: Atlassian, "Preparing your CSV file for import".
///
/// Throws as project_outline(). O(n log n).
[[nodiscard]] Table jira_issues(const Portfolio& portfolio, Language language);

/// The plan as work packages, with the column names that OpenProject itself writes when it exports a list: phases below
/// sections, groups and applications; "Parent" and "Follows" hold ids of this table. Work is in hours, of days of 8.
///
/// Throws as project_outline(). O(n log n).
[[nodiscard]] Table open_project_packages(const Portfolio& portfolio, Language language);

}  // namespace plan
