#include "libplan/source/vocabulary.hpp"

/// The words that people write in the cells of an inventory, and the values of the stream that they stand for. Data
/// only: a spelling that is missing is added here.
namespace plan::words {

#define PLAN_VOCABULARY(name, ...)                          \
    const Vocabulary& name() {                              \
        static constexpr ValueWord table[] = {__VA_ARGS__}; \
        static const Vocabulary vocabulary(table);          \
        return vocabulary;                                  \
    }

PLAN_VOCABULARY(lifecycle,
                {"project", "projet|en projet|étude|à l'étude|en étude|cadrage|en cadrage|planifié|prévu|planned"},
                {"build",
                 "construction|en construction|développement|en développement|réalisation|en réalisation|"
                 "expérimentation|déploiement|en déploiement|conception"},
                {"production",
                 "production|en production|prod|exploitation|en exploitation|en service|opérationnel|"
                 "opérationnelle|actif|active|run|live|maintenance|en maintenance"},
                {"sunset",
                 "fin de vie|en fin de vie|obsolète|à décommissionner|en décommissionnement|décroissance|à remplacer|"
                 "phase out|end of life"},
                {"retired",
                 "retiré|retirée|arrêté|arrêtée|décommissionné|décommissionnée|abandonné|abandonnée|hors service|"
                 "éteint|éteinte|supprimé|supprimée|decommissioned"})

PLAN_VOCABULARY(environment, {"production", "production|prod|exploitation"},
                {"acceptance",
                 "recette|préproduction|préprod|qualification|homologation|intégration|test|tests|uat|staging"},
                {"development", "développement|dev|dév"}, {"sandbox", "bac à sable|essai|essais"},
                {"prototype", "prototype|maquette|poc|preuve de concept|expérimentation|pilote"})

PLAN_VOCABULARY(exposure, {"internal", "interne|interne au ministère|agents|intranet|réseau interne|rie"},
                {"partners", "partenaires|partenaire|interministériel|interministérielle|extranet|partner"},
                {"internet", "internet|grand public|public|externe|usagers|exposé sur internet|external"})

PLAN_VOCABULARY(access, {"open", "ouvert|ouverte|libre|accès libre|public|publique"},
                {"restricted", "restreint|restreinte|limité|limitée|réservé|réservée|accès restreint"},
                {"authorised", "sous habilitation|habilitation|sur habilitation|soumis à habilitation|authorized"})

PLAN_VOCABULARY(mention, {"none", "néant|aucune|aucun|non|np|non protégé|non protégée|sans|sans mention"},
                {"restricted", "diffusion restreinte|dr|restreint|restreinte"}, {"secret", "secret|s|secret défense"},
                {"top_secret", "très secret|ts|très secret défense"})

PLAN_VOCABULARY(restricted_mention, {"none", "non|n|faux|0|no|néant|np"},
                {"restricted", "oui|o|vrai|x|1|y|yes|dr|diffusion restreinte|✓|✔|☑"})

PLAN_VOCABULARY(derogation, {"", "non|n|aucune|aucun|néant|sans|pas de dérogation|no"})

PLAN_VOCABULARY(strategy,
                {"rehost", "réhébergement|réhéberger|re-host|bascule telle quelle|lift and shift|lift & shift"},
                {"relocate", "déplacement|déplacer|re-locate|déménagement"},
                {"replatform", "replateformage|replateformer|re-platform|changement de plateforme|adaptation|adapter"},
                {"refactor", "refonte|re-factor|rearchitect|re-architect|réarchitecture|réécriture|refondre"},
                {"repurchase", "remplacement|remplacer|re-purchase|rachat|passage en saas|drop and shop"},
                {"retire",
                 "décommissionnement|décommissionner|retrait|retirer|arrêt|arrêter|abandon|suppression|supprimer"},
                {"retain", "conservation|conserver|maintien|maintenir|statu quo|garder|revisit"})

PLAN_VOCABULARY(criticality, {"low", "faible|basse|bas|mineure|secondaire|standard|s1|non critique"},
                {"medium", "moyenne|moyen|modérée|normale|importante|important|s2"},
                {"high", "élevée|élevé|haute|haut|forte|fort|critique|critical|s3"},
                {"vital", "vitale|vital|stratégique|essentielle|très critique|très haute|s4"})

PLAN_VOCABULARY(data, {"", "aucune|aucun|néant|sans|aucune donnée|none"},
                {"public", "publiques|publique|public|données publiques|données ouvertes|ouvertes|open data|opendata"},
                {"internal", "internes|interne|données internes|données de gestion|gestion|administratives"},
                {"personal",
                 "personnelles|personnelle|données personnelles|données à caractère personnel|"
                 "à caractère personnel|dcp|rgpd|nominatives|identité|personal data"},
                {"special",
                 "sensibles|données sensibles|art 9|art9|article 9|rgpd 9|rgpd article 9|catégories particulières|"
                 "données particulières|données personnelles sensibles|biométriques|biométrie"},
                {"criminal",
                 "infractions|condamnations|infractions et condamnations|art 10|art10|article 10|rgpd 10|"
                 "rgpd article 10|pénales|données pénales"},
                {"minors", "mineurs|données de mineurs|données sur des mineurs|enfants|minor"},
                {"health", "santé|données de santé|données médicales|médicales|hds|health data"},
                {"business_secret",
                 "secret des affaires|secrets des affaires|commerciales|données commerciales|trade secret"},
                {"tax", "fiscales|fiscal|données fiscales|impôts|fiscalité"},
                {"social", "sociales|social|données sociales|sécurité sociale|prestations sociales"},
                {"judicial", "judiciaires|judiciaire|données judiciaires|justice|procédures juridictionnelles"},
                {"hr", "rh|ressources humaines|données rh|paie|paye|carrières|human resources"},
                {"financial",
                 "financières|financier|données financières|budgétaires|comptables|finances|budget|comptabilité|"
                 "bancaires|données bancaires|finance"},
                {"geographic", "géographiques|géographique|données géographiques|cartographiques|sig|géospatiales|gis"})

// The items of CRPA L.311-5, 2° (a to f) and L.311-6, 1°, from which administrative documents take their secrets.
PLAN_VOCABULARY(legal_secrets,
                {"government_deliberations",
                 "délibérations du gouvernement|secret des délibérations|"
                 "délibérations gouvernementales|L.311-5 2° a"},
                {"defence",
                 "défense|défense nationale|secret de la défense nationale|secret défense|defense|L.311-5 2° b"},
                {"foreign_policy", "politique extérieure|conduite de la politique extérieure|diplomatie|L.311-5 2° c"},
                {"state_security",
                 "sûreté de l'État|sécurité publique|sûreté|sécurité des systèmes d'information|"
                 "sécurité des personnes|L.311-5 2° d"},
                {"court_procedures",
                 "procédures juridictionnelles|déroulement des procédures|secret de l'instruction|"
                 "secret de l'enquête|procédures judiciaires|instruction|L.311-5 2° f"},
                {"privacy", "vie privée|protection de la vie privée|secret de la vie privée"},
                {"medical_secret", "secret médical|médical"},
                {"business_secret", "secret des affaires|affaires|secret industriel et commercial|trade secret"},
                {"none", "aucun|aucune|néant|non|sans|pas de secret"})

PLAN_VOCABULARY(harm_criterion, {"C", "confidentialité|confidentiality"}, {"I", "intégrité|integrity"},
                {"A", "disponibilité|D|availability"}, {"T", "traçabilité|preuve|P|traceability|proof"})

PLAN_VOCABULARY(harm_nature, {"operational", "opérationnelle|opérationnel|opérationnels"},
                {"political", "politique|politiques"}, {"economic", "économique|économiques|financière|financier"},
                {"legal", "juridique|juridiques|légale|légal"}, {"environmental", "environnementale|environnemental"},
                {"heritage", "patrimoniale|patrimonial|patrimoine"})

PLAN_VOCABULARY(flow_kind,
                {"api", "API|web service|webservice|service web|rest|api rest|soap|ws|appel|appel de service|https"},
                {"file", "fichier|fichiers|ftp|sftp|transfert de fichiers|échange de fichiers|cft|dépôt de fichiers"},
                {"message",
                 "message|messages|messagerie|mom|file de messages|évènement|événement|évènements|événements|"
                 "asynchrone|queue|bus|kafka|mq"},
                {"database",
                 "base de données|bdd|sgbd|sql|base partagée|accès base|accès base de données|lien base|db link"},
                {"storage", "stockage|stockage partagé|partage de fichiers|nas|san|nfs|objet|stockage objet"},
                {"sso", "SSO|authentification|identité|fédération d'identité|saml|oidc|openid connect|ldap|annuaire"},
                {"batch", "lot|lots|par lot|par lots|batch|traitement par lots|traitement|différé|etl"},
                {"manual", "manuel|manuelle|saisie|ressaisie|saisie manuelle|courriel|mail|email"})

PLAN_VOCABULARY(coupling, {"weak", "faible|lâche|loose|découplé|asynchrone"},
                {"strong", "fort|forte|tight|étroit|synchrone"})

PLAN_VOCABULARY(direction, {"push", "envoi|envoie|émission|poussé|écriture|sortant|write"},
                {"pull", "réception|reçoit|tiré|lecture|consultation|collecte|entrant|read"},
                {"both",
                 "les deux|bidirectionnel|bidirectionnelle|double sens|deux sens|lecture et écriture|bidirectional"})

PLAN_VOCABULARY(phase, {"", "toutes|tous|toutes les phases|all"},
                {"onboard", "raccordement|embarquement|onboarding|accueil"},
                {"study", "étude|études|cadrage|conception"},
                {"build", "construction|mise en place|réalisation|développement"},
                {"migrate", "migration|migrations|transfert"},
                {"test", "recette|recettes|tests|qualification|validation"},
                {"cutover", "bascule|bascules|basculement|mise en production|mise en service|cut-over"},
                {"decommission", "décommissionnement|retrait|arrêt|démantèlement|decommissioning"})

PLAN_VOCABULARY(constraint_kind, {"together", "ensemble|groupées|groupés|solidaires|même lot"},
                {"apart", "séparées|séparés|séparément|pas ensemble|séparé"},
                {"before", "avant|ordre|précède|précédence"}, {"not_before", "pas avant|au plus tôt|pas avant le"},
                {"deadline", "échéance|avant le|au plus tard|date limite|date butoir"},
                {"window", "fenêtre|fenêtres|créneau|créneaux|windows"}, {"wave", "vague|vague imposée|palier"})

PLAN_VOCABULARY(calendar_row, {"workdays", "jours ouvrés|jours travaillés|ouvrés|semaine|working days"},
                {"holidays", "fériés|jours fériés|férié|jour férié|fermeture|holiday"},
                {"freeze", "gel|gels|gel des changements|gel technique|période de gel|freezes"},
                {"window", "fenêtre|fenêtres|fenêtre de bascule|créneau|windows"})

PLAN_VOCABULARY(holidays, {"FR", "France|français|fériés français|jours fériés français|France métropolitaine"},
                {"none", "aucun|néant|non|sans"})

PLAN_VOCABULARY(target_kind, {"internal", "interne|cloud interne|cloud de l'État|étatique|cloud interministériel"},
                {"commercial",
                 "commercial|cloud commercial|cloud de confiance|trusted cloud|public cloud|cloud public"},
                {"on_premises",
                 "sur site|sur place|salle|salle machine|centre de données|datacenter|on-premise|on premises"})

PLAN_VOCABULARY(service_types, {"iaas", "IaaS"}, {"caas", "CaaS"}, {"paas", "PaaS"}, {"saas", "SaaS"})

PLAN_VOCABULARY(legal_exposure, {"none", "aucune|aucun|néant|non|ue|union européenne|droit européen seul"},
                {"extra_european", "extra-européenne|extra-européen|hors ue|droit extra-européen|oui"},
                {"unknown", "inconnue|inconnu|à vérifier|non connue"})

PLAN_VOCABULARY(confidence, {"read", "lu|lue|vérifié|vérifiée|verified"},
                {"to-verify", "à vérifier|non vérifié|de mémoire|unverified"})

PLAN_VOCABULARY(boolean, {"true", "oui|o|vrai|x|1|y|yes|✓|✔|☑|coché"}, {"false", "non|n|faux|0|no|☐|✗|✘|décoché"})

PLAN_VOCABULARY(
    unknown,
    {"",
     "?|-|–|—|…|/|nc|n.c.|nr|n.r.|na|n/a|nsp|tbc|tbd|à confirmer|à définir|à déterminer|à préciser|à qualifier|"
     "à compléter|à voir|en attente|inconnu|inconnue|non connu|non connue|non renseigné|non renseignée|"
     "non précisé|non déterminé|ne sait pas|je ne sait pas|je ne sais pas|indéterminé|sans objet|so|s.o.|"
     "unknown|not known|to be confirmed|to be defined|not applicable|none given|#n/a|#ref!|#valeur!|#value!"})

#undef PLAN_VOCABULARY

}  // namespace plan::words
