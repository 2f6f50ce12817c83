#include "libplan/policy/decision_table.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

namespace {

using Names = std::vector<std::string>;

plan::DecisionWords words() {
    plan::DecisionWords words;
    words.effects = {"accept", "reject"};
    words.scopes = {"here"};
    words.facts = plan::classification_facts();
    for (plan::DecisionFact& fact : plan::target_facts("target.")) words.facts.push_back(std::move(fact));
    return words;
}

std::string table(const std::string& when, const std::string& attributes = "") {
    return "<decision-table id='t'>\n<rule id='r' effect='reject' source='law' " + attributes + ">\n<when>" + when +
           "</when><text xml:lang='fr'>{users} agents</text><text xml:lang='en'>{users} users</text></rule>"
           "</decision-table>";
}

bool holds(const std::string& when, const plan::Application& application) {
    plan::FactDocument facts(shipped::day("2026-11-23"));
    plan::add_application_facts(facts, application);
    return plan::read_decision_table(table(when), "t.xml", words()).holds(0, facts);
}

plan::Diagnostic failure_of(const std::string& text) {
    try {
        (void)plan::read_decision_table(text, "t.xml", words());
    } catch (const plan::Error& error) {
        CHECK(error.failure() == plan::Failure::invalid_input);
        return error.diagnostic();
    }
    FAIL("the table was accepted");
    return {};
}

}  // namespace

TEST_CASE("a condition sees the fields of the record, and what is not known is absent") {
    plan::Application application;
    application.id = "a";
    application.users = 1200;
    application.data = {"personal", "health"};
    application.personal_data = true;
    application.contract_end = shipped::day("2026-12-03");
    application.dicp.d = 4;
    CHECK(holds("users > 1000 and data='health'", application));
    CHECK(holds("personal_data='true' and not(minors)", application));
    CHECK_FALSE(holds("minors='false'", application));
    CHECK(holds("contract_end/@days = 10", application));
    CHECK(holds("dicp/d = 4 and not(dicp/c)", application));
    CHECK_FALSE(holds("persons > 0", application));
    CHECK_FALSE(holds("persons &lt;= 0", application));
}

TEST_CASE("classification becomes facts") {
    plan::Application application;
    application.id = "a";
    plan::Classification classification;
    classification.sensitivity_class = "sensitive";
    classification.labels = {"health", "siiv"};
    classification.verdict = plan::Verdict::to_qualify;
    classification.questions = {{"harm.health_life", "?", ""}};
    application.classification = classification;
    CHECK(holds("class='sensitive' and label='siiv' and verdict='to_qualify'", application));
    CHECK(holds("question='harm.health_life'", application));
}

TEST_CASE("a reason is filled from the facts and says what was not read") {
    plan::Application application;
    application.id = "a";
    plan::FactDocument facts(shipped::day("2026-11-23"));
    plan::add_application_facts(facts, application);
    const auto rules = plan::read_decision_table(table("true()", "confidence='to-verify'"), "t.xml", words());
    const plan::Reason reason = rules.reason(0, facts, plan::Language::french);
    CHECK(reason.text == "non renseigné agents [source à vérifier]");
    CHECK(reason.source == "law");
    CHECK(reason.args == std::vector<std::pair<std::string, std::string>>{{"users", ""}, {"confidence", "to-verify"}});
}

TEST_CASE("points count once, or once per unit of a fact; a fact that is not known counts nothing") {
    plan::Application application;
    application.id = "a";
    application.users = 7;
    plan::FactDocument facts(shipped::day("2026-11-23"));
    plan::add_application_facts(facts, application);
    const auto points = [&](const std::string& attributes) {
        return plan::read_decision_table(table("true()", attributes), "t.xml", words()).points(0, facts);
    };
    CHECK(points("points='-3' per='users'") == -21);
    CHECK(points("points='2.5'") == 2.5);
    CHECK(points("points='3' per='persons'") == 0);
    CHECK(points("") == 0);
}

TEST_CASE("a rule holds only while it is in force") {
    plan::FactDocument facts(shipped::day("2026-11-23"));
    const auto in_force = [&](const std::string& attributes) {
        return plan::read_decision_table(table("true()", attributes), "t.xml", words()).holds(0, facts);
    };
    CHECK(in_force(""));
    CHECK(in_force("valid_from='2026-11-23' valid_until='2026-11-23'"));
    CHECK_FALSE(in_force("valid_from='2026-11-24'"));
    CHECK_FALSE(in_force("valid_until='2026-11-22'"));
}

TEST_CASE("a broken table is refused at its place with what to do") {
    const auto unknown = failure_of(table("userz > 3"));
    CHECK(unknown.code == "unknown-name");
    CHECK(unknown.arguments == Names{"userz", "users"});
    CHECK(unknown.where.line == 3);
    CHECK(failure_of(table("target/knd='x'")).code == "unknown-name");
    CHECK(failure_of(table("users <")).code == "broken-xml");
    CHECK(failure_of(table("users &gt;")).code == "bad-condition");
    CHECK(failure_of(table("true()", "scope='there'")).code == "unknown-scope");
    CHECK(failure_of(table("verdict='undecided'")).code == "unknown-value");
    CHECK(failure_of(table("target/rie='yes'")).code == "unknown-value");
    CHECK(failure_of(table("target/kind='comercial'")).code == "unknown-value");
    CHECK(failure_of(table("true()", "points='many'")).code == "bad-number");
    CHECK(failure_of(table("true()", "points='1' per='nothing'")).code == "unknown-name");
    CHECK(failure_of(table("true()", "valid_from='23/11/2026'")).code == "bad-date");
    CHECK(failure_of(table("true()", "colour='red'")).code == "unknown-attribute");
    CHECK(failure_of("<decision-table id='t'><rule id='r' effect='reject'/></decision-table>").code ==
          "missing-attribute");
    CHECK(failure_of("<decision-table id='t'><rule id='r' effect='perhaps' source='s'/></decision-table>").code ==
          "unknown-effect");
    CHECK(failure_of("<decision-table id='t'><rule id='r' effect='reject' source='s'><when>1</when>"
                     "<text xml:lang='fr'>oui</text></rule></decision-table>")
              .code == "missing-language");
    std::string twice = table("true()");
    const std::string rule = twice.substr(twice.find("<rule"), twice.find("</decision") - twice.find("<rule"));
    twice.insert(twice.find("<rule"), rule);
    CHECK(failure_of(twice).code == "repeated-id");
}
