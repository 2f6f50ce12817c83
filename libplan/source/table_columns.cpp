#include "libplan/source/column_names.hpp"

/// The columns of every table but the applications. Data only: field, usual French header, usual English header,
/// other headers, vocabulary, quantity.
namespace plan::names {

namespace {

/// Makes the columns of one kind of table.
template <RecordType type>
struct Columns {
    constexpr ColumnName operator()(std::string_view field, std::string_view french, std::string_view english,
                                    std::string_view synonyms = {}, const Vocabulary& (*vocabulary)() = nullptr) const {
        return {type, field, french, english, synonyms, vocabulary, Quantity::plain};
    }
    constexpr ColumnName operator()(std::string_view field, Quantity quantity, std::string_view french,
                                    std::string_view english, std::string_view synonyms = {}) const {
        return {type, field, french, english, synonyms, nullptr, quantity};
    }
};

constexpr Columns<RecordType::flow> flow;

constexpr ColumnName flow_table[] = {
    flow("from", "Appelant", "From",
         "Application appelante|Code appelant|Consommateur|Client|Dépend|Dépendant|Caller|Consumer|Dependent"),
    flow("to", "Appelé", "To",
         "Application appelée|Code appelé|Fournisseur|Serveur|Dépend de|Callee|Provider|Depends on|Dependency"),
    flow(special::flow_source, "Source", "Source",
         "Application source|Code source|Émetteur|Expéditeur|Source application|Sender|Origine du flux"),
    flow(special::flow_destination, "Destination", "Destination",
         "Application destination|Code destination|Destinataire|Récepteur|Cible|Application cible|Target|Receiver|"
         "Destination application"),
    flow("kind", "Nature", "Kind", "Nature du flux|Type|Type de flux|Mode d'échange|Flow type", words::flow_kind),
    flow("coupling", "Couplage", "Coupling", "Niveau de couplage|Force du couplage|Adhérence", words::coupling),
    flow("direction", "Sens", "Direction", "Sens du flux|Sens des données|Data direction", words::direction),
    flow("data", "Données", "Data",
         "Catégories de données|Données échangées|Données transportées|Types de données|Data categories", words::data),
    flow("anonymised", "Anonymisé", "Anonymised", "Anonymisée|Anonymisées|Données anonymisées|Anonymized",
         words::boolean),
    flow("frequency", "Fréquence", "Frequency", "Périodicité|Fréquence d'échange"),
    flow("volume_gb_per_day", Quantity::gigabytes, "Volume par jour", "Volume per day",
         "Volume|Volume quotidien|Volumétrie|Volume (Go/jour)|Volume Go par jour|Volume journalier|"
         "Daily volume"),
    flow("latency_ms", Quantity::milliseconds, "Latence maximale", "Maximum latency",
         "Latence|Latence max|Latence admissible|Latency"),
    flow(special::kept, "Origine", "Origin", "Origine de l'information|Provenance"),
    flow(special::kept, "Commentaires", "Comments", "Commentaire|Remarques|Observations|Description|Libellé|Notes"),
};

constexpr Columns<RecordType::server> server;

constexpr ColumnName server_table[] = {
    server("id", "Serveur", "Server",
           "Nom|Nom du serveur|Hôte|Nom d'hôte|Code|Machine|Code serveur|Server name|Hostname|Host|Name|Identifiant"),
    server("application", "Application", "Application code",
           "Code application|Application hébergée|Applications|App|Application name|Code appli"),
    server("addresses", "Adresses", "Addresses",
           "Adresse|Adresse IP|Adresses IP|IP|Adresse réseau|IP address|IP addresses"),
    server("site", "Site", "Hosting site",
           "Hébergement|Salle|Centre de données|Datacenter|Hébergement actuel|Data center|Location"),
    server("vcpu", Quantity::count, "vCPU", "vCPUs", "CPU|Cœurs|Nombre de vCPU|Processeurs|Cores"),
    server("memory_gb", Quantity::gigabytes, "RAM", "Memory", "Mémoire|Mémoire vive"),
    server("storage_gb", Quantity::gigabytes, "Stockage", "Storage", "Disque|Espace disque|Disk"),
    server(special::kept, "Commentaires", "Comments", "Commentaire|Remarques|Observations|Description|Notes|OS"),
};

constexpr Columns<RecordType::team> team;

constexpr ColumnName team_table[] = {
    team("id", "Code équipe", "Team code", "Code|Équipe|Identifiant|Team"),
    team("name", "Nom", "Name", "Nom de l'équipe|Libellé|Intitulé|Team name"),
    team("phases", "Phases", "Phases", "Phase|Compétences|Phases prises en charge|Skills", words::phase),
    team("capacity_people", Quantity::count, "Capacité", "Capacity",
         "Capacité (personnes)|Effectif|Personnes|ETP|Nombre de personnes|Nb personnes|FTE|People"),
    team("calendar", "Calendrier", "Calendar", "Code calendrier"),
    team("from", "Début", "Available from", "Disponible du|Disponible à partir du|Date de début|Du|Start"),
    team("until", "Fin", "Available until", "Disponible jusqu'au|Date de fin|Au|Jusqu'au|End"),
    team(special::kept, "Commentaires", "Comments", "Commentaire|Remarques|Observations|Notes|Responsable"),
};

constexpr Columns<RecordType::target> target;

constexpr ColumnName target_table[] = {
    target("id", "Code cible", "Target code", "Code|Cible|Identifiant|Target"),
    target("provider", "Fournisseur", "Provider", "Opérateur|Hébergeur"),
    target("offer", "Offre", "Offer", "Nom|Nom de l'offre|Name"),
    target("kind", "Nature", "Kind", "Type|Type de cloud|Nature du cloud", words::target_kind),
    target("service_types", "Types de service", "Service types", "Type de service|Services|Service type",
           words::service_types),
    target("snc_version", "Version SecNumCloud", "SecNumCloud version",
           "SecNumCloud|SNC|Référentiel SecNumCloud|Qualification"),
    target("qualified_on", "Qualifié le", "Qualified on", "Date de qualification|Qualification (date)"),
    target("expires_on", "Fin de qualification", "Qualification expiry",
           "Expiration|Expire le|Date d'expiration|Qualifié jusqu'au|Expires on"),
    target("snc_service_types", "Types de service qualifiés", "Qualified service types",
           "Périmètre qualifié|Types qualifiés|Qualified scope", words::service_types),
    target("snc_milestone", "Jalon SecNumCloud", "SecNumCloud milestone", "Jalon|Jalon SNC|Milestone"),
    target("hds_activities", "Activités HDS", "HDS activities", "HDS|Certification HDS"),
    target("hds_version", "Version HDS", "HDS version", "Référentiel HDS"),
    target("max_mention", "Mention maximale", "Highest marking", "Mention|Mention max|Niveau maximal|Max mention",
           words::mention),
    target("legal_exposure", "Exposition juridique", "Legal exposure", "Exposition au droit extra-européen",
           words::legal_exposure),
    target("owned_by", "Détenu par", "Owned by", "Propriétaire|Propriétaire du fournisseur|Actionnaire|Owner"),
    target("operated_by", "Exploité par", "Operated by", "Exploitant|Operator"),
    target("governing_law", "Droit applicable", "Governing law", "Loi applicable|Law"),
    target("licensed_from", "Technologie sous licence de", "Technology licensed from",
           "Technologie sous licence|Éditeur de la technologie|Licensed technology|Licensor"),
    target("control_source", "Source du contrôle", "Source on control", "Source sur le contrôle"),
    target("control_confidence", "Confiance sur le contrôle", "Confidence on control", "Confiance du contrôle",
           words::confidence),
    target("zones", Quantity::count, "Zones", "Availability zones", "Nombre de zones|Zones de disponibilité"),
    target("sla_percent", Quantity::percent, "Taux de disponibilité", "SLA",
           "Disponibilité|SLA %|Disponibilité (SLA %)|Availability"),
    target("support_hours", "Heures de support", "Support hours", "Support|Horaires de support|Plage de support"),
    target("rie", "RIE", "State network", "Accès RIE|Réseau interministériel", words::boolean),
    target("internet", "Internet", "Internet access", "Accès internet", words::boolean),
    target("managed_services", "Services managés", "Managed services", "Services gérés|Services disponibles"),
    target(special::dicp, "DICP maximal", "Highest AICP needs", "DICP max|DICP|DICT|Max DICP"),
    target("max_dicp.d", Quantity::level, "Disponibilité maximale", "Highest availability", "D|D max"),
    target("max_dicp.i", Quantity::level, "Intégrité maximale", "Highest integrity", "I|I max"),
    target("max_dicp.c", Quantity::level, "Confidentialité maximale", "Highest confidentiality", "C|C max"),
    target("max_dicp.p", Quantity::level, "Preuve maximale", "Highest proof", "P|P max|T|T max"),
    target("rto_hours", Quantity::hours, "Reprise garantie", "Recovery time",
           "Délai de reprise|DIMA|DMIA|RTO|Durée d'interruption maximale"),
    target("rpo_hours", Quantity::hours, "Perte de données maximale", "Data loss",
           "PDMA|RPO|Perte de données maximale admissible"),
    target("min_size", "Taille minimale", "Smallest size", "Minimum|Engagement minimal|Minimum size"),
    target("min_vcpu", Quantity::count, "vCPU minimum", "Smallest vCPUs", "Minimum de vCPU|Taille minimale (vCPU)"),
    target("tariff", "Tarif", "Tariff", "Tarifs|Prix|Price"),
    target("cost_per_application", Quantity::euros, "Coût annuel par application", "Cost a year per application",
           "Coût fixe annuel|Forfait annuel par application"),
    target("cost_per_vcpu", Quantity::euros, "Coût annuel par vCPU", "Cost a year per vCPU", "Prix annuel du vCPU"),
    target("cost_per_storage_gb", Quantity::euros, "Coût annuel par Go", "Cost a year per GB",
           "Prix annuel du Go|Coût annuel par Go de stockage"),
    target("eligible_buyers", "Acheteurs éligibles", "Eligible buyers", "Bénéficiaires|Clients éligibles|Buyers"),
    target("capacity", "Capacité", "Capacity", "Capacité disponible"),
    target("capacity_applications", Quantity::count, "Applications accueillies", "Applications it takes",
           "Capacité (applications)|Places|Nombre d'applications accueillies"),
    target("capacity_vcpu", Quantity::count, "vCPU disponibles", "vCPUs it gives", "Capacité (vCPU)|Capacité vCPU"),
    target("onboarding_days", Quantity::days, "Délai de raccordement", "Onboarding days",
           "Délai de raccordement (jours)|Raccordement|Délai d'embarquement|Onboarding"),
    target("source", "Source", "Source", "Sources|Référence|Reference"),
    target("verified_on", "Vérifié le", "Verified on", "Date de vérification|Vérification"),
    target("confidence", "Confiance", "Confidence", "Niveau de confiance|Fiabilité", words::confidence),
    target("notes", "Notes", "Remarks", "Note|Commentaires|Commentaire|Remarques|Observations|Comments"),
};

constexpr Columns<RecordType::calendar> calendar;

constexpr ColumnName calendar_table[] = {
    calendar("calendar", "Calendrier", "Calendar", "Code calendrier|Nom du calendrier|Calendar id"),
    calendar("kind", "Type", "Kind", "Nature|Type de ligne|Type de période", words::calendar_row),
    calendar("id", "Id", "Window code", "Identifiant|Code|Fenêtre|Code fenêtre|Nom"),
    calendar("start", "Début", "Start", "Date de début|Du|Date|Date début|From"),
    calendar("finish", "Fin", "Finish", "Date de fin|Au|Date fin|To|End|Until"),
    calendar("reason", "Motif", "Reason", "Raison|Libellé|Commentaire|Description"),
    calendar("phases", "Phases", "Phases", "Phase|Phases concernées", words::phase),
    calendar("max_applications", Quantity::count, "Max applications", "Most applications",
             "Nombre maximal d'applications|Nb max d'applications|Maximum d'applications|Capacité"),
    calendar("days", "Jours", "Days", "Jours ouvrés|Jours de la semaine|Workdays|Holidays"),
};

constexpr Columns<RecordType::constraint> constraint;

constexpr ColumnName constraint_table[] = {
    constraint("id", "Id", "Constraint code", "Identifiant|Code|Code contrainte|Numéro|Contrainte"),
    constraint("kind", "Type", "Kind", "Nature|Type de contrainte", words::constraint_kind),
    constraint("applications", "Applications", "Applications", "Application|Codes application|Applications concernées"),
    constraint("date", "Date", "Date", "Échéance|Date limite|Deadline"),
    constraint("lag_days", Quantity::days, "Délai", "Lag", "Délai (jours)|Décalage|Lag days"),
    constraint("windows", "Fenêtres", "Windows", "Fenêtre|Créneaux|Window"),
    constraint("wave", Quantity::count, "Vague", "Wave", "Numéro de vague|Palier"),
    constraint("weight", Quantity::count, "Poids", "Weight", "Pondération|Pénalité|Penalty"),
    constraint("reason", "Motif", "Reason", "Raison|Justification|Commentaire|Commentaires|Description|Libellé"),
};

}  // namespace

const std::span<const ColumnName> flows = flow_table;
const std::span<const ColumnName> servers = server_table;
const std::span<const ColumnName> teams = team_table;
const std::span<const ColumnName> targets = target_table;
const std::span<const ColumnName> calendars = calendar_table;
const std::span<const ColumnName> constraints = constraint_table;

}  // namespace plan::names
