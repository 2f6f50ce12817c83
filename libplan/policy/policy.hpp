#pragma once

#include "libplan/base/language.hpp"
#include "libplan/policy/rule.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// A policy of classification: ordered classes, labels, facts, questions and rules, read from XML. What the rules say
/// is data; this knows only their language. Immutable; may be used by several threads.
class Policy {
public:
    ~Policy();
    Policy(Policy&&) noexcept;
    Policy& operator=(Policy&&) noexcept;

    [[nodiscard]] const std::string& id() const;
    [[nodiscard]] const BilingualText& title() const;
    /// The day of this edition: rules are judged on it unless another day is given.
    [[nodiscard]] Date version() const;
    /// From least to most strict.
    [[nodiscard]] const std::vector<SensitivityClass>& classes() const;
    [[nodiscard]] const std::vector<PolicyLabel>& labels() const;
    [[nodiscard]] const std::vector<PolicyFact>& facts() const;
    [[nodiscard]] const std::vector<PolicyQuestion>& questions() const;
    [[nodiscard]] const std::vector<PolicyRule>& rules() const;
    /// What a source id stands for; null when the policy does not declare it.
    [[nodiscard]] const BilingualText* source_title(std::string_view source) const;
    /// A value of a field or fact in words: "privacy" of "legal_secrets" is "vie privée". The value itself where the
    /// policy has no words for it.
    [[nodiscard]] std::string_view in_words(std::string_view name, std::string_view value, Language language) const;

private:
    friend class PolicyReader;
    friend class Evaluation;
    struct Content;
    explicit Policy(std::unique_ptr<Content> content);
    std::unique_ptr<Content> content_;
};

/// Reads a policy. Throws Error(invalid_input) with file, line and column at the first of: more than 4 MiB, bytes that
/// are not UTF-8, XML that is not well-formed, an element or attribute out of place, a condition that is not XPath 1.0
/// or uses a name that is no field and no fact, or compares it with a value it never has, an unknown class, label or
/// source, an id given twice, a missing source or language. Entities are not expanded. Linear in the text, except that
/// each name is looked up in the table of fields.
[[nodiscard]] Policy read_policy(std::string_view text, std::string_view name);

/// What a policy says of one application on one day: first the facts in their order, then the questions, then the
/// rules, each on all of what comes before it; so no result depends on the order of rules. Only rules in force on the
/// day count. O(conditions * fields that conditions name). The policy must outlive it.
class Evaluation {
public:
    Evaluation(const Policy& policy, const Application& application, Date date);
    ~Evaluation();
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    /// Indices in Policy::questions() and Policy::rules(), ascending.
    [[nodiscard]] const std::vector<std::size_t>& open_questions() const { return questions_; }
    [[nodiscard]] const std::vector<std::size_t>& fired_rules() const { return rules_; }
    /// The values of a field that conditions name, of a fact of the policy, or of `question`: none when absent.
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;

    /// Rank of the strictest class that a fired rule imposes.
    [[nodiscard]] std::optional<std::size_t> strictest_class() const;
    /// Of the fired rules, in the order of Policy::labels().
    [[nodiscard]] std::vector<std::string> labels() const;
    /// A fired rule as a reason. Its args: `class` when it imposes one, the values its text shows (as in the stream,
    /// whatever the language), `advice` and `confidence` when marked.
    [[nodiscard]] Reason reason(std::size_t rule, Language language) const;

private:
    struct Facts;
    const Policy& policy_;
    std::unique_ptr<Facts> facts_;
    std::vector<std::size_t> questions_, rules_;
};

}  // namespace plan
