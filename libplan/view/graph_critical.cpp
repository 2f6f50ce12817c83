#include "libplan/view/graph_critical.hpp"

#include "libplan/base/text.hpp"
#include "libplan/graph/components.hpp"
#include "libplan/graph/paths.hpp"
#include "libplan/graph/reach.hpp"
#include "libplan/view/dot_style.hpp"
#include "libplan/view/text_table.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

/// A flow says that its first end needs its second one, so that whoever reaches a node along flows is hit when the node
/// stops: reachability, not dominance, is the measure. Dominators would ask which node lies on every way to another,
/// as if an application could do with one of the two services that it calls.
namespace plan {

namespace {

using Node = DependencyGraph::Node;

constexpr std::uint32_t vital = 4;
constexpr std::size_t ways_shown = 3;

class Criticality {
public:
    Criticality(const Portfolio& portfolio, Language language, const Report& report, const CouplingModel& coupling)
        : portfolio_(portfolio), language_(language) {
        std::vector<DependencyGraph::Edge> every, awaited;
        for (const ResolvedFlow& flow : resolve_flows(portfolio, report)) {
            const DependencyGraph::Edge edge{static_cast<Node>(flow.from), static_cast<Node>(flow.to)};
            every.push_back(edge);
            if (is_awaited(coupling, portfolio.flows[flow.flow])) awaited.push_back(edge);
        }
        std::vector<std::uint32_t> weights;
        for (const Application& application : portfolio.applications)
            weights.push_back(criticality_weight(application));
        every_.emplace(weights.size(), every);
        awaited_.emplace(weights.size(), awaited);
        components_ = strong_components(*awaited_);
        in_all_ = dependents_reach(*every_, weights);
        at_once_ = dependents_reach(*awaited_, weights);
    }

    std::string text(std::size_t rows) const {
        std::vector<Node> order(in_all_.size());
        std::iota(order.begin(), order.end(), Node{0});
        std::erase_if(order, [this](Node node) { return in_all_[node].nodes == 0; });
        if (order.empty())
            return std::string(
                say("Aucune application ne dépend d’une autre.\n", "No application depends on another.\n"));
        const std::size_t candidates = order.size();
        const auto more = [this](Node a, Node b) {
            const auto key = [this](Node node) {
                return std::array{at_once_[node].weight, in_all_[node].weight, in_all_[node].nodes};
            };
            return key(a) != key(b) ? key(a) > key(b) : a < b;
        };
        rows = std::min(rows, order.size());
        std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(rows), more);
        order.resize(rows);
        std::string text =
            fmt::format(fmt::runtime(say("Ce qui casse le plus en s’arrêtant : {} sur {} dont d’autres dépendent.\n\n",
                                         "What breaks most when it stops: {} of {} on which others depend.\n\n")),
                        count_text(static_cast<std::int64_t>(rows), language_), applications(candidates));
        write_text(table(order), language_, [&text](std::string_view piece) { text += piece; });
        text += say(
            "\nSans délai : applications qui en dépendent, directement ou non, par des flux dont la réponse est "
            "attendue. Poids :\nsomme de leurs criticités, de 1 (basse) à 4 (vitale) ; à défaut le besoin de "
            "disponibilité, sinon 1. Vitales,\ncomptes : parmi elles. En tout : par tous les flux. Surtout par : "
            "dépendantes directes, avec ce que chacune transmet.\n",
            "\nAt once: applications that depend on it, directly or not, by flows whose answer is waited for. Weight: "
            "sum of\ntheir criticality, 1 (low) to 4 (vital); else the need of availability, else 1. Vital, accounts: "
            "among them.\nIn all: by every flow. Mostly through: direct dependents, with what each passes on.\n");
        return text;
    }

private:
    [[nodiscard]] std::string_view say(std::string_view french, std::string_view english) const {
        return Words{french, english}.in(language_);
    }

    [[nodiscard]] std::string applications(std::size_t number) const {
        return counted(static_cast<std::int64_t>(number), {"application", "application"},
                       {"applications", "applications"}, language_);
    }

    [[nodiscard]] Table table(const std::vector<Node>& order) const {
        Table table;
        for (const Words& words : {Words{"Rang", "Rank"},
                                   {"Application", "Application"},
                                   {"Nom", "Name"},
                                   {"Poids", "Weight"},
                                   {"Sans délai", "At once"},
                                   {"Vitales", "Vital"},
                                   {"Comptes", "Accounts"},
                                   {"Directement", "Directly"},
                                   {"En tout", "In all"},
                                   {"Surtout par", "Mostly through"}})
            table.columns.emplace_back(words.in(language_));
        for (const Node node : order) {
            const Application& application = portfolio_.applications[node];
            std::vector<Cell> row = {static_cast<std::int64_t>(table.rows.size() + 1), application.id,
                                     application.name == application.id ? std::string() : application.name,
                                     static_cast<std::int64_t>(at_once_[node].weight),
                                     static_cast<std::int64_t>(at_once_[node].nodes)};
            append_stopped(row, node);
            row.emplace_back(static_cast<std::int64_t>(direct_dependents(*every_, node).size()));
            row.emplace_back(static_cast<std::int64_t>(in_all_[node].nodes));
            row.emplace_back(ways(node));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    static std::vector<Node> direct_dependents(const DependencyGraph& graph, Node node) {
        const auto dependents = graph.dependents(node);
        std::vector<Node> direct(dependents.begin(), dependents.end());
        std::ranges::sort(direct);
        direct.erase(std::unique(direct.begin(), direct.end()), direct.end());
        std::erase(direct, node);
        return direct;
    }

    /// How many of those that stop at once are vital, and their user accounts; empty when no inventory says any.
    void append_stopped(std::vector<Cell>& row, Node node) const {
        std::int64_t vital_ones = 0;
        std::optional<std::int64_t> users;
        for (const Reached& reached : reachable(*awaited_, node, Towards::dependents)) {
            const Application& application = portfolio_.applications[reached.node];
            if (criticality_weight(application) == vital) ++vital_ones;
            if (application.users) users = users.value_or(0) + std::max<std::int64_t>(*application.users, 0);
        }
        row.emplace_back(vital_ones);
        row.emplace_back();
        if (users) row.back() = *users;
    }

    /// "PAIE (12), SIRH (3), +4": the direct dependents that pass most of it on at once, each with how many it stops,
    /// itself included; where none waits for it, those that depend on it most.
    [[nodiscard]] std::string ways(Node node) const {
        const bool waited_for = at_once_[node].nodes > 0;
        const std::vector<DependentsReach>& reach = waited_for ? at_once_ : in_all_;
        std::vector<Node> direct = direct_dependents(waited_for ? *awaited_ : *every_, node);
        const auto brings = [&](Node dependent) { return reach[dependent].nodes + 1; };
        std::ranges::stable_sort(direct, [&](Node a, Node b) { return brings(a) > brings(b); });
        std::vector<std::string> list;
        if (const std::size_t cycle = components_.members[components_.of_node[node]].size(); cycle > 1)
            list.push_back(fmt::format(fmt::runtime(say("cycle de {}", "cycle of {}")), cycle));
        for (std::size_t place = 0; place < std::min(direct.size(), ways_shown); ++place) {
            const bool same = components_.of_node[direct[place]] == components_.of_node[node];
            const std::string& id = portfolio_.applications[direct[place]].id;
            list.push_back(same ? id : fmt::format("{} ({})", id, brings(direct[place])));
        }
        if (direct.size() > ways_shown) list.push_back(fmt::format("+{}", direct.size() - ways_shown));
        return join(list, ", ");
    }

    const Portfolio& portfolio_;
    Language language_;
    std::optional<DependencyGraph> every_, awaited_;
    StrongComponents components_;  ///< of the awaited flows
    std::vector<DependentsReach> in_all_, at_once_;
};

}  // namespace

bool is_awaited(const CouplingModel& coupling, const Flow& flow) {
    return !is_dashed(flow.kind) || is_strong(coupling, flow);
}

std::uint32_t criticality_weight(const Application& application) {
    constexpr std::array<std::string_view, 4> levels = {"low", "medium", "high", "vital"};
    const auto found = std::ranges::find(levels, application.criticality);
    if (found != levels.end()) return static_cast<std::uint32_t>(found - levels.begin()) + 1;
    const auto need = application.dicp.d;
    return need && *need >= 1 && *need <= 4 ? static_cast<std::uint32_t>(*need) : 1;
}

std::string critical_text(const Portfolio& portfolio, std::size_t rows, Language language, const Report& report,
                          const CouplingModel& coupling) {
    return Criticality(portfolio, language, report, coupling).text(rows);
}

}  // namespace plan
