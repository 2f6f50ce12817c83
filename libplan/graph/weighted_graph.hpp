#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plan {

/// An undirected graph with weights, as its adjacency lists one behind the other; what is cut into blocks.
class WeightedGraph {
public:
    using Node = std::uint32_t;
    using Weight = std::int64_t;

    struct Edge {
        Node a, b;
        Weight weight;  ///< positive
    };
    struct Arc {
        Node to;
        Weight weight;
    };

    WeightedGraph() = default;
    /// Edges that join the same two nodes become one, of their summed weight; self-loops are dropped. `node_weights`:
    /// one a node, not negative. O(nodes + edges).
    WeightedGraph(std::vector<Weight> node_weights, const std::vector<Edge>& edges);

    [[nodiscard]] std::size_t size() const { return node_weights_.size(); }
    [[nodiscard]] Weight weight(Node node) const { return node_weights_[node]; }
    [[nodiscard]] Weight total_weight() const { return total_weight_; }
    [[nodiscard]] Weight heaviest() const { return heaviest_; }
    [[nodiscard]] std::span<const Arc> arcs(Node node) const {
        return {arcs_.data() + first_[node], first_[node + 1] - first_[node]};
    }

    /// The graph whose nodes are the clusters of this one: `cluster_of` gives each node one of 0 to `clusters` - 1.
    /// O(nodes + edges).
    [[nodiscard]] WeightedGraph contract(const std::vector<Node>& cluster_of, std::size_t clusters) const;

private:
    void weigh();

    std::vector<Weight> node_weights_;
    std::vector<std::size_t> first_ = {0};
    std::vector<Arc> arcs_;
    Weight total_weight_ = 0, heaviest_ = 0;
};

}  // namespace plan
