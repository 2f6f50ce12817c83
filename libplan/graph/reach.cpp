#include "libplan/graph/reach.hpp"

#include "libplan/graph/components.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <span>

/// Counting what depends on each node is as hard as the closure itself: no way is known that is much better than n × m.
/// A State's register (100,000 applications, 1,000,000 flows) is within reach all the same, because a row of 512 bits
/// is one line of the cache and the rows of all components fit into it together.
namespace plan {

namespace {

using Node = DependencyGraph::Node;

constexpr std::size_t words = 8;
constexpr std::size_t columns = words * 64;
using Row = std::array<std::uint64_t, words>;

/// Dependencies of each strong component on others, each once; a component stands after what it depends on.
class Condensation {
public:
    Condensation(const DependencyGraph& graph, const StrongComponents& components) {
        std::vector<std::uint32_t> found;
        for (std::uint32_t component = 0; component < components.members.size(); ++component) {
            found.clear();
            for (const Node node : components.members[component])
                for (const Node next : graph.dependencies(node))
                    if (components.of_node[next] != component) found.push_back(components.of_node[next]);
            std::ranges::sort(found);
            found.erase(std::unique(found.begin(), found.end()), found.end());
            targets_.insert(targets_.end(), found.begin(), found.end());
            starts_.push_back(targets_.size());
        }
    }

    /// Ascending.
    [[nodiscard]] std::span<const std::uint32_t> dependencies(std::uint32_t component) const {
        return std::span(targets_).subspan(starts_[component], starts_[component + 1] - starts_[component]);
    }

private:
    std::vector<std::size_t> starts_ = {0};
    std::vector<std::uint32_t> targets_;
};

/// One column for each node, those of a component side by side.
class Closure {
public:
    Closure(const DependencyGraph& graph, const std::vector<std::uint32_t>& weights)
        : components_(strong_components(graph)),
          condensation_(graph, components_),
          weights_(weights),
          rows_(components_.members.size(), Row{}),
          touched_(components_.members.size(), false),
          reach_(components_.members.size()) {
        for (const std::vector<Node>& members : components_.members) {
            first_column_.push_back(node_of_column_.size());
            node_of_column_.insert(node_of_column_.end(), members.begin(), members.end());
        }
        first_column_.push_back(node_of_column_.size());
        std::uint32_t largest = 0;
        for (const std::uint32_t weight : weights) largest = std::max(largest, weight);
        planes_.resize(static_cast<std::size_t>(std::bit_width(largest)));
    }

    std::vector<DependentsReach> run() {
        for (std::size_t first = 0; first < node_of_column_.size(); first += columns) block(first);
        std::vector<DependentsReach> result(node_of_column_.size());
        for (std::size_t component = 0; component < components_.members.size(); ++component) {
            const std::vector<Node>& members = components_.members[component];
            DependentsReach whole = reach_[component];
            whole.nodes += members.size();
            for (const Node node : members) whole.weight += weights_[node];
            for (const Node node : members) result[node] = {whole.nodes - 1, whole.weight - weights_[node]};
        }
        return result;
    }

private:
    /// Which nodes of the columns from `first` on depend on each component: handed down from what depends to what it
    /// depends on. Nothing that stands after the last of these columns depends on them.
    void block(std::size_t first) {
        const std::size_t end = std::min(first + columns, node_of_column_.size());
        set_planes(first, end);
        const std::uint32_t top = components_.of_node[node_of_column_[end - 1]];
        for (std::uint32_t component = top + 1; component-- > 0;) {
            const bool own = first_column_[component] < end && first_column_[component + 1] > first;
            if (!own && !touched_[component]) continue;
            Row& row = rows_[component];
            if (touched_[component]) count(row, reach_[component]);
            if (own) add_members(row, component, first, end);
            for (const std::uint32_t next : condensation_.dependencies(component)) {
                for (std::size_t word = 0; word < words; ++word) rows_[next][word] |= row[word];
                touched_[next] = true;
            }
            row = Row{};
            touched_[component] = false;
        }
    }

    void add_members(Row& row, std::uint32_t component, std::size_t first, std::size_t end) const {
        const std::size_t last = std::min(first_column_[component + 1], end);
        for (std::size_t column = std::max(first_column_[component], first); column < last; ++column)
            row[(column - first) / 64] |= std::uint64_t{1} << ((column - first) % 64);
    }

    /// Plane p holds the columns whose weight has the binary digit p.
    void set_planes(std::size_t first, std::size_t end) {
        for (Row& plane : planes_) plane = Row{};
        for (std::size_t column = first; column < end; ++column)
            for (std::size_t digit = 0; digit < planes_.size(); ++digit)
                if ((weights_[node_of_column_[column]] >> digit & 1) != 0)
                    planes_[digit][(column - first) / 64] |= std::uint64_t{1} << ((column - first) % 64);
    }

    void count(const Row& row, DependentsReach& reach) const {
        for (std::size_t word = 0; word < words; ++word) {
            reach.nodes += static_cast<std::uint64_t>(std::popcount(row[word]));
            for (std::size_t digit = 0; digit < planes_.size(); ++digit)
                reach.weight += static_cast<std::uint64_t>(std::popcount(row[word] & planes_[digit][word])) << digit;
        }
    }

    StrongComponents components_;
    Condensation condensation_;
    const std::vector<std::uint32_t>& weights_;
    std::vector<std::size_t> first_column_;  ///< of each component, then the number of columns
    std::vector<Node> node_of_column_;
    std::vector<Row> rows_;
    std::vector<std::uint8_t> touched_;  ///< the row of the component is not empty
    std::vector<Row> planes_;
    std::vector<DependentsReach> reach_;  ///< of each component, its members left out
};

}  // namespace

std::vector<DependentsReach> dependents_reach(const DependencyGraph& graph, const std::vector<std::uint32_t>& weights) {
    return Closure(graph, weights).run();
}

std::vector<bool> implied_edges(const DependencyGraph& graph) {
    const StrongComponents components = strong_components(graph);
    const Condensation condensation(graph, components);
    std::vector<bool> implied(graph.edge_count(), false);
    // A mark is the component, plus one, whose search came by last.
    std::vector<std::uint32_t> reached(components.members.size(), 0), redundant(components.members.size(), 0), stack;
    for (std::uint32_t component = 0; component < components.members.size(); ++component) {
        const auto dependencies = condensation.dependencies(component);
        const std::uint32_t mark = component + 1;
        // What stands later can lead to what stands earlier, never the other way.
        for (std::size_t place = dependencies.size(); place-- > 0;) {
            const std::uint32_t dependency = dependencies[place];
            if (reached[dependency] == mark) {
                redundant[dependency] = mark;
                continue;
            }
            reached[dependency] = mark;
            stack.push_back(dependency);
            while (!stack.empty()) {
                const std::uint32_t at = stack.back();
                stack.pop_back();
                for (const std::uint32_t next : condensation.dependencies(at)) {
                    if (next < dependencies.front() || reached[next] == mark) continue;
                    reached[next] = mark;
                    stack.push_back(next);
                }
            }
        }
        for (const Node node : components.members[component]) {
            const auto neighbours = graph.dependencies(node);
            const auto edges = graph.dependency_edges(node);
            for (std::size_t place = 0; place < neighbours.size(); ++place)
                if (redundant[components.of_node[neighbours[place]]] == mark) implied[edges[place]] = true;
        }
    }
    return implied;
}

}  // namespace plan
