#include "libplan/policy/policy.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/fact_document.hpp"
#include "libplan/policy/policy_content.hpp"
#include "libplan/policy/received_names.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

Policy::Policy(std::unique_ptr<Content> content) : content_(std::move(content)) {
    for (const Content::FlowReading& reading : content_->rule_flow_readings) {
        Marks marks = 0;
        const PolicyFact* fact = travelling_fact();
        for (std::size_t index = 0; fact != nullptr && index < fact->cases.size(); ++index)
            if (reading.every || reading.values.contains(fact->cases[index].value)) marks |= Marks{1} << index;
        content_->rule_flow_marks.emplace_back(marks, reading.others);
    }
    for (const std::vector<std::string>& holes : content_->rule_holes) {
        std::vector<Content::ValueSource>& sources = content_->hole_sources.emplace_back();
        for (const std::string& hole : holes) sources.push_back(content_->value_source(hole));
    }
}
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

const std::vector<PolicyParameter>& Policy::parameters() const {
    return content_->parameters;
}

const PolicyFact* Policy::travelling_fact() const {
    return content_->travelling ? &content_->facts[*content_->travelling] : nullptr;
}

std::pair<Marks, Marks> Policy::carried_with(std::string_view category) const {
    std::pair<Marks, Marks> carried;
    const PolicyFact* fact = travelling_fact();
    if (fact == nullptr) return carried;
    for (std::size_t index = 0; index < fact->cases.size(); ++index) {
        const PolicyFact::Case& known = fact->cases[index];
        if (known.value == category) carried.first |= Marks{1} << index;
        if (std::ranges::find(known.with, category) != known.with.end()) carried.second |= Marks{1} << index;
    }
    return carried;
}

std::pair<Marks, bool> Policy::rests_on_flows(std::size_t rule) const {
    return content_->rule_flow_marks[rule];
}

std::vector<std::string> labels_of(const Policy& policy, const RuleJudgement& judgement) {
    std::vector<std::string> labels;
    for (const std::size_t label : judgement.labels) labels.push_back(policy.labels()[label].id);
    return labels;
}

Evaluation::Evaluation(const Policy& policy, const Application& application, Date date, const ReceivedData& received)
    : Evaluation(policy, application, date, received, Judge(policy, date).judge(application, received)) {}

Evaluation::Evaluation(const Policy& policy, const Application& application, Date date, const ReceivedData& received,
                       std::shared_ptr<const Judgement> judgement)
    : policy_(policy), application_(application), date_(date), received_(received), judgement_(std::move(judgement)) {}

namespace {

std::vector<std::string> values_of(const PolicyFact* fact, Marks marks) {
    std::vector<std::string> values;
    for (std::size_t bit = 0; fact != nullptr && bit < fact->cases.size(); ++bit)
        if ((marks >> bit & 1) != 0) values.push_back(fact->cases[bit].value);
    return values;
}

}  // namespace

Policy::Content::ValueSource Policy::Content::value_source(std::string_view name) const {
    using Kind = ValueSource::Kind;
    if (const auto fact = std::ranges::find(facts, name, &PolicyFact::name); fact != facts.end())
        return {Kind::fact, static_cast<std::size_t>(fact - facts.begin())};
    if (const auto parameter = std::ranges::find(parameters, name, &PolicyParameter::name);
        parameter != parameters.end())
        return {Kind::parameter, static_cast<std::size_t>(parameter - parameters.begin())};
    if (name == "question") return {Kind::question};
    if (name == "as_of") return {Kind::as_of};
    if (name == received_names::data) return {Kind::data};
    if (name == received_names::unstated) return {Kind::unstated};
    if (name == received_names::undeclared) return {Kind::undeclared};
    if (name == received_names::sources) return {Kind::sources};
    const Field<Application>* field = find_field(application_fields(), name);
    return {field != nullptr ? Kind::field : Kind::nothing, 0, field};
}

std::vector<std::string> Evaluation::values(std::string_view name) const {
    return values_from(policy_.content_->value_source(name));
}

template <class Source>
std::vector<std::string> Evaluation::values_from(const Source& source) const {
    using Kind = typename Source::Kind;
    const Policy::Content& content = *policy_.content_;
    switch (source.kind) {
        case Kind::nothing:
            break;
        case Kind::fact:
            return judgement_->fact(source.index);
        case Kind::parameter: {
            const auto* value = content.parameters[source.index].on(date_);
            return value ? std::vector<std::string>{value->text} : std::vector<std::string>();
        }
        case Kind::question: {
            std::vector<std::string> fields;
            for (const std::size_t question : judgement_->outcome->questions)
                fields.push_back(content.questions[question].field);
            return fields;
        }
        case Kind::as_of:
            return {date_.to_iso()};
        case Kind::data:
            return values_of(policy_.travelling_fact(), received_.data);
        case Kind::unstated:
            return values_of(policy_.travelling_fact(), received_.unstated);
        case Kind::undeclared:
            return values_of(policy_.travelling_fact(), received_.undeclared);
        case Kind::sources:
            if (received_.sources) return {std::to_string(*received_.sources)};
            break;
        case Kind::field:
            return texts_of(source.field->get(application_));
    }
    return {};
}

std::vector<std::string> Evaluation::labels() const {
    return labels_of(policy_, *judgement_->outcome);
}

namespace {

/// The sources of `more` that `sources` does not have.
void add_sources(std::string& sources, const std::string& more) {
    const std::vector<std::string> known = split_list(sources, ",");
    for (const std::string& source : split_list(more, ","))
        if (std::ranges::find(known, source) == known.end()) sources += (sources.empty() ? "" : ", ") + source;
}

}  // namespace

/// Those of a rule that there were on that day: a verdict does not cite an act that was yet to come. All, when there
/// was none.
std::string Policy::Content::sources_on(const std::string& all, Date date) const {
    const auto to_come = [&](const Source& source) { return source.from && date < *source.from; };
    if (std::ranges::none_of(sources, to_come)) return all;
    std::string some;
    for (const std::string& id : split_list(all, ",")) {
        const auto found = std::ranges::find(sources, id, &Source::id);
        if (found == sources.end() || !to_come(*found)) add_sources(some, id);
    }
    return some.empty() ? all : some;
}

void Evaluation::append_reason_key(std::size_t rule, std::string& key) const {
    using Kind = Policy::Content::ValueSource::Kind;
    const auto append = [&](const std::vector<std::string>& values) {
        for (const std::string& value : values) key.append(value) += '\xff';  // no byte of UTF-8
        key += '\xfe';
    };
    const auto append_marks = [&](Marks marks) {
        key.append(reinterpret_cast<const char*>(&marks), sizeof marks);  // their values are those of a fact's cases
    };
    for (const Policy::Content::ValueSource& source : policy_.content_->hole_sources[rule]) {
        if (source.kind == Kind::parameter || source.kind == Kind::as_of) continue;  // of the policy and the day alone
        if (source.kind == Kind::fact)
            append(judgement_->fact(source.index));
        else if (source.kind == Kind::data)
            append_marks(received_.data);
        else if (source.kind == Kind::unstated)
            append_marks(received_.unstated);
        else if (source.kind == Kind::undeclared)
            append_marks(received_.undeclared);
        else
            append(values_from(source));
    }
}

Reason Evaluation::reason(std::size_t index, Language language) const {
    const PolicyRule& rule = policy_.rules()[index];
    const bool french = language == Language::french;
    Reason reason{rule.id, policy_.content_->sources_on(rule.source, date_), {}, {}, {}};
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
    if (!rule.piece.empty()) {
        reason.args.emplace_back("piece", rule.piece);
        reason.args.emplace_back("status", std::string(keyword(rule.status)));
    }
    bool to_verify = rule.to_verify;
    for (const std::size_t parameter : policy_.content_->rule_parameters[index])
        if (const auto* value = policy_.parameters()[parameter].on(date_)) {
            add_sources(reason.source, value->source);
            to_verify = to_verify || value->to_verify;
        }
    if (to_verify) {
        reason.text += french ? " [source à vérifier]" : " [source to verify]";
        reason.args.emplace_back("confidence", "to-verify");
    }
    return reason;
}

}  // namespace plan
