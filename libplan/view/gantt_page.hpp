#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/gantt_loads.hpp"
#include "libplan/view/gantt_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts that gantt_html() puts together. Internal to this room.
namespace plan {

/// A text of the page by its key ("search"); nothing for a key that is not known.
[[nodiscard]] std::optional<std::string> gantt_text(std::string_view key, Language language);

/// The whole plan as one JSON object for the page's script, described at the head of gantt_data.cpp.
[[nodiscard]] std::string gantt_data(const Portfolio& portfolio, const GanttRows& chart,
                                     const std::vector<TeamLoad>& loads, Language language);

/// The plan as an HTML table, one row per application: what the chart shows, for those who do not see it.
[[nodiscard]] std::string gantt_table_html(const Portfolio& portfolio, const GanttRows& chart, Language language);

/// Freezes, holidays and cut-over windows, a row each.
[[nodiscard]] std::string gantt_calendar_html(const GanttRows& chart, Language language);

/// Person-days asked for and available, a row a month, a column a team; nothing when no task has a team.
[[nodiscard]] std::string gantt_load_html(const GanttRows& chart, const std::vector<TeamLoad>& loads,
                                          Language language);

}  // namespace plan
