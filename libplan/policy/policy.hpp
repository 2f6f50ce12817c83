#pragma once

#include "libplan/base/language.hpp"
#include "libplan/policy/rule.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <cstdint>
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
    [[nodiscard]] const std::vector<PolicyParameter>& parameters() const;
    [[nodiscard]] const std::vector<PolicyFact>& facts() const;
    /// The fact whose values go along flows; null: nothing travels.
    [[nodiscard]] const PolicyFact* travelling_fact() const;
    /// What a flow brings that names this category of data: the case of that name, whether or not its sender holds it,
    /// and the cases that go `with` it, as far as the sender holds them.
    [[nodiscard]] std::pair<Marks, Marks> carried_with(std::string_view category) const;
    /// The cases of the travelling fact that whether the rule fires may depend on; second: it may depend on other
    /// things that flows tell, too.
    [[nodiscard]] std::pair<Marks, bool> rests_on_flows(std::size_t rule) const;
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
    friend class Judge;
    friend class Slots;
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

/// What questions and rules say of one application on one day.
struct RuleJudgement {
    std::vector<std::size_t> questions, rules;  ///< open, fired: indices in the policy, ascending
    std::vector<std::size_t> file_questions;    ///< open, of the pieces of a project's file, ascending
    std::vector<std::size_t> labels;            ///< that fired rules give: indices in the policy, ascending
    std::optional<std::size_t> class_rank;      ///< of the strictest class that a fired rule imposes
    bool to_qualify = false;                    ///< a question is open, a fired rule says so, or no class is imposed
};

/// What a policy says of one application on one day, without its words. Parts are shared among equal cases.
struct Judgement {
    std::vector<std::shared_ptr<const std::vector<std::string>>> facts;  ///< values of each of Policy::facts()
    std::shared_ptr<const RuleJudgement> outcome;
    Marks travelling = 0;      ///< cases of the travelling fact that hold
    std::uint64_t number = 0;  ///< no other of its judge has it

    [[nodiscard]] const std::vector<std::string>& fact(std::size_t index) const { return *facts[index]; }
};

/// Judges applications: first the facts in their order, then the questions, then the rules, each on all of what comes
/// before it; so no result depends on the order of rules. Only rules in force on the day count. What conditions cannot
/// tell apart is evaluated once: O(1) for what is known. Keeps at most 200,000 cases of each kind of answer, and what
/// conditions can tell of each subject. Not for several threads at once. The policy must outlive it.
class Judge {
public:
    Judge(const Policy& policy, Date date);
    ~Judge();
    Judge(const Judge&) = delete;
    Judge& operator=(const Judge&) = delete;

    /// An application as this judge knows it, and no other judge.
    struct Subject {
        const Application* application;  ///< must be there, and as it was, whenever it is judged
        std::uint32_t record;            ///< number of what conditions can tell of its record: equal where that is
    };
    /// O(names that conditions read).
    [[nodiscard]] Subject subject(const Application& application);

    [[nodiscard]] std::shared_ptr<const Judgement> judge(Subject subject, const ReceivedData& received);
    [[nodiscard]] std::shared_ptr<const Judgement> judge(const Application& application, const ReceivedData& received) {
        return judge(subject(application), received);
    }
    /// The outcome alone.
    [[nodiscard]] std::shared_ptr<const RuleJudgement> outcome(Subject subject, const ReceivedData& received);
    /// The cases of the travelling fact alone.
    [[nodiscard]] Marks travelling(Subject subject, const ReceivedData& received);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A judgement in words, with what it was about. The policy and the application must outlive it.
class Evaluation {
public:
    Evaluation(const Policy& policy, const Application& application, Date date, const ReceivedData& received = {});
    Evaluation(const Policy& policy, const Application& application, Date date, const ReceivedData& received,
               std::shared_ptr<const Judgement> judgement);

    /// Indices in Policy::questions() and Policy::rules(), ascending. Open ones are those that decide the class.
    [[nodiscard]] const std::vector<std::size_t>& open_questions() const { return judgement_->outcome->questions; }
    [[nodiscard]] const std::vector<std::size_t>& fired_rules() const { return judgement_->outcome->rules; }
    [[nodiscard]] const Judgement& judgement() const { return *judgement_; }
    /// The values of a field, of a fact or parameter of the policy, of what flows bring, or of `question`: none when
    /// absent.
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;

    /// Rank of the strictest class that a fired rule imposes.
    [[nodiscard]] std::optional<std::size_t> strictest_class() const { return judgement_->outcome->class_rank; }
    /// Of the fired rules, in the order of Policy::labels().
    [[nodiscard]] std::vector<std::string> labels() const;
    /// A fired rule as a reason. Its args: `class` when it imposes one, the values its text shows (as in the stream,
    /// whatever the language), `advice` and `confidence` when marked. Its sources are the rule's, then those of the
    /// parameters that it rests on; one that is to be verified makes the reason so.
    [[nodiscard]] Reason reason(std::size_t rule, Language language) const;
    /// Appends what of this case the reason depends on: equal when all of it is.
    void append_reason_key(std::size_t rule, std::string& key) const;

private:
    template <class Source>
    [[nodiscard]] std::vector<std::string> values_from(const Source& source) const;

    const Policy& policy_;
    const Application& application_;
    Date date_;
    ReceivedData received_;
    std::shared_ptr<const Judgement> judgement_;
};

/// The labels that fired rules give, in the order of Policy::labels().
[[nodiscard]] std::vector<std::string> labels_of(const Policy& policy, const RuleJudgement& judgement);

}  // namespace plan
