#include "libplan/graph/partition_refinement.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace plan {

namespace {

using Node = PartitionLevel::Node;
using Block = PartitionLevel::Block;
using Weight = PartitionLevel::Weight;

/// A node and what its best move gained when it was looked at; among equals chance decides.
struct Candidate {
    Weight gain;
    std::uint32_t chance;
    Node node;

    bool operator<(const Candidate& other) const {
        return gain != other.gain ? gain < other.gain : chance < other.chance;
    }
};

std::vector<Node> boundary_of(const PartitionState& state, Random& random) {
    std::vector<Node> nodes;
    for (Node node = 0; node < state.level().graph.size(); ++node)
        if (state.level().is_free(node) && state.is_boundary(node)) nodes.push_back(node);
    random.shuffle(nodes);
    return nodes;
}

/// Moves single nodes that gain, pass after pass.
void descend(PartitionState& state, Random& random, const std::function<bool()>& stop) {
    constexpr int most_passes = 5;
    for (int pass = 0; pass < most_passes && !stop(); ++pass) {
        std::size_t moved = 0;
        const std::vector<Node> boundary = boundary_of(state, random);
        for (const Node node : boundary) {
            const PartitionState::Move move = state.best_move(node);
            if (!move.possible() || move.gain < 0) continue;
            const bool levels =
                state.block_weight(move.to) + state.level().graph.weight(node) < state.block_weight(state.block(node));
            if (move.gain == 0 && !levels) continue;
            state.move(node, move.to);
            moved += move.gain > 0 ? 1 : 0;
        }
        if (moved * 50 < boundary.size()) return;
    }
}

/// Local search begun from one node at a time.
class Chains {
public:
    Chains(PartitionState& state, Random& random)
        : state_(state),
          random_(random),
          moved_in_(state.level().graph.size(), 0),
          queued_in_(state.level().graph.size(), 0),
          queued_gain_(state.level().graph.size(), 0) {}

    /// Begins from every node of the boundary; each node moves once at most. What was gained.
    Weight round(const std::function<bool()>& stop) {
        ++round_;
        Weight gained = 0;
        for (const Node seed : boundary_of(state_, random_)) {
            if (moved_in_[seed] == round_) continue;
            if (stop()) break;
            gained += search(seed);
        }
        return gained;
    }

private:
    Weight search(Node seed) {
        ++search_;
        heap_.clear();
        log_.clear();
        queue(seed);
        Weight total = 0, best = 0;
        std::size_t kept = 0;
        while (!heap_.empty()) {
            const Candidate candidate = pop();
            const Node node = candidate.node;
            if (moved_in_[node] == round_ || queued_gain_[node] != candidate.gain) continue;
            const PartitionState::Move move = state_.best_move(node);
            if (!move.possible()) {
                queued_in_[node] = 0;
                continue;
            }
            if (move.gain < candidate.gain) {
                queue(node, move.gain);
                continue;
            }
            log_.push_back({node, state_.block(node)});
            moved_in_[node] = round_;
            state_.move(node, move.to);
            total += move.gain;
            if (total > best) {
                best = total;
                kept = log_.size();
            } else if (log_.size() - kept > patience) {
                break;
            }
            for (const WeightedGraph::Arc& arc : state_.level().graph.arcs(node)) queue(arc.to);
        }
        for (; log_.size() > kept; log_.pop_back()) state_.move(log_.back().first, log_.back().second);
        return best;
    }

    void queue(Node node) {
        if (moved_in_[node] == round_ || !state_.level().is_free(node)) return;
        const PartitionState::Move move = state_.best_move(node);
        if (!move.possible()) return;
        if (queued_in_[node] == search_ && queued_gain_[node] == move.gain) return;
        queue(node, move.gain);
    }

    void queue(Node node, Weight gain) {
        queued_in_[node] = search_;
        queued_gain_[node] = gain;
        heap_.push_back({gain, static_cast<std::uint32_t>(random_.next()), node});
        std::push_heap(heap_.begin(), heap_.end());
    }

    Candidate pop() {
        std::pop_heap(heap_.begin(), heap_.end());
        const Candidate candidate = heap_.back();
        heap_.pop_back();
        return candidate;
    }

    static constexpr std::size_t patience = 60;  ///< moves without a better partition

    PartitionState& state_;
    Random& random_;
    std::vector<Candidate> heap_;
    std::vector<std::pair<Node, Block>> log_;  ///< moves, with the block before
    std::uint64_t round_ = 0, search_ = 0;
    std::vector<std::uint64_t> moved_in_, queued_in_;
    std::vector<Weight> queued_gain_;
};

}  // namespace

void refine(PartitionState& state, Random& random, const std::function<bool()>& stop) {
    descend(state, random, stop);
    Chains chains(state, random);
    constexpr int most_rounds = 12;
    for (int round = 0; round < most_rounds && !stop(); ++round) {
        const Weight before = state.cut();
        const Weight gained = chains.round(stop);
        if (gained * 1000 <= before) break;
    }
}

bool unload(PartitionState& state, Random& random) {
    const PartitionLevel& level = state.level();
    for (Block full = 0; full < level.blocks; ++full) {
        if (state.block_weight(full) <= level.most[full]) continue;
        std::vector<Candidate> heap;
        const auto queue = [&](Node node) {
            const PartitionState::Move move = state.any_move(node);
            if (!move.possible()) return;
            heap.push_back({move.gain, static_cast<std::uint32_t>(random.next()), node});
            std::push_heap(heap.begin(), heap.end());
        };
        for (Node node = 0; node < level.graph.size(); ++node)
            if (state.block(node) == full && level.is_free(node) && level.graph.weight(node) > 0) queue(node);
        while (state.block_weight(full) > level.most[full] && !heap.empty()) {
            std::pop_heap(heap.begin(), heap.end());
            const Candidate candidate = heap.back();
            heap.pop_back();
            const PartitionState::Move move = state.any_move(candidate.node);
            if (!move.possible()) continue;
            if (move.gain < candidate.gain)
                queue(candidate.node);
            else
                state.move(candidate.node, move.to);
        }
        if (state.block_weight(full) > level.most[full]) return false;
    }
    return true;
}

}  // namespace plan
