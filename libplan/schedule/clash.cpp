#include "libplan/schedule/clash.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/conflict.hpp"
#include "libplan/schedule/requirement_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace plan {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

Diagnostic error(std::string code, const char* text, std::vector<std::string> arguments, Location where = {}) {
    return {Severity::error, std::move(code), text, std::move(arguments), std::move(where)};
}

/// What is said once for all the applications that share it.
Diagnostic describe_impossible(const Portfolio& portfolio, const MigrationProblem& migration, const Impossible& what,
                               const std::vector<std::string>& ids) {
    using Kind = Impossible::Kind;
    const std::string phase(keyword(what.phase)), names = sample(ids), count = std::to_string(ids.size());
    const std::string effort = number_text(what.effort_days);
    const Team* const team = what.team >= 0 ? &migration.teams[at(what.team)] : nullptr;
    const std::string team_id = team ? team->id : "";
    const Location where =
        what.application >= 0 ? portfolio.where(RecordType::application, at(what.application)) : Location{};
    switch (what.kind) {
        case Kind::no_team:
            return error("no-team-for-phase",
                         PLAN_TEXT("no team lists the phase '{0}', which applications need: {1} ({2}); "
                                   "add it to the phases of a team"),
                         {phase, count, names}, where);
        case Kind::no_capacity:
            return error("team-without-people",
                         PLAN_TEXT("team '{0}' has nobody for the phase '{1}', which applications need: {2} ({3}); "
                                   "give it a capacity_people"),
                         {team_id, phase, count, names}, where);
        case Kind::too_long:
            if (what.application < 0)
                return error(
                    "task-too-long",
                    PLAN_TEXT("target '{0}' takes {1} worked days to be opened: that would end after the year "
                              "{2}; check its onboarding_days"),
                    {portfolio.targets[at(what.target)].id, std::to_string(what.longest), std::to_string(last_year)});
            return error("task-too-long",
                         PLAN_TEXT("the phase '{0}' of '{1}' takes {2} person-days, which is {3} worked days: it would "
                                   "end after the year {4}; check the effort"),
                         {phase, names, effort, std::to_string(what.longest), std::to_string(last_year)}, where);
        case Kind::cutover_too_long:
            return error("cutover-too-long",
                         PLAN_TEXT("the cut-over of '{0}' takes {1} person-days: even all of team '{2}' ({3} people) "
                                   "does not fit it into the longest window ({4} days)"),
                         {names, effort, team_id, number_text(team ? team->capacity_people.value_or(1) : 0),
                          std::to_string(what.longest)},
                         where);
        case Kind::no_window:
            return error(
                "no-window",
                PLAN_TEXT("no window is usable for cut-overs from {0} on, and applications need one: {1} ({2}); "
                          "check the windows and freezes of the calendars"),
                {migration.start.to_iso(), count, names}, where);
        case Kind::split_group:
            return error("clash-constraint",
                         PLAN_TEXT("constraint '{0}': '{1}' is not in the same group as the others; "
                                   "pass the stream through plan-group first"),
                         {portfolio.constraints[at(what.constraint)].id, names},
                         portfolio.where(RecordType::constraint, at(what.constraint)));
        case Kind::not_eligible:
            break;
    }
    const Application& application = portfolio.applications[at(what.application)];
    return error("target-not-eligible",
                 PLAN_TEXT("application '{0}' is to move to '{1}', which is not among its eligible targets; "
                           "pass the stream through plan-target first"),
                 {application.id, application.hosting->target}, where);
}

std::vector<Diagnostic> explain_impossible(const Portfolio& portfolio, const MigrationProblem& migration) {
    using Kind = Impossible::Kind;
    std::vector<std::pair<Impossible, std::vector<std::string>>> found;
    std::map<std::tuple<Kind, Phase, int, int>, std::size_t> position;
    for (const Impossible& what : migration.impossible) {
        const bool shared =
            what.kind == Kind::no_team || what.kind == Kind::no_capacity || what.kind == Kind::no_window;
        const auto key = std::make_tuple(what.kind, shared ? what.phase : Phase::unspecified,
                                         shared ? what.team : what.constraint, shared ? -1 : what.application);
        const auto [entry, added] = position.try_emplace(key, found.size());
        if (added) found.push_back({what, {}});
        if (what.application >= 0)
            found[entry->second].second.push_back(portfolio.applications[at(what.application)].id);
    }
    constexpr std::size_t most = 20;
    std::vector<Diagnostic> clashes;
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i)
        clashes.push_back(describe_impossible(portfolio, migration, found[i].first, found[i].second));
    return clashes;
}

/// The constraints, and the groups, that make activities wait for each other.
std::vector<Diagnostic> explain_cycle(const Portfolio& portfolio, const PlanSettings& settings,
                                      const MigrationSolution& solution) {
    const MigrationProblem& migration = *solution.migration;
    std::vector<std::string> path;
    std::vector<Requirement> requirements;
    const auto add = [&](const Requirement& requirement) {
        if (std::find(requirements.begin(), requirements.end(), requirement) == requirements.end())
            requirements.push_back(requirement);
    };
    // The activity by which the round came into the unit that it now leaves.
    int entered = migration.problem.arcs[at(solution.cycle.back())].to;
    const auto note = [&](int activity) {
        if (activity >= static_cast<int>(migration.tasks.size())) return;
        const int application = migration.tasks[at(activity)].application;
        if (application < 0) return;
        const std::string& id = portfolio.applications[at(application)].id;
        if (path.empty() || path.back() != id) path.push_back(id);
    };
    for (const int arc : solution.cycle) {
        const ArcDetail& detail = migration.arc_details[at(arc)];
        const schedule::Arc& ends = migration.problem.arcs[at(arc)];
        note(ends.from);
        note(ends.to);
        if (detail.cause == ArcDetail::Cause::constraint)
            add({Requirement::Kind::constraint, at(detail.constraint), 0});
        if (entered != ends.from && ends.from < static_cast<int>(migration.tasks.size())) {
            const int application = migration.tasks[at(ends.from)].application;
            const int group = application >= 0 ? migration.applications[at(application)].group : -1;
            if (group >= 0 && migration.groups[at(group)].size() > 1)
                add({Requirement::Kind::group, at(migration.groups[at(group)].front()), 0});
        }
        entered = ends.to;
    }
    if (!path.empty() && path.back() != path.front()) path.push_back(path.front());
    std::vector<Diagnostic> clashes;
    clashes.push_back(
        error("infeasible",
              PLAN_TEXT("no plan exists: applications wait for each other ({0}) because of the following; "
                        "drop one, or give a constraint a weight"),
              {join(path, " → ")}));
    for (const Requirement& requirement : requirements)
        clashes.push_back(describe_requirement(portfolio, settings, migration, requirement));
    return clashes;
}

/// The task that has no place; of a group's milestone, the cut-over that follows it.
std::string failed_task(const Portfolio& portfolio, const MigrationSolution& solution) {
    const MigrationProblem& migration = *solution.migration;
    int activity = solution.failed_activity;
    for (const schedule::Arc& arc : migration.problem.arcs)
        if (activity >= static_cast<int>(migration.tasks.size()) && arc.from == activity) activity = arc.to;
    if (activity < 0) return "";
    const MigrationTask& task = migration.tasks[at(activity)];
    const std::string& owner =
        task.application >= 0 ? portfolio.applications[at(task.application)].id : portfolio.targets[at(task.target)].id;
    return owner + "/" + std::string(keyword(task.phase));
}

/// The day before which the task cannot end even if no date presses; empty when it cannot end at all.
std::string earliest_finish(const MigrationProblem& migration, int activity) {
    schedule::Problem problem = migration.problem;
    for (schedule::Activity& each : problem.activities) each.deadline = schedule::never;
    const schedule::EarliestDates earliest = schedule::earliest_dates(schedule::Network(problem));
    if (earliest.failed_unit >= 0) return "";
    return (migration.start + (earliest.end[at(activity)] - 1)).to_iso();
}

Diagnostic headline(const Portfolio& portfolio, const MigrationSolution& solution, const schedule::Conflict& conflict) {
    const std::string task = failed_task(portfolio, solution);
    if (conflict.requirements.empty())
        return error("infeasible",
                     PLAN_TEXT("no plan was found that ends by the year {0}; the first task without a place is '{1}': "
                               "check efforts, capacities and dates"),
                     {std::to_string(last_year), task});
    if (!conflict.minimal)
        return error("infeasible",
                     PLAN_TEXT("no plan was found; not all of the following need clash, but something among them does "
                               "(first seen at '{0}')"),
                     {task});
    if (!solution.proven_infeasible)
        return error("infeasible",
                     PLAN_TEXT("no plan was found in which the following hold together; drop or relax one of them, or "
                               "allow more --schedules"),
                     {});
    if (solution.span_too_short)
        return error("infeasible",
                     PLAN_TEXT("no plan exists that ends by the year {0}, because of the following; check efforts and "
                               "capacities"),
                     {std::to_string(last_year)});
    const std::string earliest = earliest_finish(*solution.migration, solution.failed_activity);
    if (earliest.empty())
        return error("infeasible",
                     PLAN_TEXT("no plan exists: '{0}' has no place at all, so the following cannot hold together; drop "
                               "or relax one of them"),
                     {task});
    return error("infeasible",
                 PLAN_TEXT("no plan exists: '{0}' cannot finish before {1}, so the following cannot hold together; "
                           "drop or relax one of them"),
                 {task, earliest});
}

/// What the portfolio would have without one of the requirements.
Diagnostic relaxed(const Portfolio& portfolio, const PlanSettings& settings, const std::vector<ResolvedFlow>& flows,
                   const Requirement& requirement) {
    const MigrationEffort effort{8, 20, 4};
    const MigrationSolution solution = solve_migration(portfolio, settings, flows, effort, {requirement});
    if (!solution.found)
        return error("clash-relaxed", PLAN_TEXT("without it: still no plan was found, something else clashes too"), {});
    const ObjectiveModel objective(portfolio, *solution.migration, flows, settings.weights);
    return error("clash-relaxed", PLAN_TEXT("without it: a plan that ends on {0}, total about {1}"),
                 {(settings.start + (solution.schedule.finish() - 1)).to_iso(),
                  number_text(std::round(objective.total(solution.schedule)))});
}

}  // namespace

std::vector<Diagnostic> explain_clash(const Portfolio& portfolio, const PlanSettings& settings,
                                      const std::vector<ResolvedFlow>& flows, const MigrationSolution& solution) {
    const MigrationProblem& migration = *solution.migration;
    if (!migration.impossible.empty()) return explain_impossible(portfolio, migration);
    if (!solution.cycle.empty()) return explain_cycle(portfolio, settings, solution);
    const std::vector<Requirement> all = all_requirements(portfolio);
    const bool proven = solution.proven_infeasible;
    PlanSettings quiet = settings;
    quiet.progress = nullptr;
    const MigrationEffort effort{1, 20, 1};
    const auto feasible = [&](const std::vector<bool>& kept) {
        std::set<Requirement> lifted;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!kept[i]) lifted.insert(all[i]);
        if (proven) return !ruled_out(portfolio, settings, migration.problem.horizon, lifted);
        return solve_migration(portfolio, quiet, flows, effort, lifted).found;
    };
    // About ten seconds at most, whatever the size: a question costs some twenty schedules, or one look.
    const std::int64_t steps = (proven ? 20 : 1) * std::int64_t{8'000'000};
    const std::int64_t cost = size_of(migration.problem) + static_cast<std::int64_t>(all.size());
    const std::int64_t questions = std::clamp<std::int64_t>(steps / cost, 20, 5000);
    const schedule::Conflict conflict = schedule::minimal_conflict(all.size(), feasible, questions);
    std::vector<Diagnostic> clashes = {headline(portfolio, solution, conflict)};
    constexpr std::size_t few = 12;  // each costs a search
    for (const std::size_t i : conflict.requirements) {
        clashes.push_back(describe_requirement(portfolio, settings, migration, all[i]));
        if (conflict.minimal && conflict.requirements.size() <= few)
            clashes.push_back(relaxed(portfolio, quiet, flows, all[i]));
    }
    return clashes;
}

}  // namespace plan
