#include "libplan/view/report_chart.hpp"

#include "libplan/view/report_chart_pen.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plan {

namespace {

constexpr std::string_view grid = "#d5dae1", axis = "#5b6675", quiet = "#4a5563";

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double largest_total(const Chart& chart) {
    double largest = 0;
    for (const auto& values : chart.values) largest = std::max(largest, sum(values));
    return largest;
}

double largest_value(const Chart& chart) {
    double largest = 0;
    for (const auto& values : chart.values)
        for (const double value : values) largest = std::max(largest, value);
    return largest;
}

/// Every how many categories one can be written when each has `room`.
std::size_t label_step(const Chart& chart, double room) {
    double widest = 0;
    for (const std::string& category : chart.categories) widest = std::max(widest, text_width(category, chart_font));
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + 10) / room)));
}

/// Lines across at the steps of a scale, with their numbers on the left.
void scale_lines(ChartPen& pen, const ChartScale& scale, double left, double top, double bottom) {
    for (int step = 0; step <= scale.steps; ++step) {
        const double y = bottom - (bottom - top) * step / scale.steps;
        pen.line(left, y, chart_width, y, step == 0 ? axis : grid);
        pen.label(left - 8, y + 4, pen.number(scale.step * step), "end", quiet);
    }
}

/// A name below the axis, moved in where it would reach beyond the picture.
void axis_label(ChartPen& pen, double x, double y, const std::string& text) {
    const bool beyond = x + text_width(text, chart_font) / 2 > chart_width;
    pen.label(beyond ? chart_width : x, y, text, beyond ? "end" : "middle", quiet);
}

constexpr double left_margin = 64;

}  // namespace

bool Chart::is_empty() const {
    return std::ranges::all_of(values, [](const auto& of_category) { return sum(of_category) == 0; });
}

std::string stacked_bars(const Chart& chart, Language language) {
    constexpr double row = 28, bar = 20, label_room = 264, total_room = 64;
    const double legend = ChartPen::legend_height(chart);
    const double height = legend + row * static_cast<double>(chart.categories.size()) + 8;
    ChartPen pen(chart, height, language);
    pen.legend(0);
    const double room = chart_width - label_room - total_room;
    const double largest = std::max(largest_total(chart), 1e-9);
    for (std::size_t category = 0; category < chart.categories.size(); ++category) {
        const double y = legend + row * static_cast<double>(category);
        pen.label(label_room - 10, y + 18,
                  fit_text(visible_text(chart.categories[category]), label_room - 16, chart_font), "end");
        double x = label_room;
        for (std::size_t series = 0; series < chart.series.size(); ++series) {
            const double value = chart.values[category][series], width = room * value / largest;
            if (value <= 0) continue;
            pen.block(x, y + 4, width, bar, chart.series[series]);
            const std::string number = pen.number(value);
            if (chart.series.size() > 1 && width > text_width(number, 11, true) + 6)
                pen.on_block(x + width / 2, y + 18, number, chart.series[series]);
            x += width;
        }
        pen.label(x + 6, y + 18, pen.number(sum(chart.values[category])), "start", "#1b2430", true);
    }
    pen.line(label_room, legend, label_room, height - 4, axis);
    return pen.finish();
}

std::string stacked_columns(const Chart& chart, Language language) {
    constexpr double plot = 230, foot = 30;
    const double legend = ChartPen::legend_height(chart);
    ChartPen pen(chart, legend + plot + foot + 10, language);
    pen.legend(0);
    const ChartScale scale = chart_scale(largest_total(chart), 5);
    const double top = legend + 10, bottom = top + plot;
    scale_lines(pen, scale, left_margin, top, bottom);
    const double room =
        (chart_width - left_margin) / static_cast<double>(std::max<std::size_t>(1, chart.categories.size()));
    const double width = std::min(46.0, room * 0.8);
    const std::size_t step = label_step(chart, room);
    for (std::size_t category = 0; category < chart.categories.size(); ++category) {
        const double x = left_margin + room * (static_cast<double>(category) + 0.5);
        double y = bottom;
        for (std::size_t series = 0; series < chart.series.size(); ++series) {
            const double part = plot * chart.values[category][series] / scale.top();
            if (part <= 0) continue;
            y -= part;
            pen.block(x - width / 2, y, width, part, chart.series[series]);
        }
        if (category % step == 0) axis_label(pen, x, bottom + 18, chart.categories[category]);
    }
    return pen.finish();
}

std::string step_lines(const Chart& chart, Language language) {
    constexpr double plot = 220, foot = 30;
    const double legend = ChartPen::legend_height(chart);
    ChartPen pen(chart, legend + plot + foot + 10, language);
    pen.legend(0);
    if (chart.days.empty()) return pen.finish();
    const ChartScale scale = chart_scale(largest_value(chart), 5);
    const double top = legend + 10, bottom = top + plot;
    scale_lines(pen, scale, left_margin, top, bottom);
    const Date first = chart.days.front(), last = chart.days.back();
    const double days = std::max(1, last - first);
    const double right = chart_width - 20;
    const auto x_of = [&](Date day) { return left_margin + (right - left_margin) * (day - first) / days; };
    for (std::size_t series = 0; series < chart.series.size(); ++series) {
        std::string path;
        for (std::size_t place = 0; place < chart.days.size(); ++place) {
            const double y = bottom - plot * chart.values[place][series] / scale.top();
            const double x = x_of(chart.days[place]);
            path += place == 0 ? fmt::format("M{} {}", svg_number(x), svg_number(y))
                               : fmt::format("H{}V{}", svg_number(x), svg_number(y));
        }
        const bool dashed = chart.series[series].pattern != Pattern::solid;
        pen.svg().leaf("path", {{"d", path},
                                {"fill", "none"},
                                {"stroke", chart.series[series].shade.fill.to_hex()},
                                {"stroke-width", 2.5},
                                {"stroke-dasharray", dashed ? "7 4" : "none"}});
    }
    // Months on the axis, as many as there is room for.
    const int months = (last.year() - first.year()) * 12 + last.month() - first.month() + 1;
    const int every = std::max(1, static_cast<int>(std::ceil(months / 8.0)));
    std::optional<Date> month = Date::from_civil(first.year(), first.month(), 1);
    for (; month && *month <= last; month = month->plus_months(every)) {
        if (*month < first) continue;
        pen.line(x_of(*month), bottom, x_of(*month), bottom + 5, axis);
        axis_label(pen, x_of(*month), bottom + 19,
                   fmt::format("{} {}", short_month_name(month->month(), language), month->year()));
    }
    return pen.finish();
}

ReportData chart_data(const Chart& chart, std::string svg, Language language) {
    const auto number = [&](double value) {
        return quantity_text(value, value < 10 && value != std::floor(value) ? 1 : 0, language);
    };
    std::vector<ReportData> columns, rows;
    for (const ChartSeries& series : chart.series) columns.emplace_back().text("name", series.name);
    const bool totals = chart.totals && chart.series.size() > 1;
    if (totals) columns.emplace_back().text("name", Words{"Total", "Total"}.in(language));
    for (std::size_t category = 0; category < chart.categories.size(); ++category) {
        std::vector<ReportData> cells;
        for (const double value : chart.values[category]) cells.emplace_back().text("value", number(value));
        if (totals) cells.emplace_back().text("value", number(sum(chart.values[category])));
        rows.emplace_back().text("head", chart.categories[category]).list("cells", std::move(cells));
    }
    ReportData data;
    data.text("title", chart.title).text("description", chart.description).text("source", chart.source);
    data.text("category", chart.category).text("unit", chart.unit).markup("svg", std::move(svg));
    data.list("columns", std::move(columns)).list("rows", std::move(rows));
    return data;
}

}  // namespace plan
