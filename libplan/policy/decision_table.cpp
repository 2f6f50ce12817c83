#include "libplan/policy/decision_table.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/decision_content.hpp"
#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/known_names.hpp"
#include "libplan/policy/wording.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

/// A text field is quoted as it is written: "3.2" may be the version of a reference, not a number.
bool is_text(std::string_view fact) {
    constexpr std::string_view prefix = "target.";
    const auto quoted = [](const auto* field) { return field && field->kind == FieldKind::text; };
    return fact.starts_with(prefix) ? quoted(find_field(target_fields(), fact.substr(prefix.size())))
                                    : quoted(find_field(application_fields(), fact));
}

}  // namespace

std::string DecisionTable::Content::said(std::string_view fact, std::string_view value, Language language) const {
    if (const auto of_fact = words.find(fact); of_fact != words.end())
        if (const auto word = of_fact->second.find(value); word != of_fact->second.end())
            return word->second.in(language);
    return is_text(fact) ? std::string(value) : plan::said(value, language);
}

DecisionTable::DecisionTable(std::unique_ptr<Content> content) : content_(std::move(content)) {}
DecisionTable::~DecisionTable() = default;
DecisionTable::DecisionTable(DecisionTable&&) noexcept = default;
DecisionTable& DecisionTable::operator=(DecisionTable&&) noexcept = default;

const std::string& DecisionTable::id() const {
    return content_->id;
}
std::optional<Date> DecisionTable::version() const {
    return content_->version;
}
const std::vector<DecisionSetting>& DecisionTable::settings() const {
    return content_->settings;
}
std::optional<double> DecisionTable::setting(std::string_view name) const {
    const auto found = std::ranges::find(content_->settings, name, &DecisionSetting::name);
    if (found == content_->settings.end()) return std::nullopt;
    return found->value;
}
const std::vector<TypicalCase>& DecisionTable::rows() const {
    return content_->rows;
}
const std::vector<TypicalCase>& DecisionTable::columns() const {
    return content_->columns;
}
const std::vector<std::string>& DecisionTable::reads(std::size_t index) const {
    return content_->rules[index].reads;
}
std::size_t DecisionTable::size() const {
    return content_->rules.size();
}
const DecisionRule& DecisionTable::rule(std::size_t index) const {
    return content_->rules[index].rule;
}

bool DecisionTable::uses(std::string_view fact) const {
    return content_->used.contains(as_path(fact));
}

bool DecisionTable::holds(std::size_t index, const FactDocument& facts) const {
    const Content::Compiled& compiled = content_->rules[index];
    if (!compiled.rule.in_force(facts.content().planning_date)) return false;
    return compiled.when.evaluate_boolean(facts.content().root);
}

double DecisionTable::points(std::size_t index, const FactDocument& facts) const {
    const DecisionRule& known = rule(index);
    if (known.per.empty()) return known.points;
    const std::vector<std::string> values = facts.values(known.per);
    return values.size() == 1 ? known.points * parse_number(values.front()).value_or(0) : 0;
}

Reason DecisionTable::reason(std::size_t index, const FactDocument& facts, Language language) const {
    return reason(
        index, [&](std::string_view name) { return facts.values(name); }, language);
}

Reason DecisionTable::reason(std::size_t index, const Values& values_of, Language language) const {
    const Content::Compiled& compiled = content_->rules[index];
    const bool french = language == Language::french;
    Reason reason{compiled.rule.id, compiled.rule.source, {}, {}, {}};
    ReasonArguments shown;
    for (const std::string& hole : compiled.holes) {
        const std::vector<std::string> values = values_of(hole);
        std::vector<std::string> words;
        for (const std::string& value : values) words.push_back(content_->said(hole, value, language));
        if (words.empty()) words.emplace_back(french ? "non renseigné" : "not given");
        shown.emplace_back(hole, join(words, ", "));
        reason.args.emplace_back(hole, join(values, ", "));
    }
    reason.text = fill_names(compiled.rule.text.in(language), shown);
    if (compiled.rule.to_verify) {
        reason.text += french ? " [source à vérifier]" : " [source to verify]";
        reason.args.emplace_back("confidence", "to-verify");
    }
    return reason;
}

std::vector<DecisionFact> classification_facts() {
    return {{"class", {}},
            {"label", {}, FieldKind::text_list},
            {"verdict", {"decided", "to_qualify"}},
            {"question", {}, FieldKind::text_list}};
}

namespace {

/// Texts of a target that plan-records(5) restricts to some words.
const std::pair<std::string_view, std::vector<std::string_view>> usual_values[] = {
    {"kind", {"internal", "commercial", "on_premises"}},
    {"legal_exposure", {"none", "extra_european", "unknown"}},
    {"confidence", {"read", "to-verify"}},
    {"control_confidence", {"read", "to-verify"}},
};

}  // namespace

std::vector<DecisionFact> target_facts(std::string_view prefix) {
    std::vector<DecisionFact> facts;
    for (const Field<Target>& field : target_fields()) {
        DecisionFact fact{
            std::string(prefix).append(field.name), {field.keywords.begin(), field.keywords.end()}, field.kind};
        if (field.kind == FieldKind::boolean) fact.values = {"true", "false"};
        for (const auto& [name, values] : usual_values)
            if (field.name == name) fact.values.assign(values.begin(), values.end());
        facts.push_back(std::move(fact));
    }
    return facts;
}

}  // namespace plan
