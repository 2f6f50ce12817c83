#include "libplan/base/text.hpp"
#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/short_cycles.hpp"

#include <unordered_map>
#include <utility>

/// Applications that depend on each other, all flows counted, and those that do so by strong coupling alone.
namespace plan {

namespace {

struct Flows {
    std::vector<DependencyGraph::Edge> edges;
    std::vector<std::size_t> flow_of;  ///< of each edge
};

DependencyGraph graph_of(const Portfolio& portfolio, const Flows& flows) {
    return DependencyGraph(portfolio.applications.size(), flows.edges);
}

void tell(const Portfolio& portfolio, const Flows& flows, const ShortCycle& cycle, InventoryFinding finding,
          InventoryFindings& findings) {
    std::vector<std::string> path;
    for (const DependencyGraph::Node node : cycle.nodes) path.push_back(portfolio.applications[node].id);
    path.push_back(path.front());
    findings.add(finding, portfolio.where(RecordType::flow, flows.flow_of[cycle.first_edge]),
                 {shortened(path, " > "), std::to_string(cycle.members.size())});
}

}  // namespace

std::string shortened(const std::vector<std::string>& names, std::string_view separator) {
    constexpr std::size_t shown = 20;
    if (names.size() <= shown) return join(names, separator);
    std::vector<std::string> kept(names.begin(), names.begin() + shown - 2);
    kept.push_back("… (" + std::to_string(names.size() - shown) + ")");
    kept.insert(kept.end(), names.end() - 2, names.end());
    return join(kept, separator);
}

void check_cycles(const Portfolio& portfolio, const CouplingModel& coupling, InventoryFindings& findings) {
    Flows all, strong;
    for (std::size_t index = 0; index < portfolio.flows.size(); ++index) {
        const Flow& flow = portfolio.flows[index];
        const auto from = portfolio.application_index(flow.from), to = portfolio.application_index(flow.to);
        if (!from || !to || *from == *to) continue;
        for (Flows* flows : {&all, is_strong(coupling, flow) ? &strong : nullptr}) {
            if (!flows) continue;
            flows->edges.push_back({static_cast<std::uint32_t>(*from), static_cast<std::uint32_t>(*to)});
            flows->flow_of.push_back(index);
        }
    }
    std::unordered_map<DependencyGraph::Node, std::size_t> told;  // members of a component, by the first of them
    for (const ShortCycle& cycle : short_cycles(graph_of(portfolio, strong))) {
        told.emplace(cycle.members.front(), cycle.members.size());
        tell(portfolio, strong, cycle, InventoryFinding::strong_cycle, findings);
    }
    for (const ShortCycle& cycle : short_cycles(graph_of(portfolio, all))) {
        // Strong coupling that ties the same applications says all that there is to say.
        const auto same = told.find(cycle.members.front());
        if (same != told.end() && same->second == cycle.members.size()) continue;
        tell(portfolio, all, cycle, InventoryFinding::dependency_cycle, findings);
    }
}

}  // namespace plan
