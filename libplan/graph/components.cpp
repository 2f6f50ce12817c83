#include "libplan/graph/components.hpp"

#include <algorithm>
#include <deque>

/// A State's register has 100,000 applications and chains of dependencies of any length, so the depth-first search
/// keeps its own stack. Components come out with the dependencies first, which is the order the levels need.
namespace plan {

namespace {

using Node = DependencyGraph::Node;
constexpr std::uint32_t unvisited = UINT32_MAX;

/// Tarjan's search from one root at a time.
class ComponentSearch {
public:
    explicit ComponentSearch(const DependencyGraph& graph)
        : graph_(graph), order_(graph.node_count(), unvisited), low_(graph.node_count()) {
        result_.of_node.assign(graph.node_count(), unvisited);
    }

    StrongComponents run() {
        for (Node root = 0; root < graph_.node_count(); ++root)
            if (order_[root] == unvisited) visit(root);
        return std::move(result_);
    }

private:
    struct Frame {
        Node node;
        std::uint32_t next;  ///< dependency to look at next
    };

    void enter(Node node) {
        order_[node] = low_[node] = clock_++;
        open_.push_back(node);
        frames_.push_back({node, 0});
    }

    void visit(Node root) {
        enter(root);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            const auto dependencies = graph_.dependencies(frame.node);
            if (frame.next < dependencies.size()) {
                const Node next = dependencies[frame.next++];
                if (order_[next] == unvisited)
                    enter(next);
                else if (result_.of_node[next] == unvisited)
                    low_[frame.node] = std::min(low_[frame.node], order_[next]);
                continue;
            }
            const Node done = frame.node;
            frames_.pop_back();
            if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[done]);
            if (low_[done] == order_[done]) close(done);
        }
    }

    /// Everything opened since `root` forms a component.
    void close(Node root) {
        const auto component = static_cast<std::uint32_t>(result_.members.size());
        std::vector<Node>& members = result_.members.emplace_back();
        Node member;
        do {
            member = open_.back();
            open_.pop_back();
            result_.of_node[member] = component;
            members.push_back(member);
        } while (member != root);
        std::ranges::sort(members);
    }

    const DependencyGraph& graph_;
    std::vector<std::uint32_t> order_, low_;
    std::vector<Node> open_;
    std::vector<Frame> frames_;
    std::uint32_t clock_ = 0;
    StrongComponents result_;
};

}  // namespace

StrongComponents strong_components(const DependencyGraph& graph) {
    return ComponentSearch(graph).run();
}

std::vector<Node> cycle_of(const DependencyGraph& graph, const StrongComponents& components, std::uint32_t component) {
    const std::vector<Node>& members = components.members[component];
    const Node start = members.front();
    // Breadth first inside the component; the first edge back to the start closes a shortest cycle through it.
    // Members are sorted, so a position among them stands for the node in a small table.
    const auto position = [&](Node node) {
        return static_cast<std::size_t>(std::ranges::lower_bound(members, node) - members.begin());
    };
    std::vector<Node> reached_from(members.size(), unvisited);
    std::deque<Node> queue = {start};
    while (!queue.empty()) {
        const Node node = queue.front();
        queue.pop_front();
        for (const Node next : graph.dependencies(node)) {
            if (next == start) {
                std::vector<Node> cycle = {node};
                while (cycle.back() != start) cycle.push_back(reached_from[position(cycle.back())]);
                std::ranges::reverse(cycle);
                return cycle;
            }
            if (components.of_node[next] != component || reached_from[position(next)] != unvisited) continue;
            reached_from[position(next)] = node;
            queue.push_back(next);
        }
    }
    return {};
}

std::vector<std::uint32_t> topological_levels(const DependencyGraph& graph, const StrongComponents& components) {
    std::vector<std::uint32_t> levels(components.members.size(), 0);
    for (std::uint32_t component = 0; component < components.members.size(); ++component)
        for (const Node node : components.members[component])
            for (const Node next : graph.dependencies(node))
                if (const std::uint32_t other = components.of_node[next]; other != component)
                    levels[component] = std::max(levels[component], levels[other] + 1);
    return levels;
}

}  // namespace plan
