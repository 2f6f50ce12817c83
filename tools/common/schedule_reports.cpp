#include "tools/common/schedule_reports.hpp"

#include "libplan/view/words.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace plan::tools {

namespace {

/// From here on a week counts as full: a task of half a person may find no room in what is left.
constexpr double full = 0.95;

Table make(Words name, std::initializer_list<Words> columns, Language language) {
    Table table;
    table.name = name.in(language);
    for (const Words& column : columns) table.columns.emplace_back(column.in(language));
    return table;
}

double rounded(double value) {
    return std::round(value * 10) / 10;
}

Cell share_of(double load, double capacity) {
    return capacity > 0 ? Cell(rounded(100 * load / capacity)) : Cell();
}

}  // namespace

Table teams_table(const std::vector<TeamLoad>& loads, const std::vector<MarginalPerson>& marginal, Language language) {
    Table table = make({"Équipes", "Teams"},
                       {{"Équipe", "Team"},
                        {"Charge (j)", "Load (days)"},
                        {"Capacité (j)", "Capacity (days)"},
                        {"%", "%"},
                        {"Semaines pleines", "Full weeks"},
                        {"Une personne de plus : points", "One more person: points"},
                        {"Une personne de plus : jours", "One more person: days"}},
                       language);
    for (const TeamLoad& load : loads) {
        const auto weeks = std::count_if(load.weeks.begin(), load.weeks.end(), [](const TeamWeek& week) {
            return week.capacity > 0 && week.load >= full * week.capacity;
        });
        std::vector<Cell> row{load.team,
                              rounded(load.load),
                              rounded(load.capacity),
                              share_of(load.load, load.capacity),
                              static_cast<std::int64_t>(weeks),
                              {},
                              {}};
        for (const MarginalPerson& person : marginal)
            if (person.team == load.team) row[5] = -rounded(person.points), row[6] = -person.days;
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table weeks_table(const std::vector<TeamLoad>& loads, Language language) {
    Table table = make({"Charge par semaine", "Load by week"},
                       {{"Équipe", "Team"},
                        {"Semaine du", "Week of"},
                        {"Charge (j)", "Load (days)"},
                        {"Capacité (j)", "Capacity (days)"},
                        {"%", "%"}},
                       language);
    for (const TeamLoad& load : loads)
        for (const TeamWeek& week : load.weeks)
            if (week.load > 0)
                table.rows.push_back({load.team, week.monday, rounded(week.load), rounded(week.capacity),
                                      share_of(week.load, week.capacity)});
    return table;
}

}  // namespace plan::tools
