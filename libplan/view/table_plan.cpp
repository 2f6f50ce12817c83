#include "libplan/record/fields.hpp"
#include "libplan/view/inventory_cells.hpp"
#include "libplan/view/table_builder.hpp"

#include <algorithm>
#include <array>
#include <tuple>

/// Tables of tasks, waves, groups, bridges and flows: one row per record.
namespace plan {

namespace {

/// A record, and the portfolio in which it stands for what it refers to.
template <class Record>
struct Of {
    const Record* record;
    const Portfolio* portfolio;
};

template <class Record>
std::vector<Of<Record>> all(const Portfolio& portfolio, const std::vector<Record>& records) {
    std::vector<Of<Record>> rows;
    rows.reserve(records.size());
    for (const Record& record : records) rows.push_back({&record, &portfolio});
    return rows;
}

using TaskRow = Of<Task>;
const std::array<Column<TaskRow>, 20> task_columns = {{
    {{"Tâche", "Task"}, [](const TaskRow& row, Language) { return cell(row.record->id); }},
    {{"Code", "Id"}, [](const TaskRow& row, Language) { return cell(row.record->application); }},
    {{"Application", "Application"},
     [](const TaskRow& row, Language) { return cell(name_of_application(*row.portfolio, row.record->application)); }},
    {{"Cible à ouvrir", "Target to onboard"}, [](const TaskRow& row, Language) { return cell(row.record->target); }},
    {{"Phase", "Phase"},
     [](const TaskRow& row, Language language) { return cell(name_of(row.record->phase, language)); }},
    {{"Vague", "Wave"}, [](const TaskRow& row, Language) { return cell(row.record->wave); }},
    {{"Groupe", "Group"}, [](const TaskRow& row, Language) { return cell(row.record->group); }},
    {{"Début", "Start"}, [](const TaskRow& row, Language) { return cell(row.record->start); }},
    {{"Fin", "Finish"}, [](const TaskRow& row, Language) { return cell(row.record->finish); }},
    {{"Durée (j. ouvrés)", "Duration (working days)"},
     [](const TaskRow& row, Language) { return cell(row.record->duration_days); }},
    {{"Équipe", "Team"}, [](const TaskRow& row, Language) { return cell(row.record->team); }},
    {{"Personnes", "People"}, [](const TaskRow& row, Language) { return cell(row.record->people); }},
    {{"Charge (j.-pers.)", "Effort (person-days)"},
     [](const TaskRow& row, Language) { return cell(row.record->effort_days); }},
    {{"Marge (j. ouvrés)", "Slack (working days)"},
     [](const TaskRow& row, Language) { return cell(row.record->slack_days); }},
    {{"Chemin critique", "Critical path"},
     [](const TaskRow& row, Language) { return cell(row.record->critical); },
     ColumnMeaning::critical},
    {{"État", "Status"},
     [](const TaskRow& row, Language language) { return cell(name_of(row.record->status, language)); },
     ColumnMeaning::task_status},
    {{"Début réel", "Actual start"}, [](const TaskRow& row, Language) { return cell(row.record->actual_start); }},
    {{"Fin réelle", "Actual finish"}, [](const TaskRow& row, Language) { return cell(row.record->actual_finish); }},
    {{"Vient après", "Comes after"}, [](const TaskRow& row, Language) { return list_cell(row.record->predecessors); }},
    {{"Pourquoi pas plus tôt", "Why not earlier"},
     [](const TaskRow& row, Language) { return reasons_cell(row.record->because); }},
}};

using WaveRow = Of<Wave>;
const std::array<Column<WaveRow>, 10> wave_columns = {{
    {{"Vague", "Wave"}, [](const WaveRow& row, Language) { return cell(row.record->number); }},
    {{"Début", "Start"}, [](const WaveRow& row, Language) { return cell(row.record->start); }},
    {{"Fin", "Finish"}, [](const WaveRow& row, Language) { return cell(row.record->finish); }},
    {{"Fenêtre", "Window"}, [](const WaveRow& row, Language) { return cell(row.record->window); }},
    {{"Nombre d’applications", "Number of applications"},
     [](const WaveRow& row, Language) { return cell(static_cast<std::int64_t>(row.record->applications.size())); }},
    {{"Nombre de groupes", "Number of groups"},
     [](const WaveRow& row, Language) { return cell(static_cast<std::int64_t>(row.record->groups.size())); }},
    {{"Charge (j.-pers.)", "Effort (person-days)"},
     [](const WaveRow& row, Language) { return cell(row.record->effort_days); }},
    {{"Applications", "Applications"},
     [](const WaveRow& row, Language) { return list_cell(row.record->applications); }},
    {{"Groupes", "Groups"}, [](const WaveRow& row, Language) { return list_cell(row.record->groups); }},
    {{"Motif", "Why"}, [](const WaveRow& row, Language) { return reasons_cell(row.record->because); }},
}};

using GroupRow = Of<Group>;
const std::array<Column<GroupRow>, 7> group_columns = {{
    {{"Groupe", "Group"}, [](const GroupRow& row, Language) { return cell(row.record->id); }},
    {{"Nom", "Name"}, [](const GroupRow& row, Language) { return cell(row.record->name); }},
    {{"Nombre d’applications", "Number of applications"},
     [](const GroupRow& row, Language) { return cell(static_cast<std::int64_t>(row.record->applications.size())); }},
    {{"Applications", "Applications"},
     [](const GroupRow& row, Language) { return list_cell(row.record->applications); }},
    {{"Charge (j.-pers.)", "Effort (person-days)"},
     [](const GroupRow& row, Language) { return cell(row.record->weight); }},
    {{"Couplage vers d’autres groupes", "Coupling to other groups"},
     [](const GroupRow& row, Language) { return cell(row.record->cut); }},
    {{"Motif", "Why"}, [](const GroupRow& row, Language) { return reasons_cell(row.record->because); }},
}};

using BridgeRow = Of<Bridge>;
const std::array<Column<BridgeRow>, 10> bridge_columns = {{
    {{"De (code)", "From (id)"}, [](const BridgeRow& row, Language) { return cell(row.record->from); }},
    {{"De", "From"},
     [](const BridgeRow& row, Language) { return cell(name_of_application(*row.portfolio, row.record->from)); }},
    {{"Vers (code)", "To (id)"}, [](const BridgeRow& row, Language) { return cell(row.record->to); }},
    {{"Vers", "To"},
     [](const BridgeRow& row, Language) { return cell(name_of_application(*row.portfolio, row.record->to)); }},
    {{"Début", "Start"}, [](const BridgeRow& row, Language) { return cell(row.record->start); }},
    {{"Fin", "Finish"}, [](const BridgeRow& row, Language) { return cell(row.record->finish); }},
    {{"Jours", "Days"}, [](const BridgeRow& row, Language) { return cell(row.record->days); }},
    {{"Nombre de flux", "Number of flows"}, [](const BridgeRow& row, Language) { return cell(row.record->flows); }},
    {{"Poids", "Weight"}, [](const BridgeRow& row, Language) { return cell(row.record->weight); }},
    {{"Motif", "Why"}, [](const BridgeRow& row, Language) { return reasons_cell(row.record->because); }},
}};

using FlowRow = Of<Flow>;
const std::array<Column<FlowRow>, 12> flow_columns = {{
    {{"De (code)", "From (id)"}, [](const FlowRow& row, Language) { return cell(row.record->from); }},
    {{"De", "From"},
     [](const FlowRow& row, Language) { return cell(name_of_application(*row.portfolio, row.record->from)); }},
    {{"Vers (code)", "To (id)"}, [](const FlowRow& row, Language) { return cell(row.record->to); }},
    {{"Vers", "To"},
     [](const FlowRow& row, Language) { return cell(name_of_application(*row.portfolio, row.record->to)); }},
    {{"Type", "Kind"}, [](const FlowRow& row, Language language) { return cell(name_of(row.record->kind, language)); }},
    {{"Couplage", "Coupling"},
     [](const FlowRow& row, Language language) { return cell(name_of(row.record->coupling, language)); }},
    {{"Sens", "Direction"},
     [](const FlowRow& row, Language language) { return cell(name_of(effective_direction(*row.record), language)); }},
    {{"Données", "Data"}, [](const FlowRow& row, Language) { return list_cell(row.record->data); }},
    {{"Anonymisé", "Anonymised"}, [](const FlowRow& row, Language) { return cell(row.record->anonymised); }},
    {{"Fréquence", "Frequency"}, [](const FlowRow& row, Language) { return cell(row.record->frequency); }},
    {{"Volume (Go/jour)", "Volume (GB/day)"},
     [](const FlowRow& row, Language) { return cell(row.record->volume_gb_per_day); }},
    {{"Latence (ms)", "Latency (ms)"}, [](const FlowRow& row, Language) { return cell(row.record->latency_ms); }},
}};

}  // namespace

std::string name_of_application(const Portfolio& portfolio, std::string_view id) {
    const auto index = portfolio.application_index(id);
    return index ? portfolio.applications[*index].name : std::string();
}

void fill_tasks(Table& table, const Portfolio& portfolio, Language language) {
    auto rows = all(portfolio, portfolio.tasks);
    std::ranges::stable_sort(
        rows, {}, [](const TaskRow& row) { return std::tuple(row.record->start, std::string_view(row.record->id)); });
    fill_table<TaskRow>(table, task_columns, rows, language);
}

void fill_waves(Table& table, const Portfolio& portfolio, Language language) {
    auto rows = all(portfolio, portfolio.waves);
    std::ranges::stable_sort(rows, {}, [](const WaveRow& row) { return row.record->number; });
    fill_table<WaveRow>(table, wave_columns, rows, language);
}

void fill_groups(Table& table, const Portfolio& portfolio, Language language) {
    fill_table<GroupRow>(table, group_columns, all(portfolio, portfolio.groups), language);
}

void fill_bridges(Table& table, const Portfolio& portfolio, Language language) {
    fill_table<BridgeRow>(table, bridge_columns, all(portfolio, portfolio.bridges), language);
}

void fill_flows(Table& table, const Portfolio& portfolio, Language language) {
    fill_table<FlowRow>(table, flow_columns, all(portfolio, portfolio.flows), language);
    const ExtraHeaders extra(RecordType::flow, portfolio.flows);
    for (std::string& header : extra.shown()) table.columns.push_back(std::move(header));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        extra.append_cells(portfolio.flows[row].extra, table.rows[row]);
}

}  // namespace plan
