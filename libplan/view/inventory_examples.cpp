#include "libplan/view/inventory_sheet.hpp"

/// The example rows of the blank workbook.
namespace plan {

namespace {

Date day(int year, int month, int day_of_month) {
    return *Date::from_civil(year, month, day_of_month);
}

/// Says texts and makes codes in one language.
struct Speaker {
    Language language;

    [[nodiscard]] std::string say(std::string_view french, std::string_view english) const {
        return std::string(Words{french, english}.in(language));
    }
    /// "EXEMPLE-1"
    [[nodiscard]] std::string code(std::string_view end) const {
        return say("EXEMPLE-", "EXAMPLE-") + std::string(end);
    }
};

Application leave_application(const Speaker& speaker) {
    Application record;
    record.id = speaker.code("1");
    record.name =
        speaker.say("Exemple : gestion des congés (ligne à effacer)", "Example: leave requests (row to delete)");
    record.aliases = {speaker.say("Congés", "Leave"), "GDC"};
    record.description = speaker.say("Demande et validation des congés des agents.", "Request and approval of leave.");
    record.business_owner = speaker.say("Direction des ressources humaines", "Human resources department");
    record.owner = speaker.say("Bureau des applications de gestion", "Office of management applications");
    record.lifecycle = Lifecycle::production;
    record.environment = Environment::production;
    record.criticality = "medium";
    record.service_type = speaker.say("application de gestion", "back-office application");
    record.exposure = Exposure::internal;
    record.access = Access::restricted;
    record.users = 1200;
    record.persons = 1200;
    record.site = speaker.say("salle A", "room A");
    record.data = {"personal", "hr"};
    record.personal_data = true;
    record.sensitive_personal_data = record.criminal_data = record.minors = record.health_data = false;
    record.mention = Mention::none;
    record.legal_secrets = {"privacy"};
    record.essential_mission = false;
    record.harm = {false,
                   false,
                   false,
                   false,
                   "",
                   "",
                   speaker.say("Un arrêt d’une semaine est supportable.", "A week without it is bearable."),
                   day(2026, 9, 15),
                   speaker.say("RSSI", "Security officer")};
    record.vital_system = false;
    record.dicp = {2, 2, 2, 1};
    record.rto_hours = 48;
    record.rpo_hours = 24;
    record.sla_percent = 99.5;
    record.components = {{"RHEL 8", "os", day(2029, 5, 31)},
                         {"PostgreSQL 15", "database", day(2027, 11, 11)},
                         {"Java 17", "language", std::nullopt}};
    record.containerised = false;
    record.cloudable = true;
    record.vcpu = 8;
    record.memory_gb = 32;
    record.storage_gb = 500;
    record.contract_end = day(2028, 6, 30);
    record.cost_per_year = 42000;
    record.tags = {speaker.say("exemple", "example")};
    return record;
}

Application directory_application(const Speaker& speaker) {
    Application record;
    record.id = speaker.code("2");
    record.name =
        speaker.say("Exemple : annuaire des agents (ligne à effacer)", "Example: staff directory (row to delete)");
    record.business_owner = speaker.say("Direction du numérique", "Digital department");
    record.lifecycle = Lifecycle::production;
    record.exposure = Exposure::internal;
    record.data = {"personal"};
    return record;
}

Calendar example_calendar(const Speaker& speaker) {
    Calendar record;
    record.id = speaker.code(speaker.say("calendrier", "calendar"));
    record.workdays = {1, 2, 3, 4, 5};
    record.holidays = "FR";
    record.freeze = {{day(2027, 12, 20), day(2028, 1, 2), speaker.say("Gel de fin d’année", "End-of-year freeze"), {}}};
    record.windows = {{speaker.code("2027-09"), day(2027, 9, 11), day(2027, 9, 12), 4}};
    return record;
}

Target example_target(const Speaker& speaker) {
    Target record;
    record.id = speaker.code(speaker.say("cible", "target"));
    record.provider = speaker.say("Exemple d’hébergeur (ligne à effacer)", "Example host (row to delete)");
    record.offer = speaker.say("Nuage d’essai", "Trial cloud");
    record.kind = "commercial";
    record.service_types = {"iaas", "paas"};
    record.snc_version = "3.2";
    record.qualified_on = day(2025, 3, 1);
    record.expires_on = day(2028, 2, 29);
    record.max_mention = Mention::none;
    record.legal_exposure = "none";
    record.zones = 3;
    record.sla_percent = 99.9;
    record.rie = record.internet = true;
    record.max_dicp = {3, 3, 3, 3};
    record.onboarding_days = 20;
    record.verified_on = day(2026, 9, 15);
    record.confidence = "to-verify";
    return record;
}

}  // namespace

Portfolio example_inventory(Language language) {
    const Speaker speaker{language};
    Portfolio portfolio;
    portfolio.applications = {leave_application(speaker), directory_application(speaker)};

    Flow& flow = portfolio.flows.emplace_back();
    flow.from = speaker.code("1");
    flow.to = speaker.code("2");
    flow.kind = FlowKind::api;
    flow.coupling = Coupling::weak;
    flow.direction = Direction::pull;
    flow.data = {"personal"};
    flow.anonymised = false;
    flow.frequency = speaker.say("quotidien", "daily");
    flow.volume_gb_per_day = 0.5;
    flow.latency_ms = 200;

    Team& team = portfolio.teams.emplace_back();
    team.id = speaker.code(speaker.say("équipe", "team"));
    team.name = speaker.say("Exemple d’équipe (ligne à effacer)", "Example team (row to delete)");
    team.phases = {Phase::study, Phase::build, Phase::migrate, Phase::test, Phase::cutover, Phase::decommission};
    team.capacity_people = 4.5;
    team.calendar = speaker.code(speaker.say("calendrier", "calendar"));
    team.from = day(2027, 1, 4);

    portfolio.targets.push_back(example_target(speaker));
    portfolio.calendars.push_back(example_calendar(speaker));

    Constraint& constraint = portfolio.constraints.emplace_back();
    constraint.id = speaker.code("C1");
    constraint.kind = ConstraintKind::before;
    constraint.applications = {speaker.code("2"), speaker.code("1")};
    constraint.lag_days = 14;
    constraint.reason = speaker.say("L’annuaire est observé deux semaines avant que d’autres le suivent.",
                                    "The directory is watched for two weeks before others follow it.");

    Server& server = portfolio.servers.emplace_back();
    server.id = speaker.code(speaker.say("serveur", "server"));
    server.application = speaker.code("1");
    server.addresses = {"192.0.2.10", "2001:db8::10"};
    server.site = speaker.say("salle A", "room A");
    server.vcpu = 8;
    server.memory_gb = 32;
    server.storage_gb = 500;
    return portfolio;
}

}  // namespace plan
