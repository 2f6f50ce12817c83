#pragma once

#include "libplan/graph/dependency_graph.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// The strongly connected components: the largest sets of nodes that all depend on each other.
struct StrongComponents {
    std::vector<std::uint32_t> of_node;  ///< component of each node
    /// Members of each component, ascending. A component stands after every other that it depends on.
    std::vector<std::vector<DependencyGraph::Node>> members;
};

/// Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; iterative. O(nodes + edges).
[[nodiscard]] StrongComponents strong_components(const DependencyGraph& graph);

/// A shortest cycle through the smallest node of the component: each node depends on the next, the last on the first.
/// Empty when the component is one node without a self-loop. O(size of the component).
[[nodiscard]] std::vector<DependencyGraph::Node> cycle_of(const DependencyGraph& graph,
                                                          const StrongComponents& components, std::uint32_t component);

/// For each component the length of the longest chain of other components that it depends on; 0 depends on none, so
/// moving level by level moves every application after what it depends on. O(nodes + edges).
[[nodiscard]] std::vector<std::uint32_t> topological_levels(const DependencyGraph& graph,
                                                            const StrongComponents& components);

}  // namespace plan
