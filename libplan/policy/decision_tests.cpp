#include "libplan/policy/decision_tests.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

namespace {

FactDocument facts_as_given(const DecisionTable& table, const DecisionExample& example) {
    FactDocument facts(example.as_of);
    for (const auto& [name, value] : example.given) facts.add(name, value);
    for (const DecisionSetting& setting : table.settings())
        if (facts.values(setting.name).empty()) facts.add_number(setting.name, setting.value);
    return facts;
}

class DecisionTests {
public:
    DecisionTests(const DecisionTable& table, const Decide& decide, const ExampleFacts& facts_of)
        : table_(table), decide_(decide), facts_of_(facts_of) {}

    PolicyTestResult run() {
        result_.rules = table_.size();
        for (std::size_t rule = 0; rule < table_.size(); ++rule) {
            look_for_missing(table_.rule(rule));
            for (const DecisionExample& example : table_.rule(rule).examples) {
                try_example(rule, example);
                compare_with_equals(table_.rule(rule), example);
            }
        }
        return std::move(result_);
    }

private:
    void add(const char* code, const char* text, std::vector<std::string> arguments, const Location& where) {
        result_.findings.push_back({Severity::error, code, text, std::move(arguments), where});
    }

    void look_for_missing(const DecisionRule& rule) {
        const auto has = [&](bool fires) {
            return std::ranges::find(rule.examples, fires, &DecisionExample::fires) != rule.examples.end();
        };
        if (!has(true))
            add("missing-example", PLAN_TEXT("the rule {} has no example with fires=\"yes\""), {rule.id}, rule.where);
        if (!has(false))
            add("missing-example", PLAN_TEXT("the rule {} has no example with fires=\"no\""), {rule.id}, rule.where);
    }

    void try_example(std::size_t index, const DecisionExample& example) {
        const DecisionRule& rule = table_.rule(index);
        const FactDocument facts = facts_of_ ? facts_of_(rule, example) : facts_as_given(table_, example);
        const bool fires = table_.holds(index, facts);
        bool holds = fires == example.fires;
        const auto fails = [&](const char* what, const std::string& expected, const std::string& found) {
            holds = false;
            add("example-fails", PLAN_TEXT("an example of {0}: {1} should be \"{2}\", but is \"{3}\""),
                {rule.id, what, expected, found}, example.where);
        };
        if (!holds) fails("fires", example.fires ? "yes" : "no", fires ? "yes" : "no");
        if (decide_ && !example.decides.empty()) {
            const std::vector<std::string> decided = decide_(table_, facts);
            for (const std::string& effect : example.decides)
                if (std::ranges::find(decided, effect) == decided.end())
                    fails("decides", effect, decided.empty() ? "none" : join(decided, " "));
        }
        ++result_.examples;
        if (!holds) ++result_.failed;
    }

    void compare_with_equals(const DecisionRule& rule, const DecisionExample& example) {
        for (const DecisionExample& other : rule.examples) {
            if (&other == &example) return;
            if (other.text == example.text && other.as_of == example.as_of && other.fires != example.fires)
                add("contradictory-examples",
                    PLAN_TEXT("an example of {0} gives what the one on line {1} gives, and expects something else"),
                    {rule.id, std::to_string(other.where.line)}, example.where);
        }
    }

    const DecisionTable& table_;
    const Decide& decide_;
    const ExampleFacts& facts_of_;
    PolicyTestResult result_;
};

}  // namespace

PolicyTestResult test_decision_table(const DecisionTable& table, const Decide& decide, const ExampleFacts& facts_of) {
    return DecisionTests(table, decide, facts_of).run();
}

}  // namespace plan
