#pragma once

#include "libplan/view/report_chart.hpp"
#include "libplan/view/svg.hpp"

#include <string>
#include <string_view>

/// What the pictures of a dossier have in common. Internal to this room.
namespace plan {

/// Units of a picture; a page shows it as wide as its text.
inline constexpr double chart_width = 720;
inline constexpr double chart_font = 12;

/// Even steps from 0 that hold the largest value.
struct ChartScale {
    double step = 1;
    int steps = 1;

    [[nodiscard]] double top() const { return step * steps; }
};
/// About `wanted` steps of 1, 2 or 5 times a power of ten.
[[nodiscard]] ChartScale chart_scale(double largest, int wanted);

/// Draws one picture; close it with finish().
class ChartPen {
public:
    ChartPen(const Chart& chart, double height, Language language);

    void line(double x1, double y1, double x2, double y2, std::string_view colour, double width = 1);
    /// `anchor`: start, middle or end.
    void label(double x, double y, std::string_view text, std::string_view anchor = "start",
               std::string_view colour = "#1b2430", bool bold = false);
    /// A filled rectangle with the pattern of its series.
    void block(double x, double y, double width, double height, const ChartSeries& series);
    /// A number on a block, with the fill around it so that the pattern does not disturb it.
    void on_block(double x, double y, std::string_view text, const ChartSeries& series);
    /// Names of the series, in lines below `y`.
    void legend(double y);
    /// How high the legend is.
    [[nodiscard]] static double legend_height(const Chart& chart);

    [[nodiscard]] SvgWriter& svg() { return svg_; }
    [[nodiscard]] std::string finish();

    [[nodiscard]] std::string number(double value) const;

private:
    void patterns();

    const Chart& chart_;
    Language language_;
    std::string out_;
    SvgWriter svg_;
};

}  // namespace plan
