#include "libplan/policy/policy.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/policy_content.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

Policy::Policy(std::unique_ptr<Content> content) : content_(std::move(content)) {}
Policy::~Policy() = default;
Policy::Policy(Policy&&) noexcept = default;
Policy& Policy::operator=(Policy&&) noexcept = default;

const std::string& Policy::id() const {
    return content_->id;
}
const BilingualText& Policy::title() const {
    return content_->title;
}
Date Policy::version() const {
    return content_->version;
}
const std::vector<SensitivityClass>& Policy::classes() const {
    return content_->classes;
}
const std::vector<PolicyLabel>& Policy::labels() const {
    return content_->labels;
}
const std::vector<PolicyFact>& Policy::facts() const {
    return content_->facts;
}
const std::vector<PolicyQuestion>& Policy::questions() const {
    return content_->questions;
}
const std::vector<PolicyRule>& Policy::rules() const {
    return content_->rules;
}

const BilingualText* Policy::source_title(std::string_view source) const {
    const auto found = std::ranges::find(content_->sources, source, &Content::Source::id);
    return found == content_->sources.end() ? nullptr : &found->title;
}

std::string_view Policy::in_words(std::string_view name, std::string_view value, Language language) const {
    const auto words = content_->words.find(name);
    if (words == content_->words.end()) return value;
    const auto word = words->second.find(value);
    return word == words->second.end() ? value : word->second.in(language);
}

struct Evaluation::Facts {
    explicit Facts(Date date) : document(date) {}
    FactDocument document;
};

Evaluation::Evaluation(const Policy& policy, const Application& application, Date date)
    : policy_(policy), facts_(std::make_unique<Facts>(date)) {
    const Policy::Content& content = *policy.content_;
    FactDocument& document = facts_->document;
    const pugi::xml_node root = document.content().root;
    for (const Field<Application>* field : content.fields) document.add(field->name, field->get(application));
    for (std::size_t index = 0; index < content.facts.size(); ++index) {
        const PolicyFact& fact = content.facts[index];
        std::vector<std::string> found;
        for (std::size_t step = 0; step < fact.cases.size() && (fact.every || found.empty()); ++step)
            if (content.fact_conditions[index][step].evaluate_boolean(root)) found.push_back(fact.cases[step].value);
        if (found.empty() && !fact.otherwise.empty()) found.push_back(fact.otherwise);
        document.add(fact.name, FieldValue(std::move(found)));
    }
    for (std::size_t index = 0; index < content.questions.size(); ++index)
        if (content.question_conditions[index].evaluate_boolean(root)) questions_.push_back(index);
    for (const std::size_t question : questions_) document.add("question", content.questions[question].field);
    for (std::size_t index = 0; index < content.rules.size(); ++index)
        if (content.rules[index].in_force(date) && content.rule_conditions[index].evaluate_boolean(root))
            rules_.push_back(index);
}

Evaluation::~Evaluation() = default;

std::vector<std::string> Evaluation::values(std::string_view name) const {
    pugi::xml_node group = facts_->document.content().root;
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
        group = group.child(std::string(name.substr(0, dot)).c_str());
        name.remove_prefix(dot + 1);
    }
    std::vector<std::string> values;
    const std::string key(name);  // children() keeps the pointer
    for (const pugi::xml_node element : group.children(key.c_str())) values.emplace_back(element.child_value());
    return values;
}

std::optional<std::size_t> Evaluation::strictest_class() const {
    std::optional<std::size_t> strictest;
    for (const std::size_t rule : rules_)
        strictest = std::max(strictest, policy_.rules()[rule].class_rank);  // nothing is less than any rank
    return strictest;
}

std::vector<std::string> Evaluation::labels() const {
    std::vector<std::string> labels;
    for (const PolicyLabel& label : policy_.labels()) {
        const bool given = std::ranges::any_of(rules_, [&](std::size_t rule) {
            const std::vector<std::string>& of_rule = policy_.rules()[rule].labels;
            return std::ranges::find(of_rule, label.id) != of_rule.end();
        });
        if (given) labels.push_back(label.id);
    }
    return labels;
}

Reason Evaluation::reason(std::size_t index, Language language) const {
    const PolicyRule& rule = policy_.rules()[index];
    const bool french = language == Language::french;
    Reason reason{rule.id, rule.source, {}, {}, {}};
    if (rule.class_rank) reason.args.emplace_back("class", policy_.classes()[*rule.class_rank].id);
    ReasonArguments shown;
    for (const std::string& hole : policy_.content_->rule_holes[index]) {
        const std::vector<std::string> given = values(hole);
        std::vector<std::string> words;
        for (const std::string& value : given) words.push_back(said(policy_.in_words(hole, value, language), language));
        if (words.empty()) words.emplace_back(french ? "non renseigné" : "not given");
        shown.emplace_back(hole, join(words, ", "));
        reason.args.emplace_back(hole, join(given, ", "));
    }
    reason.text = fill_names(rule.text.in(language), shown);
    if (rule.advice) reason.args.emplace_back("advice", "true");
    if (rule.to_verify) {
        reason.text += french ? " [source à vérifier]" : " [source to verify]";
        reason.args.emplace_back("confidence", "to-verify");
    }
    return reason;
}

}  // namespace plan
