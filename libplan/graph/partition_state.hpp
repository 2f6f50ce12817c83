#pragma once

#include "libplan/graph/partition.hpp"

#include <vector>

/// Internal to this room: partitions in the making.
namespace plan {

/// A problem with what is looked up at every step. One for each level of coarsening.
struct PartitionLevel {
    using Node = PartitionProblem::Node;
    using Block = PartitionProblem::Block;
    using Weight = WeightedGraph::Weight;

    WeightedGraph graph;
    std::size_t blocks = 1;
    std::vector<Weight> most;              ///< cap of each block
    std::vector<std::vector<Node>> apart;  ///< of each node; empty when no pair is apart
    std::vector<Block> pinned;             ///< empty when all are free

    [[nodiscard]] bool is_free(Node node) const { return pinned.empty() || pinned[node] == PartitionProblem::free; }
};

[[nodiscard]] PartitionLevel finest_level(const PartitionProblem& problem);

/// Blocks of all nodes, and what each node loses or wins by moving.
class PartitionState {
public:
    using Node = PartitionLevel::Node;
    using Block = PartitionLevel::Block;
    using Weight = PartitionLevel::Weight;

    struct Move {
        Block to = PartitionProblem::free;  ///< free: there is no move
        Weight gain = 0;
        [[nodiscard]] bool possible() const { return to != PartitionProblem::free; }
    };

    /// Blocks may be above the cap, to be mended.
    PartitionState(const PartitionLevel& level, std::vector<Block> block_of);

    [[nodiscard]] const PartitionLevel& level() const { return level_; }
    [[nodiscard]] const std::vector<Block>& blocks() const { return block_of_; }
    [[nodiscard]] Block block(Node node) const { return block_of_[node]; }
    [[nodiscard]] Weight block_weight(Block block) const { return block_weight_[block]; }
    [[nodiscard]] Weight cut() const { return cut_; }
    [[nodiscard]] bool is_valid() const;

    void move(Node node, Block to);
    /// The weight of the edges from a node to a block. O(1) or O(degree).
    [[nodiscard]] Weight connection(Node node, Block block) const;
    [[nodiscard]] bool is_boundary(Node node) const;
    /// The move that cuts least, to a block that the node has an edge to and that holds it; among equals to the block
    /// that is lightest. O(blocks) or O(degree).
    [[nodiscard]] Move best_move(Node node) const;
    /// The same, to any block.
    [[nodiscard]] Move any_move(Node node) const;
    /// The block may take the node.
    [[nodiscard]] bool fits(Node node, Block block) const;

private:
    [[nodiscard]] bool is_dense() const { return !table_.empty(); }

    const PartitionLevel& level_;
    std::vector<Block> block_of_;
    std::vector<Weight> block_weight_;
    Weight cut_ = 0;
    std::vector<Weight> table_;            ///< by node and block, when that is not too large
    mutable std::vector<Weight> scratch_;  ///< by block, else
    mutable std::vector<Block> touched_;
};

}  // namespace plan
