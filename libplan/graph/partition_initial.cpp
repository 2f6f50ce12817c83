#include "libplan/graph/partition_initial.hpp"

#include "libplan/graph/partition_refinement.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <queue>

namespace plan {

namespace {

using Node = PartitionLevel::Node;
using Block = PartitionLevel::Block;
using Weight = PartitionLevel::Weight;

class Grower {
public:
    Grower(const PartitionLevel& level, Random& random)
        : level_(level),
          random_(random),
          block_of_(level.graph.size(), PartitionProblem::free),
          weight_(level.blocks, 0),
          connection_(level.graph.size(), 0) {}

    std::vector<Block> pack() {
        std::vector<Node> order = begin();
        std::ranges::stable_sort(order, std::greater(), [&](Node node) { return level_.graph.weight(node); });
        for (const Node node : order) {
            if (block_of_[node] != PartitionProblem::free) continue;
            Block first = 0;
            while (first < level_.blocks &&
                   (weight_[first] + level_.graph.weight(node) > level_.most[first] || !may_meet(node, first)))
                ++first;
            put(node, first < level_.blocks ? first : place_for(node));
        }
        return std::move(block_of_);
    }

    std::vector<Block> grow() {
        std::vector<Node> order = begin();
        double left = 0, room = 0;
        for (const Node node : order)
            if (block_of_[node] == PartitionProblem::free) left += static_cast<double>(level_.graph.weight(node));
        for (Block block = 0; block < level_.blocks; ++block)
            room += static_cast<double>(std::max(Weight{0}, level_.most[block] - weight_[block]));
        for (Block block = 0; block < level_.blocks; ++block) {
            // Blocks share what is left as they have room.
            const Weight own = std::max(Weight{0}, level_.most[block] - weight_[block]), before = weight_[block];
            const double fair = room > 0 ? std::ceil(left * static_cast<double>(own) / room) : 0;
            grow(block, before + std::min(own, static_cast<Weight>(fair)), order);
            left -= static_cast<double>(weight_[block] - before);
            room -= static_cast<double>(own);
        }
        std::ranges::stable_sort(order, std::greater(), [&](Node node) { return level_.graph.weight(node); });
        for (const Node node : order)
            if (block_of_[node] == PartitionProblem::free) put(node, place_for(node));
        return std::move(block_of_);
    }

private:
    /// Pinned nodes are placed; all nodes in an order by chance.
    std::vector<Node> begin() {
        std::vector<Node> order(level_.graph.size());
        std::iota(order.begin(), order.end(), Node{0});
        random_.shuffle(order);
        for (Node node = 0; node < level_.pinned.size(); ++node)
            if (!level_.is_free(node)) put(node, level_.pinned[node]);
        return order;
    }

    void put(Node node, Block block) {
        block_of_[node] = block;
        weight_[block] += level_.graph.weight(node);
    }

    [[nodiscard]] bool may_meet(Node node, Block block) const {
        return level_.apart.empty() ||
               std::ranges::none_of(level_.apart[node], [&](Node other) { return block_of_[other] == block; });
    }

    void grow(Block block, Weight until, const std::vector<Node>& order) {
        std::priority_queue<std::pair<Weight, Node>> border;
        std::vector<Node> touched;
        const auto reach = [&](Node node) {
            for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) {
                if (block_of_[arc.to] != PartitionProblem::free) continue;
                if (connection_[arc.to] == 0) touched.push_back(arc.to);
                connection_[arc.to] += arc.weight;
                border.emplace(connection_[arc.to], arc.to);
            }
        };
        const auto take = [&](Node node) {
            if (block_of_[node] != PartitionProblem::free || !may_meet(node, block) ||
                weight_[block] + level_.graph.weight(node) > until)
                return;
            put(node, block);
            reach(node);
        };
        for (Node node = 0; node < level_.pinned.size(); ++node)
            if (level_.pinned[node] == block) reach(node);
        std::size_t next = 0;
        while (weight_[block] < until) {
            if (!border.empty()) {
                const auto [weight, node] = border.top();
                border.pop();
                if (weight == connection_[node]) take(node);
            } else if (next < order.size()) {
                take(order[next++]);
            } else {
                break;
            }
        }
        for (const Node node : touched) connection_[node] = 0;
    }

    /// The block with the heaviest edges to the node that holds it, else the lightest.
    Block place_for(Node node) {
        std::vector<Weight> edges(level_.blocks, 0);
        for (const WeightedGraph::Arc& arc : level_.graph.arcs(node))
            if (block_of_[arc.to] != PartitionProblem::free) edges[block_of_[arc.to]] += arc.weight;
        Block best = PartitionProblem::free, lightest = PartitionProblem::free, any = 0;
        for (Block block = 0; block < level_.blocks; ++block) {
            if (weight_[block] < weight_[any]) any = block;
            if (!may_meet(node, block)) continue;
            if (lightest == PartitionProblem::free || weight_[block] < weight_[lightest]) lightest = block;
            if (weight_[block] + level_.graph.weight(node) > level_.most[block]) continue;
            if (best == PartitionProblem::free || edges[block] > edges[best] ||
                (edges[block] == edges[best] && weight_[block] < weight_[best]))
                best = block;
        }
        if (best != PartitionProblem::free) return best;
        return lightest != PartitionProblem::free ? lightest : any;
    }

    const PartitionLevel& level_;
    Random& random_;
    std::vector<Block> block_of_;
    std::vector<Weight> weight_, connection_;
};

/// Halves the nodes again and again.
class Bisector {
public:
    Bisector(const PartitionLevel& level, Random& random)
        : level_(level), random_(random), block_of_(level.graph.size(), 0), place_(level.graph.size(), UINT32_MAX) {
        int halvings = 0;
        while ((std::size_t{1} << halvings) < level.blocks) ++halvings;
        double room = 0;
        for (const Weight most : level.most) room += static_cast<double>(most);
        const double total = static_cast<double>(std::max(Weight{1}, level.graph.total_weight()));
        slack_ = std::pow(std::max(1.0, room / total), 1.0 / std::max(1, halvings));
    }

    std::vector<Block> run() {
        std::vector<Node> all(level_.graph.size());
        std::iota(all.begin(), all.end(), Node{0});
        halve(std::move(all), 0, static_cast<Block>(level_.blocks));
        return std::move(block_of_);
    }

private:
    /// Spreads nodes over the blocks from `first` to before `last`. Depth: the logarithm of the blocks.
    void halve(std::vector<Node> nodes, Block first, Block last) {
        if (last - first == 1) {
            for (const Node node : nodes) block_of_[node] = first;
            return;
        }
        const Block middle = first + (last - first) / 2;
        const PartitionLevel half = part(nodes, first, middle, last);
        constexpr int tries = 5;
        std::vector<Block> best;
        Weight least = 0;
        bool valid = false;
        for (int number = 0; number < tries; ++number) {
            PartitionState state(half, grow_partition(half, random_));
            static_cast<void>(unload(state, random_));
            refine(state, random_, [] { return false; });
            const bool better = state.is_valid() != valid ? state.is_valid() : state.cut() < least;
            if (number > 0 && !better) continue;
            best = state.blocks();
            least = state.cut();
            valid = state.is_valid();
        }
        std::vector<Node> left, right;
        for (std::size_t index = 0; index < nodes.size(); ++index)
            (best[index] == 0 ? left : right).push_back(nodes[index]);
        nodes = {};
        halve(std::move(left), first, middle);
        halve(std::move(right), middle, last);
    }

    /// Those nodes alone, to be cut in two.
    PartitionLevel part(const std::vector<Node>& nodes, Block first, Block middle, Block last) {
        std::vector<Weight> weights;
        std::vector<WeightedGraph::Edge> edges;
        for (Node index = 0; index < nodes.size(); ++index) place_[nodes[index]] = index;
        Weight total = 0;
        for (const Node node : nodes) {
            weights.push_back(level_.graph.weight(node));
            total += weights.back();
            for (const WeightedGraph::Arc& arc : level_.graph.arcs(node))
                if (arc.to < node && place_[arc.to] != UINT32_MAX)
                    edges.push_back({place_[node], place_[arc.to], arc.weight});
        }
        PartitionLevel half{WeightedGraph(std::move(weights), edges), 2, {}, {}, {}};
        Weight left = 0, right = 0;
        for (Block block = first; block < last; ++block) (block < middle ? left : right) += level_.most[block];
        const double room = static_cast<double>(left) + static_cast<double>(right);
        for (const Weight side : {left, right}) {
            const double fair = static_cast<double>(total) * static_cast<double>(side) / std::max(1.0, room);
            half.most.push_back(std::min(side, static_cast<Weight>(std::ceil(fair * slack_))));
        }
        if (!level_.pinned.empty()) {
            for (const Node node : nodes)
                half.pinned.push_back(level_.is_free(node) ? PartitionProblem::free : level_.pinned[node] >= middle);
        }
        for (const Node node : nodes) place_[node] = UINT32_MAX;
        return half;
    }

    const PartitionLevel& level_;
    Random& random_;
    std::vector<Block> block_of_;
    std::vector<Node> place_;  ///< of a node in the part in hand
    double slack_ = 1;         ///< what each halving may use of the room that is too much
};

}  // namespace

std::vector<Block> pack_partition(const PartitionLevel& level, Random& random) {
    return Grower(level, random).pack();
}

std::vector<Block> halve_partition(const PartitionLevel& level, Random& random) {
    return Bisector(level, random).run();
}

std::vector<Block> grow_partition(const PartitionLevel& level, Random& random) {
    return Grower(level, random).grow();
}

}  // namespace plan
