#pragma once

#include "libplan/graph/weighted_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plan {

/// A graph to be cut into blocks, each of at most `most_weight`, so that the edges between blocks weigh little.
struct PartitionProblem {
    using Node = WeightedGraph::Node;
    using Block = std::uint32_t;
    static constexpr Block free = UINT32_MAX;

    WeightedGraph graph;
    WeightedGraph::Weight most_weight = 0;  ///< hard
    std::size_t blocks = 1;                 ///< at most so many; some may stay empty
    /// Pairs of two nodes that must not share a block.
    std::vector<std::pair<Node, Node>> apart;
    /// For each node its block, or `free`; empty when all are free. Blocks are below `blocks`.
    std::vector<Block> pinned;
};

struct PartitionSettings {
    std::uint64_t seed = 1;
    std::size_t rounds = 40;  ///< partitions that are bred of the best ones, or until `stop`
    /// Asked now and then, also in the middle of a round: the best partition so far is the result.
    std::function<bool()> stop = [] { return false; };
};

struct Partition {
    std::vector<PartitionProblem::Block> block_of;
    WeightedGraph::Weight cut = 0;  ///< weight of the edges between blocks
    bool proven = false;            ///< no partition cuts less
};

/// Why there is no partition.
struct PartitionClash {
    enum class Kind : std::uint8_t {
        too_heavy,     ///< `nodes`: one that alone is above the cap
        too_many,      ///< all together weigh more than the blocks hold
        pinned_full,   ///< `nodes`: those pinned to one block, too heavy together
        pinned_apart,  ///< `nodes`: two that must be apart and are pinned to one block
        none,          ///< every way was tried; `nodes`: one, or two, that fitted nowhere in the end
        not_found,     ///< the same, but not every way was tried
    };
    Kind kind;
    std::vector<PartitionProblem::Node> nodes;
};

struct PartitionResult {
    std::optional<Partition> partition;
    std::optional<PartitionClash> clash;  ///< when there is none
};

/// Multilevel partitioning by size-constrained clustering (Meyerhenke, Sanders and Schulz 2014), k-way local search
/// after Fiduccia and Mattheyses (1982) begun from single nodes of the boundary (Sanders and Schulz 2011), and a
/// population whose members are combined so that no child is worse than its better parent (KaFFPaE, 2012). With up to
/// `most_proven_nodes` nodes a search by branch and bound follows, which may prove that nothing is better.
///
/// The same problem, seed and rounds give the same partition, unless `stop` says so. O(nodes + edges) for a round, with
/// a factor of some hundreds. Memory: 8 bytes a node and block (at most 256 MiB), 100 bytes an arc.
[[nodiscard]] PartitionResult partition_graph(const PartitionProblem& problem, const PartitionSettings& settings);

inline constexpr std::size_t most_proven_nodes = 60;

/// The weight of the edges between blocks. O(arcs).
[[nodiscard]] WeightedGraph::Weight cut_of(const WeightedGraph& graph,
                                           const std::vector<PartitionProblem::Block>& block_of);

}  // namespace plan
