#include "libplan/view/steps_texts.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::array texts = {
    StepsText{"skip", {"Aller aux tableaux", "Skip to the tables"}},
    StepsText{"title", {"La migration, vague par vague", "The migration, wave by wave"}},
    StepsText{"no_script",
              {"Le dessin a besoin de JavaScript. Les tableaux ci-dessous disent la même chose.",
               "The drawing needs JavaScript. The tables below say the same."}},
    StepsText{"steps", {"Étapes", "Steps"}},
    StepsText{"step", {"Étape", "Step"}},
    StepsText{"of", {"sur", "of"}},
    StepsText{"first", {"Première étape", "First step"}},
    StepsText{"previous", {"Précédente", "Previous"}},
    StepsText{"next", {"Suivante", "Next"}},
    StepsText{"last", {"Dernière étape", "Last step"}},
    StepsText{"play", {"Dérouler", "Play"}},
    StepsText{"pause", {"Arrêter", "Stop"}},
    StepsText{"search", {"Suivre une application", "Follow an application"}},
    StepsText{"search_hint", {"nom ou code…", "name or id…"}},
    StepsText{"unfold", {"Tout déplier", "Unfold all"}},
    StepsText{"fold", {"Tout replier", "Fold all"}},
    StepsText{"theme_dark", {"Mode sombre", "Dark mode"}},
    StepsText{"print", {"Imprimer", "Print"}},
    StepsText{"drawing", {"Ce qui est où, et les passerelles", "What is where, and the bridges"}},
    StepsText{"today", {"Sites actuels", "Present sites"}},
    StepsText{"targets", {"Cibles", "Targets"}},
    StepsText{"elsewhere", {"Ni site ni cible", "Neither site nor target"}},
    StepsText{"no_domain", {"Sans direction", "No directorate"}},
    StepsText{"application", {"Application", "Application"}},
    StepsText{"application_one", {"application", "application"}},
    StepsText{"application_many", {"applications", "applications"}},
    StepsText{"bridge_one", {"passerelle", "bridge"}},
    StepsText{"bridge_many", {"passerelles", "bridges"}},
    StepsText{"arrives_one", {"arrivée", "arrival"}},
    StepsText{"arrives_many", {"arrivées", "arrivals"}},
    StepsText{"moved_one", {"déplacée", "moved"}},
    StepsText{"moved_many", {"déplacées", "moved"}},
    StepsText{"opened_one", {"ouverte", "opened"}},
    StepsText{"opened_many", {"ouvertes", "opened"}},
    StepsText{"closed_one", {"fermée", "closed"}},
    StepsText{"closed_many", {"fermées", "closed"}},
    StepsText{"empty", {"vide", "empty"}},
    StepsText{"held", {"Passerelles tenues à cette étape", "Bridges held at this step"}},
    StepsText{"held_between", {"Passerelles tenues, par paire de lieux", "Bridges held, by pair of places"}},
    StepsText{"none_held", {"Aucune passerelle à cette étape.", "No bridge at this step."}},
    StepsText{"opened_now", {"nouvelle", "new"}},
    StepsText{"found_none", {"Aucune application de ce nom.", "No application of that name."}},
    StepsText{"arrival_sign", {"Arrivée à cette étape", "Arrived at this step"}},
    StepsText{"bridge_sign", {"Passerelles, avec leur nombre", "Bridges, with their number"}},
    StepsText{"opened_sign", {"Dont certaines s’ouvrent à cette étape", "Some of which open at this step"}},
    StepsText{"peak_sign", {"Passerelles à chaque étape", "Bridges at each step"}},
    StepsText{"legend", {"Légende", "Legend"}},
    StepsText{
        "coarse",
        {"Les passerelles sont nombreuses : elles sont tracées de lieu à lieu. Celles d’une direction apparaissent "
         "sous le pointeur ou le clavier.",
         "There are many bridges: they are drawn from place to place. Those of a directorate appear under the "
         "pointer or the keyboard."}},
    StepsText{
        "keys",
        {"Clavier : flèches gauche et droite, Début et Fin sur le curseur ou dans le dessin pour changer d’étape ; "
         "Entrée ou espace pour déplier une direction.",
         "Keyboard: left and right arrows, Home and End on the slider or in the drawing to change step; Enter or "
         "space to unfold a directorate."}},
    StepsText{"tables", {"La migration en tableaux", "The migration as tables"}},
    StepsText{"steps_caption", {"Une ligne par étape", "One row per step"}},
    StepsText{
        "bridges_caption",
        {"Toutes les passerelles, dans l’ordre de leur ouverture", "All bridges, in the order in which they open"}},
    StepsText{"applications_caption",
              {"Toutes les applications, et où le plan les met", "All applications, and where the plan puts them"}},
    StepsText{"date", {"Date de l’état", "Date of the state"}},
    StepsText{"cutovers", {"Bascules", "Cut-overs"}},
    StepsText{"arrivals", {"Arrivent", "Arrive"}},
    StepsText{"moved", {"Déplacées", "Moved"}},
    StepsText{"remaining", {"Restent à déplacer", "Still to move"}},
    StepsText{"bridges", {"Passerelles", "Bridges"}},
    StepsText{"opened", {"Ouvertes", "Opened"}},
    StepsText{"closed", {"Fermées", "Closed"}},
    StepsText{"who", {"Lesquelles", "Which"}},
    StepsText{"from", {"De", "From"}},
    StepsText{"to", {"Vers", "To"}},
    StepsText{"between", {"Entre", "Between"}},
    StepsText{"start", {"Début", "Start"}},
    StepsText{"finish", {"Fin", "Finish"}},
    StepsText{"days", {"Jours", "Days"}},
    StepsText{"weight", {"Poids", "Weight"}},
    StepsText{"flows", {"Flux", "Flows"}},
    StepsText{"code", {"Code", "Id"}},
    StepsText{"domain", {"Direction", "Directorate"}},
    StepsText{"before", {"Avant", "Before"}},
    StepsText{"after", {"Après", "After"}},
    StepsText{"arrives_on", {"À partir du", "From"}},
    StepsText{"wave", {"Vague", "Wave"}},
};

}  // namespace

std::span<const StepsText> steps_texts() {
    return texts;
}

std::optional<std::string> steps_text(std::string_view key, Language language) {
    const auto found = std::ranges::find(texts, key, &StepsText::key);
    if (found == texts.end()) return std::nullopt;
    return std::string(found->words.in(language));
}

}  // namespace plan
