#include "libplan/graph/partition.hpp"
#include "libplan/base/random.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <optional>

using namespace plan;

namespace {

using Node = PartitionProblem::Node;
using Block = PartitionProblem::Block;
using Weight = WeightedGraph::Weight;
using Kind = PartitionClash::Kind;

/// By the words of the header, without anything of the library but the lists of arcs.
bool is_partition(const PartitionProblem& problem, const std::vector<Block>& block_of) {
    std::vector<Weight> weight(problem.blocks, 0);
    if (block_of.size() != problem.graph.size()) return false;
    for (Node node = 0; node < block_of.size(); ++node) {
        if (block_of[node] >= problem.blocks) return false;
        weight[block_of[node]] += problem.graph.weight(node);
        if (!problem.pinned.empty() && problem.pinned[node] != PartitionProblem::free &&
            problem.pinned[node] != block_of[node])
            return false;
    }
    const bool apart = std::ranges::none_of(
        problem.apart, [&](const auto& pair) { return block_of[pair.first] == block_of[pair.second]; });
    return apart && std::ranges::all_of(weight, [&](Weight one) { return one <= problem.most_weight; });
}

Weight cut_by_pairs(const PartitionProblem& problem, const std::vector<Block>& block_of) {
    Weight cut = 0;
    for (Node node = 0; node < block_of.size(); ++node)
        for (const WeightedGraph::Arc& arc : problem.graph.arcs(node))
            if (arc.to > node && block_of[arc.to] != block_of[node]) cut += arc.weight;
    return cut;
}

/// Every way to place the nodes.
std::optional<Weight> least_cut(const PartitionProblem& problem) {
    std::optional<Weight> least;
    std::vector<Block> block_of(problem.graph.size(), 0);
    while (true) {
        if (is_partition(problem, block_of)) {
            const Weight cut = cut_by_pairs(problem, block_of);
            if (!least || cut < *least) least = cut;
        }
        std::size_t place = 0;
        while (place < block_of.size() && ++block_of[place] == problem.blocks) block_of[place++] = 0;
        if (place == block_of.size()) return least;
    }
}

PartitionProblem random_problem(std::size_t nodes, std::size_t edges, std::size_t blocks, Random& random) {
    PartitionProblem problem;
    std::vector<Weight> weights;
    Weight total = 0;
    for (std::size_t node = 0; node < nodes; ++node) {
        weights.push_back(static_cast<Weight>(random.below(4)));
        total += weights.back();
    }
    std::vector<WeightedGraph::Edge> list;
    for (std::size_t edge = 0; edge < edges; ++edge)
        list.push_back({static_cast<Node>(random.below(nodes)), static_cast<Node>(random.below(nodes)),
                        static_cast<Weight>(1 + random.below(5))});
    problem.graph = WeightedGraph(std::move(weights), list);
    problem.blocks = blocks;
    problem.most_weight =
        std::max(problem.graph.heaviest(), total / static_cast<Weight>(blocks) + static_cast<Weight>(random.below(3)));
    return problem;
}

/// A clique of `size` nodes for each of `count`, and a chain of single edges from each to the next.
PartitionProblem cliques(std::size_t count, std::size_t size, Weight most) {
    std::vector<WeightedGraph::Edge> edges;
    for (std::size_t clique = 0; clique < count; ++clique) {
        const auto node = [&](std::size_t index) { return static_cast<Node>(clique * size + index); };
        for (std::size_t one = 0; one < size; ++one)
            for (std::size_t other = 0; other < one; ++other) edges.push_back({node(one), node(other), 1});
        if (clique > 0) edges.push_back({node(0), static_cast<Node>(node(0) - 1), 1});
    }
    PartitionProblem problem;
    problem.graph = WeightedGraph(std::vector<Weight>(count * size, 1), edges);
    problem.most_weight = most;
    problem.blocks = count;
    return problem;
}

PartitionSettings rounds(std::size_t count, std::uint64_t seed = 1) {
    PartitionSettings settings;
    settings.rounds = count;
    settings.seed = seed;
    return settings;
}

}  // namespace

TEST_CASE("edges that join the same nodes are one, self-loops none", "[partition]") {
    const WeightedGraph graph({1, 2, 0}, {{0, 1, 2}, {1, 0, 3}, {2, 2, 9}, {1, 2, 1}});
    REQUIRE(graph.arcs(0).size() == 1);
    CHECK(graph.arcs(0)[0].to == 1);
    CHECK(graph.arcs(0)[0].weight == 5);
    CHECK(graph.arcs(1).size() == 2);
    CHECK(graph.arcs(2).size() == 1);
    CHECK(graph.total_weight() == 3);
    const WeightedGraph coarse = graph.contract({0, 0, 1}, 2);
    REQUIRE(coarse.arcs(0).size() == 1);
    CHECK(coarse.arcs(0)[0].weight == 1);
    CHECK(coarse.weight(0) == 3);
    CHECK(coarse.heaviest() == 3);
}

TEST_CASE("small random graphs are cut as little as can be, and that is proven", "[partition]") {
    Random random(7);
    for (int number = 0; number < 300; ++number) {
        const std::size_t nodes = 2 + random.below(6), blocks = 1 + random.below(3);
        PartitionProblem problem = random_problem(nodes, random.below(3 * nodes), blocks, random);
        if (random.below(2) == 0)
            for (std::size_t pair = random.below(3); pair > 0; --pair) {
                const auto one = static_cast<Node>(random.below(nodes)), other = static_cast<Node>(random.below(nodes));
                if (one != other) problem.apart.emplace_back(one, other);
            }
        if (random.below(2) == 0) {
            problem.pinned.assign(nodes, PartitionProblem::free);
            for (Block& pin : problem.pinned)
                if (random.below(4) == 0) pin = static_cast<Block>(random.below(blocks));
        }
        const auto expected = least_cut(problem);
        const PartitionResult result = partition_graph(problem, rounds(5));
        INFO("problem " << number);
        REQUIRE(result.partition.has_value() == expected.has_value());
        REQUIRE(result.clash.has_value() != expected.has_value());
        if (!expected) {
            CHECK(result.clash->kind != Kind::not_found);
            continue;
        }
        CHECK(is_partition(problem, result.partition->block_of));
        CHECK(result.partition->cut == *expected);
        CHECK(cut_by_pairs(problem, result.partition->block_of) == *expected);
        CHECK(result.partition->proven);
    }
}

TEST_CASE("the cap holds on larger graphs, and the cut is what is said", "[partition]") {
    Random random(11);
    for (int number = 0; number < 20; ++number) {
        const std::size_t nodes = 100 + random.below(900);
        PartitionProblem problem = random_problem(nodes, 3 * nodes, 2 + random.below(12), random);
        problem.most_weight += 2;
        for (int pair = 0; pair < 10; ++pair) {
            const auto one = static_cast<Node>(random.below(nodes)), other = static_cast<Node>(random.below(nodes));
            if (one != other) problem.apart.emplace_back(one, other);
        }
        const PartitionResult result = partition_graph(problem, rounds(6));
        REQUIRE(result.partition);
        CHECK(is_partition(problem, result.partition->block_of));
        CHECK(cut_by_pairs(problem, result.partition->block_of) == result.partition->cut);
        CHECK(cut_of(problem.graph, result.partition->block_of) == result.partition->cut);
    }
}

TEST_CASE("cliques stay whole", "[partition]") {
    const PartitionResult small = partition_graph(cliques(5, 6, 6), rounds(10));
    REQUIRE(small.partition);
    CHECK(small.partition->cut == 4);
    CHECK(small.partition->proven);
    const PartitionResult large = partition_graph(cliques(40, 10, 10), rounds(20));
    REQUIRE(large.partition);
    CHECK(large.partition->cut == 39);
}

TEST_CASE("the same problem, seed and rounds give the same partition", "[partition]") {
    Random random(3);
    const PartitionProblem problem = random_problem(600, 2000, 7, random);
    const auto first = partition_graph(problem, rounds(12)), second = partition_graph(problem, rounds(12));
    REQUIRE(first.partition);
    CHECK(first.partition->block_of == second.partition->block_of);
    // More rounds never make it worse.
    const auto longer = partition_graph(problem, rounds(24));
    CHECK(longer.partition->cut <= first.partition->cut);
}

TEST_CASE("a search that is stopped at once still gives a partition", "[partition]") {
    Random random(5);
    PartitionProblem problem = random_problem(500, 1500, 4, random);
    problem.most_weight += 2;
    PartitionSettings settings;
    settings.stop = [] { return true; };
    const auto result = partition_graph(problem, settings);
    REQUIRE(result.partition);
    CHECK(is_partition(problem, result.partition->block_of));
}

TEST_CASE("what cannot be is named", "[partition]") {
    PartitionProblem heavy = cliques(2, 3, 3);
    heavy.graph = WeightedGraph({1, 4, 1}, {{0, 1, 1}});
    const auto too_heavy = partition_graph(heavy, {});
    REQUIRE(too_heavy.clash);
    CHECK(too_heavy.clash->kind == Kind::too_heavy);
    CHECK(too_heavy.clash->nodes == std::vector<Node>{1});

    CHECK(partition_graph(cliques(3, 3, 2), {}).clash->kind == Kind::too_many);

    PartitionProblem three = cliques(2, 3, 4);  // weights of 2 in two blocks of 3: no two fit together
    three.graph = WeightedGraph({2, 2, 2}, {});
    three.most_weight = 3;
    const auto packed = partition_graph(three, {});
    REQUIRE(packed.clash);
    CHECK(packed.clash->kind == Kind::none);
    CHECK(packed.clash->nodes.size() == 1);

    PartitionProblem pinned = cliques(2, 3, 3);
    pinned.pinned = {0, 0, 0, 0, 1, 1};
    const auto full = partition_graph(pinned, {});
    REQUIRE(full.clash);
    CHECK(full.clash->kind == Kind::pinned_full);
    CHECK(full.clash->nodes == std::vector<Node>{0, 1, 2, 3});

    PartitionProblem apart = cliques(2, 3, 4);
    apart.pinned = {0, 0, PartitionProblem::free, 1, 1, 1};
    apart.apart = {{0, 1}};
    const auto clash = partition_graph(apart, {});
    REQUIRE(clash.clash);
    CHECK(clash.clash->kind == Kind::pinned_apart);
    CHECK(clash.clash->nodes == std::vector<Node>{0, 1});
}

TEST_CASE("with no node, no edge or one block there is nothing to cut", "[partition]") {
    PartitionProblem problem;
    CHECK(partition_graph(problem, {}).partition->block_of.empty());
    problem.graph = WeightedGraph(std::vector<Weight>(70, 1), {});
    problem.blocks = 7;
    problem.most_weight = 10;
    const auto result = partition_graph(problem, {});
    REQUIRE(result.partition);
    CHECK(result.partition->cut == 0);
    CHECK(result.partition->proven);
    problem.blocks = 1;
    problem.most_weight = 70;
    CHECK(partition_graph(problem, {}).partition->block_of == std::vector<Block>(70, 0));
}
