#pragma once

#include "libplan/graph/dependency_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plan {

/// A cycle that stands for a strongly connected component.
struct ShortCycle {
    std::vector<DependencyGraph::Node> nodes;    ///< each depends on the next, the last on the first; two at least
    std::uint32_t first_edge;                    ///< index of the edge from nodes[0] to nodes[1]
    std::vector<DependencyGraph::Node> members;  ///< of the component, ascending
};

/// A short cycle in each strongly connected component of two nodes or more, by the smallest node of the component.
/// Self-loops do not count.
///
/// The cycle is a shortest one where the component has a cycle of two, and otherwise unless the search was cut: it
/// looks from one node after the other, no further than the best so far, and stops after a number of steps in
/// proportion to the component. O(nodes + edges) in all, and the same on every machine.
[[nodiscard]] std::vector<ShortCycle> short_cycles(const DependencyGraph& graph);

}  // namespace plan
