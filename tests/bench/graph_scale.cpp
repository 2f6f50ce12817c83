// graph_scale [APPLICATIONS [FLOWS [SEED]]]: the graph room on a random graph of a State's size, against
// boost::adjacency_list in the same run. Prints one line of JSON: median seconds of five rounds, and the medians of the
// rounds' ratios (ours over the peer's).
//
// The random graph has what a register has: a hundredth of the applications draw half of the flows, one flow in five is
// strongly coupled, and there are cycles.

#include "libplan/graph/components.hpp"
#include "libplan/graph/dependency_graph.hpp"
#include "libplan/graph/move_groups.hpp"
#include "libplan/graph/paths.hpp"

#include <fmt/format.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace plan;
using Peer = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Edges = std::vector<DependencyGraph::Edge>;

constexpr int rounds = 5;

Edges random_edges(std::uint32_t nodes, std::size_t count, std::mt19937_64& random) {
    const std::uint32_t hubs = std::max(nodes / 100, 1u);
    Edges edges;
    edges.reserve(count);
    while (edges.size() < count) {
        const auto from = static_cast<std::uint32_t>(random() % nodes);
        const auto to = static_cast<std::uint32_t>(random() % (random() % 2 == 0 ? hubs : nodes));
        edges.push_back({from, to});
    }
    return edges;
}

Portfolio portfolio_of(std::uint32_t nodes, const Edges& edges, std::mt19937_64& random) {
    Portfolio portfolio;
    portfolio.applications.resize(nodes);
    for (std::uint32_t node = 0; node < nodes; ++node) portfolio.applications[node].id = fmt::format("app-{:06}", node);
    portfolio.flows.resize(edges.size());
    for (std::size_t index = 0; index < edges.size(); ++index) {
        Flow& flow = portfolio.flows[index];
        flow.from = portfolio.applications[edges[index].from].id;
        flow.to = portfolio.applications[edges[index].to].id;
        flow.kind = FlowKind::api;
        flow.coupling = random() % 5 == 0 ? Coupling::strong : Coupling::weak;
    }
    return portfolio;
}

class Times {
public:
    /// Runs `work` and notes its time; what it returns is summed, so that no work is optimised away.
    template <class Work>
    void take(const std::string& name, Work work) {
        const auto begin = std::chrono::steady_clock::now();
        checksum_ += static_cast<std::size_t>(work());
        seconds_[name].push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }

    [[nodiscard]] double median(const std::string& name) const { return median_of(seconds_.at(name)); }

    [[nodiscard]] double ratio(const std::string& ours, const std::string& theirs) const {
        std::vector<double> ratios;
        for (std::size_t round = 0; round < seconds_.at(ours).size(); ++round)
            ratios.push_back(seconds_.at(ours)[round] / seconds_.at(theirs)[round]);
        return median_of(ratios);
    }

    [[nodiscard]] const std::map<std::string, std::vector<double>>& all() const { return seconds_; }
    [[nodiscard]] std::size_t checksum() const { return checksum_; }

private:
    static double median_of(std::vector<double> values) {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    }

    std::map<std::string, std::vector<double>> seconds_;
    std::size_t checksum_ = 0;
};

std::size_t peer_components(const Peer& peer) {
    std::vector<int> component(boost::num_vertices(peer));
    return static_cast<std::size_t>(boost::strong_components(
        peer, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, peer))));
}

Peer build_peer(std::uint32_t nodes, const Edges& edges) {
    Peer peer(nodes);
    for (const auto& edge : edges) boost::add_edge(edge.from, edge.to, peer);
    return peer;
}

void measure(std::uint32_t nodes, const Edges& edges, const Portfolio& portfolio, Times& times) {
    for (int round = 0; round < rounds; ++round) {
        times.take("build", [&] { return DependencyGraph(nodes, edges).edge_count(); });
        times.take("peer_build", [&] { return boost::num_edges(build_peer(nodes, edges)); });
    }
    const DependencyGraph graph(nodes, edges);
    const Peer peer = build_peer(nodes, edges);
    for (int round = 0; round < rounds; ++round) {
        StrongComponents components;
        times.take("components", [&] { return (components = strong_components(graph)).members.size(); });
        times.take("peer_components", [&] { return peer_components(peer); });
        times.take("levels", [&] { return topological_levels(graph, components).size(); });
        times.take("impact", [&] { return reachable(graph, 0, Towards::dependents).size(); });
        times.take("why", [&] { return shortest_path(graph, nodes - 1, nodes / 2).size(); });
        times.take("move_groups", [&] { return find_move_groups(portfolio, Language::french, {}).groups.size(); });
    }
}

std::size_t number(int argc, char** argv, int place, std::size_t otherwise) {
    return argc > place ? std::strtoull(argv[place], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
    const auto nodes = static_cast<std::uint32_t>(number(argc, argv, 1, 100'000));
    const std::size_t flows = number(argc, argv, 2, 1'000'000);
    if (nodes == 0) return 2;
    std::mt19937_64 random(number(argc, argv, 3, 1));
    const Edges edges = random_edges(nodes, flows, random);
    const Portfolio portfolio = portfolio_of(nodes, edges, random);
    Times times;
    measure(nodes, edges, portfolio, times);
    std::string line = fmt::format("{{\"benchmark\":\"graph_scale\",\"applications\":{},\"flows\":{}", nodes, flows);
    for (const auto& [name, seconds] : times.all())
        line += fmt::format(",\"{}_seconds\":{:.4f}", name, times.median(name));
    line +=
        fmt::format(",\"build_ratio\":{:.3f},\"components_ratio\":{:.3f},\"checksum\":{}}}",
                    times.ratio("build", "peer_build"), times.ratio("components", "peer_components"), times.checksum());
    std::puts(line.c_str());
    return 0;
}
