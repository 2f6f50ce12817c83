#include "libplan/policy/decision_tests.hpp"

#include "libplan/base/error.hpp"
#include "libplan/policy/assessment.hpp"
#include "libplan/policy/strategy_choice.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

namespace {

std::string table(const std::string& examples, const std::string& version = "version='2026-11-25'") {
    return "<decision-table id='t' " + version +
           ">\n<rule id='r' effect='rehost' source='law' points='5'>\n<when>users &gt; 10</when>"
           "<text xml:lang='fr'>x</text><text xml:lang='en'>x</text>\n" +
           examples + "</rule></decision-table>";
}

plan::PolicyTestResult tried(const std::string& text) {
    return plan::test_decision_table(plan::read_decision_table(text, "t.xml", plan::strategy_words()),
                                     plan::decided_effects);
}

std::vector<std::string> codes(const plan::PolicyTestResult& result) {
    std::vector<std::string> found;
    for (const plan::Diagnostic& finding : result.findings) found.push_back(finding.code);
    return found;
}

std::string refusal(const std::string& text) {
    try {
        (void)plan::read_decision_table(text, "t.xml", plan::strategy_words());
    } catch (const plan::Error& error) {
        return error.diagnostic().code + " " + std::to_string(error.diagnostic().where.line);
    }
    return "accepted";
}

}  // namespace

TEST_CASE("the shipped rules of strategy hold on the examples beside them") {
    const plan::PolicyTestResult result = tried(shipped::text("policies/strategy.xml"));
    for (const plan::Diagnostic& finding : result.findings)
        FAIL(plan::fill_text(finding.text, finding.arguments) + " at line " + std::to_string(finding.where.line));
    CHECK(result.examples >= 2 * result.rules);
    CHECK(result.failed == 0);
}

TEST_CASE("an example says whether its rule applies, and what the table decides") {
    const auto good =
        tried(table("<example fires='yes' decides='rehost risk-green'>users: 11</example>"
                    "<example fires='no'>users: 10</example>"));
    CHECK(good.findings.empty());
    CHECK(good.examples == 2);
    const auto wrong = tried(table("<example fires='yes'>users: 10</example><example fires='no'>users: 9</example>"));
    CHECK(codes(wrong) == std::vector<std::string>{"example-fails"});
    CHECK(wrong.failed == 1);
    const auto other =
        tried(table("<example fires='yes' decides='retire'>users: 11</example>"
                    "<example fires='no'>users: 10</example>"));
    CHECK(codes(other) == std::vector<std::string>{"example-fails"});
}

TEST_CASE("a rule needs an example on either side, and examples may not contradict each other") {
    CHECK(codes(tried(table(""))) == std::vector<std::string>{"missing-example", "missing-example"});
    CHECK(codes(tried(table("<example fires='yes'>users: 11</example>"))) ==
          std::vector<std::string>{"missing-example"});
    const auto both =
        codes(tried(table("<example fires='yes'>users: 11; tags: a</example>"
                          "<example fires='no'>tags: a; users: 11</example>")));
    CHECK(std::find(both.begin(), both.end(), "contradictory-examples") != both.end());
}

TEST_CASE("an example with an unknown field, value or effect, or without a day, is refused at its line") {
    CHECK(refusal(table("<example fires='yes'>usres: 11</example>")) == "unknown-field 4");
    CHECK(refusal(table("<example fires='yes'>users: many</example>")) == "bad-example 4");
    CHECK(refusal(table("<example fires='yes'>lifecycle: asleep</example>")) == "bad-example 4");
    CHECK(refusal(table("<example fires='yes'>present.status: perhaps</example>")) == "bad-example 4");
    CHECK(refusal(table("<example fires='yes'>users</example>")) == "bad-example 4");
    CHECK(refusal(table("<example fires='maybe'>users: 11</example>")) == "unknown-value 4");
    CHECK(refusal(table("<example fires='yes' decides='rewrite'>users: 11</example>")) == "unknown-effect 4");
    CHECK(refusal(table("<example fires='yes'>users: 11</example>", "")) == "no-version 4");
}
