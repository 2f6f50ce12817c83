#include "libplan/graph/reach.hpp"

#include "libplan/graph/components.hpp"
#include "libplan/graph/paths.hpp"
#include "tests/unit/catch2.hpp"

#include <random>
#include <set>
#include <utility>

using namespace plan;

namespace {

using Node = DependencyGraph::Node;
using Edges = std::vector<DependencyGraph::Edge>;

Edges some_edges(std::mt19937& random, std::uint32_t nodes, std::uint32_t edges) {
    Edges result;
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
        const Node from = random() % nodes;
        const Node to = random() % nodes;
        result.push_back({from, to});
    }
    return result;
}

/// One breadth-first search for each node, by which the closure is judged.
std::vector<DependentsReach> searched(const DependencyGraph& graph, const std::vector<std::uint32_t>& weights) {
    std::vector<DependentsReach> result(graph.node_count());
    for (Node node = 0; node < graph.node_count(); ++node)
        for (const Reached& reached : reachable(graph, node, Towards::dependents)) {
            ++result[node].nodes;
            result[node].weight += weights[reached.node];
        }
    return result;
}

std::set<std::pair<Node, Node>> closure_of(std::uint32_t nodes, const Edges& edges) {
    const DependencyGraph graph(nodes, edges);
    std::set<std::pair<Node, Node>> pairs;
    for (Node node = 0; node < nodes; ++node)
        for (const Reached& reached : reachable(graph, node, Towards::dependencies)) pairs.insert({node, reached.node});
    return pairs;
}

}  // namespace

TEST_CASE("what depends on a node is counted through chains and cycles, itself left out") {
    // 0 and 1 hold each other and use 2; 3 uses 1; 4 stands alone.
    const DependencyGraph graph(5, {{0, 1}, {1, 0}, {1, 2}, {3, 1}, {3, 1}, {2, 2}});
    const std::vector<DependentsReach> reach = dependents_reach(graph, {1, 2, 3, 4, 1});
    CHECK(reach[0] == DependentsReach{2, 6});
    CHECK(reach[1] == DependentsReach{2, 5});
    CHECK(reach[2] == DependentsReach{3, 7});
    CHECK(reach[3] == DependentsReach{0, 0});
    CHECK(reach[4] == DependentsReach{0, 0});
    CHECK(dependents_reach(DependencyGraph(0, {}), {}).empty());
}

TEST_CASE("weights of nought and large ones are summed exactly") {
    const DependencyGraph graph(3, {{0, 2}, {1, 2}});
    CHECK(dependents_reach(graph, {0, 4000000000u, 7})[2] == DependentsReach{2, 4000000000u});
    CHECK(dependents_reach(graph, {0, 0, 0})[2] == DependentsReach{2, 0});
}

TEST_CASE("the closure counts what one search for each node finds, across blocks of columns too") {
    std::mt19937 random(17);
    for (int round = 0; round < 60; ++round) {
        const std::uint32_t nodes = round < 50 ? 1 + random() % 40 : 500 + random() % 700;
        const Edges edges = some_edges(random, nodes, random() % (2 * nodes));
        std::vector<std::uint32_t> weights(nodes);
        for (std::uint32_t& weight : weights) weight = random() % 5;
        const DependencyGraph graph(nodes, edges);
        REQUIRE(dependents_reach(graph, weights) == searched(graph, weights));
    }
}

TEST_CASE("an edge that a longer way replaces is implied, parallel edges and cycles are not") {
    const Edges edges = {{0, 1}, {1, 2}, {0, 2}, {0, 1}, {2, 3}, {3, 2}, {2, 2}, {0, 3}};
    const std::vector<bool> implied = implied_edges(DependencyGraph(4, edges));
    // Parallel edges stay; 0 → 3 leads where 0 → 2 leads, by way of the cycle of 2 and 3 that 1 reaches.
    CHECK(implied == std::vector<bool>{false, false, true, false, false, false, false, true});
}

TEST_CASE("without the implied edges the same can be reached, and no further edge between components can go") {
    std::mt19937 random(23);
    for (int round = 0; round < 300; ++round) {
        const std::uint32_t nodes = 1 + random() % 14;
        const Edges edges = some_edges(random, nodes, random() % (3 * nodes));
        const DependencyGraph graph(nodes, edges);
        const std::vector<bool> implied = implied_edges(graph);
        Edges kept;
        for (std::size_t edge = 0; edge < edges.size(); ++edge)
            if (!implied[edge]) kept.push_back(edges[edge]);
        const auto whole = closure_of(nodes, edges);
        REQUIRE(closure_of(nodes, kept) == whole);
        const StrongComponents components = strong_components(graph);
        const auto between = [&](const DependencyGraph::Edge& edge) {
            return std::pair(components.of_node[edge.from], components.of_node[edge.to]);
        };
        for (const auto& edge : kept) {
            if (between(edge).first == between(edge).second) continue;
            Edges fewer;
            for (const auto& other : kept)
                if (between(other) != between(edge)) fewer.push_back(other);
            REQUIRE(closure_of(nodes, fewer) != whole);
        }
    }
}
