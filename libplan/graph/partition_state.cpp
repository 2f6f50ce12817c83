#include "libplan/graph/partition_state.hpp"

#include <algorithm>

namespace plan {

PartitionLevel finest_level(const PartitionProblem& problem) {
    PartitionLevel level{problem.graph, problem.blocks, {}, {}, problem.pinned};
    level.most.assign(problem.blocks, problem.most_weight);
    if (problem.apart.empty()) return level;
    level.apart.resize(problem.graph.size());
    for (const auto& [one, other] : problem.apart) {
        level.apart[one].push_back(other);
        level.apart[other].push_back(one);
    }
    return level;
}

PartitionState::PartitionState(const PartitionLevel& level, std::vector<Block> block_of)
    : level_(level), block_of_(std::move(block_of)), block_weight_(level.blocks, 0) {
    constexpr std::size_t largest_table = std::size_t{1} << 25;
    const std::size_t nodes = level.graph.size();
    if (nodes * level.blocks <= largest_table) table_.assign(nodes * level.blocks, 0);
    scratch_.assign(level.blocks, 0);
    Weight twice = 0;
    for (Node node = 0; node < nodes; ++node) {
        block_weight_[block_of_[node]] += level.graph.weight(node);
        for (const WeightedGraph::Arc& arc : level.graph.arcs(node)) {
            if (is_dense()) table_[node * level.blocks + block_of_[arc.to]] += arc.weight;
            if (block_of_[arc.to] != block_of_[node]) twice += arc.weight;
        }
    }
    cut_ = twice / 2;
}

bool PartitionState::is_valid() const {
    for (Block block = 0; block < level_.blocks; ++block)
        if (block_weight_[block] > level_.most[block]) return false;
    for (Node node = 0; node < level_.apart.size(); ++node)
        for (const Node other : level_.apart[node])
            if (block_of_[node] == block_of_[other]) return false;
    for (Node node = 0; node < level_.pinned.size(); ++node)
        if (!level_.is_free(node) && level_.pinned[node] != block_of_[node]) return false;
    return true;
}

void PartitionState::move(Node node, Block to) {
    const Block from = block_of_[node];
    cut_ += connection(node, from) - connection(node, to);
    block_weight_[from] -= level_.graph.weight(node);
    block_weight_[to] += level_.graph.weight(node);
    block_of_[node] = to;
    if (!is_dense()) return;
    for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) {
        Weight* const row = table_.data() + arc.to * level_.blocks;
        row[from] -= arc.weight;
        row[to] += arc.weight;
    }
}

PartitionState::Weight PartitionState::connection(Node node, Block block) const {
    if (is_dense()) return table_[node * level_.blocks + block];
    Weight weight = 0;
    for (const WeightedGraph::Arc& arc : level_.graph.arcs(node))
        if (block_of_[arc.to] == block) weight += arc.weight;
    return weight;
}

bool PartitionState::is_boundary(Node node) const {
    return std::ranges::any_of(level_.graph.arcs(node),
                               [&](const WeightedGraph::Arc& arc) { return block_of_[arc.to] != block_of_[node]; });
}

bool PartitionState::fits(Node node, Block block) const {
    if (block_weight_[block] + level_.graph.weight(node) > level_.most[block]) return false;
    if (level_.apart.empty()) return true;
    return std::ranges::none_of(level_.apart[node], [&](Node other) { return block_of_[other] == block; });
}

PartitionState::Move PartitionState::best_move(Node node) const {
    Move best;
    if (!level_.is_free(node)) return best;
    const Block from = block_of_[node];
    Weight most = 0;
    const auto consider = [&](Block to, Weight weight) {
        if (weight == 0 || to == from || weight < most) return;
        if (weight == most && best.possible() && block_weight_[to] >= block_weight_[best.to]) return;
        if (!fits(node, to)) return;
        most = weight;
        best.to = to;
    };
    if (is_dense() && 2 * level_.graph.arcs(node).size() > level_.blocks) {
        const Weight* const row = table_.data() + node * level_.blocks;
        for (Block to = 0; to < level_.blocks; ++to) consider(to, row[to]);
        best.gain = most - row[from];
        return best;
    }
    for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) {
        if (scratch_[block_of_[arc.to]] == 0) touched_.push_back(block_of_[arc.to]);
        scratch_[block_of_[arc.to]] += arc.weight;
    }
    for (const Block to : touched_) consider(to, scratch_[to]);
    best.gain = most - scratch_[from];
    for (const Block to : touched_) scratch_[to] = 0;
    touched_.clear();
    return best;
}

PartitionState::Move PartitionState::any_move(Node node) const {
    Move best = best_move(node);
    if (best.possible() || !level_.is_free(node)) return best;
    for (Block to = 0; to < level_.blocks; ++to)
        if (to != block_of_[node] && fits(node, to) && (!best.possible() || block_weight_[to] < block_weight_[best.to]))
            best.to = to;
    best.gain = -connection(node, block_of_[node]);
    return best;
}

}  // namespace plan
