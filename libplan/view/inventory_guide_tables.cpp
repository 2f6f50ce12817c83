#include "libplan/view/inventory_guide.hpp"

/// What the workbook says of the columns of every sheet but the applications. Data only.
namespace plan {

namespace guides {

namespace {

constexpr Accent main_colour = Accent::navy, detail = Accent::teal, other = Accent::grey;
constexpr Words comments = {"Ce qui n’a pas sa colonne. Gardé tel quel.",
                            "What has no column of its own. Kept as it is."};

constexpr ColumnGuide flow_table[] = {
    {"from",
     {"Code de l’application qui appelle, lit ou reçoit : celle qui dépend de l’autre.",
      "Code of the application that calls, reads or receives: the one that depends on the other."},
     main_colour,
     18},
    {"to",
     {"Code de l’application dont elle dépend : celle qui s’arrête et gêne la première.",
      "Code of the application that it depends on: when that one stops, the first suffers."},
     main_colour,
     18},
    {"kind", {"De quelle sorte est l’échange.", "Of what kind the exchange is."}, main_colour, 18},
    {"coupling",
     {"Fort : les deux doivent basculer près l’une de l’autre ; en cycle, ensemble. Faible : une passerelle suffit entre deux "
      "sites.",
      "Strong: the two should move close together; in a cycle, at once. Weak: a bridge between two sites will do."},
     main_colour,
     12},
    {"direction",
     {"Qui reçoit les données. Envoi : l’application appelée ; réception : l’appelante.",
      "Who receives the data. Push: the application that is called; pull: the caller."},
     main_colour,
     14},
    {"data",
     {"Catégories de données transportées. Vide : toutes celles de l’émetteur.",
      "Categories of data that travel. Empty: all that the sender holds."},
     detail,
     24},
    {"anonymised", {"Les données transportées sont anonymisées.", "The data that travels is anonymised."}, detail, 13},
    {"frequency",
     {"À quel rythme : continu, quotidien, mensuel…", "How often: continuous, daily, monthly…"},
     detail,
     16},
    {"volume_gb_per_day", {"Volume d’une journée ordinaire.", "Volume of an ordinary day."}, detail, 16},
    {"latency_ms",
     {"Latence maximale admissible : elle décide si les deux peuvent être sur des sites différents.",
      "Longest bearable latency: it decides whether the two may stand on different sites."},
     detail,
     16},
    {"extra", comments, other, 40},
};

constexpr ColumnGuide server_table[] = {
    {"id", {"Nom unique du serveur.", "Unique name of the server."}, main_colour, 20},
    {"application", {"Code de l’application qu’il sert.", "Code of the application that it serves."}, main_colour, 20},
    {"addresses",
     {"Adresses réseau, par lesquelles les journaux de flux le reconnaissent.",
      "Network addresses, by which logs of flows recognise it."},
     main_colour,
     26},
    {"site", {"Où il se trouve.", "Where it stands."}, main_colour, 20},
    {"vcpu", {"Processeurs virtuels.", "Virtual processors."}, detail, 10},
    {"memory_gb", {"Mémoire.", "Memory."}, detail, 12},
    {"storage_gb", {"Stockage.", "Storage."}, detail, 14},
    {"extra", comments, other, 40},
};

constexpr ColumnGuide team_table[] = {
    {"id", {"Code unique de l’équipe.", "Unique code of the team."}, main_colour, 18},
    {"name", {"Nom de l’équipe.", "Name of the team."}, main_colour, 30},
    {"phases",
     {"Phases d’une migration qu’elle fait. Vide : toutes.", "Phases of a migration that it does. Empty: all."},
     main_colour,
     26},
    {"capacity_people",
     {"Personnes disponibles un jour ouvré ; une fraction est permise.",
      "People available on a working day; a fraction is allowed."},
     main_colour,
     12},
    {"calendar",
     {"Code d’un calendrier. Vide : le premier de la feuille des calendriers.",
      "Code of a calendar. Empty: the first of the sheet of calendars."},
     detail,
     16},
    {"from", {"Premier jour où elle est là.", "First day on which it is there."}, detail, 13},
    {"until", {"Dernier jour où elle est là.", "Last day on which it is there."}, detail, 13},
    {"extra", comments, other, 40},
};

constexpr ColumnGuide target_table[] = {
    {"id", {"Code court et unique de l’offre.", "Short and unique code of the offer."}, main_colour, 18},
    {"provider", {"Qui héberge.", "Who hosts."}, main_colour, 26},
    {"offer",
     {"Nom de l’offre : une qualification porte sur une offre.",
      "Name of the offer: a qualification is about an offer."},
     main_colour,
     24},
    {"kind",
     {"Nuage de l’État, offre commerciale, ou salle.", "The State’s cloud, a commercial offer, or a room."},
     main_colour,
     14},
    {"service_types", {"Ce qui y est proposé.", "What it offers."}, main_colour, 16},
    {"snc_version",
     {"Version du référentiel SecNumCloud de sa qualification ; vide : non qualifiée.",
      "Version of the SecNumCloud reference of its qualification; empty: not qualified."},
     detail,
     15},
    {"qualified_on", {"Premier jour de la qualification.", "First day of the qualification."}, detail, 13},
    {"expires_on", {"Dernier jour de la qualification.", "Last day of the qualification."}, detail, 14},
    {"snc_service_types",
     {"Parmi les types de service, ceux que couvre la qualification ; vide : tous.",
      "Of the service types, those that the qualification covers; empty: all."},
     detail,
     16},
    {"snc_milestone", {"Jalon franchi vers la qualification.", "Milestone reached towards qualification."}, detail, 16},
    {"hds_activities",
     {"Activités certifiées d’hébergeur de données de santé, par leur numéro.",
      "Certified activities of hosting health data, by their number."},
     detail,
     14},
    {"hds_version", {"Version du référentiel HDS.", "Version of the HDS reference."}, detail, 13},
    {"max_mention",
     {"Mention la plus haute qu’elle peut accueillir.", "The highest marking that it may host."},
     detail,
     20},
    {"legal_exposure", {"Exposition à un droit extra-européen.", "Exposure to law from outside Europe."}, detail, 18},
    {"owned_by", {"À qui appartient le fournisseur.", "Who owns the provider."}, detail, 20},
    {"operated_by", {"Qui exploite l’offre.", "Who operates the offer."}, detail, 20},
    {"governing_law", {"Le droit auquel ils sont soumis.", "The law that applies to them."}, detail, 18},
    {"licensed_from",
     {"Éditeur étranger dont l’offre exploite la technologie sous licence ; vide : aucun connu.",
      "Foreign publisher whose technology the offer runs under licence; empty: none known."},
     detail,
     20},
    {"control_source", {"D’où viennent ces quatre informations.", "Where these four are known from."}, detail, 24},
    {"control_confidence", {"Ce que vaut cette source.", "What that source is worth."}, detail, 14},
    {"zones", {"Nombre de zones de disponibilité.", "Number of availability zones."}, detail, 11},
    {"sla_percent", {"Disponibilité promise.", "The availability that is promised."}, detail, 15},
    {"support_hours", {"Quand le support répond.", "When support answers."}, detail, 18},
    {"rie",
     {"Elle est reliée au réseau interministériel de l’État.", "It is linked to the State’s network."},
     detail,
     10},
    {"internet", {"Elle est reliée à internet.", "It is linked to the internet."}, detail, 11},
    {"managed_services",
     {"Services clés en main qui y sont proposés.", "Managed services that it offers."},
     detail,
     24},
    {"max_dicp.d",
     {"Plus haut besoin de disponibilité tenu.", "Highest need for availability that it meets."},
     detail,
     15},
    {"max_dicp.i", {"Plus haut besoin d’intégrité tenu.", "Highest need for integrity that it meets."}, detail, 13},
    {"max_dicp.c",
     {"Plus haut besoin de confidentialité tenu.", "Highest need for confidentiality that it meets."},
     detail,
     18},
    {"max_dicp.p", {"Plus haut besoin de preuve tenu.", "Highest need for proof that it meets."}, detail, 13},
    {"rto_hours",
     {"Plus longue interruption à laquelle elle s’engage, en heures.",
      "The longest interruption that it commits to, in hours."},
     detail,
     13},
    {"rpo_hours",
     {"Plus longue perte de données à laquelle elle s’engage, en heures.",
      "The longest loss of data that it commits to, in hours."},
     detail,
     13},
    {"min_size", {"Plus petite commande.", "The smallest order."}, other, 16},
    {"min_vcpu", {"Plus petite commande, en vCPU.", "The smallest order, in vCPUs."}, other, 12},
    {"tariff", {"Tarif public.", "Public tariff."}, other, 20},
    {"cost_per_application", {"Euros par an et par application.", "Euros a year for each application."}, other, 14},
    {"cost_per_vcpu", {"Euros par an et par vCPU.", "Euros a year for each vCPU."}, other, 13},
    {"cost_per_storage_gb", {"Euros par an et par Go de stockage.", "Euros a year for each GB of storage."}, other, 13},
    {"eligible_buyers", {"Qui peut y acheter.", "Who may buy there."}, other, 20},
    {"capacity", {"Place disponible.", "Room that is left."}, other, 16},
    {"capacity_applications",
     {"Nombre d’applications qu’elle peut encore accueillir.", "How many more applications it may take."},
     other,
     14},
    {"capacity_vcpu", {"vCPU qu’elle peut encore donner.", "vCPUs that it may still give."}, other, 13},
    {"onboarding_days",
     {"Jours ouvrés entre la demande et le premier usage.", "Working days between the request and the first use."},
     other,
     16},
    {"source", {"D’où viennent ces informations.", "Where this comes from."}, other, 30},
    {"verified_on", {"Quand elles ont été vérifiées.", "When it was verified."}, other, 13},
    {"confidence", {"Ce que vaut la source.", "What the source is worth."}, other, 14},
    {"notes", {"Remarques.", "Remarks."}, other, 40},
};

constexpr ColumnGuide calendar_table[] = {
    {"calendar",
     {"Code du calendrier. Plusieurs lignes du même code en font un seul.",
      "Code of the calendar. Several rows of one code make one calendar."},
     main_colour,
     18},
    {"kind",
     {"Ce que dit cette ligne : jours de la semaine travaillés, fériés, gel des changements, fenêtre de bascule.",
      "What this row says: days of the week that are worked, holidays, freeze of changes, window for cut-overs."},
     main_colour,
     16},
    {"id",
     {"Code d’une fenêtre, que les contraintes citent.", "Code of a window, which constraints cite."},
     main_colour,
     20},
    {"start", {"Premier jour du gel ou de la fenêtre.", "First day of the freeze or window."}, main_colour, 13},
    {"finish", {"Dernier jour, compris. Vide : un seul jour.", "Last day, included. Empty: one day."}, main_colour, 13},
    {"reason", {"Pourquoi.", "Why."}, detail, 36},
    {"phases",
     {"Phases qu’un gel arrête. Vide : la bascule.", "Phases that a freeze stops. Empty: the cut-over."},
     detail,
     24},
    {"max_applications",
     {"Combien d’applications peuvent basculer dans la fenêtre.", "How many applications may cut over in the window."},
     detail,
     14},
    {"days",
     {"Jours ouvrés : 1-5 pour lundi à vendredi. Fériés : FR pour ceux de la France, ou des dates.",
      "Workdays: 1-5 for Monday to Friday. Holidays: FR for those of France, or dates."},
     detail,
     18},
};

constexpr ColumnGuide constraint_table[] = {
    {"id",
     {"Code de la contrainte, cité dans le plan.", "Code of the constraint, cited in the plan."},
     main_colour,
     16},
    {"kind", {"Ce qui est demandé aux applications.", "What is asked of the applications."}, main_colour, 16},
    {"applications",
     {"Codes des applications ; pour « avant », dans l’ordre où elles basculent.",
      "Codes of the applications; for \"before\", in the order in which they move."},
     main_colour,
     32},
    {"date", {"Pour « pas avant » et « échéance ».", "For \"not before\" and \"deadline\"."}, detail, 13},
    {"lag_days",
     {"Pour « avant » : jours entre les deux bascules.", "For \"before\": days between the two cut-overs."},
     detail,
     12},
    {"windows",
     {"Pour « fenêtre » : codes des fenêtres permises.", "For \"window\": codes of the windows allowed."},
     detail,
     26},
    {"wave", {"Pour « vague » : numéro de la vague.", "For \"wave\": number of the wave."}, detail, 10},
    {"weight",
     {"Vide : la contrainte doit être tenue. Un nombre : elle peut céder, à ce prix par jour.",
      "Empty: the constraint must hold. A number: it may yield, at that price a day."},
     detail,
     10},
    {"reason", {"Pourquoi ; le plan le redit.", "Why; the plan says it again."}, detail, 44},
};

}  // namespace

const std::span<const ColumnGuide> flows = flow_table;
const std::span<const ColumnGuide> servers = server_table;
const std::span<const ColumnGuide> teams = team_table;
const std::span<const ColumnGuide> targets = target_table;
const std::span<const ColumnGuide> calendars = calendar_table;
const std::span<const ColumnGuide> constraints = constraint_table;

}  // namespace guides

std::span<const ColumnGuide> column_guide(RecordType type) {
    switch (type) {
        case RecordType::application:
            return guides::applications;
        case RecordType::flow:
            return guides::flows;
        case RecordType::server:
            return guides::servers;
        case RecordType::team:
            return guides::teams;
        case RecordType::target:
            return guides::targets;
        case RecordType::calendar:
            return guides::calendars;
        case RecordType::constraint:
            return guides::constraints;
        default:
            return {};
    }
}

}  // namespace plan
