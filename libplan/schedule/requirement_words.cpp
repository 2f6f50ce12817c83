#include "libplan/schedule/requirement_words.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/defaults.hpp"

#include <utility>

namespace plan {

std::string sample(const std::vector<std::string>& ids) {
    constexpr std::size_t most = 5;
    if (ids.size() <= most) return join(ids, ", ");
    return join({ids.begin(), ids.begin() + most}, ", ") + ", …";
}

namespace {

Diagnostic error(std::string code, const char* text, std::vector<std::string> arguments, Location where = {}) {
    return {Severity::error, std::move(code), text, std::move(arguments), std::move(where)};
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
            return say(PLAN_TEXT("constraint '{0}': {1} must move together"), {});
        case ConstraintKind::apart:
            return say(PLAN_TEXT("constraint '{0}': {1} must cut over in different windows"), {});
        case ConstraintKind::before:
            if (constraint.lag_days.value_or(0) <= 0)
                return say(PLAN_TEXT("constraint '{0}': {1} must move in this order"), {});
            return say(PLAN_TEXT("constraint '{0}': {1} must move in this order, with {2} days between"),
                       {std::to_string(*constraint.lag_days)});
        case ConstraintKind::not_before:
            return say(PLAN_TEXT("constraint '{0}': {1} must not cut over before {2}"), {date});
        case ConstraintKind::deadline:
            return say(PLAN_TEXT("constraint '{0}': {1} must have moved by {2}"), {date});
        case ConstraintKind::window:
            return say(PLAN_TEXT("constraint '{0}': {1} must cut over in one of the windows {2}"),
                       {sample(constraint.windows)});
        case ConstraintKind::wave:
            return say(PLAN_TEXT("constraint '{0}': {1} must be in wave {2}"),
                       {std::to_string(constraint.wave.value_or(0))});
        case ConstraintKind::unspecified:
            break;
    }
    return say(PLAN_TEXT("constraint '{0}' on {1}"), {});
}

Diagnostic describe_team(const Team& team, Location where) {
    const std::string people = number_text(team.capacity_people.value_or(1));
    if (!team.from && !team.until)
        return error("clash-team", PLAN_TEXT("team '{0}' has people: {1} a day"), {team.id, people}, std::move(where));
    const std::string from = team.from ? team.from->to_iso() : "…", until = team.until ? team.until->to_iso() : "…";
    return error("clash-team", PLAN_TEXT("team '{0}' has people: {1} a day, from {2} to {3}"),
                 {team.id, people, from, until}, std::move(where));
}

Diagnostic describe_group(const Portfolio& portfolio, std::size_t first) {
    const std::string& group = portfolio.applications[first].group;
    std::vector<std::string> members;
    for (const Application& application : portfolio.applications)
        if (application.group == group) members.push_back(application.id);
    return error("clash-group", PLAN_TEXT("group '{0}': its {1} applications must cut over in one window: {2}"),
                 {group, std::to_string(members.size()), sample(members)},
                 portfolio.where(RecordType::application, first));
}

Diagnostic describe_eligibility(const Portfolio& portfolio, int horizon_months, std::size_t index) {
    const Application& application = portfolio.applications[index];
    const auto limit = eligibility_limit(application, horizon_months);
    return error(
        "clash-eligibility",
        PLAN_TEXT("application '{0}' must move by {1}: its target '{2}' must stay eligible {3} months after that"),
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
    return error("clash-windows", PLAN_TEXT("cut-overs must lie in one of the usable windows: {0} from {1} to {2}"),
                 {std::to_string(migration.windows.size()), any ? migration.windows.front().start.to_iso() : "…",
                  any ? migration.windows.back().finish.to_iso() : "…"});
}

}  // namespace plan
