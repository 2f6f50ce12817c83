#include "libplan/view/dot_model.hpp"

#include "libplan/graph/components.hpp"
#include "libplan/graph/paths.hpp"
#include "libplan/graph/reach.hpp"
#include "libplan/view/dot_day.hpp"
#include "libplan/view/dot_frames.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

/// A portfolio has a few applications that everybody uses (sign-on, scheduler, file gateway): drawn as lines, their
/// flows hide all others. They are folded into the nodes instead, which keeps the information and clears the picture.
namespace plan {

namespace {

constexpr std::size_t many_lines = 100;
constexpr std::size_t many_strong_lines = 60;
constexpr std::size_t usual_hub_neighbours = 10;

/// Flows with known ends, equal ones merged.
std::vector<DotEdge> merged_edges(const Portfolio& portfolio, const CouplingModel& coupling, const Report& report) {
    std::vector<DotEdge> edges;
    for (const ResolvedFlow& resolved : resolve_flows(portfolio, report)) {
        const Flow& flow = portfolio.flows[resolved.flow];
        edges.push_back({static_cast<std::uint32_t>(resolved.from), static_cast<std::uint32_t>(resolved.to), flow.kind,
                         is_strong(coupling, flow), false, false, 1, flow.volume_gb_per_day.value_or(0)});
    }
    const auto key = [](const DotEdge& edge) { return std::tuple(edge.from, edge.to, edge.kind, edge.strong); };
    std::ranges::stable_sort(edges, {}, key);
    std::vector<DotEdge> merged;
    for (const DotEdge& edge : edges) {
        if (merged.empty() || key(merged.back()) != key(edge)) {
            merged.push_back(edge);
            continue;
        }
        merged.back().flows += edge.flows;
        merged.back().volume_gb_per_day += edge.volume_gb_per_day;
    }
    return merged;
}

DependencyGraph graph_of(std::size_t applications, const std::vector<DotEdge>& edges, bool strong_only) {
    std::vector<DependencyGraph::Edge> pairs;
    for (const DotEdge& edge : edges)
        if (!strong_only || edge.strong) pairs.push_back({edge.from, edge.to});
    return DependencyGraph(applications, pairs);
}

std::vector<bool> shown_around(const DotOptions& options, std::size_t applications, const std::vector<DotEdge>& edges) {
    if (!options.centre) return std::vector<bool>(applications, true);
    std::vector<bool> shown(applications, false);
    shown[*options.centre] = true;
    const DependencyGraph graph = graph_of(applications, edges, false);
    for (const Towards towards : {Towards::dependencies, Towards::dependents})
        for (const Reached& reached : reachable(graph, static_cast<std::uint32_t>(*options.centre), towards))
            if (reached.distance <= options.hops) shown[reached.node] = true;
    return shown;
}

void mark_cycles(std::size_t applications, std::vector<DotEdge>& edges) {
    const StrongComponents components = strong_components(graph_of(applications, edges, true));
    for (DotEdge& edge : edges)
        edge.in_cycle = edge.strong && components.of_node[edge.from] == components.of_node[edge.to];
}

/// Takes out what other lines imply. What can be reached along strong lines still can, and so along any.
void reduce(DotModel& model) {
    std::vector<std::size_t> strong_places;
    std::vector<DependencyGraph::Edge> strong;
    for (std::size_t place = 0; place < model.edges.size(); ++place)
        if (model.edges[place].strong) {
            strong_places.push_back(place);
            strong.push_back({model.edges[place].from, model.edges[place].to});
        }
    std::vector<bool> implied = implied_edges(graph_of(model.shown.size(), model.edges, false));
    const std::vector<bool> by_strong = implied_edges(DependencyGraph(model.shown.size(), strong));
    for (std::size_t place = 0; place < strong.size(); ++place) implied[strong_places[place]] = by_strong[place];
    std::size_t place = 0;
    const auto left_out = [&](const DotEdge& edge) { return implied[place++] && !edge.bridge; };
    model.implied = std::erase_if(model.edges, left_out);
}

/// Neighbours by weak flows, each counted once.
std::vector<std::size_t> weak_neighbours(std::size_t applications, const std::vector<DotEdge>& edges) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const DotEdge& edge : edges) {
        if (edge.strong || edge.bridge || edge.from == edge.to) continue;
        pairs.emplace_back(edge.from, edge.to);
        pairs.emplace_back(edge.to, edge.from);
    }
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::vector<std::size_t> count(applications, 0);
    for (const auto& [application, neighbour] : pairs) ++count[application];
    return count;
}

/// Flows of several kinds between the same two stand side by side, so that looking at the last is enough.
void note(std::vector<std::uint32_t>& list, std::uint32_t application) {
    if (list.empty() || list.back() != application) list.push_back(application);
}

/// Takes the weak flows between a hub and an application that is none out of the lines, and on shelves those from one
/// frame to another.
void fold_weak_lines(DotModel& model, const DotOptions& options) {
    const std::size_t applications = model.shown.size();
    model.uses.resize(applications);
    model.used_by.resize(applications);
    const bool many = model.edges.size() > (model.shelves ? dot_many_lines_on_shelves : many_lines);
    const std::size_t limit = options.hub_neighbours.value_or(many ? usual_hub_neighbours : 0);
    if (limit == 0) return;
    const std::vector<std::size_t> neighbours = weak_neighbours(applications, model.edges);
    const std::vector<std::uint32_t> frame = dot_frame_numbers(model.root, applications);
    std::vector<bool> folded(applications, false);
    const auto hub = [&](std::uint32_t application) { return neighbours[application] >= limit; };
    std::erase_if(model.edges, [&](const DotEdge& edge) {
        if (edge.strong || edge.bridge || edge.from == options.centre || edge.to == options.centre) return false;
        const bool of_hub = hub(edge.from) != hub(edge.to);
        const bool across = model.shelves && frame[edge.from] != frame[edge.to];
        if (!of_hub && !across) return false;
        if (of_hub) folded[hub(edge.to) ? edge.to : edge.from] = true;
        model.across_frames_written = model.across_frames_written || !of_hub;
        if (of_hub && hub(edge.from))
            note(model.used_by[edge.to], edge.from);
        else
            note(model.uses[edge.from], edge.to);
        return true;
    });
    for (std::uint32_t application = 0; application < applications; ++application)
        if (folded[application]) model.hubs.push_back(application);
}

/// On shelves, strong lines from one frame to another hide all else when there are many. A cycle stays a line.
void fold_strong_lines(DotModel& model, const DotOptions& options) {
    model.strong_uses.resize(model.shown.size());
    if (!model.shelves || options.hub_neighbours == 0) return;
    const std::vector<std::uint32_t> frame = dot_frame_numbers(model.root, model.shown.size());
    const auto across = [&](const DotEdge& edge) {
        return edge.strong && !edge.bridge && !edge.in_cycle && frame[edge.from] != frame[edge.to] &&
               edge.from != options.centre && edge.to != options.centre;
    };
    if (static_cast<std::size_t>(std::ranges::count_if(model.edges, across)) <= many_strong_lines) return;
    std::erase_if(model.edges, [&](const DotEdge& edge) {
        if (!across(edge)) return false;
        note(model.strong_uses[edge.from], edge.to);
        model.strong_written = true;
        return true;
    });
}

}  // namespace

DotModel dot_model(const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    const std::size_t applications = portfolio.applications.size();
    DotModel model;
    model.edges = merged_edges(portfolio, options.coupling, report);
    if (options.day) dot_begin_day(model, portfolio, options, report);
    model.shown = shown_around(options, applications, model.edges);
    std::erase_if(model.edges, [&](const DotEdge& edge) { return !model.shown[edge.from] || !model.shown[edge.to]; });
    for (const DotEdge& edge : model.edges) model.flows += edge.flows;
    for (std::size_t index = 0; index < applications; ++index) {
        if (!model.shown[index]) continue;
        ++model.applications;
        const Application& application = portfolio.applications[index];
        model.classified = model.classified || application.classification;
        model.planned = model.planned || dot_wave(application);
    }
    mark_cycles(applications, model.edges);
    if (model.day) dot_count_day(model);
    if (options.reduced) reduce(model);
    dot_frame(portfolio, options, model);
    if (model.day) dot_leave_inner_lines_out(model, options);
    model.bridged.resize(applications);
    if (model.day) dot_fold_bridges(model, options);
    fold_weak_lines(model, options);
    fold_strong_lines(model, options);
    return model;
}

}  // namespace plan
