#include "libplan/policy/policy_tests.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <map>

namespace plan {

namespace {

class PolicyTests {
public:
    explicit PolicyTests(const Policy& policy) : policy_(policy), cases_(policy.rules().size()) {}

    PolicyTestResult run() {
        result_.rules = policy_.rules().size();
        for (std::size_t rule = 0; rule < policy_.rules().size(); ++rule)
            for (const PolicyExample& example : policy_.rules()[rule].examples) try_example(rule, example);
        for (std::size_t rule = 0; rule < policy_.rules().size(); ++rule) {
            look_for_missing(rule);
            look_for_shadow(rule);
            look_for_contradictions(rule);
        }
        look_at_questions();
        std::ranges::stable_sort(result_.findings, {}, [](const Diagnostic& finding) { return finding.where.line; });
        return std::move(result_);
    }

private:
    void add(Severity severity, const char* code, const char* text, std::vector<std::string> arguments,
             const Location& where) {
        result_.findings.push_back({severity, code, text, std::move(arguments), where});
    }

    [[nodiscard]] std::string class_of(const RuleJudgement& judgement) const {
        return judgement.class_rank ? policy_.classes()[*judgement.class_rank].id : "none";
    }

    void expect(const PolicyRule& rule, const PolicyExample& example, const char* what, const std::string& expected,
                const std::string& found) {
        if (expected == found) return;
        holds_ = false;
        add(Severity::error, "example-fails", PLAN_TEXT("an example of {0}: {1} should be \"{2}\", but is \"{3}\""),
            {rule.id, what, expected, found}, example.where);
    }

    void try_example(std::size_t index, const PolicyExample& example) {
        const PolicyRule& rule = policy_.rules()[index];
        const Date day = example.as_of.value_or(policy_.version());
        const RuleJudgement judgement = *Judge(policy_, day).judge(example.application, example.received)->outcome;
        const bool fires = std::ranges::binary_search(judgement.rules, index);
        const auto verdict = [](bool to_qualify) { return to_qualify ? "to_qualify" : "decided"; };
        holds_ = true;
        expect(rule, example, "fires", example.fires ? "yes" : "no", fires ? "yes" : "no");
        if (example.sensitivity_class)
            expect(rule, example, "class", example.sensitivity_class->empty() ? "none" : *example.sensitivity_class,
                   class_of(judgement));
        if (example.labels) {
            std::vector<std::string> expected, found = labels_of(policy_, judgement);
            for (const PolicyLabel& label : policy_.labels())
                if (std::ranges::find(*example.labels, label.id) != example.labels->end()) expected.push_back(label.id);
            expect(rule, example, "labels", expected.empty() ? "none" : join(expected, " "),
                   found.empty() ? "none" : join(found, " "));
        }
        if (example.verdict)
            expect(rule, example, "verdict", verdict(*example.verdict == Verdict::to_qualify),
                   verdict(judgement.to_qualify));
        ++result_.examples;
        if (!holds_) ++result_.failed;
        compare_with_equals(rule, example, day);
        look_for_two_statuses(rule, example, judgement);
        const std::size_t number = judgements_.size();
        for (const std::size_t fired : judgement.rules) cases_[fired].push_back(number);
        judgements_.push_back(judgement);
    }

    /// A piece of a project's file cannot be there and missing.
    void look_for_two_statuses(const PolicyRule& rule, const PolicyExample& example, const RuleJudgement& judgement) {
        std::map<std::string, const PolicyRule*> said;
        for (const std::size_t fired : judgement.rules) {
            const PolicyRule& other = policy_.rules()[fired];
            if (other.piece.empty() || said.emplace(other.piece, &other).second) continue;
            add(Severity::error, "piece-said-twice",
                PLAN_TEXT("an example of {0}: the rules {1} and {2} both speak of the piece {3}; only one may"),
                {rule.id, said[other.piece]->id, other.id, other.piece}, example.where);
        }
    }

    /// Examples that say the same and expect something else.
    void compare_with_equals(const PolicyRule& rule, const PolicyExample& example, Date day) {
        auto given = example.given;
        std::ranges::sort(given);
        std::string key = day.to_iso();
        for (const auto& [name, value] : given) key.append("\n").append(name).append(":").append(value);
        auto& equals = by_given_[key];
        for (const PolicyExample* other : equals) {
            const auto differ = [](const auto& one, const auto& two) { return one && two && *one != *two; };
            if (!differ(example.sensitivity_class, other->sensitivity_class) &&
                !differ(example.verdict, other->verdict))
                continue;
            add(Severity::error, "contradictory-examples",
                PLAN_TEXT("an example of {0} gives what the one on line {1} gives, and expects something else"),
                {rule.id, std::to_string(other->where.line)}, example.where);
        }
        equals.push_back(&example);
    }

    void look_for_missing(std::size_t index) {
        const PolicyRule& rule = policy_.rules()[index];
        const auto has = [&](bool fires) {
            return std::ranges::find(rule.examples, fires, &PolicyExample::fires) != rule.examples.end();
        };
        if (!has(true))
            add(Severity::error, "missing-example", PLAN_TEXT("the rule {} has no example with fires=\"yes\""),
                {rule.id}, rule.where);
        if (!has(false))
            add(Severity::error, "missing-example", PLAN_TEXT("the rule {} has no example with fires=\"no\""),
                {rule.id}, rule.where);
        if (cases_[index].empty())
            add(Severity::error, "never-fires", PLAN_TEXT("the rule {} applies to no example of the policy"), {rule.id},
                rule.where);
    }

    void look_for_shadow(std::size_t index) {
        const PolicyRule& rule = policy_.rules()[index];
        const bool only_class = rule.class_rank && rule.labels.empty() && !rule.to_qualify && !rule.advice &&
                                !rule.ground && rule.piece.empty();
        if (!only_class || cases_[index].empty()) return;
        const bool always_stricter = std::ranges::all_of(
            cases_[index], [&](std::size_t number) { return judgements_[number].class_rank > rule.class_rank; });
        if (!always_stricter) return;
        for (std::size_t other = 0; other < cases_.size(); ++other)
            if (policy_.rules()[other].class_rank > rule.class_rank &&
                std::ranges::includes(cases_[other], cases_[index]))
                return add(Severity::warning, "shadowed-rule",
                           PLAN_TEXT("the rule {0} changes nothing: wherever it applies, {1} imposes a stricter class"),
                           {rule.id, policy_.rules()[other].id}, rule.where);
        add(Severity::warning, "shadowed-rule",
            PLAN_TEXT("the rule {0} changes nothing: wherever it applies, others impose a stricter class"), {rule.id},
            rule.where);
    }

    void look_for_contradictions(std::size_t index) {
        const PolicyRule& rule = policy_.rules()[index];
        if (!rule.class_rank || cases_[index].size() < 2) return;
        for (std::size_t other = index + 1; other < cases_.size(); ++other)
            if (policy_.rules()[other].class_rank && policy_.rules()[other].class_rank != rule.class_rank &&
                cases_[other] == cases_[index])
                add(Severity::warning, "contradictory-rules",
                    PLAN_TEXT("the rules {0} and {1} apply to the same examples and impose different classes"),
                    {rule.id, policy_.rules()[other].id}, rule.where);
    }

    void look_at_questions() {
        for (std::size_t question = 0; question < policy_.questions().size(); ++question)
            if (std::ranges::none_of(judgements_, [&](const RuleJudgement& judgement) {
                    return std::ranges::binary_search(judgement.questions, question) ||
                           std::ranges::binary_search(judgement.file_questions, question);
                }))
                add(Severity::warning, "never-asked", PLAN_TEXT("the question {} is open on no example"),
                    {policy_.questions()[question].field},
                    {policy_.rules().empty() ? std::string() : policy_.rules().front().where.file, 0, 0, {}});
    }

    const Policy& policy_;
    PolicyTestResult result_;
    std::vector<RuleJudgement> judgements_;        ///< of every example
    std::vector<std::vector<std::size_t>> cases_;  ///< by rule: numbers of the examples on which it applies, ascending
    std::map<std::string, std::vector<const PolicyExample*>> by_given_;
    bool holds_ = true;
};

}  // namespace

PolicyTestResult test_policy(const Policy& policy) {
    return PolicyTests(policy).run();
}

}  // namespace plan
