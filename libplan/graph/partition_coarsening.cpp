#include "libplan/graph/partition_coarsening.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace plan {

namespace {

using Node = PartitionLevel::Node;
using Weight = PartitionLevel::Weight;

/// Clusters of one level: label propagation under a bound of their weight.
class Clustering {
public:
    Clustering(const PartitionLevel& level, const std::vector<std::uint64_t>& kinds, Weight most, Random& random)
        : level_(level),
          kinds_(kinds),
          most_(most),
          random_(random),
          cluster_(level.graph.size()),
          members_(level.graph.size(), 1),
          weight_(level.graph.size()),
          connection_(level.graph.size(), 0),
          order_(level.graph.size()) {
        std::iota(cluster_.begin(), cluster_.end(), Node{0});
        std::iota(order_.begin(), order_.end(), Node{0});
        for (Node node = 0; node < weight_.size(); ++node) weight_[node] = level.graph.weight(node);
    }

    /// Cluster of each node, numbered in the order of their first nodes; their number.
    std::pair<std::vector<Node>, std::size_t> run() {
        constexpr int passes = 3;
        for (int pass = 0; pass < passes; ++pass) {
            // Nodes of few edges first: hubs then find clusters to choose from.
            random_.shuffle(order_);
            std::ranges::stable_sort(order_, {}, [&](Node node) { return degree_class(node); });
            std::size_t moved = 0;
            for (const Node node : order_) moved += join_best(node) ? 1 : 0;
            if (moved * 20 < order_.size()) break;
        }
        join_lonely();
        return number();
    }

private:
    [[nodiscard]] int degree_class(Node node) const {
        int bits = 0;
        for (std::size_t degree = level_.graph.arcs(node).size(); degree > 0; degree >>= 1) ++bits;
        return bits;
    }

    /// The cluster with the heaviest edges to the node that may take it.
    bool join_best(Node node) {
        const Node own = cluster_[node];
        touched_.clear();
        for (const WeightedGraph::Arc& arc : level_.graph.arcs(node)) {
            const Node other = cluster_[arc.to];
            if (connection_[other] == 0) touched_.push_back(other);
            connection_[other] += arc.weight;
        }
        Node best = own;
        Weight most = connection_[own];
        std::size_t equal = 1;
        for (const Node other : touched_) {
            const Weight weight = connection_[other];
            if (other == own || weight < most || !may_join(node, other)) continue;
            equal = weight > most || best == own ? 1 : equal + 1;
            if (equal > 1 && random_.below(equal) != 0) continue;
            most = weight;
            best = other;
        }
        for (const Node other : touched_) connection_[other] = 0;
        if (best == own) return false;
        go(node, best);
        return true;
    }

    void go(Node node, Node to) {
        weight_[cluster_[node]] -= level_.graph.weight(node);
        --members_[cluster_[node]];
        weight_[to] += level_.graph.weight(node);
        ++members_[to];
        cluster_[node] = to;
    }

    /// Clusters are named after the node that was alone in it first, whose kind and pin are those of all members.
    [[nodiscard]] bool may_join(Node node, Node cluster) const {
        if (weight_[cluster] + level_.graph.weight(node) > most_) return false;
        if (!kinds_.empty() && kinds_[node] != kinds_[cluster]) return false;
        if (!level_.pinned.empty() && level_.pinned[node] != level_.pinned[cluster]) return false;
        if (level_.apart.empty()) return true;
        // Both ways: `apart` names single nodes, and a cluster may hold several.
        return std::ranges::none_of(level_.apart[node], [&](Node other) { return cluster_[other] == cluster; });
    }

    /// Nodes that stayed alone since the clusters around are full: two that want the same one belong together, too.
    void join_lonely() {
        std::unordered_map<Node, Node> waiting;  // by the cluster they want; only looked up
        for (const Node node : order_) {
            if (members_[cluster_[node]] != 1 || cluster_[node] != node) continue;
            Node wanted = node;
            Weight most = 0;
            for (const WeightedGraph::Arc& arc : level_.graph.arcs(node))
                if (arc.weight > most) {
                    most = arc.weight;
                    wanted = cluster_[arc.to];
                }
            if (wanted == node) continue;
            const auto [place, first] = waiting.emplace(wanted, node);
            if (first) continue;
            if (may_join(node, cluster_[place->second]))
                go(node, cluster_[place->second]);
            else
                place->second = node;
        }
    }

    std::pair<std::vector<Node>, std::size_t> number() {
        std::vector<Node> numbers(cluster_.size(), UINT32_MAX), result(cluster_.size());
        Node next = 0;
        for (Node node = 0; node < cluster_.size(); ++node) {
            Node& number = numbers[cluster_[node]];
            if (number == UINT32_MAX) number = next++;
            result[node] = number;
        }
        return {std::move(result), next};
    }

    const PartitionLevel& level_;
    const std::vector<std::uint64_t>& kinds_;
    Weight most_;
    Random& random_;
    std::vector<Node> cluster_;
    std::vector<std::uint32_t> members_;
    std::vector<Weight> weight_, connection_;
    std::vector<Node> order_, touched_;
};

PartitionLevel contract(const PartitionLevel& level, const std::vector<Node>& cluster_of, std::size_t clusters) {
    PartitionLevel coarse{level.graph.contract(cluster_of, clusters), level.blocks, level.most, {}, {}};
    if (!level.pinned.empty()) {
        coarse.pinned.assign(clusters, PartitionProblem::free);
        for (Node node = 0; node < cluster_of.size(); ++node) coarse.pinned[cluster_of[node]] = level.pinned[node];
    }
    if (!level.apart.empty()) {
        coarse.apart.resize(clusters);
        for (Node node = 0; node < cluster_of.size(); ++node)
            for (const Node other : level.apart[node]) coarse.apart[cluster_of[node]].push_back(cluster_of[other]);
        for (std::vector<Node>& others : coarse.apart) {
            std::ranges::sort(others);
            others.erase(std::unique(others.begin(), others.end()), others.end());
        }
    }
    return coarse;
}

}  // namespace

Coarsening coarsen(const PartitionLevel& finest, std::vector<std::uint64_t> kinds, Random& random,
                   const std::function<bool()>& stop) {
    Coarsening result;
    const std::size_t enough = std::max<std::size_t>(80, 24 * finest.blocks);
    // A cluster must leave the blocks room to be filled.
    const auto share = static_cast<std::size_t>(finest.graph.total_weight()) / enough;
    const auto most = std::max(Weight{1}, static_cast<Weight>(share * 3 / 2));
    for (const PartitionLevel* level = &finest; level->graph.size() > enough && !stop();) {
        auto [cluster_of, clusters] = Clustering(*level, kinds, most, random).run();
        if (clusters * 20 > level->graph.size() * 19) break;
        if (!kinds.empty()) {
            std::vector<std::uint64_t> coarse(clusters);
            for (Node node = 0; node < cluster_of.size(); ++node) coarse[cluster_of[node]] = kinds[node];
            kinds = std::move(coarse);
        }
        result.levels.push_back(contract(*level, cluster_of, clusters));
        result.cluster_of.push_back(std::move(cluster_of));
        level = &result.levels.back();
    }
    return result;
}

}  // namespace plan
