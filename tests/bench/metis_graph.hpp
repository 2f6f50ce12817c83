#pragma once

#include "libplan/graph/weighted_graph.hpp"

#include <istream>
#include <stdexcept>
#include <string>

namespace plan::bench {

/// What is wrong with a graph file, with its line.
class GraphError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads a graph in METIS's format (manual of METIS 5.1, section 4.5): a line with the numbers of nodes and of edges
/// and what weights there are, then a line a node: its weight, and its neighbours, counted from 1, with the edges'
/// weights. Lines that begin with % are comments. Throws GraphError: no header, more than 100,000,000 nodes or edges,
/// a line that is missing or holds no number, a neighbour that does not exist, a weight that is negative or above
/// 10^12, more than one weight a node, another number of edges than is said.
[[nodiscard]] WeightedGraph read_metis_graph(std::istream& in, const std::string& name);

}  // namespace plan::bench
