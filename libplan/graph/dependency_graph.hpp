#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace plan {

/// A directed graph on nodes 0 … n-1, fixed once built. An edge goes from what depends to what it depends on. Parallel
/// edges and self-loops are kept. On boost::compressed_sparse_row_graph, in both directions, with 32-bit indices:
/// 8 bytes an edge and direction, plus 4 a node, and neighbours lie side by side in memory.
class DependencyGraph {
public:
    using Node = std::uint32_t;

    struct Edge {
        Node from, to;  ///< below the number of nodes
    };

    /// The edge's place in the list given at construction is its index. O(nodes + edges).
    DependencyGraph(std::size_t nodes, const std::vector<Edge>& edges);
    ~DependencyGraph();
    DependencyGraph(DependencyGraph&&) noexcept;
    DependencyGraph& operator=(DependencyGraph&&) noexcept;

    [[nodiscard]] std::size_t node_count() const;
    [[nodiscard]] std::size_t edge_count() const;

    /// What `node` depends on, and who depends on it, in the order of the list of edges.
    [[nodiscard]] std::span<const Node> dependencies(Node node) const;
    [[nodiscard]] std::span<const Node> dependents(Node node) const;
    /// Index of each edge of `dependencies(node)`, in the same order.
    [[nodiscard]] std::span<const std::uint32_t> dependency_edges(Node node) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace plan
