#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/view/gantt_loads.hpp"

#include <string>
#include <vector>

/// Members of the page's data that need nothing but the chart, as the head of gantt_data.cpp describes them. Internal
/// to this room.
namespace plan {

/// The page says dates as the tables do, not as the browser would.
void write_months(JsonWriter& json, Language language);
void write_bands(JsonWriter& json, const GanttRows& chart);
/// `chart` has a baseline.
void write_baseline(JsonWriter& json, const GanttRows& chart);
/// What the page needs to add a team's work up by itself, so that it can do so for a selection.
void write_capacity(JsonWriter& json, const Portfolio& portfolio, const GanttRows& chart,
                    const std::vector<TeamLoad>& loads, const std::string& id);

}  // namespace plan
