#include "libplan/view/gantt_texts.hpp"

#include "libplan/view/gantt_page.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array texts = {
    GanttText{"skip", {"Aller au tableau", "Skip to the table"}},
    GanttText{"tools", {"Chercher et afficher", "Search and display"}},
    GanttText{"search", {"Rechercher", "Search"}},
    GanttText{"search_hint", {"nom, code, responsable…", "name, id, owner…"}},
    GanttText{"all_feminine", {"Toutes", "All"}},
    GanttText{"class", {"Classe", "Class"}},
    GanttText{"target", {"Cible", "Target"}},
    GanttText{"team", {"Équipe", "Team"}},
    GanttText{"colour", {"Couleur", "Colour"}},
    GanttText{"by_phase", {"par phase", "by phase"}},
    GanttText{"by_class", {"par classe", "by class"}},
    GanttText{"by_wave", {"par vague", "by wave"}},
    GanttText{"by_team", {"par équipe", "by team"}},
    GanttText{"by_target", {"par cible", "by target"}},
    GanttText{"zoom", {"Échelle", "Scale"}},
    GanttText{"zoom_fit", {"tout le plan", "whole plan"}},
    GanttText{"zoom_quarter", {"trimestres", "quarters"}},
    GanttText{"zoom_month", {"mois", "months"}},
    GanttText{"zoom_week", {"semaines", "weeks"}},
    GanttText{"zoom_day", {"jours", "days"}},
    GanttText{"only_critical", {"Chemin critique", "Critical path"}},
    GanttText{"unfold", {"Tout déplier", "Unfold all"}},
    GanttText{"fold", {"Tout replier", "Fold all"}},
    GanttText{"theme", {"Clair / sombre", "Light / dark"}},
    GanttText{"print", {"Imprimer", "Print"}},
    GanttText{"no_script",
              {"Le diagramme a besoin de JavaScript. Le tableau ci-dessous dit la même chose.",
               "The chart needs JavaScript. The table below says the same."}},
    GanttText{"chart", {"Diagramme de Gantt du plan", "Gantt chart of the plan"}},
    GanttText{"application", {"Vague, groupe, application", "Wave, group, application"}},
    GanttText{"calendar", {"Calendrier", "Calendar"}},
    GanttText{"details", {"Détail de la sélection", "Details of the selection"}},
    GanttText{
        "keys",
        {"Clavier : flèches pour parcourir, déplier et aller de tâche en tâche, Entrée pour le détail, Échap pour le "
         "fermer, + et − pour l’échelle, / pour rechercher.",
         "Keyboard: arrows to move, unfold and go from task to task, Enter for details, Escape to close them, + and "
         "− for the scale, / to search."}},
    GanttText{"legend", {"Légende", "Legend"}},
    GanttText{"table", {"Le plan en tableau", "The plan as a table"}},
    GanttText{
        "table_caption",
        {"Une ligne par application, dans l’ordre du diagramme. Un astérisque signale une tâche du chemin critique.",
         "One row per application, in the order of the chart. An asterisk marks a task of the critical path."}},
    GanttText{"quarter", {"T", "Q"}},
    GanttText{"wave_mark", {"V", "W"}},
    GanttText{"wave", {"Vague", "Wave"}},
    GanttText{"critical", {"chemin critique", "critical path"}},
    GanttText{"critical_path", {"Chemin critique", "Critical path"}},
    GanttText{"bridge_sign", {"Pont entre deux sites", "Bridge between two sites"}},
    GanttText{"cutover_sign", {"Bascules de la vague", "Cut-overs of the wave"}},
    GanttText{"window_sign", {"Fenêtre de bascule", "Cut-over window"}},
    GanttText{"freeze_sign", {"Gel", "Freeze"}},
    GanttText{"today_sign", {"Date d’observation", "As of"}},
    GanttText{"application_one", {"application", "application"}},
    GanttText{"application_many", {"applications", "applications"}},
    GanttText{"target_one", {"cible", "target"}},
    GanttText{"target_many", {"cibles", "targets"}},
    GanttText{"person_days", {"j.-pers.", "person-days"}},
    GanttText{"worked_days", {"j. ouvrés", "working days"}},
    GanttText{"of", {"sur", "of"}},
    GanttText{"no_task", {"aucune tâche", "no task"}},
    GanttText{"dates", {"Dates", "Dates"}},
    GanttText{"duration", {"Durée", "Duration"}},
    GanttText{"effort", {"Charge", "Effort"}},
    GanttText{"people", {"Personnes", "People"}},
    GanttText{"slack", {"Marge", "Slack"}},
    GanttText{"status", {"État", "Status"}},
    GanttText{"yes", {"oui", "yes"}},
    GanttText{"no", {"non", "no"}},
    GanttText{"why_date", {"Pourquoi pas plus tôt", "Why not earlier"}},
    GanttText{"after", {"Vient après", "Comes after"}},
    GanttText{"unlocks", {"Permet de commencer", "Unlocks"}},
    GanttText{"code", {"Code", "Id"}},
    GanttText{"verdict", {"Verdict", "Verdict"}},
    GanttText{"strategy", {"Stratégie", "Strategy"}},
    GanttText{"site", {"Hébergement actuel", "Present hosting"}},
    GanttText{"compliance", {"Conformité actuelle", "Compliance today"}},
    GanttText{"owner", {"Responsable", "Owner"}},
    GanttText{"business", {"Direction métier", "Business owner"}},
    GanttText{"alone", {"Peut partir seule", "Can move alone"}},
    GanttText{"moves_with", {"Bascule avec", "Cuts over with"}},
    GanttText{"moves_after", {"Bascule après", "Cuts over after"}},
    GanttText{"bridges", {"Ponts", "Bridges"}},
    GanttText{"questions", {"Questions à poser", "Questions to ask"}},
    GanttText{"why_class", {"Pourquoi cette classe", "Why this class"}},
    GanttText{"why_strategy", {"Pourquoi cette stratégie", "Why this strategy"}},
    GanttText{"why_target", {"Pourquoi cette cible", "Why this target"}},
    GanttText{"close", {"Fermer le détail", "Close the details"}},
};

}  // namespace

std::span<const GanttText> gantt_texts() {
    return texts;
}

std::optional<std::string> gantt_text(std::string_view key, Language language) {
    const auto found = std::ranges::find(texts, key, &GanttText::key);
    if (found == texts.end()) return std::nullopt;
    return std::string(found->words.in(language));
}

}  // namespace plan
