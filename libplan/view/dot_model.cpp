#include "libplan/view/dot_model.hpp"

#include "libplan/graph/components.hpp"
#include "libplan/graph/move_groups.hpp"
#include "libplan/graph/paths.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

/// A portfolio has a few applications that everybody uses (sign-on, scheduler, file gateway): drawn as lines, their
/// flows hide all others. They are folded into the nodes instead, which keeps the information and clears the picture.
namespace plan {

namespace {

constexpr std::size_t many_lines = 100;
constexpr std::size_t many_lines_on_shelves = 40;
constexpr std::size_t usual_hub_neighbours = 10;

/// Flows with known ends, equal ones merged.
std::vector<DotEdge> merged_edges(const Portfolio& portfolio, const Report& report) {
    std::vector<DotEdge> edges;
    for (const ResolvedFlow& resolved : resolve_flows(portfolio, report)) {
        const Flow& flow = portfolio.flows[resolved.flow];
        edges.push_back({static_cast<std::uint32_t>(resolved.from), static_cast<std::uint32_t>(resolved.to), flow.kind,
                         is_strong(flow), false, 1, flow.volume_gb_per_day.value_or(0)});
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

/// Neighbours by weak flows, each counted once.
std::vector<std::size_t> weak_neighbours(std::size_t applications, const std::vector<DotEdge>& edges) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const DotEdge& edge : edges) {
        if (edge.strong || edge.from == edge.to) continue;
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

/// Frame of the root in which each application stands; 0 for none.
std::vector<std::uint32_t> frame_numbers(const DotFrame& root, std::size_t applications) {
    std::vector<std::uint32_t> number(applications, 0);
    for (std::uint32_t frame = 0; frame < root.frames.size(); ++frame) {
        for (const std::uint32_t application : root.frames[frame].applications) number[application] = frame + 1;
        for (const DotFrame& inner : root.frames[frame].frames)
            for (const std::uint32_t application : inner.applications) number[application] = frame + 1;
    }
    return number;
}

/// Takes the weak flows between a hub and an application that is none out of the lines, and on shelves those from one
/// frame to another.
void fold_weak_lines(DotModel& model, const DotOptions& options) {
    const std::size_t applications = model.shown.size();
    model.uses.resize(applications);
    model.used_by.resize(applications);
    const bool many = model.edges.size() > (model.shelves ? many_lines_on_shelves : many_lines);
    const std::size_t limit = options.hub_neighbours.value_or(many ? usual_hub_neighbours : 0);
    if (limit == 0) return;
    const std::vector<std::size_t> neighbours = weak_neighbours(applications, model.edges);
    const std::vector<std::uint32_t> frame = frame_numbers(model.root, applications);
    std::vector<bool> folded(applications, false);
    const auto hub = [&](std::uint32_t application) { return neighbours[application] >= limit; };
    std::erase_if(model.edges, [&](const DotEdge& edge) {
        if (edge.strong || edge.from == options.centre || edge.to == options.centre) return false;
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

std::optional<std::int64_t> wave_of(const Application& application) {
    return application.planned ? application.planned->wave : std::nullopt;
}

/// Distributes the applications shown over frames.
class Framing {
public:
    Framing(const Portfolio& portfolio, Language language) : portfolio_(portfolio), language_(language) {
        for (const Group& group : portfolio.groups)
            if (!group.name.empty()) group_names_.emplace(group.id, group.name);
    }

    /// Puts applications that share a group into a frame of their own, where two or more of them are in `frame`.
    void by_group(DotFrame& frame, bool minor) const {
        std::map<std::string_view, std::size_t> size, place;
        for (const std::uint32_t application : frame.applications) ++size[group_of(application)];
        std::vector<std::uint32_t> alone;
        for (const std::uint32_t application : frame.applications) {
            const std::string_view group = group_of(application);
            if (group.empty() || size[group] < 2) {
                alone.push_back(application);
                continue;
            }
            const auto [found, fresh] = place.emplace(group, frame.frames.size());
            if (fresh) frame.frames.push_back({group_label(group), minor, {}, {}});
            frame.frames[found->second].applications.push_back(application);
        }
        frame.applications = std::move(alone);
    }

    void by_wave(DotFrame& root) const {
        std::map<std::int64_t, std::vector<std::uint32_t>> waves;
        std::vector<std::uint32_t> outside;
        for (const std::uint32_t application : root.applications) {
            const auto wave = wave_of(portfolio_.applications[application]);
            (wave ? waves[*wave] : outside).push_back(application);
        }
        root.applications.clear();
        for (auto& [number, applications] : waves) {
            const std::string label = wave_label(number, applications.size());
            root.frames.push_back({label, false, std::move(applications), {}});
            by_group(root.frames.back(), true);
        }
        if (outside.empty()) return;
        const std::string label = std::string(Words{"Hors vague", "No wave"}.in(language_)) + size_text(outside.size());
        root.frames.push_back({label, false, std::move(outside), {}});
    }

    void by_owner(DotFrame& root) const {
        std::map<std::string_view, std::vector<std::uint32_t>> owners;
        for (const std::uint32_t index : root.applications) {
            const Application& application = portfolio_.applications[index];
            const bool named = !application.business_owner.empty();
            owners[named ? application.business_owner : application.ministry].push_back(index);
        }
        root.applications.clear();
        for (auto& [owner, applications] : owners) {
            if (owner.empty())
                root.applications = std::move(applications);
            else
                root.frames.push_back({std::string(owner), false, std::move(applications), {}});
        }
    }

private:
    [[nodiscard]] std::string_view group_of(std::uint32_t application) const {
        return portfolio_.applications[application].group;
    }

    [[nodiscard]] std::string group_label(std::string_view id) const {
        const auto name = group_names_.find(id);
        return fmt::format("{} {}", Words{"Groupe", "Group"}.in(language_),
                           name == group_names_.end() ? id : name->second);
    }

    [[nodiscard]] std::string wave_label(std::int64_t number, std::size_t applications) const {
        std::string label = fmt::format("{} {}", Words{"Vague", "Wave"}.in(language_), number);
        for (const Wave& wave : portfolio_.waves)
            if (wave.number == number) label += " – " + date_range(wave.start, wave.finish, language_);
        return label + size_text(applications);
    }

    [[nodiscard]] std::string size_text(std::size_t applications) const {
        return " – " + counted(static_cast<std::int64_t>(applications), {"application", "application"},
                               {"applications", "applications"}, language_);
    }

    const Portfolio& portfolio_;
    Language language_;
    std::map<std::string_view, std::string_view> group_names_;
};

void frame(const Portfolio& portfolio, const DotOptions& options, DotModel& model) {
    for (std::uint32_t application = 0; application < model.shown.size(); ++application)
        if (model.shown[application]) model.root.applications.push_back(application);
    DotFrames frames = options.frames;
    if (frames == DotFrames::automatic && !options.centre) frames = model.planned ? DotFrames::wave : DotFrames::group;
    model.frames_in_order = frames == DotFrames::wave;
    model.shelves = frames == DotFrames::wave || frames == DotFrames::owner;
    const Framing framing(portfolio, options.language);
    if (frames == DotFrames::wave) framing.by_wave(model.root);
    if (frames == DotFrames::group) framing.by_group(model.root, false);
    if (frames == DotFrames::owner) framing.by_owner(model.root);
}

}  // namespace

DotModel dot_model(const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    const std::size_t applications = portfolio.applications.size();
    DotModel model;
    model.edges = merged_edges(portfolio, report);
    model.shown = shown_around(options, applications, model.edges);
    std::erase_if(model.edges, [&](const DotEdge& edge) { return !model.shown[edge.from] || !model.shown[edge.to]; });
    for (const DotEdge& edge : model.edges) model.flows += edge.flows;
    for (std::size_t index = 0; index < applications; ++index) {
        if (!model.shown[index]) continue;
        ++model.applications;
        const Application& application = portfolio.applications[index];
        model.classified = model.classified || application.classification;
        model.planned = model.planned || wave_of(application);
    }
    mark_cycles(applications, model.edges);
    frame(portfolio, options, model);
    fold_weak_lines(model, options);
    return model;
}

}  // namespace plan
