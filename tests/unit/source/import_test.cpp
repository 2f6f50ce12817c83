#include "libplan/source/import.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>

using namespace plan;

namespace {

struct Outcome {
    std::string lines;
    std::vector<Diagnostic> said;
    ImportSummary summary;

    [[nodiscard]] Portfolio portfolio() const {
        Portfolio portfolio;
        portfolio.read(lines + "{\"type\":\"end\"}\n", "-");
        return portfolio;
    }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> codes;
        for (const Diagnostic& diagnostic : said) codes.push_back(diagnostic.code);
        return codes;
    }
};

Outcome import(RecordType type, std::string_view text, ImportOptions options = {}) {
    Outcome outcome;
    MemorySource source(text);
    outcome.summary = import_csv(
        source, "folder/table.csv", type, options, [&](std::string_view lines) { outcome.lines += lines; },
        [&](const Diagnostic& diagnostic) { outcome.said.push_back(diagnostic); });
    return outcome;
}

Application application(std::string_view header, std::string_view row) {
    const Outcome outcome =
        import(RecordType::application, std::string("id;") + std::string(header) + "\nA;" + std::string(row) + "\n");
    for (const Diagnostic& diagnostic : outcome.said) UNSCOPED_INFO(fill_text(diagnostic.text, diagnostic.arguments));
    Portfolio portfolio = outcome.portfolio();
    REQUIRE(portfolio.applications.size() == 1);
    return std::move(portfolio.applications[0]);
}

Flow flow(std::string_view text, FlowEnds ends = FlowEnds::by_kind) {
    ImportOptions options;
    options.flow_ends = ends;
    Portfolio portfolio = import(RecordType::flow, text, options).portfolio();
    REQUIRE(portfolio.flows.size() == 1);
    return portfolio.flows[0];
}

std::string failure_of(RecordType type, std::string_view text) {
    try {
        static_cast<void>(import(type, text));
    } catch (const Error& error) {
        return error.diagnostic().code;
    }
    return "none";
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a row becomes a record that says where it stood") {
    const Outcome outcome =
        import(RecordType::application, "Code application;Nom;Utilisateurs;Fin de marché\nA1;Paie;1 200;31/12/2026\n");
    CHECK(outcome.lines ==
          "{\"type\":\"application\",\"id\":\"A1\",\"name\":\"Paie\",\"users\":1200,\"contract_end\":\"2026-12-31\","
          "\"origin\":\"table.csv:2\"}\n");
    CHECK(outcome.summary.records == 1);
    CHECK(outcome.said.empty());
}

TEST_CASE("a row with errors is refused with all of them, and the others go on") {
    const Outcome outcome = import(RecordType::application,
                                   "id;Fin de marché;Mineurs\nA;31/02/2027;peut-être\nB;;oui\n;01/01/2027;\nC;;\n");
    CHECK(outcome.codes() == Codes{"invalid-date", "invalid-boolean", "missing-value"});
    CHECK(outcome.said[0].where.to_string() == "folder/table.csv:2");
    CHECK(outcome.said[0].arguments.front() == "Fin de marché");
    CHECK(outcome.summary.rows == 4);
    CHECK(outcome.summary.refused == 2);
    CHECK(outcome.portfolio().applications.size() == 2);
}

TEST_CASE("a column that no field knows is reported once and kept") {
    const Outcome outcome = import(RecordType::application, "id;Direction metié;Couleur\nA;DSI;bleu\nB;;vert\n");
    CHECK(outcome.codes() == Codes{"unknown-column", "unknown-column"});
    CHECK(outcome.said[0].arguments == Codes{"Direction metié", "Direction métier"});
    const Portfolio portfolio = outcome.portfolio();
    using Extra = std::vector<std::pair<std::string, std::string>>;
    CHECK(portfolio.applications[0].extra == Extra{{"Direction metié", "DSI"}, {"Couleur", "bleu"}});
    CHECK(portfolio.applications[1].extra == Extra{{"Couleur", "vert"}});
}

TEST_CASE("records without a place for them keep foreign columns too") {
    const Outcome outcome = import(RecordType::flow, "Appelant;Appelé;Origine\nA;B;fiche\n");
    CHECK(outcome.said.empty());
    CHECK(outcome.lines ==
          "{\"type\":\"flow\",\"from\":\"A\",\"to\":\"B\",\"origin\":\"table.csv:2\","
          "\"extra\":{\"Origine\":\"fiche\"}}\n");
}

TEST_CASE("a table that lacks a required column is refused with its headers") {
    CHECK(failure_of(RecordType::application, "Nom;Couleur\nPaie;bleu\n") == "missing-column");
    CHECK(failure_of(RecordType::flow, "Appelant;Nature\nA;API\n") == "missing-column");
    CHECK(failure_of(RecordType::constraint, "id;Applications\n1;A\n") == "missing-column");
}

TEST_CASE("two columns of one field must agree") {
    CHECK(import(RecordType::application, "id;Mention;DR\nA;;oui\n").portfolio().applications[0].mention ==
          Mention::restricted);
    CHECK(import(RecordType::application, "id;Mention;DR\nA;secret;oui\n").codes() == Codes{"conflicting-columns"});
    CHECK(application("Données;Types de données", "rh, public;rh|santé").data == Codes{"hr", "public", "health"});
    const Application named = application("Nom;Libellé", "Paie;Paie des agents");
    CHECK(named.name == "Paie");
    CHECK(named.extra.size() == 1);
}

TEST_CASE("a column without a header that holds values is reported once") {
    CHECK(import(RecordType::application, "id;;Nom\nA;x;Paie\nB;y;Gestion\n").codes() == Codes{"unnamed-column"});
    CHECK(import(RecordType::application, "id;;Nom\nA;;Paie\n").said.empty());
}

TEST_CASE("a foreign word in a list is kept and reported once") {
    const Outcome outcome = import(RecordType::application, "id;Données\nA;personelles\nB;personelles\n");
    CHECK(outcome.codes() == Codes{"unknown-value"});
    CHECK(outcome.portfolio().applications[1].data == Codes{"personelles"});
}

TEST_CASE("components gather from their columns, with the end of their support") {
    const Application listed =
        application("OS;SGBD;Obsolescence",
                    "RHEL 8 (31/05/2029), Windows 2016;Oracle 19c;Oracle 19c : 30/04/2027|Tomcat 9 : 31/12/2027");
    REQUIRE(listed.components.size() == 4);
    CHECK(listed.components[0].end_of_support == Date::from_iso("2029-05-31"));
    CHECK_FALSE(listed.components[1].end_of_support);
    CHECK(listed.components[2].kind == "database");
    CHECK(listed.components[2].end_of_support == Date::from_iso("2027-04-30"));
    CHECK(listed.components[3].name == "Tomcat 9");
    const Application dated = application("OS;Obsolescence", "RHEL 7;30/06/2024");
    CHECK(dated.components[0].end_of_support == Date::from_iso("2024-06-30"));
    CHECK(application("Obsolescence", "30/06/2024").components.size() == 1);
    CHECK(import(RecordType::application, "id;Obsolescence\nA;bientôt\n").codes() == Codes{"invalid-date"});
}

TEST_CASE("security needs come from one column or four") {
    CHECK(application("DICP", "3-2-4-1").dicp.c == 4);
    CHECK(application("D;I;C;P", "3;2;4;1").dicp.c == 4);
    CHECK(application("DICP;Confidentialité", "3-2-2-1;4").dicp.c == 4);
    CHECK_FALSE(application("DICP", "à confirmer").dicp.c);
    CHECK(import(RecordType::application, "id;DICP\nA;fort\n").codes() == Codes{"invalid-needs"});
}

TEST_CASE("a derogation denied is none") {
    CHECK(application("Dérogation;Nom", "non;x").derogation_basis.empty());
    CHECK(application("Dérogation;Nom", "circulaire, §9.5;x").derogation_basis == "circulaire, §9.5");
}

TEST_CASE("FranceConnect becomes a tag") {
    CHECK(application("FranceConnect;Mots-clés", "oui;impôts, état civil").tags ==
          Codes{"impôts", "état civil", "FranceConnect"});
    CHECK(application("FranceConnect;Nom", "non;x").tags.empty());
}

TEST_CASE("a caller depends on its callee") {
    const Flow read = flow("Appelant;Appelé;Nature\nA;B;fichier\n");
    CHECK(read.from == "A");
    CHECK(read.to == "B");
    CHECK(read.direction == Direction::unspecified);
}

TEST_CASE("source and destination are read by the kind of flow") {
    const Flow call = flow("Source;Destination;Nature\nA;B;API\n");
    CHECK(call.from == "A");
    CHECK(effective_direction(call) == Direction::pull);
    const Flow file = flow("Source;Destination;Nature\nA;B;fichier\n");
    CHECK(file.from == "B");
    CHECK(file.to == "A");
    CHECK(effective_direction(file) == Direction::pull);  // B, which depends, receives
    CHECK(import(RecordType::flow, "Source;Destination\nA;B\n").codes() == Codes{"flow-ends"});
}

TEST_CASE("the reading of source and destination can be imposed") {
    CHECK(flow("Source;Destination;Nature\nA;B;fichier\n", FlowEnds::calls).from == "A");
    CHECK(flow("Source;Destination;Nature\nA;B;API\n", FlowEnds::data).from == "B");
    const Flow pulled = flow("Source;Destination;Sens\nA;B;lecture\n", FlowEnds::data);
    CHECK(pulled.direction == Direction::push);
}

TEST_CASE("a flow needs both its ends") {
    CHECK(import(RecordType::flow, "Appelant;Appelé\nA;\n").codes() == Codes{"missing-value"});
    CHECK(import(RecordType::flow, "Source;Destination\nA;\n").codes() == Codes{"flow-ends", "missing-value"});
}

TEST_CASE("rows gather into calendars at the place of the first") {
    const Outcome outcome = import(RecordType::calendar,
                                   "calendrier;type;id;début;fin;motif;phases;max applications;jours\n"
                                   "min;jours ouvrés;;;;;;;1-5\n"
                                   "autre;gel;;01/12/2026;02/12/2026;Paie;;;\n"
                                   "min;fériés;;;;;;;FR\n"
                                   "min;fériés;;24/12/2026;;;;;\n"
                                   "min;gel;;15/12/2026;04/01/2027;Clôture;bascule, migration;;\n"
                                   "min;fenêtre;w1;09/01/2027;10/01/2027;;;12;\n");
    CHECK(outcome.said.empty());
    CHECK(outcome.summary.records == 2);
    const Portfolio portfolio = outcome.portfolio();
    REQUIRE(portfolio.calendars.size() == 2);
    const Calendar& calendar = portfolio.calendars[0];
    CHECK(calendar.id == "min");
    CHECK(calendar.workdays == std::vector<std::int64_t>{1, 2, 3, 4, 5});
    CHECK(calendar.holidays == "FR");
    CHECK(calendar.extra_holidays == std::vector<Date>{*Date::from_iso("2026-12-24")});
    REQUIRE(calendar.freeze.size() == 1);
    CHECK(calendar.freeze[0].phases == std::vector<Phase>{Phase::cutover, Phase::migrate});
    REQUIRE(calendar.windows.size() == 1);
    CHECK(calendar.windows[0].max_applications == 12);
    CHECK(calendar.origin == "table.csv:2");
    CHECK(portfolio.calendars[1].id == "autre");
}

TEST_CASE("rows of calendars that cannot be are refused") {
    const std::string header = "calendrier;type;id;début;fin;jours\n";
    const auto codes = [&](const std::string& row) {
        return import(RecordType::calendar, header + row + "\n").codes();
    };
    CHECK(codes("c;gel;;10/01/2027;01/01/2027;") == Codes{"dates-reversed"});
    CHECK(codes("c;gel;;01/01/2027;01/01/2097;") == Codes{"dates-too-far"});
    CHECK(codes("c;gel;;;;") == Codes{"missing-value"});
    CHECK(codes("c;jours ouvrés;;;;lundredi") == Codes{"invalid-weekdays"});
    CHECK(codes("c;jours ouvrés;;;;") == Codes{"missing-value"});
    CHECK(codes("c;fériés;;;;") == Codes{"missing-value"});
    CHECK(codes("c;fenêtre;w;01/01/2027;;\nc;fenêtre;w;02/01/2027;;") == Codes{"duplicate-window"});
    CHECK(import(RecordType::calendar, header + "c;gel;;;;\n").summary.records == 0);
}

TEST_CASE("a constraint needs what its kind asks for") {
    const std::string header = "type;applications;date;fenêtres;vague\n";
    const auto codes = [&](const std::string& row) {
        return import(RecordType::constraint, header + row + "\n").codes();
    };
    CHECK(codes("ensemble;A|B;;;").empty());
    CHECK(codes("échéance;A;31/12/2027;;").empty());
    CHECK(codes("échéance;A;;;") == Codes{"missing-value"});
    CHECK(codes("fenêtre;A;;;") == Codes{"missing-value"});
    CHECK(codes("vague;A;;;") == Codes{"missing-value"});
    CHECK(codes("avant;;;;") == Codes{"missing-value"});
    CHECK(codes("parfois;A;;;") == Codes{"unknown-keyword"});
}

TEST_CASE("hostile content stays text") {
    const Application read = application("Nom;Description", "=cmd|' /C calc'!A0;<script>\"x\"</script>");
    CHECK(read.name == "=cmd|' /C calc'!A0");
    CHECK(read.description == "<script>\"x\"</script>");
}

TEST_CASE("a million empty rows are skipped") {
    std::string text = "id;Nom\nA;x\n";
    for (int row = 0; row < 1'000'000; ++row) text += ";;;;\n";
    CHECK(import(RecordType::application, text + "B;y\n").summary.rows == 2);
}

TEST_CASE("a catalogue is read as targets") {
    std::vector<Diagnostic> said;
    const std::vector<Target> targets = read_targets_csv(
        "Code cible;Offre;Types de service;Mention maximale;Fin de "
        "qualification\npi;Pi;IaaS;DR;\nx;X;iaas|paas;;32/01/2027\n",
        "catalogue.csv", [&](const Diagnostic& diagnostic) { said.push_back(diagnostic); });
    REQUIRE(targets.size() == 1);
    CHECK(targets[0].max_mention == Mention::restricted);
    CHECK(targets[0].service_types == Codes{"iaas"});
    CHECK(targets[0].origin == "catalogue.csv:2");
    CHECK(said.size() == 1);
}

TEST_CASE("columns that no field knows are kept, each under a name of its own, whatever the record") {
    const std::pair<RecordType, std::string> tables[] = {
        {RecordType::application, "id;"},     {RecordType::flow, "from;to;"},
        {RecordType::server, "id;"},          {RecordType::team, "id;capacity_people;"},
        {RecordType::target, "id;provider;"}, {RecordType::constraint, "kind;applications;"},
    };
    for (const auto& [type, header] : tables) {
        const std::string row = type == RecordType::constraint ? "together;a,b;" : "a;1;";
        const std::string cells = row.substr(0, header == "id;" ? 2 : row.size());
        const Outcome outcome = import(type, header + "Rang;Rang\n" + cells + "un;deux\n");
        CHECK(outcome.lines.find("\"extra\":{\"Rang\":\"un\",\"Rang (2)\":\"deux\"}") != std::string::npos);
        CHECK(outcome.summary.refused == 0);
    }
    const Outcome server = import(RecordType::server, "id;OS\ns;RHEL 8\n");
    CHECK(server.lines.find("\"extra\":{\"OS\":\"RHEL 8\"}") != std::string::npos);
    CHECK(server.said.empty());
}

TEST_CASE("the sum at the foot of a sheet is no application") {
    const Outcome outcome =
        import(RecordType::application, "id;name;users\nA;Un;3\nTOTAL;;3\nTotal;Gestion;3\nTotal;;\nTotaux :;;1 200\n");
    CHECK(outcome.summary.records == 3);
    CHECK(outcome.codes() == Codes{"totals-row", "totals-row"});
}

TEST_CASE("funding is a list of shares, each with who pays it and between which days") {
    const auto funding = [](std::string_view cell) { return application("Financement", cell).funding; };
    const auto both = funding("\"Fonds : Transition : 40 % : 01/01/2027 : 31/12/2028 | Région : 12,5 %\"");
    REQUIRE(both.size() == 2);
    CHECK(both[0].source == "Fonds : Transition");
    CHECK(both[0].share_percent == 40);
    CHECK(both[0].from == Date::from_iso("2027-01-01"));
    CHECK(both[0].until == Date::from_iso("2028-12-31"));
    CHECK(both[1].source == "Région");
    CHECK(both[1].share_percent == 12.5);
    CHECK_FALSE(both[1].from.has_value());
    const auto begun = funding("FTAP:25:2027-01-01");
    REQUIRE(begun.size() == 1);
    CHECK(begun[0].from == Date::from_iso("2027-01-01"));
    CHECK_FALSE(begun[0].until.has_value());
    CHECK(funding("à confirmer").empty());
    for (const char* cell : {"Fonds", "40 %", ": 40 %", "Fonds : beaucoup", "Fonds : 40 % : demain",
                             "Fonds : : 01/01/2027", "01/01/2027 : 01/01/2028", "Fonds : 40 % | x"}) {
        CAPTURE(cell);
        const Outcome outcome = import(RecordType::application, std::string("id;Financement\nA;\"") + cell + "\"\n");
        CHECK(outcome.codes() == Codes{"invalid-funding"});
        CHECK(outcome.summary.refused == 1);
    }
}
