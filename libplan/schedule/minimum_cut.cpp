#include "libplan/schedule/minimum_cut.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max() / 4;
constexpr int bits = 52;  // whole numbers up to here are exact as a double too

}  // namespace

MinimumCut::MinimumCut(int nodes, std::vector<Arc> arcs) : nodes_(nodes), arcs_(std::move(arcs)) {
    const std::size_t all = at(nodes) + 2;
    std::vector<std::size_t> degree(all, 0);
    const auto ends = [&](auto&& each) {
        for (const Arc& arc : arcs_) each(arc.from, arc.to);
        for (int node = 0; node < nodes; ++node) each(nodes, node);
        for (int node = 0; node < nodes; ++node) each(node, nodes + 1);
    };
    ends([&](int from, int to) { ++degree[at(from)], ++degree[at(to)]; });
    first_.assign(all + 1, 0);
    for (std::size_t i = 0; i < all; ++i) first_[i + 1] = first_[i] + degree[i];
    edges_.resize(first_.back());
    std::vector<std::size_t> free(first_.begin(), first_.end() - 1), forward;
    ends([&](int from, int to) {
        const std::size_t out = free[at(from)]++, back = free[at(to)]++;
        edges_[out] = {to, back, 0};
        edges_[back] = {from, out, 0};
        forward.push_back(out);
    });
    const auto part = [&](std::size_t from, std::size_t count) {
        const auto begin = forward.begin() + static_cast<std::ptrdiff_t>(from);
        return std::vector<std::size_t>(begin, begin + static_cast<std::ptrdiff_t>(count));
    };
    edge_of_arc_ = part(0, arcs_.size());
    edge_from_source_ = part(arcs_.size(), at(nodes));
    edge_to_sink_ = part(arcs_.size() + at(nodes), at(nodes));
    level_.resize(all);
    next_.resize(all);
}

double MinimumCut::cost(const std::vector<char>& taken, const std::vector<Price>& prices, double scale) const {
    double sum = 0;
    for (int node = 0; node < nodes_; ++node) sum += taken[at(node)] ? prices[at(node)].taken : prices[at(node)].left;
    for (const Arc& arc : arcs_)
        if (taken[at(arc.from)] && !taken[at(arc.to)]) sum += arc.cost >= barred ? barred : arc.cost * scale;
    return sum;
}

MinimumCut::Cut MinimumCut::solve(const std::vector<Price>& prices, double scale, std::int64_t& effort) {
    Cut cut;
    effort -= static_cast<std::int64_t>(edges_.size());
    if (effort <= 0) return cut;
    double sum = 0;
    const auto add = [&](double cost) { sum += cost < barred ? cost : 0; };
    for (const Arc& arc : arcs_) add(arc.cost < barred ? arc.cost * scale : barred);
    for (const Price& price : prices) add(price.taken), add(price.left);
    int exponent = 0;
    std::frexp(sum, &exponent);  // sum < 2^exponent
    const auto whole = [&](double cost) {
        return cost < barred ? static_cast<std::int64_t>(std::floor(std::ldexp(cost, bits - exponent))) : unlimited;
    };
    const auto set = [&](std::size_t edge, double cost) {
        edges_[edge].room = whole(cost);
        edges_[edges_[edge].back].room = 0;
    };
    for (std::size_t i = 0; i < arcs_.size(); ++i)
        set(edge_of_arc_[i], arcs_[i].cost < barred ? arcs_[i].cost * scale : barred);
    for (std::size_t node = 0; node < prices.size(); ++node) {
        set(edge_from_source_[node], prices[node].left);
        set(edge_to_sink_[node], prices[node].taken);
    }
    std::int64_t flow = 0;
    while (flow < unlimited / 2 && find_levels(effort)) flow += push(effort);
    if (flow >= unlimited / 2) return cut;  // what must be taken forces what must be left
    cut.value = std::ldexp(static_cast<double>(flow), exponent - bits);
    cut.exact = effort > 0;
    cut.taken.resize(at(nodes_));
    for (int node = 0; node < nodes_; ++node) cut.taken[at(node)] = level_[at(node)] >= 0 ? 1 : 0;
    return cut;
}

/// Distances from the source; false when the sink cannot be reached.
bool MinimumCut::find_levels(std::int64_t& effort) {
    std::fill(level_.begin(), level_.end(), -1);
    queue_.assign(1, nodes_);
    level_[at(nodes_)] = 0;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
        const std::size_t node = at(queue_[i]);
        effort -= static_cast<std::int64_t>(first_[node + 1] - first_[node]);
        for (std::size_t e = first_[node]; e < first_[node + 1]; ++e) {
            if (edges_[e].room <= 0 || level_[at(edges_[e].to)] >= 0) continue;
            level_[at(edges_[e].to)] = level_[node] + 1;
            queue_.push_back(edges_[e].to);
        }
    }
    return effort > 0 && level_[at(nodes_ + 1)] >= 0;
}

/// A flow along shortest paths that leaves none of them open.
std::int64_t MinimumCut::push(std::int64_t& effort) {
    std::copy(first_.begin(), first_.end() - 1, next_.begin());
    path_.clear();
    std::int64_t flow = 0;
    int node = nodes_;
    while (effort > 0) {
        if (node == nodes_ + 1) {
            std::int64_t least = unlimited;
            for (const std::size_t e : path_) least = std::min(least, edges_[e].room);
            flow += least;
            if (least >= unlimited / 2) return flow;
            std::size_t kept = path_.size();
            for (std::size_t i = path_.size(); i-- > 0;) {
                Edge& edge = edges_[path_[i]];
                edge.room -= least;
                edges_[edge.back].room += least;
                if (edge.room == 0) kept = i;
            }
            node = edges_[edges_[path_[kept]].back].to;
            path_.resize(kept);
            continue;
        }
        std::size_t& e = next_[at(node)];
        while (e < first_[at(node) + 1] && (edges_[e].room <= 0 || level_[at(edges_[e].to)] != level_[at(node)] + 1))
            ++e, --effort;
        if (e < first_[at(node) + 1]) {
            path_.push_back(e);
            node = edges_[e].to;
            continue;
        }
        if (path_.empty()) break;
        level_[at(node)] = -1;  // leads nowhere
        node = edges_[edges_[path_.back()].back].to;
        path_.pop_back();
        ++next_[at(node)];
    }
    return flow;
}

}  // namespace plan::schedule
