#include "libplan/view/gantt_data_parts.hpp"

#include "libplan/record/defaults.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array<std::string_view, 3> band_kinds = {"freeze", "holiday", "window"};

std::int64_t day_of(const GanttRows& chart, Date date) {
    return date - chart.first;
}

void number(JsonWriter& json, std::size_t value) {
    json.value(static_cast<std::int64_t>(value));
}

/// Tasks that only the baseline has, in the row they would stand in.
void write_dropped(JsonWriter& json, const GanttRows& chart) {
    const RowIndex rows(chart);
    json.key("dropped");
    json.open_array();
    for (const FormerTask& task : chart.baseline->dropped) {
        const auto row = rows.of(task);
        if (!row) continue;
        json.open_array();
        number(json, *row);
        number(json, static_cast<std::size_t>(&phase_swatch(task.phase) - phase_swatches().data()));
        json.value(day_of(chart, task.days.start));
        json.value(day_of(chart, task.days.finish));
        json.close_array();
    }
    json.close_array();
}

}  // namespace

void write_months(JsonWriter& json, Language language) {
    const auto names = [&](std::string_view key, std::string_view (&name)(int, Language)) {
        json.key(key);
        json.open_array();
        for (int month = 1; month <= 12; ++month) json.value(name(month, language));
        json.close_array();
    };
    names("months", month_name);
    names("shortMonths", short_month_name);
}

void write_bands(JsonWriter& json, const GanttRows& chart) {
    json.key("bands");
    json.open_array();
    for (const DayBand& band : chart.bands) {
        json.open_array();
        json.value(band_kinds[static_cast<std::size_t>(band.kind)]);
        json.value(day_of(chart, band.start));
        json.value(day_of(chart, band.finish));
        json.value(band.label);
        json.value(band.wave.value_or(-1));
        json.close_array();
    }
    json.close_array();
}

void write_baseline(JsonWriter& json, const GanttRows& chart) {
    json.key("baseline");
    json.open_object();
    json.key("tasks");
    json.open_array();
    for (const GanttRow& row : chart.rows)
        for (const std::size_t index : row.tasks) {
            const auto& former = chart.baseline->tasks[index];
            if (!former) {
                json.null();
                continue;
            }
            json.open_array();
            json.value(day_of(chart, former->start));
            json.value(day_of(chart, former->finish));
            json.close_array();
        }
    json.close_array();
    write_dropped(json, chart);
    json.close_object();
}

void write_capacity(JsonWriter& json, const Portfolio& portfolio, const GanttRows& chart,
                    const std::vector<TeamLoad>& loads, const std::string& id) {
    const auto load = std::ranges::find(loads, id, &TeamLoad::id);
    if (load == loads.end()) return;
    if (load->capacity) json.member("capacity", *load->capacity);
    const std::vector<Team> teams = teams_or_default(portfolio);
    const auto team = std::ranges::find(teams, id, &Team::id);
    if (team != teams.end()) {
        if (team->from) json.member("from", day_of(chart, *team->from));
        if (team->until) json.member("until", day_of(chart, *team->until));
        json.member("windows", std::ranges::find(team->phases, Phase::cutover) != team->phases.end());
    }
    json.key("off");
    json.open_array();
    for (std::size_t day = 0; day < load->worked.size();) {
        std::size_t end = day;
        while (end < load->worked.size() && !load->worked[end]) ++end;
        if (end > day) {
            number(json, day);
            number(json, end - day);
        }
        day = std::max(end, day + 1);
    }
    json.close_array();
}

}  // namespace plan
