#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <array>

/// The terms of a dossier, in the language of the administration, with the text that says so where there is one.
namespace plan {

namespace {

struct Term {
    Words name, meaning;
    std::string_view source;
};

constexpr std::array<Term, 24> terms = {{
    {{"Application", "Application"},
     {"Ensemble logiciel que l’inventaire suit sous un même code : c’est ce qui est classé, hébergé et déplacé.",
      "Software that the inventory follows under one code: what is classified, hosted and moved."},
     {}},
    {{"Atteinte (question B)", "Harm (question B)"},
     {"Une violation des données pourrait-elle porter atteinte à l’ordre public, à la sécurité publique, à la santé et "
      "à la "
      "vie des personnes, ou à la propriété intellectuelle ? La réponse est écrite, motivée et datée.",
      "Could a breach of the data harm public order, public security, health and life, or intellectual property? The "
      "answer is written, reasoned and dated."},
     "R9, SREN-31"},
    {{"À qualifier", "To be qualified"},
     {"Une question de droit est sans réponse : aucun verdict n’est rendu tant qu’elle le reste.",
      "A question of law has no answer: no verdict is given while it stays so."},
     "R9"},
    {{"Bascule", "Cut-over"},
     {"Moment où l’application cesse d’être servie par l’ancien hébergement et l’est par le nouveau.",
      "The moment from which an application is served by the new hosting and no longer by the old."},
     {}},
    {{"Borne inférieure, écart", "Lower bound, gap"},
     {"Aucun plan ne peut faire mieux que la borne ; l’écart dit de combien le plan pourrait au plus être meilleur.",
      "No plan can do better than the bound; the gap says by how much the plan could be better at most."},
     {}},
    {{"Cible", "Target"},
     {"Hébergement de destination : nuage interne de l’État, offre qualifiée, offre commerciale, hébergement propre.",
      "Hosting to go to: internal cloud of the State, qualified offer, commercial offer, own premises."},
     {}},
    {{"Classe", "Class"},
     {"Niveau de sensibilité que la politique donne à une application ; il décide des cibles possibles.",
      "Level of sensitivity that the policy gives to an application; it decides which targets are possible."},
     {}},
    {{"Décommissionnement", "Decommissioning"},
     {"Arrêt et effacement de l’ancien hébergement ; le retour arrière n’est plus possible ensuite.",
      "The old hosting is stopped and erased; after it there is no way back."},
     {}},
    {{"Dérogation", "Derogation"},
     {"Autorisation, limitée dans le temps, de laisser un projet déjà engagé là où il n’est pas conforme.",
      "Permission, for a limited time, to leave a project that is under way where it does not conform."},
     "R9, SREN-31"},
    {{"Diffusion Restreinte (DR)", "Diffusion Restreinte (DR)"},
     {"Mention de protection : l’information ne sort pas d’un système homologué à ce niveau.",
      "Protection marking of the French State: information stays within systems accredited for it."},
     "II901"},
    {{"DIMA, PDMA", "RTO, RPO"},
     {"Durée d’interruption et perte de données maximales admissibles, en heures.",
      "Longest interruption and loss of data that are bearable, in hours."},
     {}},
    {{"Donnée d’une sensibilité particulière", "Particularly sensitive data"},
     {"Donnée couverte par un secret protégé par la loi, ou nécessaire à une mission essentielle de l’État (A), dont "
      "la "
      "violation porterait atteinte (B) : les deux à la fois.",
      "Data covered by a secret that the law protects, or needed for an essential mission of the State (A), of which a "
      "breach would harm (B): both at once."},
     "R9, SREN-31"},
    {{"Exposition", "Exposure"},
     {"Jours pendant lesquels des données restent là où la doctrine l’interdit.",
      "Days during which data stays where the doctrine forbids it."},
     {}},
    {{"Groupe de déplacement", "Move group"},
     {"Applications qui doivent basculer ensemble, parce qu’elles sont fortement couplées ou qu’une contrainte le "
      "demande.",
      "Applications that must cut over together, being strongly coupled or bound by a constraint."},
     {}},
    {{"HDS", "HDS"},
     {"Certification des hébergeurs de données de santé.", "Certification of those who host health data."},
     "CSP L.1111-8"},
    {{"Homologation", "Security accreditation"},
     {"Décision par laquelle l’autorité accepte les risques d’un système, pour une durée.",
      "Decision by which the authority accepts the risks of a system, for a time."},
     {}},
    {{"Matrice d’emploi", "Usage matrix"},
     {"Ce que chaque sorte d’application peut faire de chaque cible.",
      "What each kind of application may do with each target."},
     {}},
    {{"Passerelle", "Bridge"},
     {"Liaison provisoire entre deux hébergements, tant que les deux bouts d’un échange ne sont pas au même endroit.",
      "Link for a time between two hostings, while the ends of a flow are not in one place."},
     {}},
    {{"Prédécesseur", "Predecessor"},
     {"Tâche, ou application, qui doit être achevée ou partie avant.",
      "Task, or application, that must be finished or gone before."},
     {}},
    {{"Qualification SecNumCloud", "SecNumCloud qualification"},
     {"Reconnaissance par l’ANSSI du niveau de sécurité d’une offre, pour trois ans. Se dit d’une offre, non d’une "
      "entreprise ; une qualification n’est pas une certification.",
      "Recognition by ANSSI of the level of security of an offer, for three years. Said of an offer, not of a company; "
      "a "
      "qualification is not a certification."},
     "SecNumCloud 3.2"},
    {{"Recette", "Acceptance test"},
     {"Vérification, avant la bascule, que l’application rend le même service en cible.",
      "Verification before the cut-over that the application gives the same service at the target."},
     {}},
    {{"Réversibilité", "Reversibility"},
     {"Moyens prévus, dès le lancement, de quitter un hébergement avec ses données.",
      "Means, planned from launch, to leave a hosting with one’s data."},
     "R4"},
    {{"Stratégie", "Strategy"},
     {"Façon de déplacer : réhébergement, relocalisation, changement de plateforme, refonte, remplacement ; ou arrêt, "
      "ou "
      "maintien.",
      "How it moves: rehost, relocate, replatform, refactor, repurchase; or it retires, or is retained."},
     {}},
    {{"Vague", "Wave"},
     {"Applications qui basculent dans une même fenêtre.", "Applications that cut over in one window."},
     {}},
}};

}  // namespace

ReportData glossary_page(const ReportScope& scope) {
    std::vector<ReportData> rows;
    for (const Term& term : terms)
        rows.emplace_back()
            .text("term", term.name.in(scope.language))
            .text("meaning", term.meaning.in(scope.language))
            .text("source", term.source);
    ReportData page;
    page.list("terms", std::move(rows));
    return page;
}

}  // namespace plan
