#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/report_template.hpp"

#include <string>
#include <vector>

/// Pictures of a dossier as SVG to stand in a page, each with its numbers as a table. A colour never stands alone:
/// series have a pattern or a dash, and their name beside them. Internal to this room.
namespace plan {

struct ChartSeries {
    std::string name;
    Shade shade;
    Pattern pattern = Pattern::solid;
};

struct Chart {
    std::string id;  ///< of this picture in its page: letters and hyphens
    std::string title;
    std::string description;  ///< what a picture shows, for who does not see it
    std::string source;       ///< from which records, and how
    std::string category;     ///< heading of the first column of the table
    std::string unit;         ///< "applications", "€": of all values
    std::vector<std::string> categories;
    std::vector<Date> days;  ///< of step_lines(): that of each category
    std::vector<ChartSeries> series;
    std::vector<std::vector<double>> values;  ///< of each category, one of each series; not negative
    bool totals = true;                       ///< series add up

    /// No value but 0.
    [[nodiscard]] bool is_empty() const;
};

/// A bar to the right for each category, its series one after another.
[[nodiscard]] std::string stacked_bars(const Chart& chart, Language language);
/// A column upwards for each category, its series one on another.
[[nodiscard]] std::string stacked_columns(const Chart& chart, Language language);
/// A line for each series that keeps its value from each day to the next.
[[nodiscard]] std::string step_lines(const Chart& chart, Language language);

/// What a template needs: title, description, source, svg, columns, and rows with head and cells.
[[nodiscard]] ReportData chart_data(const Chart& chart, std::string svg, Language language);

}  // namespace plan
