#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/view/dot.hpp"

#include <string>

namespace plan {

/// The dependency graph in GraphML (graphml.graphdrawing.org, version 1.1), with typed attributes of nodes and edges
/// and, for yEd, how each looks and where it stands at first. Frames are the attribute `cluster`: every reader knows
/// flat graphs. Every line is an edge, whatever `hub_neighbours` says, since programs fold better than text does.
/// Nodes are n0, n1, …; the application's id is the attribute `code`. Flows to unknown applications are reported and
/// left out. Throws as dependency_dot() does. O(n log n).
[[nodiscard]] std::string dependency_graphml(const Portfolio& portfolio, const DotOptions& options,
                                             const Report& report);

}  // namespace plan
