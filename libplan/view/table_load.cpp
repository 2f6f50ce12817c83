#include "libplan/view/gantt_loads.hpp"
#include "libplan/view/table_builder.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

/// What each team carries in each week, against what it can.
namespace plan {

namespace {

struct TeamWeek {
    const TeamLoad* load;
    LoadSum sum;
};

/// ISO 8601: a week belongs to the year of its Thursday. "2027-S03" in French, "2027-W03".
std::string week_name(Date date, Language language) {
    const Date thursday = date + (4 - date.weekday());
    const Date first_of_january = *Date::from_civil(thursday.year(), 1, 1);
    return fmt::format("{:04}-{}{:02}", thursday.year(), language == Language::french ? 'S' : 'W',
                       (thursday - first_of_january) / 7 + 1);
}

/// Sums of fractions of people carry noise in their last digits, which no reader wants.
double rounded(double value) {
    constexpr double thousandth = 1000;
    return std::round(value * thousandth) / thousandth;
}

const std::array<Column<TeamWeek>, 10> load_columns = {{
    {{"Équipe (code)", "Team (id)"}, [](const TeamWeek& row, Language) { return cell(row.load->id); }},
    {{"Équipe", "Team"}, [](const TeamWeek& row, Language) { return cell(row.load->name); }},
    {{"Semaine", "Week"},
     [](const TeamWeek& row, Language language) { return cell(week_name(row.sum.start, language)); }},
    {{"Du", "From"}, [](const TeamWeek& row, Language) { return cell(row.sum.start); }},
    {{"Au", "To"}, [](const TeamWeek& row, Language) { return cell(row.sum.finish); }},
    {{"Charge (j.-pers.)", "Load (person-days)"},
     [](const TeamWeek& row, Language) { return cell(rounded(row.sum.busy)); }},
    {{"Capacité (j.-pers.)", "Capacity (person-days)"},
     [](const TeamWeek& row, Language) { return row.load->capacity ? cell(rounded(row.sum.available)) : Cell(); }},
    {{"Charge / capacité (%)", "Load / capacity (%)"},
     [](const TeamWeek& row, Language) {
         if (!row.load->capacity || row.sum.available <= 0) return Cell();
         return cell(std::round(row.sum.busy / row.sum.available * 1000) / 10);
     },
     ColumnMeaning::share},
    {{"Au plus (pers. par jour)", "At most (people a day)"},
     [](const TeamWeek& row, Language) { return cell(rounded(row.sum.most)); }},
    {{"Capacité dépassée", "Capacity exceeded"},
     [](const TeamWeek& row, Language) { return row.load->capacity ? cell(row.sum.exceeded) : Cell(); },
     ColumnMeaning::exceeded},
}};

}  // namespace

void fill_load(Table& table, const Portfolio& portfolio, Language language) {
    std::vector<TeamWeek> rows;
    std::vector<TeamLoad> loads;
    if (!portfolio.tasks.empty()) {
        const GanttRows chart = gantt_rows(portfolio, std::nullopt, language);
        loads = team_loads(portfolio, chart);
        for (const TeamLoad& load : loads)
            for (const LoadSum& sum : weekly_sums(load, chart)) rows.push_back({&load, sum});
    }
    fill_table<TeamWeek>(table, load_columns, rows, language);
}

}  // namespace plan
