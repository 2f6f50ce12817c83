#include "libplan/graph/coupling.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/figures.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr ReasonText coupling_text{"coupling", "coupling", "couplage de {weight} par jour, pour {flows} flux{detail}",
                                   "coupling of {weight} a day, for {flows} flows{detail}"};
constexpr ReasonText one_coupling_text{"coupling", "coupling", "couplage de {weight} par jour, pour un flux{detail}",
                                       "coupling of {weight} a day, for one flow{detail}"};

CouplingModel make_basic() {
    CouplingModel model;
    model.source = "coupling";
    model.kinds = {{{"kind-database", 1, "base de données", "database"}, FlowKind::database, true, true},
                   {{"kind-storage", 1, "stockage", "storage"}, FlowKind::storage, true, true}};
    model.strengths = {{{"strong", 3, "couplage fort", "strong coupling"}, Coupling::strong}};
    model.volumes = {{{"volume-1", 2, "1 Go par jour ou plus", "1 GB a day or more"}, 1},
                     {{"volume-10", 3, "10 Go par jour ou plus", "10 GB a day or more"}, 10},
                     {{"volume-100", 4, "100 Go par jour ou plus", "100 GB a day or more"}, 100}};
    return model;
}

const KindRule* kind_rule(const CouplingModel& model, const Flow& flow) {
    const auto found = std::ranges::find(model.kinds, flow.kind, &KindRule::kind);
    return found == model.kinds.end() ? nullptr : &*found;
}

const StrengthRule* strength_rule(const CouplingModel& model, const Flow& flow) {
    const Coupling strength = is_strong(model, flow) ? Coupling::strong : Coupling::weak;
    const auto found = std::ranges::find(model.strengths, strength, &StrengthRule::strength);
    return found == model.strengths.end() ? nullptr : &*found;
}

const LatencyRule* latency_rule(const CouplingModel& model, const Flow& flow) {
    if (!flow.latency_ms) return nullptr;
    const auto found = std::ranges::lower_bound(model.latencies, *flow.latency_ms, {}, &LatencyRule::at_most);
    return found == model.latencies.end() ? nullptr : &*found;
}

const VolumeRule* volume_rule(const CouplingModel& model, const Flow& flow) {
    if (!flow.volume_gb_per_day) return nullptr;
    const auto above = std::ranges::upper_bound(model.volumes, *flow.volume_gb_per_day, {}, &VolumeRule::at_least);
    return above == model.volumes.begin() ? nullptr : &*(above - 1);
}

const FrequencyRule* frequency_rule(const CouplingModel& model, const Flow& flow) {
    if (flow.frequency.empty() || model.frequencies.empty()) return nullptr;
    const std::string word = fold(flow.frequency);
    for (const FrequencyRule& rule : model.frequencies)
        if (std::ranges::find(rule.words_of, word) != rule.words_of.end()) return &rule;
    return nullptr;
}

/// One of each sort, in the order of the file; null where none fits.
std::array<const CouplingRule*, 5> rules_of(const CouplingModel& model, const Flow& flow) {
    return {kind_rule(model, flow), strength_rule(model, flow), latency_rule(model, flow), volume_rule(model, flow),
            frequency_rule(model, flow)};
}

/// Rules as `name=factor`, in their order. Where each stands for itself, those that multiply by 1 say nothing.
template <class Rule, class Name>
std::string listed(const std::vector<Rule>& rules, Name name, const char* separator, bool bounds = false) {
    std::vector<std::string> pieces;
    for (const Rule& rule : rules)
        if (bounds || rule.multiply != 1) pieces.push_back(name(rule) + "=" + number_text(rule.multiply));
    return join(pieces, separator);
}

}  // namespace

const CouplingModel& basic_coupling() {
    static const CouplingModel model = make_basic();
    return model;
}

bool is_strong(const CouplingModel& model, const Flow& flow) {
    if (flow.coupling != Coupling::unspecified) return flow.coupling == Coupling::strong;
    const KindRule* rule = kind_rule(model, flow);
    return rule && rule->strong;
}

bool shares_store(const CouplingModel& model, const Flow& flow) {
    const KindRule* rule = kind_rule(model, flow);
    return rule && rule->ties && is_strong(model, flow);
}

bool joins_groups(const CouplingModel& model, const Flow& flow) {
    const KindRule* rule = kind_rule(model, flow);
    return !rule || rule->joins || is_strong(model, flow);
}

double coupling_weight(const CouplingModel& model, const Flow& flow) {
    double weight = 1;
    for (const CouplingRule* rule : rules_of(model, flow))
        if (rule) weight *= rule->multiply;
    return weight;
}

std::vector<const CouplingRule*> coupling_rules(const CouplingModel& model, const Flow& flow) {
    std::vector<const CouplingRule*> rules;
    for (const CouplingRule* rule : rules_of(model, flow))
        if (rule && rule->multiply != 1) rules.push_back(rule);
    return rules;
}

Reason explain_coupling(const CouplingModel& model, const std::vector<const Flow*>& flows, Language language) {
    std::vector<std::pair<const CouplingRule*, std::size_t>> applied;
    double weight = 0;
    for (const Flow* flow : flows) {
        weight += coupling_weight(model, *flow);
        for (const CouplingRule* rule : coupling_rules(model, *flow)) {
            const auto known = std::ranges::find(applied, rule, &std::pair<const CouplingRule*, std::size_t>::first);
            if (known == applied.end())
                applied.emplace_back(rule, 1);
            else
                ++known->second;
        }
    }
    std::vector<std::string> ids, words;
    for (const auto& [rule, count] : applied) {
        ids.push_back(rule->id + ":" + std::to_string(count));
        std::string word = rule->words(language) + " × " + figure(rule->multiply, language);
        if (flows.size() > 1) word += " (" + std::to_string(count) + ")";
        words.push_back(std::move(word));
    }
    const std::string colon = language == Language::french ? " : " : ": ";
    const std::string detail = words.empty() ? "" : colon + join(words, ", ");
    Reason reason = make_weighed_reason(
        flows.size() == 1 ? one_coupling_text : coupling_text, language,
        {{"weight", rounded_text(weight)}, {"flows", std::to_string(flows.size())}, {"detail", detail}});
    reason.source = model.source;
    reason.args.pop_back();
    if (!ids.empty()) reason.args.emplace_back("rules", join(ids, " "));
    return reason;
}

std::vector<std::pair<std::string, std::string>> coupling_settings(const CouplingModel& model) {
    std::vector<std::pair<std::string, std::string>> settings;
    if (model.id.empty()) return settings;
    const auto add = [&](const char* name, std::string value) {
        if (!value.empty()) settings.emplace_back(name, std::move(value));
    };
    std::vector<std::string> strong;
    for (const KindRule& rule : model.kinds)
        if (rule.strong) strong.emplace_back(keyword(rule.kind));
    add("coupling", model.id);
    add("coupling_strong_kinds", join(strong, " "));
    add("coupling_kinds", listed(
                              model.kinds, [](const KindRule& rule) { return std::string(keyword(rule.kind)); }, " "));
    add("coupling_strengths",
        listed(
            model.strengths, [](const StrengthRule& rule) { return std::string(keyword(rule.strength)); }, " "));
    add("coupling_latencies_ms",
        listed(
            model.latencies, [](const LatencyRule& rule) { return number_text(rule.at_most); }, " ", true));
    add("coupling_volumes_gb",
        listed(
            model.volumes, [](const VolumeRule& rule) { return number_text(rule.at_least); }, " ", true));
    add("coupling_frequencies",
        listed(
            model.frequencies, [](const FrequencyRule& rule) { return join(rule.words_of, "|"); }, "; "));
    return settings;
}

}  // namespace plan
