#include "libplan/policy/policy_tests.hpp"

#include "libplan/base/error.hpp"
#include "libplan/policy/classification.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <string>

namespace {

/// A policy with classes low, middle and high, and these rules.
std::string with_rules(const std::string& rules) {
    return R"(<policy id="p" version="2026-06-01">
<title xml:lang="fr">P</title><title xml:lang="en">P</title>
<source id="S"><title xml:lang="fr">S</title><title xml:lang="en">S</title></source>
<class id="low" source="S"><title xml:lang="fr">b</title><title xml:lang="en">b</title></class>
<class id="middle" source="S"><title xml:lang="fr">m</title><title xml:lang="en">m</title></class>
<class id="high" source="S"><title xml:lang="fr">h</title><title xml:lang="en">h</title></class>
<parameter name="many"><title xml:lang="fr">s</title><title xml:lang="en">s</title>
<value from="2020-01-01" source="S" verified_on="2026-01-01">100</value>
<value from="2025-01-01" source="S" confidence="to-verify">1000</value></parameter>
)" + rules +
           "</policy>";
}

std::string rule(const std::string& id, const std::string& level, const std::string& when,
                 const std::string& examples) {
    return "<rule id=\"" + id + "\" source=\"S\" class=\"" + level + "\" verified_on=\"2026-01-01\"><when>" + when +
           "</when><text xml:lang=\"fr\">t</text><text xml:lang=\"en\">t</text>" + examples + "</rule>\n";
}

std::string findings(const std::string& rules) {
    std::string codes;
    for (const plan::Diagnostic& finding : plan::test_policy(plan::read_policy(with_rules(rules), "p.xml")).findings)
        codes += (codes.empty() ? "" : " ") + finding.code;
    return codes;
}

const std::string fires = "<example fires=\"yes\">users: 5</example>";
const std::string silent = "<example fires=\"no\">users: 0</example>";

std::string refusal(const std::string& rules) {
    try {
        static_cast<void>(plan::read_policy(with_rules(rules), "p.xml"));
    } catch (const plan::Error& error) {
        return error.diagnostic().code;
    }
    return "";
}

}  // namespace

TEST_CASE("every rule of the shipped policies holds its examples, and nothing is found against them") {
    for (const char* file : {"policies/cloud-au-centre.xml", "policies/cloud-au-centre-2021.xml"}) {
        const plan::PolicyTestResult result = plan::test_policy(plan::read_policy(shipped::text(file), file));
        CAPTURE(file);
        for (const plan::Diagnostic& finding : result.findings)
            FAIL_CHECK(finding.where.line << ": " << plan::fill_text(finding.text, finding.arguments));
        CHECK(result.failed == 0);
        CHECK(result.examples >= 2 * result.rules);
    }
}

TEST_CASE("a rule with one example on each side has nothing against it") {
    CHECK(findings(rule("a", "low", "users &gt; 1", fires + silent)).empty());
}

TEST_CASE("an example that does not hold is found, in each thing that it expects") {
    CHECK(findings(rule("a", "low", "users &gt; 9", fires + silent)) == "example-fails never-fires");
    CHECK(findings(rule("a", "low", "users &gt; 1", fires + "<example fires=\"no\">users: 2</example>")) ==
          "example-fails");
    CHECK(findings(rule("a", "low", "users &gt; 1",
                        silent + "<example fires=\"yes\" class=\"high\">users: 5</example>")) == "example-fails");
    CHECK(findings(rule("a", "low", "users &gt; 1",
                        silent + "<example fires=\"yes\" verdict=\"to_qualify\">users: 5</example>")) ==
          "example-fails");
    CHECK(findings(rule("a", "low", "users &gt; 1", fires + "<example fires=\"no\" class=\"none\">users: 1</example>"))
              .empty());
}

TEST_CASE("a missing side is found") {
    CHECK(findings(rule("a", "low", "users &gt; 1", fires)) == "missing-example");
    CHECK(findings(rule("a", "low", "users &gt; 1", silent)) == "missing-example never-fires");
}

TEST_CASE("a rule that a stricter one covers everywhere is shadowed, and one case of its own is enough") {
    const std::string wide = rule("wide", "high", "users &gt; 1", fires + silent);
    CHECK(findings(rule("narrow", "low", "users &gt; 3", fires + silent) + wide) ==
          "shadowed-rule contradictory-rules");
    CHECK(findings(rule("narrow", "low", "users &gt; 3", fires + silent) +
                   rule("wide", "high", "users &gt; 1",
                        fires + silent + "<example fires=\"yes\">users: 2</example>")) == "shadowed-rule");
    CHECK(findings(rule("narrow", "low", "users &gt; 3 or persons",
                        fires + silent + "<example fires=\"yes\">persons: 2</example>") +
                   wide)
              .empty());
}

TEST_CASE("examples that give the same and expect something else contradict") {
    CHECK(findings(rule("a", "low", "users &gt; 1",
                        silent + "<example fires=\"yes\" class=\"low\">users: 5</example>" +
                            "<example fires=\"yes\" class=\"high\">users: 5</example>")) ==
          "example-fails contradictory-examples");
}

TEST_CASE("a parameter has the value of the day, before its first none, and hands on its source") {
    const plan::Policy policy = plan::read_policy(with_rules(rule("a", "low", "users &gt;= many", fires)), "p.xml");
    plan::Application record;
    record.users = 500;
    const auto on = [&](const char* day) {
        return plan::classify(policy, record, {shipped::day(day), plan::Language::english});
    };
    CHECK(on("2019-12-31").sensitivity_class.empty());
    CHECK(on("2024-12-31").sensitivity_class == "low");
    CHECK(on("2025-01-01").sensitivity_class.empty());
    CHECK(on("2024-12-31").because[0].args.back().first != "confidence");
    record.users = 1000;
    CHECK(on("2025-01-01").because[0].args.back().first == "confidence");
}

TEST_CASE("numbers on either side of a parameter, and on it, are told apart when many are judged") {
    const plan::Policy policy = plan::read_policy(
        with_rules(rule("a", "low", "users &gt;= many", "") + rule("b", "high", "users = 1001", "")), "p.xml");
    plan::Judge judge(policy, policy.version());
    const auto rank = [&](std::int64_t users) {
        plan::Application record;
        record.users = users;
        return judge.judge(record, {})->outcome->class_rank;
    };
    CHECK(rank(999) == std::nullopt);
    CHECK(rank(1000) == std::optional<std::size_t>(0));
    CHECK(rank(1001) == std::optional<std::size_t>(2));
    CHECK(rank(1002) == std::optional<std::size_t>(0));
    CHECK(rank(998) == std::nullopt);
}

TEST_CASE("examples and parameters that cannot be read are refused") {
    const auto example = [](const std::string& text) { return refusal(rule("a", "low", "users", text)); };
    CHECK(example("<example>users: 1</example>") == "missing-attribute");
    CHECK(example("<example fires=\"perhaps\">users: 1</example>") == "unknown-value");
    CHECK(example("<example fires=\"yes\">user: 1</example>") == "unknown-field");
    CHECK(example("<example fires=\"yes\">users</example>") == "bad-example");
    CHECK(example("<example fires=\"yes\">users: many</example>") == "bad-example");
    CHECK(example("<example fires=\"yes\">mention: topsecret</example>") == "bad-example");
    CHECK(example("<example fires=\"yes\" class=\"highest\">users: 1</example>") == "unknown-class");
    CHECK(example("<example fires=\"yes\" profile=\"nobody\">users: 1</example>") == "unknown-profile");
    CHECK(example("<example fires=\"yes\">inherited_data: health</example>") == "unknown-field");
    const auto parameter = [](const std::string& values) {
        return refusal("<parameter name=\"n\"><title xml:lang=\"fr\">s</title><title xml:lang=\"en\">s</title>" +
                       values + "</parameter>" + rule("a", "low", "users", ""));
    };
    const std::string value = "<value from=\"2020-01-01\" source=\"S\" verified_on=\"2026-01-01\">5</value>";
    CHECK(parameter(value).empty());
    CHECK(parameter("") == "missing-element");
    CHECK(parameter("<value from=\"2020-01-01\" source=\"S\">5</value>") == "unverified-rule");
    CHECK(parameter("<value from=\"2020-01-01\" source=\"S\" confidence=\"to-verify\">five</value>") == "bad-number");
    CHECK(parameter(value + value) == "bad-order");
    const auto fact = [](const std::string& attributes, const std::string& more) {
        return refusal("<fact name=\"f\" " + attributes +
                       "><title xml:lang=\"fr\">s</title><title xml:lang=\"en\">s</title>"
                       "<case value=\"v\"><when>users</when></case>" +
                       more + "</fact>" + rule("a", "low", "users", ""));
    };
    CHECK(fact("choose=\"every\" travels=\"true\"", "").empty());
    CHECK(fact("travels=\"true\"", "") == "bad-travel");
    CHECK(fact("choose=\"every\" travels=\"true\"", "<case value=\"v\"><when>users</when></case>") == "bad-travel");
    CHECK(fact("choose=\"every\"", "<case value=\"w\" with=\"v\"><when>users</when></case>") == "not-travelling");
}
