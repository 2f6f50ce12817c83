#include "libplan/check/short_cycles.hpp"

#include "libplan/graph/components.hpp"

#include <algorithm>

/// Finding a shortest cycle takes nodes times edges (Itai and Rodeh, "Finding a minimum circuit in a graph", SIAM J.
/// Comput. 7(4), 1978). A register of a State may be one component of 100,000 applications, so cycles of two, the usual
/// ones there, are looked for exactly in linear time, and longer ones within a budget.
namespace plan {

namespace {

using Node = DependencyGraph::Node;
constexpr std::size_t steps_per_link = 16;

class CycleSearch {
public:
    CycleSearch(const DependencyGraph& graph, const StrongComponents& components)
        : graph_(graph), components_(components), stamp_(graph.node_count(), 0), reached_from_(graph.node_count(), 0) {}

    std::vector<Node> shortest(const std::vector<Node>& members) {
        if (std::vector<Node> pair = cycle_of_two(members); !pair.empty()) return pair;
        std::size_t budget = 0;
        for (const Node member : members) budget += 1 + graph_.dependencies(member).size();
        budget *= steps_per_link;
        std::vector<Node> best;
        for (const Node member : members) {
            const std::size_t limit = best.empty() ? members.size() : best.size() - 1;
            if (limit < 3 || (!best.empty() && budget == 0)) break;
            std::vector<Node> cycle = through(member, limit, budget, best.empty());
            if (!cycle.empty()) best = std::move(cycle);
        }
        return best;
    }

private:
    bool inside(Node node, Node member) const { return components_.of_node[node] == components_.of_node[member]; }

    /// Who depends on a node that depends on it?
    std::vector<Node> cycle_of_two(const std::vector<Node>& members) {
        for (const Node member : members) {
            ++clock_;
            for (const Node next : graph_.dependencies(member)) stamp_[next] = clock_;
            Node back = member;
            for (const Node before : graph_.dependents(member))
                if (before != member && stamp_[before] == clock_)
                    back = back == member ? before : std::min(back, before);
            if (back != member) return {member, back};
        }
        return {};
    }

    /// A shortest cycle through `start` of at most `limit` nodes; empty when there is none, or when the budget runs out
    /// and `whole` does not ask to go on.
    std::vector<Node> through(Node start, std::size_t limit, std::size_t& budget, bool whole) {
        ++clock_;
        queue_.assign(1, start);
        stamp_[start] = clock_;
        std::size_t depth = 1, level_end = 1;  // nodes on the way to those of this level
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            if (head == level_end) {
                if (++depth > limit) return {};
                level_end = queue_.size();
            }
            const Node node = queue_[head];
            for (const Node next : graph_.dependencies(node)) {
                if (budget > 0) --budget;
                if (budget == 0 && !whole) return {};
                if (next == start && node != start) return way_back(start, node);
                if (stamp_[next] == clock_ || !inside(next, start)) continue;
                stamp_[next] = clock_;
                reached_from_[next] = node;
                queue_.push_back(next);
            }
        }
        return {};
    }

    std::vector<Node> way_back(Node start, Node node) const {
        std::vector<Node> cycle = {node};
        while (cycle.back() != start) cycle.push_back(reached_from_[cycle.back()]);
        std::ranges::reverse(cycle);
        return cycle;
    }

    const DependencyGraph& graph_;
    const StrongComponents& components_;
    std::vector<std::uint32_t> stamp_;
    std::vector<Node> reached_from_;
    std::vector<Node> queue_;
    std::uint32_t clock_ = 0;
};

std::uint32_t edge_between(const DependencyGraph& graph, Node from, Node to) {
    const auto neighbours = graph.dependencies(from);
    const auto found = std::ranges::find(neighbours, to);
    return graph.dependency_edges(from)[static_cast<std::size_t>(found - neighbours.begin())];
}

}  // namespace

std::vector<ShortCycle> short_cycles(const DependencyGraph& graph) {
    const StrongComponents components = strong_components(graph);
    CycleSearch search(graph, components);
    std::vector<ShortCycle> cycles;
    for (Node node = 0; node < graph.node_count(); ++node) {
        const auto& members = components.members[components.of_node[node]];
        if (members.size() < 2 || members.front() != node) continue;
        std::vector<Node> cycle = search.shortest(members);
        const std::uint32_t edge = edge_between(graph, cycle[0], cycle[1]);
        cycles.push_back({std::move(cycle), edge, members});
    }
    return cycles;
}

}  // namespace plan
