#include "libplan/source/column_names.hpp"

/// The columns of an inventory of applications. Data only: field, usual French header, usual English header, other
/// headers, vocabulary, quantity.
namespace plan::names {

namespace {

constexpr ColumnName column(std::string_view field, std::string_view french, std::string_view english,
                            std::string_view synonyms = {}, const Vocabulary& (*vocabulary)() = nullptr,
                            Quantity quantity = Quantity::plain) {
    return {RecordType::application, field, french, english, synonyms, vocabulary, quantity};
}

constexpr ColumnName counted(std::string_view field, Quantity quantity, std::string_view french,
                             std::string_view english, std::string_view synonyms = {}) {
    return column(field, french, english, synonyms, nullptr, quantity);
}

constexpr ColumnName kept(std::string_view french, std::string_view english, std::string_view synonyms = {}) {
    return column(special::kept, french, english, synonyms);
}

constexpr ColumnName table[] = {
    // Identity
    column("id", "Code application", "Application code",
           "Code|Identifiant|Identifiant application|ID application|Application ID|Code appli|Trigramme|Référence|"
           "Code SI|Réf."),
    column("name", "Nom", "Name",
           "Nom de l'application|Nom application|Nom appli|Application|Libellé|Intitulé|Application name|Désignation|"
           "Libellé application|Label"),
    column("aliases", "Autres noms", "Aliases", "Alias|Sigle|Acronyme|Nom court|Nom long|Anciens noms|Short name"),
    column("description", "Description", "Description", "Objet|Finalité|Finalités|Descriptif|Présentation|Purpose"),
    column("ministry", "Ministère", "Ministry", "Ministère porteur|Ministère de tutelle|Département ministériel"),
    column("business_owner", "Direction métier", "Business owner",
           "MOA|Maîtrise d'ouvrage|Métier|Direction|Direction MOA|Direction utilisatrice|Responsable métier|"
           "Propriétaire métier|Business division|Entité métier|Producteur"),
    column("owner", "Responsable applicatif", "Application owner",
           "Responsable|Chef de projet|Responsable d'application|Responsable application|Responsable SI|MOE|"
           "Maîtrise d'œuvre|Responsable produit|Responsible|RAPP|Product owner"),
    column("contractor", "Titulaire", "Contractor",
           "Prestataire|Infogérant|Titulaire du marché|TMA|Mainteneur|Éditeur|Fournisseur|Supplier|Vendor"),
    column("lifecycle", "Statut", "Lifecycle",
           "Phase|Statut / phase|Cycle de vie|État|Situation|Statut application|Status|Phase de vie", words::lifecycle),
    column("environment", "Environnement", "Environment", "Environnements|Type d'environnement|Env",
           words::environment),
    column("criticality", "Criticité", "Criticality",
           "Niveau de criticité|Criticité métier|Importance|Business criticality|Classe de criticité",
           words::criticality),
    column("service_type", "Type de service", "Service type",
           "Type|Type d'application|Nature|Nature de service|Catégorie|Application type"),
    column("exposure", "Ouverture", "Exposure",
           "Exposition|Ouverture réseau|Exposition internet|Périmètre d'ouverture|Public visé|Network exposure",
           words::exposure),
    column("access", "Accès", "Access", "Conditions d'accès|Mode d'accès|Accessibilité de l'API|Access conditions",
           words::access),
    counted("users", Quantity::count, "Utilisateurs", "Users",
            "Nombre d'utilisateurs|Nb utilisateurs|Nb d'utilisateurs|Nombre utilisateurs|Number of users|"
            "Comptes utilisateurs|Nombre d'agents"),
    counted("persons", Quantity::count, "Personnes concernées", "Data subjects",
            "Nombre de personnes concernées|Nb personnes|Nombre de personnes|Persons|Number of data subjects|"
            "Nb personnes concernées"),
    column("site", "Hébergement actuel", "Current hosting",
           "Hébergement|Site|Site d'hébergement|Hébergeur|Hébergeur actuel|Lieu d'hébergement|Centre de données|"
           "Datacenter|Data center|Hosting|Salle|Plateforme d'hébergement|Current site"),
    // Data
    column("data", "Catégories de données", "Data categories",
           "Données|Catégorie de données|Types de données|Nature des données|Type de données|Data|"
           "Données traitées|Data category",
           words::data),
    column("personal_data", "Données personnelles", "Personal data",
           "Données à caractère personnel|DCP|DACP|Données perso|Traitement de données personnelles|RGPD|GDPR",
           words::boolean),
    column("sensitive_personal_data", "Données sensibles (art. 9)", "Special data (art. 9)",
           "Données sensibles|Données sensibles RGPD|Art9|Art. 9|Article 9|RGPD art. 9|RGPD 9|Données article 9|"
           "Données particulières|Catégories particulières|Sensitive personal data|Special categories",
           words::boolean),
    column("criminal_data", "Données pénales (art. 10)", "Criminal data (art. 10)",
           "Art10|Art. 10|Article 10|RGPD art. 10|RGPD 10|Données article 10|Infractions|Données d'infraction|"
           "Infractions et condamnations|Données pénales|Criminal data",
           words::boolean),
    column("minors", "Mineurs", "Minors", "Données de mineurs|Données sur des mineurs|Données mineurs|Minors' data",
           words::boolean),
    column("health_data", "Données de santé", "Health data", "Santé|HDS|Données médicales|Données de santé (HDS)",
           words::boolean),
    column("real_data", "Données réelles", "Real data",
           "Données de production|Données réelles hors production|Production data", words::boolean),
    column("mention", "Mention de protection", "Protection marking",
           "Mention|Classification|Niveau de classification|Niveau de protection|Marquage|"
           "Mention de classification|Marking",
           words::mention),
    column("mention", "Diffusion restreinte", "Restricted marking", "DR|Diffusion restreinte (DR)",
           words::restricted_mention),
    column("legal_secrets", "Secrets légaux", "Legal secrets",
           "Secret légal|Secrets protégés|Secret protégé par la loi|Secrets protégés par la loi|Secrets|"
           "Secret protégé|Legal secret",
           words::legal_secrets),
    column("essential_mission", "Mission essentielle", "Essential mission",
           "Missions essentielles|Mission essentielle de l'État|Mission essentielle État|Essential State mission",
           words::boolean),
    // Could a breach harm…
    column("harm.public_order", "Atteinte à l'ordre public", "Harm to public order",
           "Atteinte ordre public|Ordre public", words::boolean),
    column("harm.public_security", "Atteinte à la sécurité publique", "Harm to public security",
           "Atteinte sécurité publique|Sécurité publique", words::boolean),
    column("harm.health_life", "Atteinte à la santé ou à la vie", "Harm to health or life",
           "Atteinte santé/vie|Atteinte à la santé et à la vie|Atteinte santé vie|Atteinte santé|Santé/vie|"
           "Santé et vie des personnes|Atteinte à la santé|Atteinte à la vie|Atteinte santé et vie",
           words::boolean),
    column("harm.intellectual_property", "Atteinte à la propriété intellectuelle", "Harm to intellectual property",
           "Atteinte propriété intellectuelle|Propriété intellectuelle|Atteinte PI", words::boolean),
    column("harm.criterion", "Critère de l'atteinte", "Harm criterion",
           "Critère atteinte|Critère|Critères|Critère DICT|Critère d'atteinte", words::harm_criterion),
    column("harm.nature", "Nature de l'impact", "Nature of impact",
           "Nature impact|Nature de l'atteinte|Nature atteinte|Impact", words::harm_nature),
    column("harm.justification", "Justification de l'analyse", "Analysis justification",
           "Justification|Justification atteinte|Justification de l'atteinte|Motivation|Harm justification"),
    column("harm.date", "Date de l'analyse", "Analysis date",
           "Date analyse|Date de la justification|Date atteinte|Date de l'atteinte|Date analyse atteinte|Harm date"),
    column("harm.validator", "Validateur de l'analyse", "Analysis validator",
           "Validateur|Validé par|Validateur atteinte|Harm validator"),
    column(
        "vital_system", "SIIV", "Vital system",
        "SIIV / OIV / OSE|SIIV/OSE|Système d'importance vitale|SIE|OIV|OSE|Système d'information d'importance vitale",
        words::boolean),
    // Security needs and continuity
    column(special::dicp, "DICP", "AICP needs",
           "DICT|Besoins de sécurité|Besoin de sécurité|Cotation DICP|Cotation DICT|DICP (1-4)|Security needs"),
    counted("dicp.d", Quantity::level, "Disponibilité", "Availability", "D|DICP D|Besoin de disponibilité|D (DICP)"),
    counted("dicp.i", Quantity::level, "Intégrité", "Integrity", "I|DICP I|Besoin d'intégrité|I (DICP)"),
    counted("dicp.c", Quantity::level, "Confidentialité", "Confidentiality",
            "C|DICP C|Besoin de confidentialité|C (DICP)"),
    counted("dicp.p", Quantity::level, "Preuve", "Proof",
            "P|T|DICP P|DICT T|Traçabilité|Besoin de preuve|Besoin de traçabilité|P (DICP)|Traceability"),
    counted("rto_hours", Quantity::hours, "DIMA", "RTO",
            "DMIA|DIMA (RTO)|Durée d'interruption maximale admissible|Durée maximale d'interruption admissible|"
            "Interruption maximale|Recovery time objective"),
    counted("rpo_hours", Quantity::hours, "PDMA", "RPO",
            "PMDA|PDMA (RPO)|Perte de données maximale admissible|Perte maximale de données admissible|"
            "Recovery point objective"),
    counted("sla_percent", Quantity::percent, "Taux de disponibilité", "SLA",
            "Disponibilité (SLA %)|SLA %|Taux de service|Engagement de disponibilité|Disponibilité contractuelle|"
            "Availability rate"),
    // Technical
    column("components.os", "OS", "Operating system",
           "Système d'exploitation|Systèmes d'exploitation|Système|Operating systems"),
    column("components.database", "SGBD", "Database",
           "Base de données|Bases de données|SGBDR|BDD|Moteur de base de données|Databases"),
    column("components.language", "Langages", "Languages",
           "Langage|Langage de développement|Langages de développement|Langage de programmation|Language|"
           "Technologie|Technologies"),
    column("components.product", "Logiciels", "Products",
           "Composants|Progiciels|Progiciel|Produits|Middleware|Intergiciel|Serveur d'application|Logiciel|"
           "Composants logiciels|Software|Components|Cadriciel|Framework"),
    column(special::support, "Obsolescence", "End of support",
           "Fin de support|Date d'obsolescence|Date de fin de support|Obsolescence (fin de support)|"
           "Fin de support des composants"),
    column("containerised", "Conteneurisé", "Containerised",
           "Conteneurisée|Conteneurs|Conteneur|Containerized|Docker|Kubernetes", words::boolean),
    column("stateless", "Sans état", "Stateless", "Stateless (sans état)", words::boolean),
    column("cloudable", "Cloudable", "Cloud ready",
           "Éligible au cloud|Compatible cloud|Cloud compatible|Migrable|Portable dans le nuage", words::boolean),
    counted("vcpu", Quantity::count, "vCPU", "vCPUs",
            "CPU|Cœurs|Nombre de vCPU|Nb vCPU|Processeurs|Cores|Nombre de cœurs"),
    counted("memory_gb", Quantity::gigabytes, "RAM", "Memory", "Mémoire|Mémoire vive|Mémoire RAM"),
    counted("storage_gb", Quantity::gigabytes, "Stockage", "Storage",
            "Volumétrie|Disque|Espace disque|Capacité de stockage|Volume de données|Disk"),
    // Governance
    column("contract_end", "Fin de marché", "Contract end",
           "Marché|Date de fin de marché|Fin du marché|Marché (fin)|Échéance du marché|Fin de contrat|"
           "Fin du contrat|Date de fin du contrat|Échéance marché|Contract end date"),
    column("deadline", "Échéance", "Deadline",
           "Date limite|Date butoir|Échéance de migration|À migrer avant|Date cible|Migrate before"),
    column("accreditation_end", "Fin d'homologation", "Accreditation end",
           "Homologation (fin)|Fin homologation|Date de fin d'homologation|Homologation jusqu'au|"
           "Échéance d'homologation|Accreditation end date"),
    column("reversibility", "Réversibilité", "Reversibility",
           "Clause de réversibilité|Réversibilité prévue|Plan de réversibilité", words::boolean),
    column("derogation_basis", "Dérogation", "Derogation basis",
           "Dérogation (fondement)|Fondement de la dérogation|Base de la dérogation|Motif de dérogation|Derogation",
           words::derogation),
    column("derogation_until", "Fin de dérogation", "Derogation until",
           "Dérogation jusqu'au|Dérogation (fin)|Date de fin de dérogation|Dérogation (date)|Date de dérogation|"
           "Derogation end"),
    column("acceptable_offer_on", "Date offre acceptable", "Acceptable offer date",
           "Offre acceptable|Date de l'offre acceptable|Offre acceptable depuis|Date d'offre acceptable"),
    counted("cost_per_year", Quantity::euros, "Coût annuel", "Cost per year",
            "Coût|Coût complet|Coût par an|Coût complet annuel|Budget annuel|Coût annuel complet|Yearly cost|"
            "Annual cost"),
    counted("full_cost", Quantity::euros, "Coût complet du projet", "Full cost",
            "Coût global|Coût total|Coût projet|Coût du projet|Total cost|Project cost"),
    counted("change_cost_percent", Quantity::share, "Coût d'évolution %", "Evolution cost %",
            "Coût d'évolution|Coût d'évolution en %|Part d'évolution %|Change cost %"),
    column("cloud_search", "Recherche cloud", "Cloud sought first",
           "Recherche d'une solution cloud|Solution cloud recherchée|SaaS recherché|Cloud search", words::boolean),
    column("comparative_study", "Étude comparative", "Comparative study",
           "Étude comparative écrite|Étude comparative réalisée|Étude R7", words::boolean),
    column("portability", "Portabilité", "Portability",
           "Portabilité prévue|Portabilité multi-cloud|Adhérence justifiée|Lock-in justified", words::boolean),
    column("conformity_review_on", "Contrôle de conformité", "Conformity review",
           "Date du contrôle de conformité|Contrôle de conformité le|Avis de conformité|Conformity review date"),
    column("go_live", "Mise en service", "Go-live",
           "Date de mise en service|Mise en service prévue|Ouverture du service|Date d'ouverture|Go live|"
           "Go-live date|In service from"),
    column(special::funding, "Financement", "Funding",
           "Financements|Cofinancement|Cofinancements|Plan de financement|Part financée|Funding sources"),
    column("team", "Équipe", "Team", "Équipe de migration|Équipe en charge|Équipe projet|Migration team"),
    column("strategy", "Stratégie", "Strategy",
           "Stratégie de migration|7R|Stratégie 7R|R-type|R type|Trajectoire|Migration strategy", words::strategy),
    counted("effort_days", Quantity::days, "Charge", "Effort",
            "Charge de migration|Charge totale|Effort de migration|Charge estimée|Person-days|Jours-homme|JH"),
    column("tags", "Mots-clés", "Tags", "Mots clefs|Étiquettes|Étiquette|Tag|Keywords|Labels"),
    column("tags.FranceConnect", "FranceConnect", "France Connect", "Utilise FranceConnect", words::boolean),
    column("url", "Lien", "URL", "Adresse|Site web|Adresse web|Link|URL de l'application|Lien web"),
    // Expected in an inventory, and read by no rule
    kept("RSSI", "Security officer", "Responsable sécurité"),
    kept("DPO", "Data protection officer", "DPD|Délégué à la protection des données"),
    kept("AIPD", "DPIA", "PIA|Analyse d'impact"),
    kept("Registre RGPD", "Processing register", "Réf. registre RGPD|Référence registre RGPD|Numéro de registre"),
    kept("Durée de conservation", "Retention period", "Conservation|Durées de conservation"),
    kept("Localisation des données", "Data location", "Localisation|Lieu des données"),
    kept("Transferts hors UE", "Transfers outside the EU", "Transfert hors UE|Transferts hors Union européenne"),
    kept("Type d'utilisateurs", "Kind of users", "Population|Populations|Type d'utilisateur|Utilisateurs (type)"),
    kept("RIE", "State network", "Accès RIE"),
    kept("Homologation", "Accreditation", "Date d'homologation|Homologation (date)|Homologation SSI"),
    kept("Autorité d'homologation", "Accreditation authority", "Homologation (autorité)"),
    kept("NIS2", "NIS 2", "NIS"),
    kept("RGAA", "Accessibility", "Conformité RGAA|Accessibilité numérique"),
    kept("PCA/PRA", "Continuity plan", "PCA|PRA|PRA/PCA|Plan de continuité|Plan de reprise"),
    kept("Licences", "Licences held", "Licence|Licenses"),
    kept("Programme LOLF", "Budget programme", "Programme|Programme budgétaire"),
    kept("Commentaires", "Comments", "Commentaire|Remarques|Remarque|Observations|Notes|Comment|Remarks"),
};

}  // namespace

const std::span<const ColumnName> applications = table;

}  // namespace plan::names
