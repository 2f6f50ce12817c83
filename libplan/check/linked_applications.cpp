#include "libplan/check/linked_applications.hpp"

#include "libplan/graph/components.hpp"

#include <algorithm>
#include <unordered_map>

namespace plan {

namespace {

/// Links looked at per component in search of its shortest cycle.
constexpr std::size_t work_limit = 4'000'000;

DependencyGraph graph_of(std::size_t nodes, const std::vector<LinkedApplications::Link>& links) {
    std::vector<DependencyGraph::Edge> edges;
    edges.reserve(links.size());
    for (const auto& link : links) edges.push_back({link.from, link.to});
    return DependencyGraph(nodes, edges);
}

}  // namespace

LinkedApplications::LinkedApplications(std::size_t applications, std::vector<Link> links)
    : links_(std::move(links)), graph_(graph_of(applications, links_)) {}

std::vector<LinkedApplications::Link> LinkedApplications::search(std::uint32_t start, std::uint32_t goal,
                                                                 const std::vector<std::uint32_t>& component,
                                                                 std::size_t& work) const {
    std::unordered_map<std::uint32_t, const Link*> reached_by;
    std::vector<std::uint32_t> queue = {start};
    for (std::size_t head = 0; head < queue.size() && !reached_by.count(goal); ++head)
        for (const std::uint32_t edge : graph_.dependency_edges(queue[head])) {
            ++work;
            const Link& link = links_[edge];
            if (component[link.to] != component[start] || !reached_by.emplace(link.to, &link).second) continue;
            if (link.to != start) queue.push_back(link.to);
        }
    std::vector<Link> way;
    if (!reached_by.count(goal)) return way;
    for (std::uint32_t at = goal; way.empty() || at != start; at = way.back().from) way.push_back(*reached_by.at(at));
    std::ranges::reverse(way);
    return way;
}

std::vector<LinkedApplications::Link> LinkedApplications::shortest_cycle(
    const std::vector<std::uint32_t>& members, const std::vector<std::uint32_t>& component) const {
    std::vector<Link> shortest;
    std::size_t work = 0;
    for (const std::uint32_t member : members) {
        std::vector<Link> cycle = search(member, member, component, work);
        if (!cycle.empty() && (shortest.empty() || cycle.size() < shortest.size())) shortest = std::move(cycle);
        if (work > work_limit && !shortest.empty()) break;
    }
    return shortest;
}

std::vector<std::vector<LinkedApplications::Link>> LinkedApplications::cycles() const {
    const StrongComponents components = strong_components(graph_);
    std::vector<std::vector<Link>> result;
    for (std::uint32_t node = 0; node < graph_.node_count(); ++node) {
        const auto& members = components.members[components.of_node[node]];
        if (members.front() != node) continue;  // told at its smallest application
        std::vector<Link> cycle = shortest_cycle(members, components.of_node);
        if (!cycle.empty()) result.push_back(std::move(cycle));
    }
    return result;
}

std::vector<LinkedApplications::Link> LinkedApplications::path(std::size_t from, std::size_t to) const {
    if (from == to) return {};
    std::size_t work = 0;
    const std::vector<std::uint32_t> one_component(graph_.node_count(), 0);
    return search(static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), one_component, work);
}

}  // namespace plan
