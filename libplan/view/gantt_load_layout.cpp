#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>

/// Where the load of each team stands under the rows of the drawn chart.
namespace plan {

namespace {

constexpr double heading_height = 26, team_height = 22, gap_above = 10;
constexpr double narrowest_week = 2.5;

/// The day after the stretch that begins on `date`: a week from Monday to Sunday, or a calendar month.
Date next_stretch(Date date, bool weeks) {
    if (weeks) return date + (8 - date.weekday());
    return (date - (date.day() - 1)).plus_months(1);
}

LoadStep step_of(const TeamLoad& load, const GanttLayout& layout, Date start, Date end) {
    LoadStep step{layout.scale.start_of(start), layout.scale.start_of(end) - layout.scale.start_of(start), 0, 0, 0};
    int days = 0;
    for (Date date = start; date < end; date = date + 1) {
        const auto day = static_cast<std::size_t>(date - layout.scale.first);
        if (load.available[day] <= 0 && load.busy[day] <= 0) continue;
        ++days;
        step.busy += load.busy[day];
        step.available += load.available[day];
        if (load.capacity) step.over += std::max(load.busy[day] - load.available[day], 0.0);
    }
    if (days == 0) return step;
    step.busy /= days;
    step.available /= days;
    step.over /= days;
    return step;
}

std::string note_of(const TeamLoad& load, Language language) {
    const double most = *std::ranges::max_element(load.busy);
    const std::string peak = std::string(Words{"pic ", "peak "}.in(language)) + quantity_text(most, 1, language);
    if (!load.capacity) return peak;
    return fmt::format("{} {} {}", peak, Words{"sur", "of"}.in(language), quantity_text(*load.capacity, 1, language));
}

}  // namespace

double load_height(std::size_t teams) {
    return teams == 0 ? 0 : gap_above + heading_height + team_height * static_cast<double>(teams);
}

void place_loads(GanttLayout& layout, const GanttRows& chart, std::vector<TeamLoad> loads, Language language) {
    if (loads.size() > layout.page.teams) {
        std::ranges::stable_sort(loads, std::greater<>(), &TeamLoad::effort_days);
        layout.other_teams = loads.size() - layout.page.teams;
        loads.resize(layout.page.teams);
    }
    layout.load_top = layout.body_bottom + gap_above;
    double y = layout.load_top + heading_height;
    const bool weeks = layout.scale.day_width * 7 >= narrowest_week;
    for (const TeamLoad& load : loads) {
        LayoutLoad placed{load.name, note_of(load, language), y, team_height, 0, load.capacity.has_value(), {}};
        for (Date start = chart.first; start <= chart.last;) {
            const Date end = std::min(next_stretch(start, weeks), chart.last + 1);
            placed.steps.push_back(step_of(load, layout, start, end));
            placed.most = std::max({placed.most, placed.steps.back().busy, placed.steps.back().available});
            start = end;
        }
        y += team_height;
        layout.loads.push_back(std::move(placed));
    }
}

}  // namespace plan
