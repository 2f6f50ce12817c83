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
    GanttText{"levels", {"Déplier jusqu’à", "Unfold down to"}},
    GanttText{"level_waves", {"Vagues", "Waves"}},
    GanttText{"level_groups", {"Groupes", "Groups"}},
    GanttText{"level_applications", {"Applications", "Applications"}},
    GanttText{"level_tasks", {"Tâches", "Tasks"}},
    GanttText{"clear", {"Effacer les filtres", "Clear the filters"}},
    GanttText{"only_bridged", {"Avec une passerelle", "With a bridge"}},
    GanttText{"print", {"Imprimer", "Print"}},
    GanttText{"no_script",
              {"Le diagramme a besoin de JavaScript. Le tableau ci-dessous dit la même chose.",
               "The chart needs JavaScript. The table below says the same."}},
    GanttText{"chart", {"Diagramme de Gantt du plan", "Gantt chart of the plan"}},
    GanttText{"application", {"Vague, groupe, application, tâche", "Wave, group, application, task"}},
    GanttText{"calendar", {"Calendrier", "Calendar"}},
    GanttText{"details", {"Détail de la sélection", "Details of the selection"}},
    GanttText{
        "keys",
        {"Clavier : flèches pour parcourir, déplier et aller de tâche en tâche, Entrée pour le détail, espace pour "
         "plier, Échap pour fermer le détail, + et − pour l’échelle, / pour rechercher.",
         "Keyboard: arrows to move, unfold and go from task to task, Enter for details, space to fold, Escape to close "
         "the details, + and − for the scale, / to search."}},
    GanttText{"legend", {"Légende", "Legend"}},
    GanttText{"table", {"Le plan en tableau", "The plan as a table"}},
    GanttText{
        "table_caption",
        {"Une ligne par application, dans l’ordre du diagramme. Un astérisque signale une tâche du chemin critique ; "
         "la marge est en jours calendaires.",
         "One row per application, in the order of the chart. An asterisk marks a task of the critical path; slack is "
         "in calendar days."}},
    GanttText{"calendar_caption",
              {"Gels, jours fériés et fenêtres de bascule", "Freezes, holidays and cut-over windows"}},
    GanttText{"load_caption",
              {"Charge des équipes par mois, en jours-personnes : demandée / disponible",
               "Team load by month, in person-days: asked for / available"}},
    GanttText{"kind", {"Nature", "Kind"}},
    GanttText{"name", {"Nom", "Name"}},
    GanttText{"month", {"Mois", "Month"}},
    GanttText{"group", {"Groupe", "Group"}},
    GanttText{"exceeded", {"dépassée", "exceeded"}},
    GanttText{"slack_short", {"marge", "slack"}},
    GanttText{"days_short", {"j", "d"}},
    GanttText{"day_one", {"jour", "day"}},
    GanttText{"day_many", {"jours", "days"}},
    GanttText{"baseline_short", {"réf.", "baseline"}},
    GanttText{"not_in_baseline", {"absente de la référence", "not in the baseline"}},
    GanttText{"baseline", {"Référence", "Baseline"}},
    GanttText{"baseline_sign", {"Référence (plan comparé)", "Baseline (the plan compared with)"}},
    GanttText{"dropped", {"Supprimée depuis la référence", "Dropped since the baseline"}},
    GanttText{"same_dates", {"mêmes dates", "same dates"}},
    GanttText{"load", {"Charge des équipes", "Team load"}},
    GanttText{"load_peak", {"pic", "peak"}},
    GanttText{"load_mean", {"en moyenne", "on average"}},
    GanttText{"load_sign", {"Personnes occupées", "People at work"}},
    GanttText{"load_others", {"hors filtre", "outside the filter"}},
    GanttText{"capacity_sign", {"Personnes disponibles", "People available"}},
    GanttText{"exceeded_sign", {"Au-delà des personnes disponibles", "More than the people available"}},
    GanttText{"people_many", {"personnes", "people"}},
    GanttText{"people_one", {"personne", "person"}},
    GanttText{"why_group", {"Pourquoi ce groupe", "Why this group"}},
    GanttText{"why_wave", {"Pourquoi cette vague", "Why this wave"}},
    GanttText{"why_bridge", {"Pourquoi cette passerelle", "Why this bridge"}},
    GanttText{"slack_sign", {"Marge", "Slack"}},
    GanttText{"link_sign", {"Dépendances de la tâche choisie", "Dependencies of the selected task"}},
    GanttText{"holiday_sign", {"Jour férié", "Holiday"}},
    GanttText{"zoom_in", {"Agrandir", "Zoom in"}},
    GanttText{"zoom_out", {"Réduire", "Zoom out"}},
    GanttText{"theme_dark", {"Mode sombre", "Dark mode"}},
    GanttText{"quarter", {"T", "Q"}},
    GanttText{"wave_mark", {"V", "W"}},
    GanttText{"wave", {"Vague", "Wave"}},
    GanttText{"critical", {"chemin critique", "critical path"}},
    GanttText{"critical_path", {"Chemin critique", "Critical path"}},
    GanttText{"bridge_sign", {"Passerelle entre deux sites", "Bridge between two sites"}},
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
    GanttText{"bridges", {"Passerelles", "Bridges"}},
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
