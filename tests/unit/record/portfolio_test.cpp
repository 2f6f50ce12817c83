#include "libplan/record/portfolio.hpp"
#include "libplan/base/error.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/writer.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

std::string written(const Portfolio& portfolio, const Ownership& ownership = {}) {
    std::string out;
    portfolio.write(ownership, [&](std::string_view text) { out += text; });
    return out;
}

Portfolio portfolio_of(const std::string& text) {
    Portfolio portfolio;
    portfolio.read(text, "test");
    return portfolio;
}

Diagnostic refusal(const std::string& text) {
    try {
        portfolio_of(text);
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.diagnostic();
    }
    FAIL("accepted: " << text);
    return {};
}

}  // namespace

TEST_CASE("a stream passes through byte for byte, unknown fields, types and number texts included") {
    const std::string text =
        R"({"type":"application","id":"a","users":12,"x-note":{"b":1.50,"a":[ 1 , 2 ]},"name":"\u00e9t\u00e9"})"
        "\n"
        R"({"type":"future","id":"z","value":1e2})"
        "\n"
        R"({"type":"flow","from":"a","to":"b","kind":"api","volume_gb_per_day":0.10})"
        "\n"
        R"({"type":"end"})"
        "\n";
    CHECK(written(portfolio_of(text)) == text);
}

TEST_CASE("a key that is JSON already stands where that of a record would, and an empty one goes") {
    Portfolio portfolio = portfolio_of(R"({"type":"application","id":"a","hosting":{"because":[]}})"
                                       "\n"
                                       R"({"type":"flow","from":"a","to":"a"})"
                                       "\n"
                                       R"({"type":"application","id":"b","classification":{"class":"low"},"x":1})"
                                       "\n"
                                       R"({"type":"end"})");
    const std::vector<std::string> texts = {R"({"class":"high","because":[]})", ""};
    std::string out;
    portfolio.write_key(
        "classification", [&](std::size_t application) { return std::string_view(texts[application]); },
        [&](std::string_view text) { out += text; });
    portfolio.applications[0].classification.emplace().sensitivity_class = "high";
    portfolio.applications[1].classification.reset();
    CHECK(out == written(portfolio, {{"classification"}, {}}));
    CHECK(out.find(R"("id":"a","classification":{"class":"high","because":[]},"hosting")") != std::string::npos);
    CHECK(out.find(R"({"type":"application","id":"b","x":1})") != std::string::npos);
}

TEST_CASE("reasons that are not kept are still checked, and still written") {
    const std::string line =
        R"({"type":"application","id":"a","classification":{"class":"high","labels":["x"],"questions":[{"field":"data",)"
        R"("text":"?"}],"inherited":[{"label":"x","path":["b","a"]}],"file":[{"piece":"p","status":"missing"}],)"
        R"("because":[{"rule":"r","source":"s","text":"t"}]},"assessment":{"strategy":"rehost","because":[{"rule":"r",)"
        R"("source":"s","text":"t"}]},"hosting":{"today":{"status":"conforming","because":[{"rule":"r","source":"s",)"
        R"("text":"t"}]},"eligible":[{"target":"n","because":[{"rule":"r","source":"s","text":"t"}]}],"target":"n",)"
        R"("because":[{"rule":"r","source":"s","text":"t"}]}})"
        "\n";
    const std::string text = line + R"({"type":"end"})"
                                    "\n";
    Portfolio portfolio;
    portfolio.read(text, "test", Keep::decisions);
    const Application& read = portfolio.applications.front();
    CHECK(read.classification->sensitivity_class == "high");
    CHECK(read.classification->labels.size() == 1);
    CHECK(read.classification->questions.size() == 1);
    CHECK(read.classification->because.empty());
    CHECK(read.classification->inherited.empty());
    CHECK(read.classification->file.empty());
    CHECK(read.assessment->because.empty());
    CHECK(read.hosting->target == "n");
    CHECK(read.hosting->eligible.front().target == "n");
    CHECK(read.hosting->eligible.front().because.empty());
    CHECK(read.hosting->today_because.empty());
    CHECK(written(portfolio) == text);
    Portfolio broken;
    CHECK_THROWS_AS(broken.read(R"({"type":"application","id":"a","classification":{"because":[{"rule":1}]}})", "test",
                                Keep::decisions),
                    Error);
}

TEST_CASE("an end in the middle is dropped and one closes the output") {
    const Portfolio portfolio =
        portfolio_of("{\"type\":\"end\"}\n{\"type\":\"application\",\"id\":\"a\"}\r\n\n{\"type\":\"end\"}\n");
    CHECK(portfolio.ended());
    CHECK(written(portfolio) == "{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":\"end\"}\n");
    CHECK_FALSE(portfolio_of("{\"type\":\"end\"}\n{\"type\":\"application\",\"id\":\"a\"}\n").ended());
    CHECK_FALSE(portfolio_of("").ended());
}

TEST_CASE("an owned key is replaced where the canonical order puts it, everything else keeps its text") {
    Portfolio portfolio = portfolio_of(
        R"({"type":"application","id":"a","planned":{"wave":1,"because":[]},"later":1.0,"classification":{"class":"old"}})"
        "\n{\"type\":\"end\"}\n");
    Classification classification;
    classification.sensitivity_class = "open";
    portfolio.applications[0].classification = classification;
    const std::string once = written(portfolio, {{"classification"}, {}});
    CHECK(
        once ==
        R"({"type":"application","id":"a","classification":{"class":"open","because":[]},"planned":{"wave":1,"because":[]},"later":1.0})"
        "\n{\"type\":\"end\"}\n");
    portfolio.applications[0].classification.reset();
    CHECK(written(portfolio, {{"classification"}, {}}) ==
          R"({"type":"application","id":"a","planned":{"wave":1,"because":[]},"later":1.0})"
          "\n{\"type\":\"end\"}\n");
}

TEST_CASE("a key written with escapes is still the owned key") {
    Portfolio portfolio =
        portfolio_of("{\"type\":\"application\",\"id\":\"a\",\"gr\\u006fup\":\"g-old\"}\n{\"type\":\"end\"}\n");
    CHECK(portfolio.applications[0].group == "g-old");
    portfolio.applications[0].group = "g-new";
    CHECK(written(portfolio, {{"group"}, {}}) ==
          "{\"type\":\"application\",\"id\":\"a\",\"group\":\"g-new\"}\n{\"type\":\"end\"}\n");
}

TEST_CASE("records of an owned type are replaced as a whole, before end") {
    Portfolio portfolio = portfolio_of(
        "{\"type\":\"group\",\"id\":\"old\",\"because\":[]}\n{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":"
        "\"end\"}\n");
    portfolio.groups.clear();
    Group group;
    group.id = "g";
    group.applications = {"a"};
    portfolio.groups.push_back(group);
    CHECK(written(portfolio, {{}, {RecordType::group}}) ==
          "{\"type\":\"application\",\"id\":\"a\"}\n"
          "{\"type\":\"group\",\"id\":\"g\",\"applications\":[\"a\"],\"because\":[]}\n{\"type\":\"end\"}\n");
}

TEST_CASE("a line that is not a record is refused with its place") {
    CHECK(refusal("{\"type\":\"end\"}\n{\"type\":\n").where.line == 2);
    CHECK(refusal("{\"type\":\"application\",\"id\":\"a").code == "truncated-line");
    CHECK(refusal("[1]\n").code == "not-an-object");
    CHECK(refusal("{\"id\":\"a\"}\n").code == "no-type");
    CHECK(refusal("{\"type\":\"future\",\"x\":tru}\n").code == "not-json");
    CHECK(refusal("{\"type\":\"flow\",\"from\":\"a\"}\n").code == "missing-field");
    CHECK(refusal("{\"type\":\"application\",\"id\":\"a\",\"id\":\"b\"}\n").code == "duplicate-key");
    const Diagnostic utf8 = refusal("{\"type\":\"x\",\"a\":\"\xFF\"}\n");
    CHECK(utf8.code == "broken-utf8");
    CHECK(utf8.where.column == 18);
}

TEST_CASE("a known field of another type is refused, with what it should be") {
    const Diagnostic users = refusal("{\"type\":\"application\",\"id\":\"a\",\"users\":\"12\"}\n");
    CHECK(users.code == "wrong-value");
    CHECK(users.arguments == std::vector<std::string>{"users", "application", "a whole number", "\"12\""});
    CHECK(refusal("{\"type\":\"flow\",\"from\":\"a\",\"to\":\"b\",\"kind\":\"ftp\"}\n").code == "wrong-value");
    CHECK(refusal("{\"type\":\"application\",\"id\":\"a\",\"deadline\":\"2027-02-30\"}\n").code == "wrong-value");
    CHECK(refusal("{\"type\":\"application\",\"id\":\"a\",\"harm\":{\"public_order\":\"yes\"}}\n").code ==
          "wrong-value");
    CHECK(refusal("{\"type\":\"application\",\"id\":\"a\",\"classification\":[]}\n").code == "wrong-value");
}

TEST_CASE("null counts as absent, a whole number will do for a number") {
    const Portfolio portfolio = portfolio_of(
        "{\"type\":\"application\",\"id\":\"a\",\"name\":null,\"vcpu\":4,\"harm\":{\"public_order\":false,\"date\":"
        "null}}\n");
    CHECK(portfolio.applications[0].name.empty());
    CHECK(portfolio.applications[0].vcpu == 4.0);
    CHECK(portfolio.applications[0].harm.public_order == false);
    CHECK_FALSE(portfolio.applications[0].harm.public_security.has_value());
}

TEST_CASE("holidays are a name, a list of dates, or both") {
    const Portfolio portfolio = portfolio_of(
        "{\"type\":\"calendar\",\"id\":\"a\",\"holidays\":\"FR\"}\n"
        "{\"type\":\"calendar\",\"id\":\"b\",\"holidays\":[\"FR\",\"2027-01-02\"]}\n");
    CHECK(portfolio.calendars[0].holidays == "FR");
    CHECK(portfolio.calendars[1].holidays == "FR");
    REQUIRE(portfolio.calendars[1].extra_holidays.size() == 1);
    std::string out;
    write_record(out, portfolio.calendars[1]);
    CHECK(out == "{\"type\":\"calendar\",\"id\":\"b\",\"holidays\":[\"FR\",\"2027-01-02\"]}\n");
}

TEST_CASE("flows resolve to applications; the others are reported, not lost") {
    const Portfolio portfolio = portfolio_of(
        "{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":\"application\",\"id\":\"b\"}\n"
        "{\"type\":\"flow\",\"from\":\"b\",\"to\":\"a\"}\n{\"type\":\"flow\",\"from\":\"b\",\"to\":\"c\"}\n");
    std::vector<Diagnostic> reported;
    const auto flows = resolve_flows(portfolio, [&](const Diagnostic& diagnostic) { reported.push_back(diagnostic); });
    REQUIRE(flows.size() == 1);
    CHECK(flows[0].from == 1);
    CHECK(flows[0].to == 0);
    REQUIRE(reported.size() == 1);
    CHECK(reported[0].code == "dangling-flow");
    CHECK(reported[0].where.line == 4);
}

TEST_CASE("two applications with one id are refused with both places") {
    const Portfolio portfolio =
        portfolio_of("{\"type\":\"application\",\"id\":\"a\"}\n{\"type\":\"application\",\"id\":\"a\"}\n");
    try {
        require_unique_applications(portfolio);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.diagnostic().where.line == 2);
        CHECK(error.diagnostic().arguments == std::vector<std::string>{"a", "test:1"});
    }
}

TEST_CASE("components follow security needs without falling into them") {
    Application application;
    application.id = "A";
    application.dicp.d = 3;
    application.components.push_back({"PostgreSQL 12", "database", {}});
    std::string line;
    write_record(line, application);
    CHECK(line ==
          "{\"type\":\"application\",\"id\":\"A\",\"dicp\":{\"d\":3},"
          "\"components\":[{\"name\":\"PostgreSQL 12\",\"kind\":\"database\"}]}\n");
}

TEST_CASE("every field that a table knows survives writing and reading") {
    Application application;
    for (const Field<Application>& field : application_fields()) {
        switch (field.kind) {
            case FieldKind::text:
            case FieldKind::identifier:
                REQUIRE(field.set(application, std::string("t\"\n" + std::string(field.name))));
                break;
            case FieldKind::integer:
                REQUIRE(field.set(application, std::int64_t{3}));
                break;
            case FieldKind::number:
                REQUIRE(field.set(application, 0.1));
                break;
            case FieldKind::boolean:
                REQUIRE(field.set(application, false));
                break;
            case FieldKind::date:
                REQUIRE(field.set(application, *Date::from_iso("2027-02-28")));
                break;
            case FieldKind::keyword:
                REQUIRE(field.set(application, std::string(field.keywords.back())));
                break;
            case FieldKind::text_list:
                REQUIRE(field.set(application, std::vector<std::string>{"x", "y"}));
                break;
            default:
                FAIL("no value for this kind of field");
        }
    }
    application.components = {{"PostgreSQL 12", "database", Date::from_iso("2024-11-14")}};
    application.extra = {{"Colonne", "=1+1"}};
    std::string line;
    write_record(line, application);
    const Portfolio portfolio = portfolio_of(line);
    std::string again;
    write_record(again, portfolio.applications[0]);
    CHECK(again == line);
    for (const Field<Application>& field : application_fields())
        CHECK(field.get(portfolio.applications[0]) == field.get(application));
}

TEST_CASE("enrichments survive writing and reading") {
    const std::string line =
        R"({"type":"application","id":"a","classification":{"policy":"p","class":"sensitive","labels":["health"],"verdict":"to_qualify","questions":[{"field":"harm.health_life","text":"?","owner":"o"}],"inherited":[{"label":"health","path":["b","a"]}],"because":[{"rule":"D4","source":"R9","text":"t","args":{"k":"v"},"path":["b","a"]}]},"assessment":{"strategy":"rehost","forced":true,"readiness":50,"complexity":"small","risk":"red","effort":{"study":{"optimistic":1,"likely":2,"pessimistic":3.5}},"cost":{"migration":100},"because":[]},"hosting":{"today":{"status":"derogation","until":"2027-01-01","because":[]},"eligible":[{"target":"nubo","valid_until":"2028-01-01","because":[]}],"rejected":[{"target":"x","because":[]}],"target":"nubo","because":[]},"group":"g","planned":{"wave":2,"cutover":"2027-03-07","alone":false,"before":["c"],"with":["d"],"bridges":[{"other":"e","start":"2027-01-01","finish":"2027-02-01"}],"because":[]}})"
        "\n";
    std::string again;
    write_record(again, portfolio_of(line).applications[0]);
    CHECK(again == line);
}
