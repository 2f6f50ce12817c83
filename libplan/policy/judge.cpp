#include "libplan/base/text.hpp"
#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/policy_content.hpp"
#include "libplan/policy/received_names.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <unordered_map>

/// Evaluating a policy's XPath conditions costs some 20 microseconds an application; a State's register has 100,000.
/// Most of them answer alike, so a judgement is kept by what conditions can tell apart: of a justification that they
/// only ask for, whether it is there; of a number of persons, on which side of the thresholds it lies.
namespace plan {

namespace {

constexpr std::size_t most_cases = 100'000;

template <class Number>
void append_bytes(std::string& key, Number number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

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
                append_bytes(key, known);
            }
        },
        value);
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
        : policy(known_policy), content(known_content), date(day) {
        for (const auto& [field, reading] : content.fields) cuts.push_back(cuts_of(reading));
        if (content.source_count) source_cuts = cuts_of(*content.source_count);
    }

    const Policy& policy;
    const Policy::Content& content;
    const Date date;
    std::unordered_map<std::string, std::shared_ptr<const Judgement>> known;  ///< only looked up
    std::string key;
    std::vector<std::vector<double>> cuts;  ///< of content.fields
    std::vector<double> source_cuts;

    /// The cuts of a reading as numbers on this day, ascending. What is compared with a parameter that has no value yet
    /// is never so.
    [[nodiscard]] std::vector<double> cuts_of(const Policy::Content::Reading& reading) const {
        std::vector<double> numbers;
        for (const std::string& cut : reading.cuts) {
            auto number = parse_number(cut);
            for (const PolicyParameter& parameter : content.parameters)
                if (parameter.name == cut && parameter.on(date)) number = parse_number(parameter.on(date)->text);
            if (number) numbers.push_back(*number);
        }
        std::ranges::sort(numbers);
        return numbers;
    }

    void append_number(double number, const std::vector<double>& number_cuts) {
        const auto at = std::ranges::lower_bound(number_cuts, number);
        const bool equal = at != number_cuts.end() && *at == number;
        append_bytes(key, 2 * (at - number_cuts.begin()) + (equal ? 1 : 0));
    }

    void append_field(const FieldValue& value, const Policy::Content::Reading& reading,
                      const std::vector<double>& field_cuts) {
        if (reading.whole) return append_value(key, value);
        key += std::holds_alternative<std::monostate>(value) ? '-' : '+';
        if (field_cuts.empty()) return;
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            append_number(static_cast<double>(*whole), field_cuts);
        if (const auto* number = std::get_if<double>(&value)) append_number(*number, field_cuts);
    }

    void make_key(const Application& application, const ReceivedData& received) {
        key.clear();
        for (std::size_t index = 0; index < content.fields.size(); ++index) {
            const auto& [field, reading] = content.fields[index];
            append_field(field->get(application), reading, cuts[index]);
        }
        if (content.reads_data) append_bytes(key, received.data);
        if (content.reads_unstated) append_bytes(key, received.unstated);
        if (content.reads_undeclared) append_bytes(key, received.undeclared);
        if (content.source_count)
            append_field(received.sources ? FieldValue(*received.sources) : FieldValue(), *content.source_count,
                         source_cuts);
    }

    [[nodiscard]] FactDocument document_of(const Application& application, const ReceivedData& received) const {
        FactDocument document(date);
        for (const auto& [field, reading] : content.fields) document.add(field->name, field->get(application));
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
