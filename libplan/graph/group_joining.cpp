#include "libplan/graph/group_joining.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/some_names.hpp"
#include "libplan/graph/group_assembly.hpp"
#include "libplan/graph/group_compatibility.hpp"
#include "libplan/graph/partition.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

/// Units become the nodes of a graph that is cut into blocks. What two units cannot agree on is a pair that the
/// partition keeps apart; what only three or more cannot agree on is found in its result, parted, and the graph is cut
/// again. That ends: each time pairs are added, and when tries run out the groups at fault are taken to pieces.
namespace plan {

namespace {

using Block = PartitionProblem::Block;
using Node = PartitionProblem::Node;
using Clash = PartitionClash::Kind;
constexpr int most_tries = 12;

class Joiner {
public:
    Joiner(const GroupUnits& units, const GroupLimits& limits)
        : units_(units), limits_(limits), compatibility_(units) {}

    std::vector<std::size_t> run() {
        require_units_below(limits_, units_);
        make_problem();
        std::vector<std::size_t> standing;
        for (int tries = 0; tries < most_tries; ++tries) {
            standing = connected_within(units_, blocks());
            const auto violations = compatibility_.violations(standing);
            if (violations.empty()) return standing;
            for (const auto& [one, other] : violations)
                problem_.apart.emplace_back(static_cast<Node>(one), static_cast<Node>(other));
        }
        take_to_pieces(standing);
        return standing;
    }

private:
    /// Bonds weigh whole numbers there: as they are when all are whole, else thousandths, and never nothing.
    void make_problem() {
        constexpr double scale = 1000;
        std::vector<std::int64_t> weights;
        std::vector<WeightedGraph::Edge> edges;
        bool whole = true;
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            weights.push_back(unit_weight(limits_, units_.group(unit)));
            for (const auto& [other, bond] : units_.bonds(unit))
                whole = whole && bond.weight == std::floor(bond.weight);
        }
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            for (const auto& [other, bond] : units_.bonds(unit))
                if (other < unit)
                    edges.push_back(
                        {static_cast<Node>(unit), static_cast<Node>(other),
                         std::max<std::int64_t>(1, std::llround(whole ? bond.weight : bond.weight * scale))});
        problem_.graph = WeightedGraph(std::move(weights), edges);
        problem_.most_weight = limit_weight(limits_);
        for (const auto& [one, other] : compatibility_.apart())
            problem_.apart.emplace_back(static_cast<Node>(one), static_cast<Node>(other));
    }

    /// Blocks enough for the weight, with room to choose, and for those that must be apart from each other.
    [[nodiscard]] std::size_t block_count() const {
        const std::int64_t limit = limit_weight(limits_);
        const std::int64_t needed = (problem_.graph.total_weight() + limit - 1) / limit;
        const std::int64_t spare = std::max<std::int64_t>(2, needed / 4);
        std::vector<std::size_t> parted(units_.size(), 0);
        std::size_t most = 0;
        for (const auto& [one, other] : problem_.apart)
            for (const Node unit : {one, other}) most = std::max(most, ++parted[unit]);
        const std::size_t wanted = std::max(static_cast<std::size_t>(needed + spare), most + 1);
        return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, units_.size()));
    }

    /// The best of several searches: one alone settles early, and a small portfolio takes no time.
    [[nodiscard]] std::vector<Block> blocks() {
        problem_.blocks = block_count();
        const std::size_t size = std::max<std::size_t>(1, units_.size());
        PartitionSettings settings;
        settings.stop = limits_.stop;
        constexpr std::size_t most_work = 200'000, least_rounds = 3, most_rounds = 300;
        settings.rounds = std::clamp(most_work / size, least_rounds, most_rounds);
        constexpr std::size_t most_nodes = 1'000, most_searches = 8;
        const std::size_t searches = std::clamp<std::size_t>(most_nodes / size, 1, most_searches);
        PartitionResult best;
        for (std::size_t search = 0; search < searches; ++search) {
            settings.seed = limits_.seed + search;
            PartitionResult result = partition_graph(problem_, settings);
            if (!best.partition || (result.partition && result.partition->cut < best.partition->cut))
                best = std::move(result);
            if (best.partition ? best.partition->proven || limits_.stop() : best.clash->kind != Clash::not_found) break;
        }
        if (!best.partition) refuse_clash(*best.clash);
        return std::move(best.partition->block_of);
    }

    void take_to_pieces(std::vector<std::size_t>& standing) const {
        for (auto violations = compatibility_.violations(standing); !violations.empty();
             violations = compatibility_.violations(standing))
            for (const auto& pair : violations) {
                const std::size_t group = standing[pair.first];
                for (std::size_t unit = 0; unit < standing.size(); ++unit)
                    if (standing[unit] == group) standing[unit] = unit;
            }
    }

    [[noreturn]] void refuse_clash(const PartitionClash& clash) const {
        std::vector<std::string> named;
        for (const Node unit : clash.nodes) named.push_back(units_.group(unit).id);
        throw Error(Failure::negative,
                    {Severity::error,
                     "no-grouping",
                     PLAN_TEXT("no grouping keeps to the limit of {0} and to the `apart` constraints; in the last one "
                               "tried, there was no place for {1}"),
                     {limit_text(limits_), some_names(named)},
                     {}});
    }

    const GroupUnits& units_;
    const GroupLimits& limits_;
    const GroupCompatibility compatibility_;
    PartitionProblem problem_;
};

}  // namespace

std::vector<std::size_t> join_units(const GroupUnits& units, const GroupLimits& limits) {
    return Joiner(units, limits).run();
}

MoveGroups join_groups(const Portfolio& portfolio, const MoveGroups& groups, const GroupLimits& limits,
                       Language language, const CouplingModel& coupling) {
    const GroupUnits units(portfolio, groups, coupling);
    return assemble_groups(units, join_units(units, limits), limits, language);
}

}  // namespace plan
