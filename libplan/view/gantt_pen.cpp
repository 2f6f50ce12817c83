#include "libplan/view/gantt_pen.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plan {

void GanttPen::label(double x, double y, double size, std::string_view content, TextStyle style) {
    if (content.empty()) return;
    if (style.plate)
        svg.leaf("rect", {{"x", x - 2},
                          {"y", y - size},
                          {"width", text_width(content, size, style.bold) + 2},
                          {"height", size * 1.3},
                          {"fill", gantt_style::paper}});
    svg.text("text", content,
             {{"x", x},
              {"y", y},
              {"font-size", size},
              {"fill", style.fill},
              {"font-weight", style.bold ? "600" : "400"},
              {"text-anchor", style.anchor}});
}

void GanttPen::line(double x1, double y1, double x2, double y2, std::string_view stroke, double width) {
    svg.leaf("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", stroke}, {"stroke-width", width}});
}

void GanttPen::filled(double x, double y, double width, double height, const Swatch& swatch) {
    const double radius = std::min(2.0, width / 3);
    svg.leaf("rect", {{"x", x},
                      {"y", y},
                      {"width", width},
                      {"height", height},
                      {"rx", radius},
                      {"fill", swatch.light.fill.to_hex()}});
    if (swatch.pattern == Pattern::solid || width <= 4) return;
    svg.leaf("rect", {{"x", x},
                      {"y", y},
                      {"width", width},
                      {"height", height},
                      {"rx", radius},
                      {"fill", fmt::format("url(#{})", keyword(swatch.pattern))}});
}

void GanttPen::bridge(double x1, double x2, double y) {
    svg.leaf("line", {{"x1", x1},
                      {"y1", y},
                      {"x2", x2},
                      {"y2", y},
                      {"stroke", gantt_style::bridge},
                      {"stroke-width", 1.3},
                      {"stroke-dasharray", "1.5 2"}});
}

void GanttPen::former(double x, double y, double width, double height) {
    svg.leaf("rect", {{"x", x},
                      {"y", y},
                      {"width", width},
                      {"height", height},
                      {"rx", std::min(2.0, width / 3)},
                      {"fill", gantt_style::former_fill},
                      {"stroke", gantt_style::former},
                      {"stroke-width", 1.0},
                      {"stroke-dasharray", "3 2"}});
}

void GanttPen::critical_outline(double x, double y, double width, double height) {
    svg.leaf("rect", {{"x", x},
                      {"y", y},
                      {"width", width},
                      {"height", height},
                      {"rx", std::min(2.0, width / 3)},
                      {"fill", "none"},
                      {"stroke", gantt_style::critical},
                      {"stroke-width", 1.5}});
}

}  // namespace plan
