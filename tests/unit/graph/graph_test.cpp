#include "libplan/graph/components.hpp"
#include "libplan/graph/paths.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>

using namespace plan;

namespace {

using Node = DependencyGraph::Node;
using Edges = std::vector<DependencyGraph::Edge>;

std::vector<Node> list(std::span<const Node> nodes) {
    return {nodes.begin(), nodes.end()};
}

Edges random_edges(std::mt19937& random, std::uint32_t nodes, std::uint32_t edges) {
    Edges result;
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
        const Node from = random() % nodes;
        const Node to = random() % nodes;
        result.push_back({from, to});
    }
    return result;
}

/// Floyd and Warshall's distances, by which everything else is judged; large means no path.
std::vector<std::vector<unsigned>> all_distances(std::uint32_t nodes, const Edges& edges) {
    constexpr unsigned large = 1000000;
    std::vector<std::vector<unsigned>> distance(nodes, std::vector<unsigned>(nodes, large));
    for (Node node = 0; node < nodes; ++node) distance[node][node] = 0;
    for (const auto& edge : edges) distance[edge.from][edge.to] = std::min(distance[edge.from][edge.to], 1u);
    for (Node via = 0; via < nodes; ++via)
        for (Node from = 0; from < nodes; ++from)
            for (Node to = 0; to < nodes; ++to)
                distance[from][to] = std::min(distance[from][to], distance[from][via] + distance[via][to]);
    return distance;
}

bool has_edge(const Edges& edges, Node from, Node to) {
    return std::any_of(edges.begin(), edges.end(),
                       [&](const auto& edge) { return edge.from == from && edge.to == to; });
}

}  // namespace

TEST_CASE("neighbours come in the order of the list, parallel edges and self-loops kept") {
    const DependencyGraph graph(4, {{2, 1}, {0, 1}, {2, 0}, {2, 1}, {3, 3}});
    CHECK(graph.node_count() == 4);
    CHECK(graph.edge_count() == 5);
    CHECK(list(graph.dependencies(2)) == std::vector<Node>{1, 0, 1});
    CHECK(list(graph.dependency_edges(2)) == std::vector<Node>{0, 2, 3});
    CHECK(list(graph.dependents(1)) == std::vector<Node>{2, 0, 2});
    CHECK(list(graph.dependencies(3)) == std::vector<Node>{3});
    CHECK(graph.dependencies(1).empty());
}

TEST_CASE("a graph without edges or nodes is a graph") {
    CHECK(DependencyGraph(0, {}).node_count() == 0);
    const DependencyGraph graph(3, {});
    CHECK(strong_components(graph).members.size() == 3);
    CHECK(reachable(graph, 1, Towards::dependents).empty());
}

TEST_CASE("a cycle is reported as its shortest path through its smallest node") {
    // 0 -> 1 -> 2 -> 3 -> 0, and the short cut 1 -> 3.
    const DependencyGraph graph(5, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {1, 3}, {4, 0}});
    const StrongComponents components = strong_components(graph);
    CHECK(cycle_of(graph, components, components.of_node[0]) == std::vector<Node>{0, 1, 3});
    CHECK(cycle_of(graph, components, components.of_node[4]).empty());
    const DependencyGraph loop(1, {{0, 0}});
    CHECK(cycle_of(loop, strong_components(loop), 0) == std::vector<Node>{0});
}

TEST_CASE("components, cycles, levels and paths agree with all-pairs distances on random graphs") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const std::uint32_t nodes = 1 + random() % 12;
        const Edges edges = random_edges(random, nodes, random() % 30);
        const DependencyGraph graph(nodes, edges);
        const auto distance = all_distances(nodes, edges);
        const auto connected = [&](Node from, Node to) { return distance[from][to] < 1000000; };
        const StrongComponents components = strong_components(graph);
        const auto levels = topological_levels(graph, components);

        for (Node from = 0; from < nodes; ++from) {
            for (Node to = 0; to < nodes; ++to) {
                const bool together = components.of_node[from] == components.of_node[to];
                REQUIRE(together == (connected(from, to) && connected(to, from)));
                // Dependencies stand first, and on a lower level.
                if (connected(from, to) && !together) {
                    REQUIRE(components.of_node[to] < components.of_node[from]);
                    REQUIRE(levels[components.of_node[to]] < levels[components.of_node[from]]);
                }
                const auto path = shortest_path(graph, from, to);
                REQUIRE(path.empty() == !connected(from, to));
                if (path.empty()) continue;
                REQUIRE(path.size() == distance[from][to] + 1);
                REQUIRE(path.front() == from);
                REQUIRE(path.back() == to);
                for (std::size_t step = 1; step < path.size(); ++step)
                    REQUIRE(has_edge(edges, path[step - 1], path[step]));
            }
            std::size_t expected = 0;
            for (Node to = 0; to < nodes; ++to) expected += to != from && connected(to, from) ? 1 : 0;
            const auto reached = reachable(graph, from, Towards::dependents);
            REQUIRE(reached.size() == expected);
            for (const Reached& one : reached) REQUIRE(one.distance == distance[one.node][from]);
        }
        for (std::uint32_t component = 0; component < components.members.size(); ++component) {
            const auto cycle = cycle_of(graph, components, component);
            const auto& members = components.members[component];
            const bool cyclic = members.size() > 1 || has_edge(edges, members[0], members[0]);
            REQUIRE(cycle.empty() == !cyclic);
            for (std::size_t step = 0; step < cycle.size(); ++step)
                REQUIRE(has_edge(edges, cycle[step], cycle[(step + 1) % cycle.size()]));
        }
    }
}

TEST_CASE("a chain of a hundred thousand does not exhaust the stack") {
    Edges edges;
    constexpr std::uint32_t nodes = 100000;
    for (Node node = 0; node + 1 < nodes; ++node) edges.push_back({node, node + 1});
    const DependencyGraph graph(nodes, edges);
    const StrongComponents components = strong_components(graph);
    CHECK(components.members.size() == nodes);
    CHECK(topological_levels(graph, components).back() == nodes - 1);
    edges.push_back({nodes - 1, 0});
    CHECK(strong_components(DependencyGraph(nodes, edges)).members.size() == 1);
}
