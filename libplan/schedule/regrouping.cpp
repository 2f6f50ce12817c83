#include "libplan/schedule/regrouping.hpp"

#include "libplan/graph/figures.hpp"
#include "libplan/graph/group_assembly.hpp"
#include "libplan/graph/group_baseline.hpp"
#include "libplan/record/reasons.hpp"
#include "libplan/schedule/grouping_search.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace plan {

namespace {

constexpr int most_halvings = 12;

constexpr ReasonText split_text{
    "regrouped", "scheduling",
    "« {application} » a quitté le groupe de « {from} » : le total du plan en baisse de {points} points",
    "{application} has left the group of {from}: the total of the plan falls by {points} points"};
constexpr ReasonText halved_text{"regrouped", "scheduling",
                                 "le groupe de « {from} » est scindé : entier, il n’avait place dans aucune fenêtre",
                                 "the group of {from} is split: whole, it had a place in no window"};
constexpr ReasonText join_text{
    "regrouped", "scheduling",
    "les groupes de « {from} » et de « {with} » sont réunis : le total du plan en baisse de {points} points",
    "the groups of {from} and {with} are one: the total of the plan falls by {points} points"};

/// The pieces of which groups are made: those of what must move together that have one group in the stream.
MoveGroups pieces_of(const Portfolio& portfolio, const MoveGroups& must) {
    MoveGroups pieces;
    pieces.group_of.resize(portfolio.applications.size());
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> place;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        const auto [entry, added] = place.try_emplace({must.group_of[index], application.group}, pieces.groups.size());
        if (added) {
            pieces.groups.emplace_back(must.groups[must.group_of[index]]);
            pieces.groups.back().applications.clear();
        }
        pieces.groups[entry->second].applications.push_back(application.id);
        pieces.group_of[index] = entry->second;
    }
    return pieces;
}

/// Settings whose share of the time allowed runs from `begin` to `end` of it.
PlanSettings part_of_time(const PlanSettings& settings, double begin, double end) {
    PlanSettings part = settings;
    if (settings.time_spent)
        part.time_spent = [&settings, begin, end] { return (settings.time_spent() - begin) / (end - begin); };
    if (settings.progress)
        part.progress = [&settings, begin, end](double share, double best, double bound) {
            settings.progress(begin + share * (end - begin), best, bound);
        };
    return part;
}

Reason reason_of(const KeptChange& change, Language language) {
    const std::string points = rounded_text(change.gain);
    switch (change.kind) {
        case KeptChange::Kind::split:
            return make_weighed_reason(
                split_text, language, {{"application", change.application}, {"from", change.from}, {"points", points}});
        case KeptChange::Kind::join:
            return make_weighed_reason(join_text, language,
                                       {{"from", change.from}, {"with", change.application}, {"points", points}});
        case KeptChange::Kind::halved:
            break;
    }
    return make_reason(halved_text, language, {{"from", change.from}});
}

/// Says in the groups concerned what was done, each thing once.
void explain_changes(const std::vector<KeptChange>& kept, Language language, MoveGroups& groups) {
    for (const KeptChange& change : kept) {
        const Reason reason = reason_of(change, language);
        for (const std::size_t application : change.concerned) {
            Reasons& because = groups.groups[groups.group_of[application]].because;
            if (std::ranges::find(because, reason.text, &Reason::text) == because.end()) because.push_back(reason);
        }
    }
}

void report_changes(const std::vector<KeptChange>& kept, const Report& report) {
    for (const KeptChange& change : kept)
        if (change.kind == KeptChange::Kind::split)
            report({Severity::note,
                    "group-split",
                    PLAN_TEXT("'{0}' leaves the group of '{1}': a trial lowers the total by {2}"),
                    {change.application, change.from, rounded_text(change.gain)},
                    {}});
        else if (change.kind == KeptChange::Kind::join)
            report({Severity::note,
                    "groups-joined",
                    PLAN_TEXT("the groups of '{0}' and '{1}' become one: a trial lowers the total by {2}"),
                    {change.application, change.from, rounded_text(change.gain)},
                    {}});
        else
            report({Severity::note,
                    "group-halved",
                    PLAN_TEXT("the group of '{0}' is split: whole, it had a place in no window"),
                    {change.from},
                    {}});
}

/// The groups of a portfolio, to be put back.
struct KeptGroups {
    std::vector<Group> groups;
    std::vector<std::string> of_application;

    explicit KeptGroups(const Portfolio& portfolio) : groups(portfolio.groups) {
        for (const Application& application : portfolio.applications) of_application.push_back(application.group);
    }
    void restore(Portfolio& portfolio) const {
        portfolio.groups = groups;
        for (std::size_t index = 0; index < of_application.size(); ++index)
            portfolio.applications[index].group = of_application[index];
    }
};

}  // namespace

RegroupResult plan_with_regrouping(Portfolio& portfolio, const PlanSettings& settings, const RegroupAmount& amount,
                                   const Report& report) {
    const Report silent = [](const Diagnostic&) {};
    const PlanSettings first = part_of_time(settings, 0, share_first);
    RegroupResult result;
    result.plan = plan_migration(portfolio, first, report);
    if (!result.plan.feasible &&
        std::ranges::find(result.plan.clashes, "clash-group", &Diagnostic::code) == result.plan.clashes.end())
        return result;
    const MoveGroups must = find_move_groups(portfolio, settings.language, silent, settings.weights.coupling);
    const MoveGroups pieces = pieces_of(portfolio, must);
    const GroupUnits units(portfolio, pieces, settings.weights.coupling);
    const KeptGroups original(portfolio);
    GroupingSearch regrouper(portfolio, settings, amount, units);

    const auto take_groups = [&] {
        MoveGroups groups = assemble_groups(units, regrouper.standing(), regrouper.limits(), settings.language);
        original.restore(portfolio);
        keep_names(portfolio, portfolio, groups);
        explain_changes(regrouper.kept(), settings.language, groups);
        for (std::size_t index = 0; index < portfolio.applications.size(); ++index)
            portfolio.applications[index].group = groups.groups[groups.group_of[index]].id;
        portfolio.groups = std::move(groups.groups);
    };

    if (result.plan.feasible) {
        result.total_before = result.plan.records.plan.objective.total;
    } else {
        PlanResult then;
        std::vector<Diagnostic> clashes = result.plan.clashes;
        for (int halvings = 0; halvings < most_halvings && !then.feasible && regrouper.halve(clashes); ++halvings) {
            then = plan_migration(portfolio, first, silent);
            clashes = then.clashes;
        }
        if (then.feasible) {
            take_groups();
            then = plan_migration(portfolio, first, silent);
        }
        if (!then.feasible) {
            original.restore(portfolio);
            return result;
        }
        result.plan = std::move(then);
    }
    const KeptGroups taken(portfolio);
    const std::size_t halved = regrouper.kept().size();
    const std::vector<std::size_t> standing = regrouper.standing();
    if (regrouper.improve(result.plan.schedules)) {
        const double total = result.plan.records.plan.objective.total;
        take_groups();
        PlanResult then = plan_migration(portfolio, part_of_time(settings, share_trials, 1), silent);
        if (then.feasible && total - then.records.plan.objective.total > regrouper.least_gain(total)) {
            then.schedules += result.plan.schedules;
            result.plan = std::move(then);
        } else {
            regrouper.forget(halved, standing);
            taken.restore(portfolio);
        }
    }
    result.groupings = regrouper.trials();
    result.changes = regrouper.kept().size();
    report_changes(regrouper.kept(), report);
    return result;
}

}  // namespace plan
