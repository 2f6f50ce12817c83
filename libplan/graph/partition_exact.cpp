#include "libplan/graph/partition_exact.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace plan {

namespace {

using Node = PartitionLevel::Node;
using Block = PartitionLevel::Block;
using Weight = PartitionLevel::Weight;

class Search {
public:
    Search(const PartitionLevel& level, std::optional<Weight> known, std::size_t steps,
           const std::function<bool()>& stop)
        : level_(level),
          steps_(steps),
          stop_(stop),
          best_cut_(known),
          block_of_(level.graph.size(), PartitionProblem::free),
          block_weight_(level.blocks, 0),
          members_(level.blocks, 0),
          connection_(level.graph.size() * level.blocks, 0),
          placed_(level.graph.size(), 0) {}

    ExactSearch run() {
        order();
        place(0, 0);
        ExactSearch result;
        result.better = std::move(best_);
        result.complete = !given_up_;
        return result;
    }

private:
    /// The node with the heaviest edges to those before it comes next; pinned ones come first of all.
    void order() {
        const std::size_t nodes = level_.graph.size();
        std::vector<Weight> towards(nodes, 0), degree(nodes, 0);
        std::vector<bool> taken(nodes, false);
        for (Node node = 0; node < nodes; ++node)
            for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) degree[node] += arc.weight;
        const auto rank = [&](Node node) { return std::tuple(!level_.is_free(node), towards[node], degree[node]); };
        while (order_.size() < nodes) {
            Node next = PartitionProblem::free;
            for (Node node = 0; node < nodes; ++node)
                if (!taken[node] && (next == PartitionProblem::free || rank(node) > rank(next))) next = node;
            taken[next] = true;
            order_.push_back(next);
            for (const WeightedGraph::Arc& arc : level_.graph.arcs(next)) towards[arc.to] += arc.weight;
        }
    }

    [[nodiscard]] Weight connection(Node node, Block block) const { return connection_[node * level_.blocks + block]; }

    [[nodiscard]] bool fits(Node node, Block block) const {
        if (!level_.is_free(node) && level_.pinned[node] != block) return false;
        if (block_weight_[block] + level_.graph.weight(node) > level_.most[block]) return false;
        return level_.apart.empty() ||
               std::ranges::none_of(level_.apart[node], [&](Node other) { return block_of_[other] == block; });
    }

    /// What the nodes from `depth` on cut at least of their edges to those before.
    [[nodiscard]] Weight least_to_come(std::size_t depth) const {
        Weight least = 0;
        for (std::size_t index = depth; index < order_.size(); ++index) {
            const Node node = order_[index];
            if (placed_[node] == 0) continue;
            Weight kept = 0;
            for (Block block = 0; block < level_.blocks; ++block)
                if (connection(node, block) > kept && fits(node, block)) kept = connection(node, block);
            least += placed_[node] - kept;
        }
        return least;
    }

    /// Depth of recursion: the number of nodes, of which there are few.
    void place(std::size_t depth, Weight cut) {
        if (given_up_ || (best_cut_ && cut >= *best_cut_)) return;
        if (depth == order_.size()) {
            best_cut_ = cut;
            best_ = block_of_;
            return;
        }
        if (best_cut_ && cut + least_to_come(depth) >= *best_cut_) return;
        const Node node = order_[depth];
        std::vector<Block> candidates;
        bool empty_seen = false;
        for (Block block = 0; block < level_.blocks; ++block) {
            const bool interchangeable = members_[block] == 0 && level_.pinned.empty();
            if ((interchangeable && empty_seen) || !fits(node, block)) continue;
            empty_seen = empty_seen || interchangeable;
            candidates.push_back(block);
        }
        std::ranges::stable_sort(candidates, std::greater(), [&](Block block) { return connection(node, block); });
        for (const Block block : candidates) {
            if (++taken_ > steps_ || (taken_ % 1024 == 0 && stop_())) given_up_ = true;
            if (given_up_) return;
            put(node, block, 1);
            place(depth + 1, cut + placed_[node] - connection(node, block));
            put(node, block, -1);
        }
    }

    void put(Node node, Block block, int sign) {
        block_of_[node] = sign > 0 ? block : PartitionProblem::free;
        block_weight_[block] += sign * level_.graph.weight(node);
        members_[block] += sign;
        for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) {
            connection_[arc.to * level_.blocks + block] += sign * arc.weight;
            placed_[arc.to] += sign * arc.weight;
        }
    }

    const PartitionLevel& level_;
    const std::size_t steps_;
    const std::function<bool()>& stop_;
    std::optional<Weight> best_cut_;
    std::optional<std::vector<Block>> best_;
    std::vector<Node> order_;
    std::vector<Block> block_of_;
    std::vector<Weight> block_weight_;
    std::vector<int> members_;
    std::vector<Weight> connection_;  ///< by node and block, to nodes that are placed
    std::vector<Weight> placed_;      ///< of each node, to nodes that are placed
    std::size_t taken_ = 0;
    bool given_up_ = false;
};

}  // namespace

ExactSearch search_exactly(const PartitionLevel& level, std::optional<Weight> known, std::size_t steps,
                           const std::function<bool()>& stop) {
    return Search(level, known, steps, stop).run();
}

}  // namespace plan
