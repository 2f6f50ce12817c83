#include "libplan/graph/move_groups.hpp"

#include "libplan/base/error.hpp"
#include "libplan/graph/components.hpp"
#include "libplan/graph/group_description.hpp"
#include "libplan/graph/group_hosting.hpp"
#include "libplan/graph/group_terms.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

/// Ties between applications are edges of a forest: an edge is kept only when it joins two sets (union-find, Tarjan
/// 1975), so a group of n applications is explained by at most n - 1 ties, and the chain between two members is a path
/// of the forest.
namespace plan {

namespace {

constexpr ReasonText cycle_text{
    "strong-cycle", "move-groups",
    "{count} applications forment un cycle de couplages forts : aucune ne peut basculer avant les autres",
    "{count} applications form a cycle of strong coupling: none can cut over before the others"};
constexpr ReasonText database_text{"shared-database", "move-groups",
                                   "« {from} » utilise directement la base ou le stockage de « {to} » (couplage fort)",
                                   "{from} uses the database or storage of {to} directly (strong coupling)"};
constexpr ReasonText together_text{"together", "constraint", "la contrainte « {constraint} » les lie",
                                   "constraint {constraint} ties them"};
constexpr ReasonText together_why_text{"together", "constraint", "la contrainte « {constraint} » les lie : {reason}",
                                       "constraint {constraint} ties them: {reason}"};

struct Tie {
    std::size_t other;
    std::size_t reason;  ///< place in `reasons`
};

/// The forest of ties and the sets they make.
class Ties {
public:
    explicit Ties(std::size_t applications) : parent_(applications), ties_(applications) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    /// The root is the smallest member, so that a group is named by its first application.
    std::size_t root(std::size_t application) {
        while (parent_[application] != application) {
            parent_[application] = parent_[parent_[application]];
            application = parent_[application];
        }
        return application;
    }

    /// True when the two were not yet in one set.
    bool join(std::size_t a, std::size_t b, std::size_t reason) {
        const std::size_t root_a = root(a), root_b = root(b);
        if (root_a == root_b) return false;
        parent_[std::max(root_a, root_b)] = std::min(root_a, root_b);
        ties_[a].push_back({b, reason});
        ties_[b].push_back({a, reason});
        return true;
    }

    /// The only path of the forest between two members of one set: each tie leads to the next application on it, the
    /// last to `to`.
    [[nodiscard]] std::vector<Tie> chain(std::size_t from, std::size_t to) const {
        std::vector<Tie> towards(parent_.size(), {SIZE_MAX, 0});
        std::vector<std::size_t> queue = {to};
        towards[to].other = to;
        for (std::size_t head = 0; head < queue.size() && towards[from].other == SIZE_MAX; ++head)
            for (const Tie& tie : ties_[queue[head]])
                if (towards[tie.other].other == SIZE_MAX) {
                    towards[tie.other] = {queue[head], tie.reason};
                    queue.push_back(tie.other);
                }
        std::vector<Tie> path;
        for (std::size_t here = from; here != to; here = path.back().other) path.push_back(towards[here]);
        return path;
    }

private:
    std::vector<std::size_t> parent_;
    std::vector<std::vector<Tie>> ties_;
};

/// Builds the groups step by step; one object per run.
class GroupFinder {
public:
    GroupFinder(const Portfolio& portfolio, Language language, const Report& report, const CouplingModel& coupling)
        : portfolio_(portfolio),
          language_(language),
          report_(report),
          coupling_(coupling),
          flows_(resolve_flows(portfolio, report)),
          ties_(portfolio.applications.size()) {}

    std::vector<std::size_t> sets() {
        tie();
        std::vector<std::size_t> first;
        for (std::size_t application = 0; application < portfolio_.applications.size(); ++application)
            first.push_back(ties_.root(application));
        return first;
    }

    MoveGroups run() {
        tie();
        check_apart();
        check_pins();
        return collect();
    }

private:
    void tie() {
        tie_strong_cycles();
        tie_shared_databases();
        tie_together();
    }

    [[nodiscard]] const std::string& id(std::size_t application) const {
        return portfolio_.applications[application].id;
    }

    [[nodiscard]] bool moves(std::size_t application) const { return cuts_over(portfolio_.applications[application]); }

    void keep(std::size_t member, Reason reason) { reasons_.emplace_back(member, std::move(reason)); }

    void tie_strong_cycles() {
        std::vector<DependencyGraph::Edge> edges;
        for (const ResolvedFlow& flow : flows_)
            if (flow.from != flow.to && is_strong(coupling_, portfolio_.flows[flow.flow]) && moves(flow.from) &&
                moves(flow.to))
                edges.push_back({static_cast<std::uint32_t>(flow.from), static_cast<std::uint32_t>(flow.to)});
        const DependencyGraph graph(portfolio_.applications.size(), edges);
        const StrongComponents components = strong_components(graph);
        for (std::uint32_t component = 0; component < components.members.size(); ++component) {
            const auto& members = components.members[component];
            if (members.size() < 2) continue;
            std::vector<std::string> path;
            for (const auto node : cycle_of(graph, components, component)) path.push_back(id(node));
            path.push_back(path.front());
            keep(members.front(),
                 make_reason(cycle_text, language_, {{"count", std::to_string(members.size())}}, path));
            for (const auto member : members) ties_.join(members.front(), member, reasons_.size() - 1);
        }
    }

    void tie_shared_databases() {
        for (const ResolvedFlow& resolved : flows_) {
            const Flow& flow = portfolio_.flows[resolved.flow];
            if (!shares_store(coupling_, flow) || !moves(resolved.from) || !moves(resolved.to)) continue;
            if (!ties_.join(resolved.from, resolved.to, reasons_.size())) continue;
            keep(resolved.from,
                 make_reason(database_text, language_, {{"from", flow.from}, {"to", flow.to}}, {flow.from, flow.to}));
        }
    }

    void tie_together() {
        for (const Constraint& constraint : portfolio_.constraints) {
            if (constraint.kind != ConstraintKind::together || constraint.weight) continue;
            const std::vector<std::size_t> members = known_movers(constraint);
            bool tied = false;
            for (std::size_t next = 1; next < members.size(); ++next)
                tied = ties_.join(members[0], members[next], reasons_.size()) || tied;
            if (!tied) continue;
            ReasonArguments arguments = {{"constraint", constraint.id}};
            if (!constraint.reason.empty()) arguments.emplace_back("reason", constraint.reason);
            keep(members[0], make_reason(constraint.reason.empty() ? together_text : together_why_text, language_,
                                         std::move(arguments), constraint.applications));
        }
    }

    [[nodiscard]] std::vector<std::size_t> known_movers(const Constraint& constraint) const {
        std::vector<std::size_t> members;
        for (const std::string& name : constraint.applications)
            if (const auto application = portfolio_.application_index(name); application && moves(*application))
                members.push_back(*application);
        return members;
    }

    void check_apart() {
        for (std::size_t index = 0; index < portfolio_.constraints.size(); ++index) {
            const Constraint& constraint = portfolio_.constraints[index];
            if (constraint.kind != ConstraintKind::apart || constraint.weight) continue;
            std::vector<std::pair<std::size_t, std::size_t>> seen;  // root and application
            for (const std::size_t application : known_movers(constraint)) {
                const std::size_t root = ties_.root(application);
                const auto same = std::ranges::find(seen, root, &std::pair<std::size_t, std::size_t>::first);
                if (same != seen.end() && same->second != application) fail_apart(index, same->second, application);
                seen.emplace_back(root, application);
            }
        }
    }

    /// Hard constraints on windows and days leave a group that must move together a day in common.
    void check_pins() {
        const std::vector<GroupTerms> terms = application_terms(portfolio_);
        std::map<std::size_t, std::vector<std::size_t>> members;  // by root
        std::map<std::size_t, GroupTerms> agreed;
        for (std::size_t application = 0; application < terms.size(); ++application) {
            if (!moves(application)) continue;
            const std::size_t root = ties_.root(application);
            const TermsClash clash = terms_clash(agreed[root], terms[application], false);
            if (clash != TermsClash::none) fail_pins(clash, agreed[root], terms, members[root], application);
            agreed[root] = merged_terms(agreed[root], terms[application]);
            members[root].push_back(application);
        }
    }

    /// The constraint that ties, or the rule.
    [[nodiscard]] std::string tie_name(const Tie& tie) const {
        const Reason& reason = reasons_[tie.reason].second;
        return reason.rule == "together" ? reason.args.front().second : reason.rule;
    }

    [[nodiscard]] std::string chain_text(std::size_t a, std::size_t b) const {
        std::string chain = id(a);
        for (const Tie& tie : ties_.chain(a, b)) chain += " –[" + tie_name(tie) + "]– " + id(tie.other);
        return chain;
    }

    [[noreturn]] void fail_pins(TermsClash clash, const GroupTerms& agreed, const std::vector<GroupTerms>& terms,
                                const std::vector<std::size_t>& members, std::size_t latest) const {
        std::size_t other = members.front();
        for (const std::size_t member : members)
            if (terms_clash(terms[member], terms[latest], false) == clash) {
                other = member;
                break;
            }
        const GroupTerms& one = terms_clash(terms[other], terms[latest], false) == clash ? terms[other] : agreed;
        const GroupTerms& two = terms[latest];
        std::size_t first = one.window_constraint, second = two.window_constraint;
        if (clash == TermsClash::waves) {
            first = one.wave_constraint;
            second = two.wave_constraint;
        } else if (clash == TermsClash::dates) {
            const bool early = one.not_before && two.deadline && *two.deadline < *one.not_before;
            first = early ? one.not_before_constraint : one.deadline_constraint;
            second = early ? two.deadline_constraint : two.not_before_constraint;
        }
        Diagnostic diagnostic;
        diagnostic.code = "pins-in-group";
        diagnostic.text = PLAN_TEXT(
            "constraints '{0}' and '{1}' leave '{2}' and '{3}' no day in common, but they must move together: {4}; "
            "drop "
            "one of the constraints, or weaken a coupling or a constraint on this chain");
        diagnostic.arguments = {portfolio_.constraints[first].id, portfolio_.constraints[second].id, id(other),
                                id(latest), chain_text(other, latest)};
        diagnostic.where = portfolio_.where(RecordType::constraint, second);
        throw Error(Failure::negative, std::move(diagnostic));
    }

    [[noreturn]] void fail_apart(std::size_t constraint, std::size_t a, std::size_t b) const {
        Diagnostic diagnostic;
        diagnostic.code = "apart-in-group";
        diagnostic.text = PLAN_TEXT(
            "constraint '{0}' wants '{1}' and '{2}' apart, but they must move together: {3}; drop '{0}', or weaken a "
            "coupling or a constraint on this chain");
        diagnostic.arguments = {portfolio_.constraints[constraint].id, id(a), id(b), chain_text(a, b)};
        diagnostic.where = portfolio_.where(RecordType::constraint, constraint);
        throw Error(Failure::negative, std::move(diagnostic));
    }

    MoveGroups collect() {
        const std::size_t count = portfolio_.applications.size();
        MoveGroups result;
        result.group_of.resize(count);
        std::vector<std::size_t> place(count, SIZE_MAX);  // of a root, in groups
        for (std::size_t application = 0; application < count; ++application) {
            const std::size_t root = ties_.root(application);
            if (place[root] == SIZE_MAX) {
                place[root] = result.groups.size();
                result.groups.emplace_back();
            }
            result.group_of[application] = place[root];
            result.groups[place[root]].applications.push_back(id(application));
        }
        for (auto& [member, reason] : reasons_)
            result.groups[result.group_of[member]].because.push_back(std::move(reason));
        describe_groups(portfolio_, flows_, coupling_, language_, result);
        explain_hosting(portfolio_, language_, report_, result);
        return result;
    }

    const Portfolio& portfolio_;
    Language language_;
    const Report& report_;
    const CouplingModel& coupling_;
    std::vector<ResolvedFlow> flows_;
    Ties ties_;
    std::vector<std::pair<std::size_t, Reason>> reasons_;  ///< with a member of the group that each explains
};

}  // namespace

MoveGroups find_move_groups(const Portfolio& portfolio, Language language, const Report& report,
                            const CouplingModel& coupling) {
    return GroupFinder(portfolio, language, report, coupling).run();
}

std::vector<std::size_t> tied_applications(const Portfolio& portfolio, const CouplingModel& coupling) {
    const Report silent = [](const Diagnostic&) {};
    return GroupFinder(portfolio, Language::english, silent, coupling).sets();
}

}  // namespace plan
