#include "libplan/view/graph_answers.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/components.hpp"
#include "libplan/graph/paths.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace plan {

namespace {

using Node = DependencyGraph::Node;

std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

/// Lines of cells, all but the last padded to the width of their column.
std::string aligned(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t cell = 0; cell < row.size(); ++cell) widths[cell] = std::max(widths[cell], width(row[cell]));
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t cell = 0; cell < row.size(); ++cell) {
            line.append("  ").append(row[cell]);
            if (cell + 1 < row.size()) line.append(widths[cell] - width(row[cell]), ' ');
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

/// The graph of a portfolio, and how its applications and flows are called.
class NamedGraph {
public:
    NamedGraph(const Portfolio& portfolio, Language language, const Report& report, const CouplingModel& coupling)
        : portfolio_(portfolio),
          language_(language),
          coupling_(coupling),
          flows_(resolve_flows(portfolio, report)),
          graph_(portfolio.applications.size(), edges(false)) {}

    [[nodiscard]] const DependencyGraph& graph() const { return graph_; }
    [[nodiscard]] DependencyGraph strong_graph() const {
        return DependencyGraph(portfolio_.applications.size(), edges(true));
    }

    [[nodiscard]] std::string_view words(std::string_view french, std::string_view english) const {
        return Words{french, english}.in(language_);
    }
    [[nodiscard]] std::string id(std::size_t node) const { return visible_text(portfolio_.applications[node].id); }
    [[nodiscard]] std::string name(std::size_t node) const {
        const Application& application = portfolio_.applications[node];
        return application.name == application.id ? "" : visible_text(application.name);
    }
    /// "SESAME (Passerelle d’identité)".
    [[nodiscard]] std::string full_name(std::size_t node) const {
        const std::string text = name(node);
        return text.empty() ? id(node) : id(node) + " (" + text + ")";
    }
    [[nodiscard]] std::string step(Node from, Node to) const { return id(from) + " → " + id(to); }

    [[nodiscard]] std::string count(std::size_t applications) const {
        return counted(static_cast<std::int64_t>(applications), {"application", "application"},
                       {"applications", "applications"}, language_);
    }

    /// "API, message, couplage fort": the kinds of the flows by which `from` depends on `to`.
    [[nodiscard]] std::string flows_text(Node from, Node to) const {
        std::vector<FlowKind> kinds;
        bool strong = false;
        const auto neighbours = graph_.dependencies(from);
        const auto indices = graph_.dependency_edges(from);
        for (std::size_t place = 0; place < neighbours.size(); ++place) {
            if (neighbours[place] != to) continue;
            const Flow& flow = portfolio_.flows[flows_[indices[place]].flow];
            strong = strong || is_strong(coupling_, flow);
            if (flow.kind != FlowKind::unspecified) kinds.push_back(flow.kind);
        }
        std::ranges::sort(kinds);
        kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
        std::vector<std::string> parts;
        for (const FlowKind kind : kinds) parts.emplace_back(name_of(kind, language_));
        parts.emplace_back(strong ? words("couplage fort", "strong coupling")
                                  : words("couplage faible", "weak coupling"));
        return join(parts, ", ");
    }

    /// "A → B → A".
    [[nodiscard]] std::string cycle(const std::vector<Node>& nodes) const {
        std::string text;
        for (const Node node : nodes) text += id(node) + " → ";
        return text + id(nodes.front());
    }

private:
    [[nodiscard]] std::vector<DependencyGraph::Edge> edges(bool strong_only) const {
        std::vector<DependencyGraph::Edge> result;
        for (const ResolvedFlow& flow : flows_)
            if (!strong_only || is_strong(coupling_, portfolio_.flows[flow.flow]))
                result.push_back({static_cast<Node>(flow.from), static_cast<Node>(flow.to)});
        return result;
    }

    const Portfolio& portfolio_;
    Language language_;
    const CouplingModel& coupling_;
    std::vector<ResolvedFlow> flows_;
    DependencyGraph graph_;
};

/// Applications that hold each other by strong couplings: how many, and a cycle through them.
struct StrongCycle {
    std::size_t applications;
    std::vector<Node> cycle;
};

/// Lines of one component.
void append_component(std::string& text, const NamedGraph& named, const StrongComponents& components,
                      std::uint32_t component, const std::vector<StrongCycle>& strong_cycles) {
    const std::vector<Node>& members = components.members[component];
    const std::vector<Node> cycle = cycle_of(named.graph(), components, component);
    if (members.size() == 1) {
        text += fmt::format("{}{}\n",
                            named.words("Une application dépend d’elle-même : ", "An application depends on itself: "),
                            named.full_name(members.front()));
        return;
    }
    text += fmt::format(fmt::runtime(named.words("Cycle de {} : {}\n", "Cycle of {}: {}\n")),
                        named.count(members.size()), named.cycle(cycle));
    for (const StrongCycle& strong : strong_cycles)
        text += fmt::format(
            fmt::runtime(named.words("  dont {} à couplages forts : {}\n", "  of which {} strongly coupled: {}\n")),
            named.count(strong.applications), named.cycle(strong.cycle));
    if (cycle.size() == members.size()) return;
    std::vector<std::string> ids;
    for (const Node member : members) ids.push_back(named.id(member));
    text += fmt::format(fmt::runtime(named.words("  toutes : {}\n", "  all: {}\n")), join(ids, ", "));
}

}  // namespace

std::optional<std::string> why_text(const Portfolio& portfolio, std::size_t from, std::size_t to, Language language,
                                    const Report& report, const CouplingModel& coupling) {
    const NamedGraph named(portfolio, language, report, coupling);
    const std::vector<Node> path = shortest_path(named.graph(), static_cast<Node>(from), static_cast<Node>(to));
    if (path.empty()) return std::nullopt;
    const std::size_t steps = path.size() - 1;
    if (steps == 0)
        return fmt::format(fmt::runtime(named.words("{} : la même application\n", "{}: the same application\n")),
                           named.full_name(from));
    std::string text = fmt::format(fmt::runtime(named.words("{} dépend de {}, ", "{} depends on {}, ")),
                                   named.full_name(from), named.full_name(to));
    text += steps == 1 ? std::string(named.words("directement :", "directly:"))
                       : fmt::format(fmt::runtime(named.words("en {} étapes :", "in {} steps:")), steps);
    std::vector<std::vector<std::string>> rows;
    for (std::size_t step = 1; step < path.size(); ++step)
        rows.push_back({named.step(path[step - 1], path[step]), named.flows_text(path[step - 1], path[step])});
    return text + "\n" + aligned(rows);
}

std::string impact_text(const Portfolio& portfolio, std::size_t application, Language language, const Report& report,
                        const CouplingModel& coupling) {
    const NamedGraph named(portfolio, language, report, coupling);
    const std::vector<Reached> affected = reachable(named.graph(), static_cast<Node>(application), Towards::dependents);
    if (affected.empty())
        return fmt::format(fmt::runtime(named.words("Si {} s’arrête, aucune autre application n’est touchée.\n",
                                                    "When {} stops, no other application is affected.\n")),
                           named.full_name(application));
    std::vector<std::uint32_t> distance(portfolio.applications.size(), UINT32_MAX);
    distance[application] = 0;
    for (const Reached& reached : affected) distance[reached.node] = reached.distance;
    const auto direct = std::ranges::count(affected, 1u, &Reached::distance);
    std::vector<std::vector<std::string>> rows;
    for (const Reached& reached : affected) {
        const auto dependencies = named.graph().dependencies(reached.node);
        const Node nearer =
            *std::ranges::find_if(dependencies, [&](Node node) { return distance[node] + 1 == reached.distance; });
        rows.push_back({fmt::format("{}", reached.distance), named.step(reached.node, nearer),
                        named.flows_text(reached.node, nearer), named.name(reached.node)});
    }
    return fmt::format(fmt::runtime(named.words("Si {} s’arrête, {}, dont {} directement :\n",
                                                "When {} stops: {}, {} of them directly:\n")),
                       named.full_name(application),
                       counted(static_cast<std::int64_t>(affected.size()),
                               {"application est touchée", "application is affected"},
                               {"applications sont touchées", "applications are affected"}, language),
                       count_text(direct, language)) +
           aligned(rows);
}

std::string cycles_text(const Portfolio& portfolio, Language language, const Report& report,
                        const CouplingModel& coupling) {
    const NamedGraph named(portfolio, language, report, coupling);
    const StrongComponents components = strong_components(named.graph());
    const DependencyGraph strong_graph = named.strong_graph();
    const StrongComponents strong = strong_components(strong_graph);
    std::vector<std::vector<StrongCycle>> strong_cycles(components.members.size());
    for (std::uint32_t component = 0; component < strong.members.size(); ++component)
        if (strong.members[component].size() > 1)
            strong_cycles[components.of_node[strong.members[component].front()]].push_back(
                {strong.members[component].size(), cycle_of(strong_graph, strong, component)});
    std::vector<std::uint32_t> cyclic;
    for (std::uint32_t component = 0; component < components.members.size(); ++component)
        if (components.members[component].size() > 1 || !cycle_of(named.graph(), components, component).empty())
            cyclic.push_back(component);
    if (cyclic.empty()) return std::string(named.words("Aucun cycle de dépendances.\n", "No cycle of dependencies.\n"));
    std::ranges::sort(cyclic, [&](std::uint32_t a, std::uint32_t b) {
        const auto &first = components.members[a], &second = components.members[b];
        return first.size() != second.size() ? first.size() > second.size() : first.front() < second.front();
    });
    std::string text;
    for (const std::uint32_t component : cyclic)
        append_component(text, named, components, component, strong_cycles[component]);
    return text;
}

}  // namespace plan
