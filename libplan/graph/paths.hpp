#pragma once

#include "libplan/graph/dependency_graph.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// A path with the fewest edges along which `from` depends on `to`, both ends included; empty when there is none.
/// Among equals, the one whose edges come first in the list of edges. `from` = `to` gives that one node.
/// Breadth first, O(nodes + edges).
[[nodiscard]] std::vector<DependencyGraph::Node> shortest_path(const DependencyGraph& graph, DependencyGraph::Node from,
                                                               DependencyGraph::Node to);

enum class Towards { dependencies, dependents };

struct Reached {
    DependencyGraph::Node node;
    std::uint32_t distance;  ///< edges from the start
};

/// Every node that can be reached from `start` (itself left out), nearest first, ascending at equal distance. Towards
/// dependents: who is affected when `start` stops. O(nodes + edges).
[[nodiscard]] std::vector<Reached> reachable(const DependencyGraph& graph, DependencyGraph::Node start,
                                             Towards towards);

}  // namespace plan
