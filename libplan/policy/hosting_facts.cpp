#include "libplan/policy/hosting_facts.hpp"

#include "libplan/record/fields.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view pair_names[] = {"target.run_cost", "target.dearest_run_cost", "target.strong_neighbours"};
constexpr std::string_view computed_names[] = {
    "class",         "label", "verdict", "question", "strategy_decided", "effort_days_decided", "derogation_limit",
    "derogation_end"};

FieldValue text_or_nothing(std::string_view text) {
    return text.empty() ? FieldValue() : FieldValue(std::string(text));
}

template <class Value>
FieldValue value_or_nothing(const std::optional<Value>& value) {
    return value ? FieldValue(*value) : FieldValue();
}

std::optional<Date> derogation_limit(const Application& application, std::optional<int> months) {
    if (!application.acceptable_offer_on || !months) return std::nullopt;
    return application.acceptable_offer_on->plus_months(*months);
}

FieldValue classification_fact(const Classification& classification, std::string_view name) {
    if (name == "class") return text_or_nothing(classification.sensitivity_class);
    if (name == "label") return classification.labels.empty() ? FieldValue() : FieldValue(classification.labels);
    if (name == "verdict") return text_or_nothing(keyword(classification.verdict));
    std::vector<std::string> questions;
    for (const Question& question : classification.questions) questions.push_back(question.field);
    return questions.empty() ? FieldValue() : FieldValue(std::move(questions));
}

FieldValue computed_fact(const Application& application, std::string_view name, const HostingSettings& settings) {
    if (name == "strategy_decided")
        return text_or_nothing(
            keyword(application.assessment ? application.assessment->strategy : application.strategy));
    if (name == "effort_days_decided") {
        if (!application.assessment || application.assessment->effort.empty()) return {};
        double days = 0;
        for (const PhaseEffort& effort : application.assessment->effort) days += effort.estimate.likely;
        return days;
    }
    if (name == "derogation_limit") return value_or_nothing(derogation_limit(application, settings.derogation_months));
    if (name == "derogation_end") return value_or_nothing(derogation_end(application, settings.derogation_months));
    return application.classification ? classification_fact(*application.classification, name) : FieldValue();
}

/// Euros a year, when every size that its tariff counts is known.
std::optional<double> run_cost(const Application& application, const Target& target) {
    if (!target.cost_per_application && !target.cost_per_vcpu && !target.cost_per_storage_gb) return std::nullopt;
    if ((target.cost_per_vcpu && !application.vcpu) || (target.cost_per_storage_gb && !application.storage_gb))
        return std::nullopt;
    return target.cost_per_application.value_or(0) + target.cost_per_vcpu.value_or(0) * application.vcpu.value_or(0) +
           target.cost_per_storage_gb.value_or(0) * application.storage_gb.value_or(0);
}

bool has_tariff(const Target& target) {
    return target.cost_per_application || target.cost_per_vcpu || target.cost_per_storage_gb;
}

}  // namespace

HostingSettings hosting_settings(const DecisionTable& table, Date decision_date) {
    HostingSettings settings;
    settings.decision_date = settings.cutover = decision_date;
    if (const auto months = table.setting("horizon_months")) settings.horizon_months = static_cast<int>(*months);
    if (const auto months = table.setting("derogation_months")) settings.derogation_months = static_cast<int>(*months);
    if (const auto days = table.setting("max_age_days")) settings.max_age_days = static_cast<int>(*days);
    return settings;
}

std::optional<Date> derogation_end(const Application& application, std::optional<int> derogation_months) {
    const auto limit = derogation_limit(application, derogation_months);
    if (!application.derogation_until) return application.derogation_basis.empty() ? std::nullopt : limit;
    return limit ? std::min(*limit, *application.derogation_until) : *application.derogation_until;
}

HostingFacts::HostingFacts(const DecisionTable& table, const std::vector<Target>& targets,
                           const HostingSettings& settings)
    : table_(table), targets_(targets), settings_(settings) {
    any_tariff_ = std::ranges::any_of(targets, has_tariff);
    for (const Field<Application>& field : application_fields()) {
        if (!table.uses(field.name)) continue;
        add(Kind::application, std::string(field.name));
        fields_.push_back(&field);
    }
    for (const std::string_view name : computed_names) {
        if (!table.uses(name)) continue;
        add(Kind::application, std::string(name));
        fields_.push_back(nullptr);
    }
    for (const std::string_view name : pair_names) add(Kind::pair, std::string(name));
    add(Kind::constant, "as_of");
    add(Kind::constant, "horizon_end");
    for (const DecisionSetting& setting : table.settings()) add(Kind::constant, setting.name);
    for (const HostingScope scope : {HostingScope::destination, HostingScope::present}) {
        const bool ahead = scope == HostingScope::destination;
        std::vector<FieldValue>& values = constants_[static_cast<std::size_t>(scope)];
        values.emplace_back(day(scope));
        values.emplace_back(ahead ? day(scope).plus_months(settings.horizon_months) : day(scope));
        for (const DecisionSetting& setting : table.settings()) {
            double value = setting.value;
            if (setting.name == "horizon_months") value = settings.horizon_months;
            if (setting.name == "derogation_months") value = settings.derogation_months.value_or(0);
            if (setting.name == "max_age_days") value = settings.max_age_days;
            values.emplace_back(value);
        }
    }
    of_targets_.resize(targets.size());
    for (const Field<Target>& field : target_fields()) {
        const std::string name = "target." + std::string(field.name);
        if (!table.uses(name)) continue;
        add(Kind::target, name);
        for (std::size_t index = 0; index < targets.size(); ++index)
            of_targets_[index].push_back(field.get(targets[index]));
    }
    add(Kind::target, "target.age_days");
    for (std::size_t index = 0; index < targets.size(); ++index) {
        const auto& verified = targets[index].verified_on;
        FieldValue& age = of_targets_[index].emplace_back();
        if (verified) age = std::int64_t{std::max(0, settings.decision_date - *verified)};
    }
}

void HostingFacts::add(Kind kind, const std::string& name) {
    Names& names = names_[static_cast<std::size_t>(kind)];
    slots_.emplace(name, Slot{kind, names.size()});
    names.push_back(name);
}

std::optional<HostingFacts::Slot> HostingFacts::find(std::string_view name) const {
    const auto found = slots_.find(name);
    return found == slots_.end() ? std::nullopt : std::optional(found->second);
}

Date HostingFacts::day(HostingScope scope) const {
    return scope == HostingScope::destination ? settings_.cutover : settings_.decision_date;
}

std::vector<FieldValue> HostingFacts::of_application(const Application& application) const {
    std::vector<FieldValue> values;
    const Names& names = names_[static_cast<std::size_t>(Kind::application)];
    values.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index)
        if (fields_[index])
            values.push_back(fields_[index]->get(application));
        else
            values.push_back(computed_fact(application, names[index], settings_));
    return values;
}

std::vector<std::vector<FieldValue>> HostingFacts::of_pairs(const Application& application,
                                                            const std::vector<double>& strong_neighbours) const {
    std::vector<std::vector<FieldValue>> pairs(targets_.size(), std::vector<FieldValue>(std::size(pair_names)));
    std::optional<double> dearest;
    for (std::size_t index = 0; index < targets_.size(); ++index) {
        pairs[index][2] = index < strong_neighbours.size() ? strong_neighbours[index] : 0.0;
        if (!any_tariff_) continue;
        const auto known = run_cost(application, targets_[index]);
        if (!known) continue;
        pairs[index][0] = *known;
        dearest = std::max(dearest.value_or(0), *known);
    }
    for (std::vector<FieldValue>& pair : pairs)
        if (dearest && std::holds_alternative<std::monostate>(pair[0])) pair[1] = *dearest;
    return pairs;
}

FactDocument HostingFacts::document(HostingScope scope, Date day, const std::vector<FieldValue>& application) const {
    FactDocument facts(day);
    const Names& constants = names_[static_cast<std::size_t>(Kind::constant)];
    for (std::size_t index = 1; index < constants.size(); ++index)  // as_of is there
        facts.add(constants[index], constant(scope, index));
    const Names& names = names_[static_cast<std::size_t>(Kind::application)];
    for (std::size_t index = 0; index < names.size(); ++index) facts.add(names[index], application[index]);
    return facts;
}

void HostingFacts::set_target(FactDocument& facts, std::size_t target, const std::vector<FieldValue>& pair) const {
    facts.remove_group("target");
    const Names& names = names_[static_cast<std::size_t>(Kind::target)];
    for (std::size_t index = 0; index < names.size(); ++index) facts.add(names[index], of_targets_[target][index]);
    for (std::size_t index = 0; index < pair.size(); ++index)
        facts.add(names_[static_cast<std::size_t>(Kind::pair)][index], pair[index]);
}

void set_given(const std::vector<std::pair<std::string, FieldValue>>& given, Application& application, Target& target) {
    constexpr std::string_view prefix = "target.";
    Classification classification;
    std::optional<Assessment> assessment;
    const auto assessed = [&]() -> Assessment& { return assessment ? *assessment : assessment.emplace(); };
    for (const auto& [name, value] : given) {
        if (name.starts_with(prefix)) {
            if (const auto* field = find_field(target_fields(), std::string_view(name).substr(prefix.size())))
                (void)field->set(target, value);
            continue;
        }
        if (const auto* field = find_field(application_fields(), name)) (void)field->set(application, value);
        if (name == "class") classification.sensitivity_class = texts_of(value).front();
        if (name == "label") classification.labels = texts_of(value);
        if (name == "verdict") classification.verdict = from_keyword<Verdict>(texts_of(value).front());
        if (name == "question")
            for (const std::string& question : texts_of(value)) classification.questions.push_back({question, "", ""});
        if (name == "strategy_decided") assessed().strategy = from_keyword<Strategy>(texts_of(value).front());
        if (name == "effort_days_decided") assessed().effort = {{Phase::build, {0, std::get<double>(value), 0}}};
    }
    application.classification = std::move(classification);
    if (assessment) application.assessment = std::move(*assessment);
}

FactDocument hosting_example_facts(const DecisionTable& table, const DecisionRule& rule,
                                   const DecisionExample& example) {
    Application application;
    application.id = "example";
    std::vector<Target> targets(1);
    targets[0].id = "target";
    set_given(example.given, application, targets[0]);
    HostingSettings settings = hosting_settings(table, example.as_of);
    const auto given = [&](std::string_view name) -> const FieldValue* {
        const auto found = std::ranges::find(example.given, name, [](const auto& one) { return one.first; });
        return found == example.given.end() ? nullptr : &found->second;
    };
    const auto whole = [&](std::string_view name, auto& value) {
        if (const FieldValue* set = given(name)) value = static_cast<int>(std::get<double>(*set));
    };
    whole("horizon_months", settings.horizon_months);
    whole("derogation_months", settings.derogation_months);
    whole("max_age_days", settings.max_age_days);
    const HostingScope scope = rule.scope == "present" ? HostingScope::present : HostingScope::destination;
    const HostingFacts known(table, targets, settings);
    FactDocument facts = known.document(scope, example.as_of, known.of_application(application));
    std::vector<FieldValue> pair = known.of_pairs(application, {}).front();
    for (std::size_t index = 0; index < std::size(pair_names); ++index)
        if (const FieldValue* set = given(pair_names[index])) pair[index] = *set;
    known.set_target(facts, 0, pair);
    return facts;
}

}  // namespace plan
