#include "libplan/check/flow_weights.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"

#include <optional>
#include <string_view>

namespace plan {

namespace {

/// "name=factor", as often as it stands between `separator`.
std::vector<std::pair<std::string, double>> factors(const std::string& setting, std::string_view separator) {
    std::vector<std::pair<std::string, double>> found;
    for (const std::string& piece : split_list(setting, separator)) {
        const std::size_t equals = piece.rfind('=');
        if (equals == std::string::npos) continue;
        if (const auto factor = parse_number(piece.substr(equals + 1)))
            found.emplace_back(piece.substr(0, equals), *factor);
    }
    return found;
}

std::map<double, double> bounds(const std::string& setting) {
    std::map<double, double> found;
    for (const auto& [name, factor] : factors(setting, " "))
        if (const auto bound = parse_number(name)) found.emplace(*bound, factor);
    return found;
}

std::map<std::string, double, std::less<>> names(const std::string& setting) {
    const auto found = factors(setting, " ");
    return {found.begin(), found.end()};
}

double factor_of(const std::map<std::string, double, std::less<>>& factors, std::string_view name) {
    const auto found = factors.find(name);
    return found == factors.end() ? 1 : found->second;
}

}  // namespace

FlowWeights::FlowWeights(const Plan& plan) {
    for (const auto& [name, value] : plan.settings) read_setting(name, value);
    if (!basic_) return;
    strong_kinds_ = {"database", "storage"};
    strengths_ = {{"strong", 3}};
    volumes_ = {{1, 2}, {10, 3}, {100, 4}};
}

void FlowWeights::read_setting(const std::string& name, const std::string& value) {
    if (name == "coupling") basic_ = false;
    if (name == "coupling_kinds") kinds_ = names(value);
    if (name == "coupling_strengths") strengths_ = names(value);
    if (name == "coupling_latencies_ms") latencies_ = bounds(value);
    if (name == "coupling_volumes_gb") volumes_ = bounds(value);
    if (name == "coupling_strong_kinds")
        for (const std::string& kind : split_list(value, " ")) strong_kinds_.insert(kind);
    if (name == "coupling_frequencies")
        for (const auto& [words, factor] : factors(value, ";"))
            for (const std::string& word : split_list(words, "|")) frequencies_.emplace(word, factor);
}

double FlowWeights::of(const Flow& flow) const {
    const std::string_view kind = keyword(flow.kind);
    const bool strong =
        flow.coupling == Coupling::strong || (flow.coupling == Coupling::unspecified && strong_kinds_.contains(kind));
    double weight = factor_of(kinds_, kind) * factor_of(strengths_, strong ? "strong" : "weak");
    if (flow.latency_ms)
        if (const auto bound = latencies_.lower_bound(*flow.latency_ms); bound != latencies_.end())
            weight *= bound->second;
    if (flow.volume_gb_per_day)
        if (auto bound = volumes_.upper_bound(*flow.volume_gb_per_day); bound != volumes_.begin())
            weight *= (--bound)->second;
    if (!flow.frequency.empty() && !frequencies_.empty()) weight *= factor_of(frequencies_, fold(flow.frequency));
    return weight;
}

}  // namespace plan
