#include "libplan/record/fields.hpp"
#include "libplan/view/inventory_cells.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/table_builder.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <tuple>

/// Tables with one row per application, and the questions that applications leave open.
namespace plan {

namespace {

using PlanColumn = Column<PlannedApplication>;

std::string_view target_of(const PlannedApplication& row) {
    return row.application->hosting ? std::string_view(row.application->hosting->target) : std::string_view();
}

/// The reasons of the strategy and its risks. How each phase's effort was reckoned fills pages: it stays in the stream.
Reasons of_strategy(const Reasons& reasons) {
    constexpr std::array<std::string_view, 4> reckoning = {"complexity", "effort-phase", "effort-forced",
                                                           "migration-cost"};
    Reasons kept;
    std::ranges::copy_if(reasons, std::back_inserter(kept), [&](const Reason& reason) {
        return std::ranges::find(reckoning, reason.rule) == reckoning.end();
    });
    return kept;
}

Strategy strategy_of(const Application& application) {
    return application.assessment ? application.assessment->strategy : application.strategy;
}

Cell bridges_of(const PlannedApplication& row, Language language) {
    if (!row.application->planned) return {};
    std::string text;
    for (const PlannedBridge& bridge : row.application->planned->bridges)
        text +=
            (text.empty() ? "" : ", ") + bridge.other + " (" + date_range(bridge.start, bridge.finish, language) + ")";
    return cell(text);
}

const std::array<PlanColumn, 26> plan_columns = {{
    {{"Vague", "Wave"}, [](const PlannedApplication& row, Language) { return cell(row.wave); }},
    {{"Bascule", "Cut-over"}, [](const PlannedApplication& row, Language) { return cell(row.cutover); }},
    {{"Code", "Id"}, [](const PlannedApplication& row, Language) { return cell(row.application->id); }},
    {{"Application", "Application"},
     [](const PlannedApplication& row, Language) { return cell(row.application->name); }},
    {{"Direction métier", "Business owner"},
     [](const PlannedApplication& row, Language) { return cell(row.application->business_owner); }},
    {{"Responsable", "Owner"}, [](const PlannedApplication& row, Language) { return cell(row.application->owner); }},
    {{"Classe", "Class"},
     [](const PlannedApplication& row, Language language) { return class_cell(*row.application, language); },
     ColumnMeaning::sensitivity_class},
    {{"Verdict", "Verdict"},
     [](const PlannedApplication& row, Language language) {
         return row.application->classification ? cell(name_of(row.application->classification->verdict, language))
                                                : Cell();
     },
     ColumnMeaning::verdict},
    {{"Stratégie", "Strategy"},
     [](const PlannedApplication& row, Language language) {
         return cell(name_of(strategy_of(*row.application), language));
     }},
    {{"Hébergement actuel", "Present hosting"},
     [](const PlannedApplication& row, Language) { return cell(row.application->site); }},
    {{"Conformité actuelle", "Compliance today"},
     [](const PlannedApplication& row, Language language) {
         return row.application->hosting ? cell(name_of(row.application->hosting->today, language)) : Cell();
     },
     ColumnMeaning::compliance},
    {{"Cible", "Target"}, [](const PlannedApplication& row, Language) { return cell(target_of(row)); }},
    {{"Groupe", "Group"}, [](const PlannedApplication& row, Language) { return cell(row.application->group); }},
    {{"Bascule avec", "Cuts over with"},
     [](const PlannedApplication& row, Language) {
         return row.application->planned ? list_cell(row.application->planned->with) : Cell();
     }},
    {{"Bascule après", "Cuts over after"},
     [](const PlannedApplication& row, Language) {
         return row.application->planned ? list_cell(row.application->planned->before) : Cell();
     }},
    {{"Passerelles", "Bridges"},
     [](const PlannedApplication& row, Language language) { return bridges_of(row, language); }},
    {{"Début", "Start"}, [](const PlannedApplication& row, Language) { return cell(row.start); }},
    {{"Fin", "Finish"}, [](const PlannedApplication& row, Language) { return cell(row.finish); }},
    {{"Équipes", "Teams"}, [](const PlannedApplication& row, Language) { return list_cell(row.teams); }},
    {{"Charge (j.-pers.)", "Effort (person-days)"},
     [](const PlannedApplication& row, Language) { return row.has_tasks ? cell(row.effort_days) : Cell(); }},
    {{"Chemin critique", "Critical path"},
     [](const PlannedApplication& row, Language) { return row.has_tasks ? cell(row.critical) : Cell(); },
     ColumnMeaning::critical},
    {{"Échéance", "Deadline"}, [](const PlannedApplication& row, Language) { return cell(row.application->deadline); }},
    {{"Motif de la classe", "Why this class"},
     [](const PlannedApplication& row, Language) {
         return row.application->classification ? reasons_cell(row.application->classification->because) : Cell();
     }},
    {{"Motif de la stratégie", "Why this strategy"},
     [](const PlannedApplication& row, Language) {
         return row.application->assessment ? reasons_cell(of_strategy(row.application->assessment->because)) : Cell();
     }},
    {{"Motif de la cible", "Why this target"},
     [](const PlannedApplication& row, Language) {
         return row.application->hosting ? reasons_cell(row.application->hosting->because) : Cell();
     }},
    {{"Motif de la date", "Why this date"},
     [](const PlannedApplication& row, Language) {
         if (row.application->planned && !row.application->planned->because.empty())
             return reasons_cell(row.application->planned->because);
         return row.decisive ? reasons_cell(row.decisive->because) : Cell();
     }},
}};

auto plan_order(const PlannedApplication& row) {
    const Date far(1 << 30);
    return std::tuple(!row.wave, row.wave.value_or(0), !row.has_tasks, row.cutover.value_or(row.start.value_or(far)),
                      std::string_view(row.application->id));
}

struct OpenQuestion {
    const Application* application;
    const Question* question;
};

const std::array<Column<OpenQuestion>, 5> question_columns = {{
    {{"Code", "Id"}, [](const OpenQuestion& row, Language) { return cell(row.application->id); }},
    {{"Application", "Application"}, [](const OpenQuestion& row, Language) { return cell(row.application->name); }},
    {{"À qui", "Asked of"}, [](const OpenQuestion& row, Language) { return cell(row.question->owner); }},
    {{"Question", "Question"}, [](const OpenQuestion& row, Language) { return cell(row.question->text); }},
    {{"Champ", "Field"}, [](const OpenQuestion& row, Language) { return cell(row.question->field); }},
}};

}  // namespace

Cell class_cell(const Application& application, Language language) {
    if (!application.classification) return {};
    const std::string& id = application.classification->sensitivity_class;
    return id.empty() ? Cell() : Cell(class_swatch(id).name(language));
}

std::vector<PlannedApplication> planned_applications(const Portfolio& portfolio) {
    std::vector<PlannedApplication> rows(portfolio.applications.size());
    for (std::size_t index = 0; index < rows.size(); ++index) {
        rows[index].application = &portfolio.applications[index];
        if (const auto& planned = portfolio.applications[index].planned) {
            rows[index].wave = planned->wave;
            rows[index].cutover = planned->cutover;
        }
    }
    for (const Task& task : portfolio.tasks) {
        const auto index = portfolio.application_index(task.application);
        if (!index) continue;
        PlannedApplication& row = rows[*index];
        row.has_tasks = true;
        if (!row.decisive || task.phase == Phase::cutover ||
            (row.decisive->phase != Phase::cutover && task.finish > row.decisive->finish))
            row.decisive = &task;
        row.start = row.start ? std::min(*row.start, task.start) : task.start;
        row.finish = row.finish ? std::max(*row.finish, task.finish) : task.finish;
        row.effort_days += task.effort_days;
        row.critical = row.critical || task.critical.value_or(false);
        if (task.phase == Phase::cutover && !row.cutover) row.cutover = task.finish;
        if (!row.wave) row.wave = task.wave;
        if (!task.team.empty() && std::ranges::find(row.teams, task.team) == row.teams.end())
            row.teams.push_back(task.team);
    }
    std::ranges::stable_sort(rows, {}, plan_order);
    return rows;
}

void fill_plan(Table& table, const Portfolio& portfolio, Language language) {
    fill_table<PlannedApplication>(table, plan_columns, planned_applications(portfolio), language);
}

/// Headers are the names of the fields, so that the table can be imported again. Columns without a value are left out.
void fill_applications(Table& table, const Portfolio& portfolio, Language language) {
    const std::vector<Application>& applications = portfolio.applications;
    table.rows.resize(applications.size());
    const auto add = [&](std::string header, bool always, const auto& cell_of) {
        std::vector<Cell> cells;
        bool any = always;
        for (const Application& application : applications) {
            cells.push_back(cell_of(application));
            any = any || cells.back().index() != 0;
        }
        if (!any) return;
        table.columns.push_back(std::move(header));
        for (std::size_t row = 0; row < cells.size(); ++row) table.rows[row].push_back(std::move(cells[row]));
    };
    for (const Field<Application>& field : application_fields())
        add(std::string(field.name), field.required,
            [&](const Application& application) { return value_cell(field.get(application), nullptr, language); });
    for (const std::string_view kind : component_columns())
        add(std::string(special::component) + std::string(kind), false, [&](const Application& application) {
            return components_cell(application.components, kind, DayForm::iso);
        });
    add(std::string(special::funding), false,
        [](const Application& application) { return funding_cell(application.funding, DayForm::iso); });
    const ExtraHeaders extra(RecordType::application, applications);
    for (std::string& header : extra.shown()) table.columns.push_back(std::move(header));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        extra.append_cells(applications[row].extra, table.rows[row]);
}

void fill_questions(Table& table, const Portfolio& portfolio, Language language) {
    std::vector<OpenQuestion> rows;
    for (const Application& application : portfolio.applications)
        if (application.classification) {
            for (const Question& question : application.classification->questions)
                rows.push_back({&application, &question});
            for (const FilePiece& piece : application.classification->file)
                for (const Question& question : piece.questions) rows.push_back({&application, &question});
        }
    fill_table<OpenQuestion>(table, question_columns, rows, language);
}

}  // namespace plan
