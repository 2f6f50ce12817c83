#include "libplan/policy/policy.hpp"

#include "libplan/base/error.hpp"
#include "libplan/policy/classification.hpp"
#include "libplan/record/reasons.hpp"
#include "tests/unit/catch2.hpp"

#include <string>

using Arguments = plan::ReasonArguments;

namespace {

const std::string small_policy = R"(<policy id="p" version="2026-01-01">
  <title xml:lang="fr">Essai</title><title xml:lang="en">Trial</title>
  <source id="S"><title xml:lang="fr">Loi</title><title xml:lang="en">Law</title></source>
  <class id="low" source="S"><title xml:lang="fr">Bas</title><title xml:lang="en">Low</title></class>
  <class id="high" source="S"><title xml:lang="fr">Haut</title><title xml:lang="en">High</title></class>
  <label id="mark"><title xml:lang="fr">Marque</title><title xml:lang="en">Mark</title></label>
  <fact name="many" otherwise="no">
    <title xml:lang="fr">Beaucoup</title><title xml:lang="en">Many</title>
    <case value="yes"><when>users &gt; 1000</when></case>
  </fact>
  <question field="users">
    <when>not(users)</when>
    <text xml:lang="fr">Combien ?</text><text xml:lang="en">How many?</text>
  </question>
  <rule id="r1" source="S" class="high" verified_on="2026-01-01">
    <when>data='health' and many='yes'</when>
    <text xml:lang="fr">Données {data}, {users} utilisateurs</text><text xml:lang="en">Data {data}, {users} users</text>
  </rule>
  <rule id="r2" source="S" class="low" labels="mark" confidence="to-verify">
    <when>data</when>
    <text xml:lang="fr">Données {data}</text><text xml:lang="en">Data {data}</text>
  </rule>
  <words of="data"><word value="health" fr="de santé" en="health"/></words>
</policy>
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t position = text.find(from);
    REQUIRE(position != std::string::npos);
    return text.replace(position, from.size(), to);
}

/// "line:column code" of the failure to read a policy.
std::string failure_of(const std::string& text) {
    try {
        (void)plan::read_policy(text, "policy.xml");
    } catch (const plan::Error& error) {
        CHECK(error.failure() == plan::Failure::invalid_input);
        const plan::Diagnostic& diagnostic = error.diagnostic();
        CHECK(diagnostic.where.file == "policy.xml");
        return std::to_string(diagnostic.where.line) + ":" + std::to_string(diagnostic.where.column) + " " +
               diagnostic.code;
    }
    return "accepted";
}

std::string failure_of(const std::string& from, const std::string& to) {
    return failure_of(replaced(small_policy, from, to));
}

std::string message_of(const std::string& from, const std::string& to) {
    try {
        (void)plan::read_policy(replaced(small_policy, from, to), "policy.xml");
    } catch (const plan::Error& error) {
        return plan::fill_text(error.diagnostic().text, error.diagnostic().arguments);
    }
    return "accepted";
}

plan::Application application(std::vector<std::string> data, std::optional<std::int64_t> users) {
    plan::Application record;
    record.id = "A";
    record.owner = "Ada";
    record.data = std::move(data);
    record.users = users;
    return record;
}

}  // namespace

TEST_CASE("a policy is read with its parts in order") {
    const plan::Policy policy = plan::read_policy(small_policy, "policy.xml");
    CHECK(policy.id() == "p");
    CHECK(policy.version().to_iso() == "2026-01-01");
    REQUIRE(policy.classes().size() == 2);
    CHECK(policy.classes()[1].id == "high");
    REQUIRE(policy.rules().size() == 2);
    CHECK(policy.rules()[0].class_rank == std::size_t{1});
    CHECK(policy.rules()[0].condition == "data='health' and many='yes'");
    CHECK(policy.rules()[1].to_verify);
    CHECK(policy.source_title("S")->english == "Law");
    CHECK(policy.source_title("T") == nullptr);
    CHECK(policy.in_words("data", "health", plan::Language::french) == "de santé");
    CHECK(policy.in_words("data", "other", plan::Language::french) == "other");
}

TEST_CASE("the strictest class of the rules that fire wins, and all of them are reasons") {
    const plan::Policy policy = plan::read_policy(small_policy, "policy.xml");
    const auto result = plan::classify(policy, application({"health", "hr"}, 1001), {{}, plan::Language::french});
    CHECK(result.policy == "p");
    CHECK(result.sensitivity_class == "high");
    CHECK(result.labels == std::vector<std::string>{"mark"});
    CHECK(result.verdict == plan::Verdict::decided);
    REQUIRE(result.because.size() == 2);
    CHECK(result.because[0].text == "Données de santé, hr, 1001 utilisateurs");
    CHECK(result.because[0].args == Arguments{{"class", "high"}, {"data", "health, hr"}, {"users", "1001"}});
    CHECK(result.because[1].text == "Données de santé, hr [source à vérifier]");
    CHECK(result.because[1].args == Arguments{{"class", "low"}, {"data", "health, hr"}, {"confidence", "to-verify"}});
    const auto english = plan::classify(policy, application({"health", "hr"}, 1001), {{}, plan::Language::english});
    CHECK(english.because[1].text == "Data health, hr [source to verify]");
    CHECK(english.because[1].args == result.because[1].args);
}

TEST_CASE("an open question makes the verdict to be qualified and goes to the owner") {
    const plan::Policy policy = plan::read_policy(small_policy, "policy.xml");
    plan::Application record = application({"health"}, std::nullopt);
    auto result = plan::classify(policy, record, {{}, plan::Language::english});
    CHECK(result.sensitivity_class == "low");
    CHECK(result.verdict == plan::Verdict::to_qualify);
    REQUIRE(result.questions.size() == 1);
    CHECK(result.questions[0].field == "users");
    CHECK(result.questions[0].text == "How many?");
    CHECK(result.questions[0].owner == "Ada");
    record.owner.clear();
    record.business_owner = "Claims";
    result = plan::classify(policy, record, {{}, plan::Language::english});
    CHECK(result.questions[0].owner == "Claims");
}

TEST_CASE("an application on which no rule imposes a class is never decided") {
    const plan::Policy policy = plan::read_policy(small_policy, "policy.xml");
    const auto result = plan::classify(policy, application({}, 3), {{}, plan::Language::english});
    CHECK(result.sensitivity_class.empty());
    CHECK(result.verdict == plan::Verdict::to_qualify);
    REQUIRE(result.because.size() == 1);
    CHECK(result.because[0].rule == "no-rule");
}

TEST_CASE("a rule counts only within its dates, both included") {
    const plan::Policy policy = plan::read_policy(
        replaced(small_policy, R"(id="r1")", R"(id="r1" valid_from="2026-03-01" valid_until="2026-03-31")"), "p.xml");
    const auto record = application({"health"}, 5000);
    const auto class_on = [&](const char* day) {
        return plan::classify(policy, record, {plan::Date::from_iso(day), plan::Language::french}).sensitivity_class;
    };
    CHECK(class_on("2026-02-28") == "low");
    CHECK(class_on("2026-03-01") == "high");
    CHECK(class_on("2026-03-31") == "high");
    CHECK(class_on("2026-04-01") == "low");
    // Without a day, the edition of the policy stands: before March.
    CHECK(plan::classify(policy, record, {{}, plan::Language::french}).sensitivity_class == "low");
}

TEST_CASE("dates are compared in days from the day of judgement") {
    const plan::Policy policy = plan::read_policy(
        replaced(small_policy, "data='health' and many='yes'", "contract_end/@days &lt;= 30"), "p.xml");
    plan::Application record = application({"x"}, 1);
    record.contract_end = plan::Date::from_iso("2026-06-30");
    const auto class_on = [&](const char* day) {
        return plan::classify(policy, record, {plan::Date::from_iso(day), plan::Language::french}).sensitivity_class;
    };
    CHECK(class_on("2026-05-30") == "low");
    CHECK(class_on("2026-05-31") == "high");
}

TEST_CASE("XML that is not well-formed is refused at its place") {
    CHECK(failure_of(R"(<rule id="r2")", R"(<rule id="r2)") == "19:24 broken-xml");
    CHECK(failure_of("</policy>", "") == "24:1 broken-xml");
    CHECK(failure_of(std::string()) == "1:1 broken-xml");
    CHECK(failure_of(std::string("<decision-table/>")) == "1:2 wrong-document");
    CHECK(failure_of("Essai", "Ess\xFF") == "2:27 broken-utf8");
    CHECK(failure_of("Essai", std::string("Ess\0ai", 6)) == "2:27 broken-utf8");
}

TEST_CASE("a condition that is not XPath is refused at the byte that is wrong") {
    CHECK(failure_of("data='health' and many='yes'", "data='health' and") == "16:28 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", "data=='health'") == "16:16 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", "users &gt; &gt; 3") == "16:22 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", "users\n  + ]") == "17:5 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", "1 + 1") == "16:6 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", "'data'") == "16:6 bad-condition");
    CHECK(failure_of("data='health' and many='yes'", " ") == "16:6 empty-element");
}

TEST_CASE("an unknown name in a condition is refused at its place, with the nearest known one") {
    CHECK(failure_of("data='health' and many='yes'", "dota='health'") == "16:11 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "data='x' or userss &gt; 3") == "16:23 unknown-name");
    // Entities, CDATA, comments and line ends before the name do not shift its place.
    CHECK(failure_of("data='health' and many='yes'", "users &lt; 3 and &#117;sers and dota") == "16:43 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "<![CDATA[users < 3 and dota]]>") == "16:34 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "users <!-- and --> and dota") == "16:34 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "users\r\n and dota") == "17:6 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "harm.public_order='true'") == "16:11 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "harm='true'") == "16:11 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "users/@days &gt; 3") == "16:11 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "contract_end/@days &gt; 3") == "accepted");
    CHECK(message_of("data='health' and many='yes'", "harm.public_order='true'") ==
          "no field of an application and no fact of this policy is called \"harm.public_order\"; did you mean "
          "\"harm/public_order\"?");
    CHECK(failure_of("data='health' and many='yes'", "harm/*='true'") == "16:16 unchecked-step");
    CHECK(failure_of("{users} users", "{usres} users") == "17:6 unknown-name");
}

TEST_CASE("a comment inside a condition does not cut it") {
    const plan::Policy policy =
        plan::read_policy(replaced(small_policy, " and many='yes'", "<!-- the hubs --> and many='yes'"), "p.xml");
    const auto result = plan::classify(policy, application({"health"}, 3), {{}, plan::Language::french});
    CHECK(result.sensitivity_class == "low");
}

TEST_CASE("a comparison that can never hold is refused") {
    CHECK(failure_of("data='health' and many='yes'", "mention='restreint'") == "16:19 unknown-value");
    CHECK(failure_of("data='health' and many='yes'", "'oui'=personal_data") == "16:11 unknown-value");
    CHECK(failure_of("many='yes'", "many='oui'") == "16:34 unknown-value");
    CHECK(failure_of("data='health' and many='yes'", "data='anything'") == "accepted");
}

TEST_CASE("a fact can use only facts before it, and `question` only in rules") {
    CHECK(failure_of("users &gt; 1000", "many='yes'") == "9:29 unknown-name");
    CHECK(failure_of("<when>not(users)</when>", "<when>question</when>") == "12:11 unknown-name");
    CHECK(failure_of("data='health' and many='yes'", "question='users'") == "accepted");
    CHECK(failure_of("data='health' and many='yes'", "question='data'") == "16:20 unknown-value");
    CHECK(failure_of(R"(name="many")", R"(name="users")") == "7:9 repeated-id");
    CHECK(failure_of(R"(name="many")", R"(name="harm")") == "7:9 repeated-id");
    CHECK(failure_of(R"(name="many")", R"(name="m.any")") == "7:9 bad-name");
}

TEST_CASE("unknown and repeated ids are refused at their attribute") {
    CHECK(failure_of(R"(class="high")", R"(class="hihg")") == "15:28 unknown-class");
    CHECK(failure_of(R"(labels="mark")", R"(labels="mork")") == "19:40 unknown-label");
    CHECK(failure_of(R"(source="S" class="high")", R"(source="T" class="high")") == "15:17 unknown-source");
    CHECK(failure_of(R"(id="r2")", R"(id="r1")") == "19:9 repeated-id");
    CHECK(failure_of(R"(id="high")", R"(id="low")") == "5:10 repeated-id");
    CHECK(failure_of(R"(field="users")", R"(field="user")") == "11:13 unknown-field");
    CHECK(failure_of(R"(confidence="to-verify")", R"(confidence="maybe")") == "19:54 unknown-value");
    CHECK(failure_of(R"(class="high")", R"(klass="high")") == "15:4 unknown-attribute");
    CHECK(failure_of(R"(<words of="data">)", R"(<words of="dada">)") == "23:10 unknown-name");
    CHECK(message_of(R"(class="high")", R"(class="hihg")") ==
          R"(class: "hihg" is not known here; did you mean "high"?)");
}

TEST_CASE("what a rule must say is required") {
    CHECK(failure_of(R"(<rule id="r1" source="S")", R"(<rule id="r1")") == "15:4 missing-attribute");
    CHECK(failure_of(R"(<text xml:lang="en">Data {data}</text>)", "") == "19:4 missing-language");
    CHECK(failure_of(R"(<title xml:lang="en">Low</title>)", "") == "4:4 missing-language");
    CHECK(failure_of(R"(<text xml:lang="en">Data {data}</text>)", R"(<text xml:lang="de">Daten</text>)") ==
          "21:53 unknown-language");
    CHECK(failure_of(" confidence=\"to-verify\"", "") == "19:4 unverified-rule");
    CHECK(failure_of(R"(class="low" labels="mark" )", "") == "19:4 rule-without-effect");
    CHECK(failure_of(R"(verified_on="2026-01-01")", R"(verified_on="1/1/2026")") == "15:41 bad-date");
    CHECK(failure_of(R"(verified_on="2026-01-01")",
                     R"(verified_on="2026-01-01" valid_from="2026-02-01" valid_until="2026-01-01")") ==
          "15:90 bad-order");
    CHECK(failure_of(R"( version="2026-01-01")", "") == "1:2 missing-attribute");
    CHECK(failure_of("<when>data</when>", "") == "19:4 missing-element");
    CHECK(failure_of("<when>data</when>", "<when>data</when><when>users</when>") == "20:23 repeated-condition");
}

TEST_CASE("places count a byte order mark and every attribute before") {
    CHECK(failure_of("\xEF\xBB\xBF" + replaced(small_policy, "data='health'", "dota='health'")) ==
          "16:11 unknown-name");
    CHECK(failure_of(R"(id="r1" source="S" class="high")", R"(id = 'r1' source='S' class = 'class="high"')") ==
          "15:30 unknown-class");
}

TEST_CASE("a policy of hostile size or depth is refused or read, never a crash") {
    CHECK(failure_of(std::string(5 << 20, ' ')) == "0:0 file-too-large");
    CHECK(failure_of("data='health' and many='yes'", std::string(100000, '(') + "data" + std::string(100000, ')')) ==
          "16:1035 bad-condition");
    std::string deep;
    for (int level = 0; level < 200000; ++level) deep += "<a>";
    CHECK(failure_of("<policy>" + deep).find("broken-xml") != std::string::npos);
    CHECK(failure_of("<!DOCTYPE policy [<!ENTITY a \"aaaa\">]><policy id=\"&a;\" version=\"2026-01-01\"/>") ==
          "1:40 missing-language");
}
