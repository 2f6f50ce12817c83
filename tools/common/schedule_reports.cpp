#include "tools/common/schedule_reports.hpp"

#include "libplan/view/gantt_loads.hpp"
#include "libplan/view/words.hpp"

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

TeamTables team_tables(const Portfolio& portfolio, const std::vector<MarginalPerson>& marginal, Language language) {
    TeamTables tables;
    tables.teams = make({"Équipes", "Teams"},
                        {{"Équipe", "Team"},
                         {"Charge (j)", "Load (days)"},
                         {"Capacité (j)", "Capacity (days)"},
                         {"%", "%"},
                         {"Semaines pleines", "Full weeks"},
                         {"Une personne de plus : points", "One more person: points"},
                         {"Une personne de plus : jours", "One more person: days"}},
                        language);
    tables.weeks = make({"Charge par semaine", "Load by week"},
                        {{"Équipe", "Team"},
                         {"Semaine du", "Week of"},
                         {"Charge (j)", "Load (days)"},
                         {"Capacité (j)", "Capacity (days)"},
                         {"%", "%"}},
                        language);
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, language);
    const Plan& plan = portfolio.plans.front();  // the chart has whole months, the plan begins and ends within them
    for (const TeamLoad& load : team_loads(portfolio, chart)) {
        double busy = 0, available = 0;
        std::int64_t full_weeks = 0;
        for (const LoadSum& week : weekly_sums(load, chart)) {
            if (week.finish < plan.start || week.start > plan.finish) continue;
            busy += week.busy, available += week.available;
            if (week.available > 0 && week.busy >= full * week.available) ++full_weeks;
            if (week.busy > 0)
                tables.weeks.rows.push_back({load.id, week.start, rounded(week.busy), rounded(week.available),
                                             share_of(week.busy, week.available)});
        }
        std::vector<Cell> row{load.id, rounded(busy), rounded(available), share_of(busy, available), full_weeks, {},
                              {}};
        for (const MarginalPerson& person : marginal)
            if (person.team == load.id) row[5] = -rounded(person.points), row[6] = -person.days;
        tables.teams.rows.push_back(std::move(row));
    }
    return tables;
}

}  // namespace plan::tools
