#include "libplan/graph/paths.hpp"

#include <algorithm>

namespace plan {

namespace {

using Node = DependencyGraph::Node;
constexpr Node nowhere = UINT32_MAX;

}  // namespace

std::vector<Node> shortest_path(const DependencyGraph& graph, Node from, Node to) {
    std::vector<Node> reached_from(graph.node_count(), nowhere);
    std::vector<Node> queue = {from};
    reached_from[from] = from;
    for (std::size_t head = 0; head < queue.size() && reached_from[to] == nowhere; ++head)
        for (const Node next : graph.dependencies(queue[head]))
            if (reached_from[next] == nowhere) {
                reached_from[next] = queue[head];
                queue.push_back(next);
            }
    if (reached_from[to] == nowhere) return {};
    std::vector<Node> path = {to};
    while (path.back() != from) path.push_back(reached_from[path.back()]);
    std::ranges::reverse(path);
    return path;
}

std::vector<Reached> reachable(const DependencyGraph& graph, Node start, Towards towards) {
    std::vector<bool> seen(graph.node_count(), false);
    std::vector<Reached> reached = {{start, 0}};
    seen[start] = true;
    for (std::size_t head = 0; head < reached.size(); ++head) {
        const Reached here = reached[head];
        const auto neighbours =
            towards == Towards::dependencies ? graph.dependencies(here.node) : graph.dependents(here.node);
        for (const Node next : neighbours) {
            if (seen[next]) continue;
            seen[next] = true;
            reached.push_back({next, here.distance + 1});
        }
    }
    reached.erase(reached.begin());
    std::ranges::sort(reached, [](const Reached& a, const Reached& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.node < b.node;
    });
    return reached;
}

}  // namespace plan
