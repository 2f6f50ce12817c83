#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/policy_content.hpp"
#include "libplan/policy/received_names.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <unordered_map>

/// Evaluating a policy's XPath conditions costs some 20 microseconds an application; a State's register has 100,000.
/// Most of them answer alike, so a judgement is kept by the values that conditions can tell apart. Dates and texts that
/// conditions only ask for ("is there a justification?") count as there or not.
namespace plan {

namespace {

constexpr std::size_t most_cases = 100'000;

/// A value in a key: unlike values of one field never give the same bytes, nor does one begin another, since what is
/// there is told apart, and each text and list is closed by a byte that no UTF-8 has.
void append_value(std::string& key, const FieldValue& value) {
    constexpr char close = '\xff', end = '\xfe';
    key += std::holds_alternative<std::monostate>(value) ? '-' : '+';
    std::visit(
        [&](const auto& known) {
            using Value = std::decay_t<decltype(known)>;
            if constexpr (std::is_same_v<Value, std::string>) {
                key.append(known) += close;
            } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
                for (const std::string& text : known) key.append(text) += close;
                key += end;
            } else if constexpr (std::is_same_v<Value, bool>) {
                key += known ? 'y' : 'n';
            } else if constexpr (std::is_same_v<Value, std::vector<std::int64_t>> ||
                                 std::is_same_v<Value, std::vector<Date>>) {
                for (const auto& piece : known) append_value(key, FieldValue(piece));
                key += end;
            } else if constexpr (std::is_same_v<Value, Date>) {
                key.append(known.to_iso()) += close;
            } else if constexpr (!std::is_same_v<Value, std::monostate>) {
                key.append(reinterpret_cast<const char*>(&known), sizeof known);
            }
        },
        value);
}

void append_marks(std::string& key, Marks marks) {
    key.append(reinterpret_cast<const char*>(&marks), sizeof marks);
}

void add_marks(FactDocument& document, std::string_view name, const PolicyFact& fact, Marks marks) {
    for (std::size_t bit = 0; bit < fact.cases.size(); ++bit)
        if ((marks >> bit & 1) != 0) document.add_text(name, fact.cases[bit].value);
}

FieldValue parameter_value(const std::string& text) {
    if (const auto date = Date::from_iso(text)) return *date;
    return text;
}

}  // namespace

struct Judge::State {
    State(const Policy& known_policy, const Policy::Content& known_content, Date day)
        : policy(known_policy), content(known_content), date(day) {}

    const Policy& policy;
    const Policy::Content& content;
    const Date date;
    std::unordered_map<std::string, std::shared_ptr<const Judgement>> known;  ///< only looked up
    std::string key;

    void make_key(const Application& application, const ReceivedData& received) {
        key.clear();
        for (const Policy::Content::ReadField& read : content.fields) {
            const FieldValue value = read.field->get(application);
            if (read.bare)
                key += std::holds_alternative<std::monostate>(value) ? '-' : '+';
            else
                append_value(key, value);
        }
        if (content.reads_data) append_marks(key, received.data);
        if (content.reads_unstated) append_marks(key, received.unstated);
        if (content.reads_undeclared) append_marks(key, received.undeclared);
        if (content.reads_sources) append_marks(key, static_cast<Marks>(received.sources.value_or(-1)));
    }

    [[nodiscard]] FactDocument document_of(const Application& application, const ReceivedData& received) const {
        FactDocument document(date);
        for (const Policy::Content::ReadField& read : content.fields)
            document.add(read.field->name, read.field->get(application));
        for (const PolicyParameter& parameter : content.parameters)
            if (const auto* value = parameter.on(date)) document.add(parameter.name, parameter_value(value->text));
        if (content.travelling) {
            const PolicyFact& fact = content.facts[*content.travelling];
            add_marks(document, received_names::data, fact, received.data);
            add_marks(document, received_names::unstated, fact, received.unstated);
            add_marks(document, received_names::undeclared, fact, received.undeclared);
            if (received.sources) document.add(received_names::sources, *received.sources);
        }
        return document;
    }

    void judge_fact(std::size_t index, FactDocument& document, Judgement& judgement) const {
        const PolicyFact& fact = content.facts[index];
        std::vector<std::string>& found = judgement.facts.emplace_back();
        for (std::size_t step = 0; step < fact.cases.size() && (fact.every || found.empty()); ++step) {
            if (!content.fact_conditions[index][step].evaluate_boolean(document.content().root)) continue;
            found.push_back(fact.cases[step].value);
            if (fact.travels) judgement.travelling |= Marks{1} << step;
        }
        if (found.empty() && !fact.otherwise.empty()) found.push_back(fact.otherwise);
        if (!found.empty()) document.add(fact.name, FieldValue(found));
    }

    [[nodiscard]] Judgement evaluate(const Application& application, const ReceivedData& received) const {
        Judgement judgement;
        FactDocument document = document_of(application, received);
        const pugi::xml_node root = document.content().root;
        for (std::size_t index = 0; index < content.facts.size(); ++index) judge_fact(index, document, judgement);
        for (std::size_t index = 0; index < content.questions.size(); ++index)
            if (content.question_conditions[index].evaluate_boolean(root)) judgement.questions.push_back(index);
        for (const std::size_t question : judgement.questions)
            document.add_text("question", content.questions[question].field);
        for (std::size_t index = 0; index < content.rules.size(); ++index) {
            const PolicyRule& rule = content.rules[index];
            if (!rule.in_force(date) || !content.rule_conditions[index].evaluate_boolean(root)) continue;
            judgement.rules.push_back(index);
            judgement.class_rank = std::max(judgement.class_rank, rule.class_rank);  // nothing is less than any rank
            judgement.to_qualify = judgement.to_qualify || rule.to_qualify;
        }
        judgement.to_qualify = judgement.to_qualify || !judgement.questions.empty() || !judgement.class_rank;
        return judgement;
    }
};

Judge::Judge(const Policy& policy, Date date) : state_(std::make_unique<State>(policy, *policy.content_, date)) {}
Judge::~Judge() = default;

std::shared_ptr<const Judgement> Judge::judge(const Application& application, const ReceivedData& received) {
    state_->make_key(application, received);
    const auto found = state_->known.find(state_->key);
    if (found != state_->known.end()) return found->second;
    if (state_->known.size() >= most_cases) state_->known.clear();
    auto judgement = std::make_shared<const Judgement>(state_->evaluate(application, received));
    state_->known.emplace(state_->key, judgement);
    return judgement;
}

}  // namespace plan
