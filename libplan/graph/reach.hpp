#pragma once

#include "libplan/graph/dependency_graph.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// Everything that depends on a node, directly or not, the node itself left out.
struct DependentsReach {
    std::uint64_t nodes = 0;
    std::uint64_t weight = 0;  ///< sum of their weights

    friend bool operator==(const DependentsReach&, const DependentsReach&) = default;
};

/// For each node what depends on it, exactly. `weights` has a weight for each node.
/// The transitive closure of the condensation (Purdom, "A transitive closure algorithm", BIT 10, 1970), by columns of
/// 512 nodes at a time: O(nodes × (nodes + edges) / 512) steps on a row of 64 bytes, and 64 bytes a component in
/// memory. Counting costs one pass over a row for each binary digit of the largest weight.
[[nodiscard]] std::vector<DependentsReach> dependents_reach(const DependencyGraph& graph,
                                                            const std::vector<std::uint32_t>& weights);

/// For each edge of the list, whether other edges imply it: it leads from one strong component to another that can be
/// reached by another way too. Edges within a component are never implied, and parallel edges do not imply each other.
/// What is left has the same paths (Aho, Garey and Ullman, "The transitive reduction of a directed graph", SIAM J.
/// Comput. 1(2), 1972). O(components × edges) at worst; a search stops where no further edge can be implied.
[[nodiscard]] std::vector<bool> implied_edges(const DependencyGraph& graph);

}  // namespace plan
