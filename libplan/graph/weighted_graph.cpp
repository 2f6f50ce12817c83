#include "libplan/graph/weighted_graph.hpp"

#include <algorithm>
#include <utility>

namespace plan {

namespace {

/// Joins the arcs to the same node of a list that is being written.
class ArcJoiner {
public:
    ArcJoiner(std::size_t nodes, std::vector<WeightedGraph::Arc>& arcs) : place_(nodes, 0), arcs_(arcs) {}

    void begin() { begin_ = arcs_.size(); }
    void add(WeightedGraph::Node to, WeightedGraph::Weight weight) {
        // A place before the list's begin, or of another target, is left over from an earlier list.
        std::size_t& place = place_[to];
        if (place >= begin_ && place < arcs_.size() && arcs_[place].to == to) {
            arcs_[place].weight += weight;
            return;
        }
        place = arcs_.size();
        arcs_.push_back({to, weight});
    }

private:
    std::vector<std::size_t> place_;
    std::vector<WeightedGraph::Arc>& arcs_;
    std::size_t begin_ = 0;
};

}  // namespace

WeightedGraph::WeightedGraph(std::vector<Weight> node_weights, const std::vector<Edge>& edges)
    : node_weights_(std::move(node_weights)) {
    std::vector<std::size_t> first(size() + 1, 0);
    for (const Edge& edge : edges) {
        ++first[edge.a + 1];
        ++first[edge.b + 1];
    }
    for (std::size_t node = 0; node < size(); ++node) first[node + 1] += first[node];
    std::vector<Arc> all(first.back());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (const Edge& edge : edges) {
        all[next[edge.a]++] = {edge.b, edge.weight};
        all[next[edge.b]++] = {edge.a, edge.weight};
    }
    first_.resize(size() + 1, 0);
    arcs_.reserve(all.size());
    ArcJoiner joiner(size(), arcs_);
    for (std::size_t node = 0; node < size(); ++node) {
        joiner.begin();
        for (std::size_t arc = first[node]; arc < first[node + 1]; ++arc)
            if (all[arc].to != node) joiner.add(all[arc].to, all[arc].weight);
        first_[node + 1] = arcs_.size();
    }
    weigh();
}

WeightedGraph WeightedGraph::contract(const std::vector<Node>& cluster_of, std::size_t clusters) const {
    WeightedGraph coarse;
    coarse.node_weights_.assign(clusters, 0);
    std::vector<std::size_t> first(clusters + 1, 0);
    for (Node node = 0; node < size(); ++node) {
        coarse.node_weights_[cluster_of[node]] += node_weights_[node];
        ++first[cluster_of[node] + 1];
    }
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) first[cluster + 1] += first[cluster];
    std::vector<Node> members(size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (Node node = 0; node < size(); ++node) members[next[cluster_of[node]]++] = node;
    coarse.first_.resize(clusters + 1, 0);
    ArcJoiner joiner(clusters, coarse.arcs_);
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
        joiner.begin();
        for (std::size_t member = first[cluster]; member < first[cluster + 1]; ++member)
            for (const Arc& arc : arcs(members[member]))
                if (cluster_of[arc.to] != cluster) joiner.add(cluster_of[arc.to], arc.weight);
        coarse.first_[cluster + 1] = coarse.arcs_.size();
    }
    coarse.weigh();
    return coarse;
}

void WeightedGraph::weigh() {
    for (const Weight weight : node_weights_) {
        total_weight_ += weight;
        heaviest_ = std::max(heaviest_, weight);
    }
}

}  // namespace plan
