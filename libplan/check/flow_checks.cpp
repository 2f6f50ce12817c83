#include "libplan/check/addresses.hpp"
#include "libplan/check/known_words.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace plan {

namespace {

void check_self_loops(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        if (flow.from == flow.to)
            findings.add(RecordFinding::self_loop, portfolio.where(RecordType::flow, index), {flow.from});
    }
}

auto content_of(const Flow& flow) {
    return std::tie(flow.from, flow.to, flow.kind, flow.coupling, flow.direction, flow.data, flow.anonymised,
                    flow.frequency, flow.volume_gb_per_day, flow.latency_ms);
}

std::size_t ends_hash(const Flow& flow) {
    const std::hash<std::string_view> hash;
    return hash(flow.from) * 31 + hash(flow.to) * 7 + static_cast<std::size_t>(flow.kind) +
           std::hash<double>()(flow.volume_gb_per_day.value_or(0));
}

/// Flows that say exactly the same but for their origin. Two interfaces between the same ends are no mistake.
void check_duplicates(const Portfolio& portfolio, RecordFindings& findings) {
    const std::vector<Flow>& flows = portfolio.flows;
    const auto hash = [&](std::size_t index) { return ends_hash(flows[index]); };
    const auto same = [&](std::size_t a, std::size_t b) { return content_of(flows[a]) == content_of(flows[b]); };
    std::unordered_map<std::size_t, std::size_t, decltype(hash), decltype(same)> first_of(flows.size(), hash, same);
    for (std::size_t index = 0; index < flows.size(); ++index) {
        const auto [first, added] = first_of.emplace(index, index);
        if (added || flows[index].from == flows[index].to) continue;
        findings.add(
            RecordFinding::duplicate_flow, portfolio.where(RecordType::flow, index),
            {flows[index].from, flows[index].to, portfolio.where(RecordType::flow, first->second).to_string()});
    }
}

/// The categories that a flow names are words that rules know.
void check_words(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        for (const std::string& category : flow.data) {
            if (std::ranges::find(data_categories(), category) != data_categories().end()) continue;
            const std::string name = flow.from + " > " + flow.to;
            expect_word({portfolio, RecordType::flow, index, name}, "data", category, data_categories(), findings);
        }
    }
}

/// An application that stays or moves leans on one that ends.
void check_retired_ends(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        const auto from = portfolio.application_index(flow.from);
        const auto to = portfolio.application_index(flow.to);
        if (!from || !to || flow.from == flow.to) continue;
        const bool ends = strategy_of(portfolio.applications[*to]) == Strategy::retire;
        if (ends && strategy_of(portfolio.applications[*from]) != Strategy::retire)
            findings.add(RecordFinding::retired_dependency, portfolio.where(RecordType::flow, index),
                         {flow.from, flow.to});
    }
}

}  // namespace

void check_flows(const Portfolio& portfolio, RecordFindings& findings) {
    check_self_loops(portfolio, findings);
    check_duplicates(portfolio, findings);
    check_words(portfolio, findings);
    check_retired_ends(portfolio, findings);
}

/// plan-flows finds the application of a connection by its address: one address, one application.
void check_servers(const Portfolio& portfolio, RecordFindings& findings) {
    std::unordered_map<std::string, std::size_t> owner;
    for (std::size_t index = 0; index < portfolio.servers.size(); ++index) {
        const Server& server = portfolio.servers[index];
        for (const std::string& address : server.addresses) {
            const Address read = read_address(address);
            if (read.kind == AddressKind::unusable) continue;  // many machines have it, which is said elsewhere
            const auto [known, added] = owner.emplace(read.canonical.empty() ? address : read.canonical, index);
            const Server& other = portfolio.servers[known->second];
            if (added || other.application == server.application) continue;
            findings.add(RecordFinding::shared_address, portfolio.where(RecordType::server, index),
                         {other.id, server.id, address});
        }
    }
}

}  // namespace plan
