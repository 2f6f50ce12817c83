#include "libplan/schedule/clash.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/schedule/conflict.hpp"

#include <algorithm>
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

/// The first few ids, and dots when there are more.
std::string sample(const std::vector<std::string>& ids) {
    constexpr std::size_t most = 5;
    if (ids.size() <= most) return join(ids, ", ");
    return join({ids.begin(), ids.begin() + most}, ", ") + ", …";
}

std::string listed(const Constraint& constraint) {
    return sample(constraint.applications);
}

Diagnostic describe_constraint(const Portfolio& portfolio, std::size_t index) {
    const Constraint& constraint = portfolio.constraints[index];
    const std::string id = constraint.id.empty() ? "#" + std::to_string(index + 1) : constraint.id;
    const std::string date = constraint.date ? constraint.date->to_iso() : "?";
    const auto say = [&](const char* text, std::vector<std::string> more) {
        more.insert(more.begin(), {id, listed(constraint)});
        return error("clash-constraint", text, std::move(more), portfolio.where(RecordType::constraint, index));
    };
    switch (constraint.kind) {
        case ConstraintKind::together:
            return say(PLAN_TEXT("constraint '{0}': {1} move together"), {});
        case ConstraintKind::apart:
            return say(PLAN_TEXT("constraint '{0}': {1} cut over in different windows"), {});
        case ConstraintKind::before:
            return say(PLAN_TEXT("constraint '{0}': {1} move in this order, {2} days apart"),
                       {std::to_string(constraint.lag_days.value_or(0))});
        case ConstraintKind::not_before:
            return say(PLAN_TEXT("constraint '{0}': {1} cut over on {2} at the earliest"), {date});
        case ConstraintKind::deadline:
            return say(PLAN_TEXT("constraint '{0}': {1} have moved by {2}"), {date});
        case ConstraintKind::window:
            return say(PLAN_TEXT("constraint '{0}': {1} cut over in one of the windows {2}"),
                       {sample(constraint.windows)});
        case ConstraintKind::wave:
            return say(PLAN_TEXT("constraint '{0}': {1} are in wave {2}"),
                       {std::to_string(constraint.wave.value_or(0))});
        case ConstraintKind::unspecified:
            break;
    }
    return say(PLAN_TEXT("constraint '{0}' on {1}"), {});
}

Diagnostic describe_team(const Team& team, Location where) {
    const std::string from = team.from ? team.from->to_iso() : "…", until = team.until ? team.until->to_iso() : "…";
    return error("clash-team", PLAN_TEXT("team '{0}' has {1} people a day, from {2} to {3}"),
                 {team.id, number_text(team.capacity_people.value_or(1)), from, until}, std::move(where));
}

Diagnostic describe_group(const Portfolio& portfolio, std::size_t first) {
    const std::string& group = portfolio.applications[first].group;
    std::vector<std::string> members;
    for (const Application& application : portfolio.applications)
        if (application.group == group) members.push_back(application.id);
    return error("clash-group", PLAN_TEXT("group '{0}': its {1} applications cut over in one window: {2}"),
                 {group, std::to_string(members.size()), sample(members)},
                 portfolio.where(RecordType::application, first));
}

Diagnostic describe_eligibility(const Portfolio& portfolio, int horizon_months, std::size_t index) {
    const Application& application = portfolio.applications[index];
    const auto limit = eligibility_limit(application, horizon_months);
    return error(
        "clash-eligibility",
        PLAN_TEXT("application '{0}' moves by {1}: its target '{2}' must stay eligible {3} months after that"),
        {application.id, limit ? limit->to_iso() : "?", application.hosting->target, std::to_string(horizon_months)},
        portfolio.where(RecordType::application, index));
}

}  // namespace

Diagnostic describe_requirement(const Portfolio& portfolio, const PlanSettings& settings,
                                const MigrationProblem& migration, const Requirement& requirement) {
    using Kind = Requirement::Kind;
    const std::size_t index = requirement.index;
    switch (requirement.kind) {
        case Kind::constraint:
            return describe_constraint(portfolio, index);
        case Kind::group:
            return describe_group(portfolio, index);
        case Kind::eligibility:
            return describe_eligibility(portfolio, settings.horizon_months, index);
        case Kind::window_limit: {
            const CutoverWindow& window = portfolio.calendars[index].windows[requirement.second];
            return error("clash-window", PLAN_TEXT("window '{0}' takes {1} applications at most"),
                         {window.id, std::to_string(window.max_applications.value_or(0))},
                         portfolio.where(RecordType::calendar, index));
        }
        case Kind::freeze: {
            const Freeze& freeze = portfolio.calendars[index].freeze[requirement.second];
            return error("clash-freeze", PLAN_TEXT("calendar '{0}' is frozen from {1} to {2} ({3})"),
                         {portfolio.calendars[index].id, freeze.start.to_iso(), freeze.finish.to_iso(), freeze.reason},
                         portfolio.where(RecordType::calendar, index));
        }
        case Kind::team: {
            const Location where = portfolio.teams.empty() ? Location{} : portfolio.where(RecordType::team, index);
            return describe_team(teams_or_default(portfolio)[index], where);
        }
        case Kind::window_list:
            break;
    }
    const bool any = !migration.windows.empty();
    return error("clash-windows", PLAN_TEXT("cut-overs lie in one of the {0} usable windows, from {1} to {2}"),
                 {std::to_string(migration.windows.size()), any ? migration.windows.front().start.to_iso() : "…",
                  any ? migration.windows.back().finish.to_iso() : "…"});
}

namespace {

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
                         PLAN_TEXT("no team lists the phase '{0}', which {1} applications need ({2}): "
                                   "add it to the phases of a team"),
                         {phase, count, names}, where);
        case Kind::no_capacity:
            return error("team-without-people",
                         PLAN_TEXT("team '{0}' has nobody for the phase '{1}', which {2} applications need ({3}): "
                                   "give it a capacity_people"),
                         {team_id, phase, count, names}, where);
        case Kind::too_long:
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
                PLAN_TEXT("no window is usable for cut-overs from {0} on, and {1} applications need one ({2}): "
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
    int left = -1;  // the activity by which the round left the unit before
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
        if (left >= 0 && left != ends.from && ends.from < static_cast<int>(migration.tasks.size())) {
            const int application = migration.tasks[at(ends.from)].application;
            const int group = application >= 0 ? migration.applications[at(application)].group : -1;
            if (group >= 0 && migration.groups[at(group)].size() > 1)
                add({Requirement::Kind::group, at(migration.groups[at(group)].front()), 0});
        }
        left = ends.to;
    }
    std::vector<Diagnostic> clashes;
    clashes.push_back(error("infeasible",
                            PLAN_TEXT("no plan exists: applications wait for each other ({0}) because of these "
                                      "{1} requirements; drop one, or give a constraint a weight"),
                            {join(path, " → "), std::to_string(requirements.size())}));
    for (const Requirement& requirement : requirements)
        clashes.push_back(describe_requirement(portfolio, settings, migration, requirement));
    return clashes;
}

std::string failed_task(const Portfolio& portfolio, const MigrationSolution& solution) {
    const MigrationProblem& migration = *solution.migration;
    int activity = solution.failed_activity;
    if (activity < 0 || activity >= static_cast<int>(migration.tasks.size())) return "";
    const MigrationTask& task = migration.tasks[at(activity)];
    const std::string& owner =
        task.application >= 0 ? portfolio.applications[at(task.application)].id : portfolio.targets[at(task.target)].id;
    return owner + "/" + std::string(keyword(task.phase));
}

}  // namespace

std::vector<Diagnostic> explain_clash(const Portfolio& portfolio, const PlanSettings& settings,
                                      const std::vector<ResolvedFlow>& flows, const MigrationSolution& solution) {
    const MigrationProblem& migration = *solution.migration;
    if (!migration.impossible.empty()) return explain_impossible(portfolio, migration);
    if (!solution.cycle.empty()) return explain_cycle(portfolio, settings, solution);
    const std::vector<Requirement> all = all_requirements(portfolio);
    const bool proven = solution.proven_infeasible;
    const MigrationEffort effort{1, 20};
    const auto feasible = [&](const std::vector<bool>& kept) {
        std::set<Requirement> lifted;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!kept[i]) lifted.insert(all[i]);
        if (proven) return !ruled_out(portfolio, settings, migration.problem.horizon, lifted);
        PlanSettings quiet = settings;
        quiet.progress = nullptr;
        return solve_migration(portfolio, quiet, flows, effort, lifted).found;
    };
    const std::vector<std::size_t> conflict = schedule::minimal_conflict(all.size(), feasible);
    const std::string task = failed_task(portfolio, solution), count = std::to_string(conflict.size());
    std::vector<Diagnostic> clashes;
    if (conflict.empty())
        clashes.push_back(error("infeasible",
                                PLAN_TEXT("no plan was found that ends by the year {0}; the first task without a place "
                                          "is '{1}': check efforts, capacities and dates"),
                                {std::to_string(last_year), task}));
    else if (proven)
        clashes.push_back(error("infeasible",
                                PLAN_TEXT("no plan exists: these {0} requirements cannot hold together (first seen at "
                                          "'{1}'); drop or relax one of them"),
                                {count, task}));
    else
        clashes.push_back(error("infeasible",
                                PLAN_TEXT("no plan was found in which these {0} requirements hold together (first seen "
                                          "at '{1}'); drop or relax one of them, or allow more --schedules"),
                                {count, task}));
    for (const std::size_t i : conflict)
        clashes.push_back(describe_requirement(portfolio, settings, migration, all[i]));
    return clashes;
}

}  // namespace plan
