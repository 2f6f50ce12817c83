#pragma once

#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/svg.hpp"
#include "libplan/view/words.hpp"

#include <string>
#include <string_view>

/// What the parts of the drawn Gantt chart share. Internal to this room.
namespace plan::gantt_style {

inline constexpr std::string_view ink = "#1b2330", muted = "#566175", paper = "#ffffff";
inline constexpr std::string_view rule = "#dfe4ec", strong_rule = "#aeb8c8", section_tint = "#eef1f6",
                                  holiday = "#e4e8ee";
inline constexpr std::string_view former = "#6a7384", former_fill = "#eceef2", busy = "#3b68a3";
inline constexpr std::string_view today = "#b01f47", window = "#bf4308", bridge = "#7a4a00", critical = "#0e1420";
inline constexpr std::string_view fonts =
    "Inter, 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

}  // namespace plan::gantt_style

namespace plan {

/// A writer that knows how the chart's texts and lines look.
class GanttPen {
public:
    GanttPen(std::string& out, Language language) : svg(out), language(language) {}

    [[nodiscard]] std::string say(std::string_view french, std::string_view english) const {
        return std::string(Words{french, english}.in(language));
    }

    struct TextStyle {
        std::string_view fill = gantt_style::ink;
        bool bold = false;
        std::string_view anchor = "start";
        bool plate = false;  ///< paper behind it keeps a line from crossing its letters
    };
    /// Nothing for an empty text.
    void label(double x, double y, double size, std::string_view content, TextStyle style);
    void label(double x, double y, double size, std::string_view content) { label(x, y, size, content, TextStyle()); }
    void line(double x1, double y1, double x2, double y2, std::string_view stroke, double width);
    /// With its pattern over it.
    void filled(double x, double y, double width, double height, const Swatch& swatch);
    void bridge(double x1, double x2, double y);
    /// A place that the baseline gave.
    void former(double x, double y, double width, double height);
    void critical_outline(double x, double y, double width, double height);

    SvgWriter svg;
    const Language language;
};

/// The names and bars of every row.
void draw_gantt_rows(GanttPen& pen, const Portfolio& portfolio, const GanttRows& chart, const GanttLayout& layout);

/// The load of each team, under the rows.
void draw_gantt_loads(GanttPen& pen, const GanttLayout& layout);

}  // namespace plan
