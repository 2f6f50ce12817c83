#include "libplan/graph/dependency_graph.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <utility>

/// boost::compressed_sparse_row_graph sorts the edges by source with a counting sort, which keeps the order of the
/// list among the edges of one node, so that every traversal is the same on every machine. Its arrays are handed out as
/// spans: going through its edge descriptors costs a look-up an edge and gives no neighbour's index in one load.
namespace plan {

namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, std::uint32_t,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;

/// Edges as the pairs that Boost wants, in one of the two directions.
Graph build(std::size_t nodes, const std::vector<DependencyGraph::Edge>& edges, bool reversed) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> indices;
    pairs.reserve(edges.size());
    indices.reserve(edges.size());
    for (const DependencyGraph::Edge& edge : edges) {
        indices.push_back(static_cast<std::uint32_t>(pairs.size()));
        pairs.emplace_back(reversed ? edge.to : edge.from, reversed ? edge.from : edge.to);
    }
    return Graph(boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(), indices.begin(),
                 static_cast<std::uint32_t>(nodes));
}

std::span<const std::uint32_t> neighbours(const Graph& graph, std::uint32_t node) {
    const auto& forward = graph.m_forward;
    const std::uint32_t begin = forward.m_rowstart[node];
    return std::span(forward.m_column).subspan(begin, forward.m_rowstart[node + 1] - begin);
}

}  // namespace

struct DependencyGraph::Implementation {
    Graph outgoing;
    Graph incoming;
};

DependencyGraph::DependencyGraph(std::size_t nodes, const std::vector<Edge>& edges)
    : implementation_(
          std::make_unique<Implementation>(Implementation{build(nodes, edges, false), build(nodes, edges, true)})) {}

DependencyGraph::~DependencyGraph() = default;
DependencyGraph::DependencyGraph(DependencyGraph&&) noexcept = default;
DependencyGraph& DependencyGraph::operator=(DependencyGraph&&) noexcept = default;

std::size_t DependencyGraph::node_count() const {
    return boost::num_vertices(implementation_->outgoing);
}
std::size_t DependencyGraph::edge_count() const {
    return boost::num_edges(implementation_->outgoing);
}

std::span<const DependencyGraph::Node> DependencyGraph::dependencies(Node node) const {
    return neighbours(implementation_->outgoing, node);
}

std::span<const DependencyGraph::Node> DependencyGraph::dependents(Node node) const {
    return neighbours(implementation_->incoming, node);
}

std::span<const std::uint32_t> DependencyGraph::dependency_edges(Node node) const {
    const auto& forward = implementation_->outgoing.m_forward;
    const std::uint32_t begin = forward.m_rowstart[node];
    return std::span(forward.m_edge_properties).subspan(begin, forward.m_rowstart[node + 1] - begin);
}

}  // namespace plan
