#include "libplan/base/name_match.hpp"
#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

/// Records that are likely one told twice: by two registers, by both ends of an interface, by a slip of the pen. Ids
/// that are the same are errors and said elsewhere.
namespace plan {

namespace {

/// Production and acceptance of one application share its name and are two records.
bool other_environments(const Application& a, const Application& b) {
    return a.environment != b.environment && a.environment != Environment::unspecified &&
           b.environment != Environment::unspecified;
}

/// "0.87": two decimals, rounded down so that only equal keys are 1.
std::string score_text(double score) {
    return number_text(std::floor(score * 100) / 100);
}

void check_application_names(const Portfolio& portfolio, InventoryFindings& findings) {
    std::vector<std::string_view> names;
    std::vector<std::size_t> application_of;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (application.name.empty()) continue;
        names.push_back(application.name);
        application_of.push_back(index);
    }
    for (const NamePair& pair : likely_same_names(names)) {
        const std::size_t first = application_of[pair.first], second = application_of[pair.second];
        const Application &a = portfolio.applications[first], &b = portfolio.applications[second];
        if (a.id == b.id || other_environments(a, b)) continue;
        const Location where = portfolio.where(RecordType::application, second);
        if (pair.score >= 1)
            findings.add(InventoryFinding::same_name, where,
                         {std::string(keyword(RecordType::application)), a.id, b.id, b.name});
        else
            findings.add(InventoryFinding::similar_name, where, {a.id, a.name, b.id, b.name, score_text(pair.score)});
    }
}

/// An alias that is another application's id, name or alias but for case, accents and punctuation.
void check_aliases(const Portfolio& portfolio, InventoryFindings& findings) {
    struct Named {
        std::size_t application;
        std::string_view name;
    };
    const bool any = std::ranges::any_of(portfolio.applications, [](const auto& one) { return !one.aliases.empty(); });
    if (!any) return;
    std::unordered_map<std::string, Named> names;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& one = portfolio.applications[index];
        names.try_emplace(name_key(one.id), Named{index, one.id});
        names.try_emplace(name_key(one.name), Named{index, one.name});
    }
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& one = portfolio.applications[index];
        for (const std::string& alias : one.aliases) {
            const std::string key = name_key(alias);
            if (key.empty()) continue;
            const auto [known, added] = names.try_emplace(key, Named{index, alias});
            const Application& other = portfolio.applications[known->second.application];
            // The same to the letter is said elsewhere, unless it is the other's name.
            const bool told = alias == other.id || std::ranges::find(other.aliases, alias) != other.aliases.end();
            if (added || other.id == one.id || told) continue;
            findings.add(InventoryFinding::alias_like_name, portfolio.where(RecordType::application, index),
                         {alias, one.id, other.id, std::string(known->second.name)});
        }
    }
}

template <class Record>
void check_names(const Portfolio& portfolio, RecordType type, const std::vector<Record>& records,
                 InventoryFindings& findings) {
    std::unordered_map<std::string, std::size_t> first_of;
    for (std::size_t index = 0; index < records.size(); ++index) {
        const std::string key = name_key(records[index].name);
        if (key.empty()) continue;
        const auto [first, added] = first_of.emplace(key, index);
        if (!added && records[first->second].id != records[index].id)
            findings.add(
                InventoryFinding::same_name, portfolio.where(type, index),
                {std::string(keyword(type)), records[first->second].id, records[index].id, records[index].name});
    }
}

/// One provider has an offer once in a version of its qualification.
void check_offers(const Portfolio& portfolio, InventoryFindings& findings) {
    std::unordered_map<std::string, std::size_t> first_of;
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index) {
        const Target& target = portfolio.targets[index];
        if (target.provider.empty() || target.offer.empty()) continue;
        const std::string key = name_key(target.provider) + '\n' + name_key(target.offer) + '\n' + target.snc_version;
        const auto [first, added] = first_of.emplace(key, index);
        const Target& other = portfolio.targets[first->second];
        if (added || other.id == target.id || other.service_types != target.service_types) continue;
        findings.add(InventoryFinding::same_offer, portfolio.where(RecordType::target, index),
                     {other.id, target.id, target.offer});
    }
}

/// Flows of one kind between two ends, whichever way; those that say exactly the same are told elsewhere.
class FlowPairs {
public:
    FlowPairs(const Portfolio& portfolio, InventoryFindings& findings) : portfolio_(portfolio), findings_(findings) {}

    void check() {
        const std::vector<Flow>& flows = portfolio_.flows;
        first_of_.reserve(flows.size());
        for (std::size_t index = 0; index < flows.size(); ++index) {
            const Flow& flow = flows[index];
            const auto from = portfolio_.application_index(flow.from), to = portfolio_.application_index(flow.to);
            if (!from || !to || *from == *to || flow.kind == FlowKind::unspecified) continue;
            const auto [same, added] = first_of_.emplace(key(*from, *to, flow.kind), index);
            if (!added) {
                if (!equal(flows[same->second], flow)) add(InventoryFinding::same_flow, index, same->second);
                continue;
            }
            const auto back = first_of_.find(key(*to, *from, flow.kind));
            if (back != first_of_.end() && alike(flows[back->second], flow))
                add(InventoryFinding::mirrored_flow, index, back->second);
        }
    }

private:
    struct Key {
        std::uint64_t ends;
        FlowKind kind;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const {
            return std::hash<std::uint64_t>()((key.ends * 0x9E3779B97F4A7C15ULL) ^
                                              static_cast<std::uint64_t>(key.kind));
        }
    };

    static Key key(std::size_t from, std::size_t to, FlowKind kind) {
        return {static_cast<std::uint64_t>(from) << 32 | static_cast<std::uint64_t>(to), kind};
    }
    static bool equal(const Flow& a, const Flow& b) {
        return alike(a, b) && a.direction == b.direction && a.anonymised == b.anonymised &&
               a.latency_ms == b.latency_ms;
    }
    /// The same interface seen from both ends says at least the same of what travels.
    static bool alike(const Flow& a, const Flow& b) {
        return a.coupling == b.coupling && a.data == b.data && a.frequency == b.frequency &&
               a.volume_gb_per_day == b.volume_gb_per_day;
    }
    void add(InventoryFinding finding, std::size_t index, std::size_t other) {
        const Flow& flow = portfolio_.flows[index];
        findings_.add(finding, portfolio_.where(RecordType::flow, index),
                      {flow.from, flow.to, std::string(keyword(flow.kind)),
                       portfolio_.where(RecordType::flow, other).to_string()});
    }

    const Portfolio& portfolio_;
    InventoryFindings& findings_;
    std::unordered_map<Key, std::size_t, Hash> first_of_;
};

}  // namespace

void check_duplicates(const Portfolio& portfolio, InventoryFindings& findings) {
    check_application_names(portfolio, findings);
    check_aliases(portfolio, findings);
    check_names(portfolio, RecordType::team, portfolio.teams, findings);
    check_offers(portfolio, findings);
    FlowPairs(portfolio, findings).check();
}

}  // namespace plan
