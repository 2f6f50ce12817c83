#include "libplan/view/report_chart_pen.hpp"

#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

constexpr double legend_line = 20, swatch_width = 18;

double entry_width(const ChartSeries& series) {
    return swatch_width + 6 + text_width(series.name, chart_font) + 18;
}

}  // namespace

ChartScale chart_scale(double largest, int wanted) {
    ChartScale scale;
    if (!(largest > 0) || !std::isfinite(largest)) return scale;
    const double raw = largest / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        scale.step = factor * power;
        if (scale.step >= raw * 0.999) break;
    }
    // What is counted has no halves.
    if (largest >= 1) scale.step = std::max(scale.step, 1.0);
    scale.steps = std::max(1, static_cast<int>(std::ceil(largest / scale.step * 0.9999)));
    return scale;
}

ChartPen::ChartPen(const Chart& chart, double height, Language language)
    : chart_(chart), language_(language), svg_(out_) {
    svg_.open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                      {"viewBox", fmt::format("0 0 {} {}", svg_number(chart_width), svg_number(height))},
                      {"role", "img"},
                      {"aria-labelledby", fmt::format("{0}-title {0}-description", chart.id)},
                      {"font-family", "Liberation Sans, Arial, Helvetica, sans-serif"},
                      {"font-size", chart_font}});
    svg_.text("title", visible_text(chart.title), {{"id", chart.id + "-title"}});
    svg_.text("desc", visible_text(chart.description), {{"id", chart.id + "-description"}});
    patterns();
}

void ChartPen::patterns() {
    svg_.open("defs");
    for (const PatternTile& tile : pattern_tiles()) {
        const auto uses = [&](const ChartSeries& series) { return series.pattern == tile.pattern; };
        if (std::ranges::none_of(chart_.series, uses)) continue;
        svg_.open("pattern", {{"id", fmt::format("{}-{}", chart_.id, keyword(tile.pattern))},
                              {"width", tile.size},
                              {"height", tile.size},
                              {"patternUnits", "userSpaceOnUse"}});
        svg_.leaf("path",
                  {{"d", tile.path}, {"stroke", "#ffffff"}, {"stroke-width", tile.width}, {"stroke-opacity", 0.75}});
        svg_.close();
    }
    svg_.close();
}

void ChartPen::line(double x1, double y1, double x2, double y2, std::string_view colour, double width) {
    svg_.leaf("line", {{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}, {"stroke", colour}, {"stroke-width", width}});
}

void ChartPen::label(double x, double y, std::string_view text, std::string_view anchor, std::string_view colour,
                     bool bold) {
    svg_.text(
        "text", visible_text(text),
        {{"x", x}, {"y", y}, {"text-anchor", anchor}, {"fill", colour}, {"font-weight", bold ? "bold" : "normal"}});
}

void ChartPen::block(double x, double y, double width, double height, const ChartSeries& series) {
    svg_.leaf("rect", {{"x", x},
                       {"y", y},
                       {"width", width},
                       {"height", height},
                       {"fill", series.shade.fill.to_hex()},
                       {"stroke", "#ffffff"},
                       {"stroke-width", 0.75}});
    if (series.pattern == Pattern::solid || width < 3 || height < 3) return;
    svg_.leaf("rect", {{"x", x},
                       {"y", y},
                       {"width", width},
                       {"height", height},
                       {"fill", fmt::format("url(#{}-{})", chart_.id, keyword(series.pattern))}});
}

void ChartPen::on_block(double x, double y, std::string_view text, const ChartSeries& series) {
    svg_.text("text", text,
              {{"x", x},
               {"y", y},
               {"text-anchor", "middle"},
               {"font-size", 11.0},
               {"font-weight", "bold"},
               {"fill", series.shade.ink.to_hex()},
               {"stroke", series.shade.fill.to_hex()},
               {"stroke-width", 3.0},
               {"paint-order", "stroke"}});
}

double ChartPen::legend_height(const Chart& chart) {
    if (chart.series.size() < 2) return 0;
    double x = 0, lines = 1;
    for (const ChartSeries& series : chart.series) {
        const double width = entry_width(series);
        if (x > 0 && x + width > chart_width) {
            ++lines;
            x = 0;
        }
        x += width;
    }
    return lines * legend_line + 8;
}

void ChartPen::legend(double y) {
    if (chart_.series.size() < 2) return;
    double x = 0;
    for (const ChartSeries& series : chart_.series) {
        const double width = entry_width(series);
        if (x > 0 && x + width > chart_width) {
            y += legend_line;
            x = 0;
        }
        block(x, y + 4, swatch_width, 12, series);
        label(x + swatch_width + 6, y + 14, fit_text(visible_text(series.name), chart_width - 30, chart_font));
        x += width;
    }
}

std::string ChartPen::finish() {
    svg_.close();
    return std::move(out_);
}

std::string ChartPen::number(double value) const {
    return quantity_text(value, value < 10 && value != std::floor(value) ? 1 : 0, language_);
}

}  // namespace plan
