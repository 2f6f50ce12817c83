#include "libplan/base/text.hpp"
#include "libplan/view/table_builder.hpp"

#include <algorithm>
#include <array>

/// The four questions that a plan answers for each application: can it move alone, what goes before it, what goes with
/// it, and which bridges it needs from when to when.
namespace plan {

namespace {

const Planned* planned(const PlannedApplication& row) {
    return row.application->planned ? &*row.application->planned : nullptr;
}

/// The bridges by first day, then far end: "rh (5 avr. – 2 mai 2027), paie (…)".
Cell bridges_cell(const PlannedApplication& row, Language language) {
    if (!planned(row)) return {};
    std::vector<PlannedBridge> bridges = planned(row)->bridges;
    std::ranges::stable_sort(bridges, {}, [](const PlannedBridge& bridge) {
        return std::tuple(bridge.start, std::string_view(bridge.other));
    });
    std::vector<std::string> texts;
    for (const PlannedBridge& bridge : bridges)
        texts.push_back(bridge.other + " (" + date_range(bridge.start, bridge.finish, language) + ")");
    return list_cell(texts);
}

const std::array<Column<PlannedApplication>, 13> answer_columns = {{
    {{"Code", "Id"}, [](const PlannedApplication& row, Language) { return cell(row.application->id); }},
    {{"Application", "Application"},
     [](const PlannedApplication& row, Language) { return cell(row.application->name); }},
    {{"Vague", "Wave"}, [](const PlannedApplication& row, Language) { return cell(row.wave); }},
    {{"Bascule", "Cut-over"}, [](const PlannedApplication& row, Language) { return cell(row.cutover); }},
    {{"Peut basculer seule", "Can move alone"},
     [](const PlannedApplication& row, Language) { return planned(row) ? cell(planned(row)->alone) : Cell(); }},
    {{"Après quoi", "After what"},
     [](const PlannedApplication& row, Language) { return planned(row) ? list_cell(planned(row)->before) : Cell(); }},
    {{"Avec quoi", "With what"},
     [](const PlannedApplication& row, Language) { return planned(row) ? list_cell(planned(row)->with) : Cell(); }},
    {{"Nombre de passerelles", "Number of bridges"},
     [](const PlannedApplication& row, Language) {
         return planned(row) ? cell(static_cast<std::int64_t>(planned(row)->bridges.size())) : Cell();
     }},
    {{"Première passerelle dès le", "First bridge from"},
     [](const PlannedApplication& row, Language) {
         if (!planned(row) || planned(row)->bridges.empty()) return Cell();
         return cell(std::ranges::min(planned(row)->bridges, {}, &PlannedBridge::start).start);
     }},
    {{"Dernière passerelle jusqu’au", "Last bridge until"},
     [](const PlannedApplication& row, Language) {
         if (!planned(row) || planned(row)->bridges.empty()) return Cell();
         return cell(std::ranges::max(planned(row)->bridges, {}, &PlannedBridge::finish).finish);
     }},
    {{"Passerelles", "Bridges"}, bridges_cell},
    {{"Groupe", "Group"}, [](const PlannedApplication& row, Language) { return cell(row.application->group); }},
    {{"Motif", "Why"},
     [](const PlannedApplication& row, Language) {
         return planned(row) ? reasons_cell(planned(row)->because) : Cell();
     }},
}};

}  // namespace

void fill_answers(Table& table, const Portfolio& portfolio, Language language) {
    std::vector<PlannedApplication> rows = planned_applications(portfolio);
    std::erase_if(rows, [](const PlannedApplication& row) { return !row.has_tasks && !row.application->planned; });
    fill_table<PlannedApplication>(table, answer_columns, rows, language);
}

}  // namespace plan
