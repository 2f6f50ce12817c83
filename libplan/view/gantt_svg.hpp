#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/gantt_layout.hpp"

#include <string>

namespace plan {

/// The Gantt chart as one SVG 1.1 document without scripts, fonts or references to anything outside it. Colours by
/// phase, each with its pattern and, where there is room, its letter; text stays text. `title` heads the drawing;
/// empty: "Plan de migration". Errors: those of gantt_rows(). Linear in what is drawn.
[[nodiscard]] std::string gantt_svg(const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout,
                                    std::string_view title, Language language);

}  // namespace plan
