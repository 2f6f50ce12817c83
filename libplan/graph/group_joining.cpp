#include "libplan/graph/group_joining.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/graph/group_description.hpp"
#include "libplan/graph/partition.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

/// A unit is a group that must move together; units become the nodes of a graph that is cut into blocks. A block may
/// hold units that have nothing to do with each other: a joined group is what hangs together within a block.
namespace plan {

namespace {

constexpr std::size_t none = SIZE_MAX;
constexpr double tenths = 10;  // efforts are weighed in tenths of a person-day, rounded up

constexpr ReasonText joined_text{
    "joined", "move-groups",
    "« {application} » y est liée par {flows} flux (couplage {weight}) ; sa meilleure autre place serait le groupe de "
    "« {other} » (couplage {other_weight})",
    "{application} belongs here by {flows} flows (coupling {weight}); its next best place would be the group of "
    "{other} "
    "(coupling {other_weight})"};
constexpr ReasonText joined_only_text{
    "joined", "move-groups",
    "« {application} » y est liée par {flows} flux (couplage {weight}) ; aucun flux ne la lie à un autre groupe",
    "{application} belongs here by {flows} flows (coupling {weight}); no flow ties it to another group"};
constexpr ReasonText applications_text{
    "group-limit", "move-groups",
    "au plus {limit} applications par groupe : un couplage de {cut} reste avec d’autres groupes",
    "at most {limit} applications a group: a coupling of {cut} is left with other groups"};
constexpr ReasonText effort_text{
    "group-limit", "move-groups",
    "au plus {limit} jours-personnes par groupe : un couplage de {cut} reste avec d’autres groupes",
    "at most {limit} person-days a group: a coupling of {cut} is left with other groups"};

/// What flows tie a unit to another.
struct Bond {
    std::size_t flows = 0;
    double weight = 0;
};

class Joiner {
public:
    Joiner(const Portfolio& portfolio, const MoveGroups& groups, const GroupLimits& limits, Language language)
        : portfolio_(portfolio),
          groups_(groups),
          limits_(limits),
          language_(language),
          flows_(resolve_flows(portfolio, [](const Diagnostic&) {})) {}

    MoveGroups run() {
        find_units();
        find_bonds();
        const std::vector<PartitionProblem::Block> block_of = blocks();
        join(block_of);
        return collect();
    }

private:
    void find_units() {
        unit_of_group_.assign(groups_.groups.size(), none);
        for (std::size_t application = 0; application < portfolio_.applications.size(); ++application) {
            const std::size_t group = groups_.group_of[application];
            if (unit_of_group_[group] != none || !cuts_over(portfolio_.applications[application])) continue;
            unit_of_group_[group] = units_.size();
            units_.push_back(group);
        }
    }

    [[nodiscard]] std::size_t unit_of(std::size_t application) const {
        return unit_of_group_[groups_.group_of[application]];
    }

    void find_bonds() {
        bonds_.resize(units_.size());
        for (const ResolvedFlow& flow : flows_) {
            const std::size_t from = unit_of(flow.from), to = unit_of(flow.to);
            if (from == to || from == none || to == none) continue;
            const double weight = coupling_weight(portfolio_.flows[flow.flow]);
            for (const auto& [one, other] : {std::pair(from, to), std::pair(to, from)}) {
                Bond& bond = bonds_[one][other];
                ++bond.flows;
                bond.weight += weight;
            }
        }
    }

    [[nodiscard]] std::int64_t limit() const {
        if (limits_.applications) return static_cast<std::int64_t>(*limits_.applications);
        return static_cast<std::int64_t>(std::floor(*limits_.effort_days * tenths));
    }

    [[nodiscard]] std::string limit_text() const {
        return limits_.applications ? std::to_string(*limits_.applications) : number_text(*limits_.effort_days);
    }

    [[nodiscard]] std::int64_t weight_of(std::size_t unit) const {
        const Group& group = groups_.groups[units_[unit]];
        if (limits_.applications) return static_cast<std::int64_t>(group.applications.size());
        return static_cast<std::int64_t>(std::ceil(group.weight.value_or(0) * tenths - 1e-6));
    }

    [[nodiscard]] std::vector<PartitionProblem::Block> blocks() const {
        PartitionProblem problem;
        std::vector<std::int64_t> weights;
        std::vector<WeightedGraph::Edge> edges;
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            weights.push_back(weight_of(unit));
            if (weights.back() > limit()) refuse_large(unit);
            for (const auto& [other, bond] : bonds_[unit])
                if (other < unit)
                    edges.push_back({static_cast<PartitionProblem::Node>(unit),
                                     static_cast<PartitionProblem::Node>(other),
                                     static_cast<std::int64_t>(std::lround(bond.weight))});
        }
        problem.graph = WeightedGraph(std::move(weights), edges);
        problem.most_weight = limit();
        const std::int64_t needed = (problem.graph.total_weight() + limit() - 1) / limit();
        const std::int64_t spare = std::max<std::int64_t>(2, needed / 4);
        problem.blocks = std::clamp<std::size_t>(static_cast<std::size_t>(needed + spare), 1,
                                                 std::max<std::size_t>(1, units_.size()));
        add_apart(problem);
        PartitionSettings settings;
        settings.seed = limits_.seed;
        settings.stop = limits_.stop;
        constexpr std::size_t most_work = 200'000, least_rounds = 3, most_rounds = 60;
        settings.rounds = std::clamp(most_work / std::max<std::size_t>(1, units_.size()), least_rounds, most_rounds);
        PartitionResult result = partition_graph(problem, settings);
        if (!result.partition) refuse_clash(*result.clash);
        return std::move(result.partition->block_of);
    }

    void add_apart(PartitionProblem& problem) const {
        for (const Constraint& constraint : portfolio_.constraints) {
            if (constraint.kind != ConstraintKind::apart || constraint.weight) continue;
            std::vector<std::size_t> units;
            for (const std::string& name : constraint.applications)
                if (const auto application = portfolio_.application_index(name);
                    application && unit_of(*application) != none)
                    units.push_back(unit_of(*application));
            std::ranges::sort(units);
            units.erase(std::unique(units.begin(), units.end()), units.end());
            for (std::size_t one = 0; one < units.size(); ++one)
                for (std::size_t other = 0; other < one; ++other) problem.apart.emplace_back(units[one], units[other]);
        }
    }

    [[noreturn]] void refuse_large(std::size_t unit) const {
        const Group& group = groups_.groups[units_[unit]];
        const double weight =
            limits_.applications ? static_cast<double>(group.applications.size()) : group.weight.value_or(0);
        const char* const text =
            limits_.applications
                ? PLAN_TEXT(
                      "group '{0}' must move together and has {1} applications, more than {2}: raise the limit, or "
                      "weaken a coupling or a constraint that ties it ({3})")
                : PLAN_TEXT(
                      "group '{0}' must move together and takes {1} person-days, more than {2}: raise the limit, or "
                      "weaken a coupling or a constraint that ties it ({3})");
        throw Error(Failure::negative, {Severity::error,
                                        "group-too-large",
                                        text,
                                        {group.id, number_text(weight), limit_text(), join_some(group.applications)},
                                        {}});
    }

    [[noreturn]] void refuse_clash(const PartitionClash& clash) const {
        std::vector<std::string> named;
        for (const PartitionProblem::Node unit : clash.nodes) named.push_back(groups_.groups[units_[unit]].id);
        throw Error(Failure::negative,
                    {Severity::error,
                     "no-grouping",
                     PLAN_TEXT("no grouping keeps to the limit of {0} and to the `apart` constraints; in the last one "
                               "tried, there was no place for {1}"),
                     {limit_text(), join_some(named)},
                     {}});
    }

    static std::string join_some(const std::vector<std::string>& names) {
        constexpr std::size_t most = 12;
        std::vector<std::string> some(names.begin(),
                                      names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size())));
        if (names.size() > most) some.emplace_back("…");
        return plan::join(some, ", ");
    }

    /// The first unit of each joined group stands for it.
    void join(const std::vector<PartitionProblem::Block>& block_of) {
        joined_.resize(units_.size());
        std::iota(joined_.begin(), joined_.end(), std::size_t{0});
        const auto root = [&](std::size_t unit) {
            while (joined_[unit] != unit) unit = joined_[unit] = joined_[joined_[unit]];
            return unit;
        };
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            for (const auto& [other, bond] : bonds_[unit])
                if (block_of[unit] == block_of[other]) {
                    const std::size_t one = root(unit), two = root(other);
                    joined_[std::max(one, two)] = std::min(one, two);
                }
        parts_.assign(units_.size(), 0);
        for (std::size_t unit = 0; unit < units_.size(); ++unit) ++parts_[joined_[unit] = root(unit)];
    }

    MoveGroups collect() {
        MoveGroups result;
        result.group_of.resize(portfolio_.applications.size());
        std::vector<std::size_t> place(groups_.groups.size(), none);  // by the group that stands for it
        for (std::size_t application = 0; application < result.group_of.size(); ++application) {
            const std::size_t unit = unit_of(application);
            const std::size_t first = unit == none ? groups_.group_of[application] : units_[joined_[unit]];
            if (place[first] == none) {
                place[first] = result.groups.size();
                result.groups.emplace_back();
            }
            result.group_of[application] = place[first];
            result.groups[place[first]].applications.push_back(portfolio_.applications[application].id);
        }
        for (std::size_t group = 0; group < groups_.groups.size(); ++group)
            if (unit_of_group_[group] == none) result.groups[place[group]].because = groups_.groups[group].because;
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            explain(unit, result.groups[place[units_[joined_[unit]]]].because);
        describe_groups(portfolio_, flows_, language_, result);
        for (std::size_t unit = 0; unit < units_.size(); ++unit)
            if (joined_[unit] == unit && parts_[unit] > 1) say_limit(result.groups[place[units_[unit]]]);
        return result;
    }

    /// Why a unit is in its group: what holds it together, and, with others, what ties it to them.
    void explain(std::size_t unit, Reasons& because) const {
        const Group& group = groups_.groups[units_[unit]];
        if (parts_[joined_[unit]] == 1 || group.applications.size() > 1)
            because.insert(because.end(), group.because.begin(), group.because.end());
        if (parts_[joined_[unit]] == 1) return;
        Bond inside;
        std::map<std::size_t, double> outside;
        std::vector<std::string> path = {group.applications.front()};
        double heaviest = 0;
        for (const auto& [other, bond] : bonds_[unit]) {
            if (joined_[other] != joined_[unit]) {
                outside[joined_[other]] += bond.weight;
                continue;
            }
            inside.flows += bond.flows;
            inside.weight += bond.weight;
            if (bond.weight <= heaviest) continue;
            heaviest = bond.weight;
            path.resize(1);
            path.push_back(groups_.groups[units_[other]].applications.front());
        }
        ReasonArguments arguments = {{"application", group.applications.front()},
                                     {"flows", std::to_string(inside.flows)},
                                     {"weight", number_text(inside.weight)}};
        if (outside.empty()) {
            because.push_back(make_reason(joined_only_text, language_, std::move(arguments), std::move(path)));
            return;
        }
        const auto best = std::ranges::max_element(outside, {}, &std::pair<const std::size_t, double>::second);
        arguments.emplace_back("other", groups_.groups[units_[best->first]].applications.front());
        arguments.emplace_back("other_weight", number_text(best->second));
        because.push_back(make_reason(joined_text, language_, std::move(arguments), std::move(path)));
    }

    void say_limit(Group& group) const {
        group.because.push_back(make_reason(limits_.applications ? applications_text : effort_text, language_,
                                            {{"limit", limit_text()}, {"cut", number_text(group.cut.value_or(0))}}));
    }

    const Portfolio& portfolio_;
    const MoveGroups& groups_;
    const GroupLimits& limits_;
    const Language language_;
    const std::vector<ResolvedFlow> flows_;
    std::vector<std::size_t> units_;          ///< group of each
    std::vector<std::size_t> unit_of_group_;  ///< or none
    std::vector<std::map<std::size_t, Bond>> bonds_;
    std::vector<std::size_t> joined_;  ///< of each unit, the one that stands for its joined group
    std::vector<std::size_t> parts_;   ///< of a unit that stands for a joined group, how many it has
};

}  // namespace

MoveGroups join_groups(const Portfolio& portfolio, const MoveGroups& groups, const GroupLimits& limits,
                       Language language) {
    return Joiner(portfolio, groups, limits, language).run();
}

}  // namespace plan
