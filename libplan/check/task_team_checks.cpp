#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>

/// Each task is done by a team that may do it, while that team is there, with people that it has.
namespace plan {

namespace {

bool covers(const Team& team, Phase phase) {
    return team.phases.empty() || std::ranges::find(team.phases, phase) != team.phases.end();
}

class TeamChecks {
public:
    TeamChecks(const PlanFacts& facts, PlanFindings& findings) : facts_(facts), findings_(findings) {}

    void check(const Task& task);

private:
    void add(PlanFinding finding, const Task& task, std::vector<std::string> arguments) {
        findings_.add(finding, facts_.where(task), std::move(arguments));
    }
    void own_team(const Task& task, const std::string& phase);
    void people(const Task& task, const Team& team);
    void presence(const Task& task, const Team& team);

    const PlanFacts& facts_;
    PlanFindings& findings_;
};

void TeamChecks::check(const Task& task) {
    if (task.application.empty()) {
        if (!task.team.empty() || task.people != 0)
            add(PlanFinding::onboarding_team, task, {task.id, task.team, number_text(task.people)});
        return;
    }
    if (!(task.people > 0)) add(PlanFinding::no_people, task, {task.id, number_text(task.people)});
    if (task.team.empty()) {
        add(PlanFinding::no_team, task, {task.id});
        return;
    }
    const Team* team = facts_.team(task.team);
    if (!team) {
        add(PlanFinding::unknown_team, task, {task.id, task.team});
        return;
    }
    const std::string phase(keyword(task.phase));
    if (!covers(*team, task.phase)) add(PlanFinding::wrong_phase, task, {task.id, task.team, phase});
    own_team(task, phase);
    if (is_settled(task)) return;
    people(task, *team);
    presence(task, *team);
}

void TeamChecks::own_team(const Task& task, const std::string& phase) {
    const auto index = facts_.portfolio.application_index(task.application);
    if (!index) return;
    const Application& application = facts_.portfolio.applications[*index];
    const Team* own = facts_.team(application.team);
    if (own && own->id != task.team && covers(*own, task.phase))
        add(PlanFinding::wrong_team, task, {task.id, task.team, application.id, own->id, phase});
}

void TeamChecks::people(const Task& task, const Team& team) {
    const double capacity = team.capacity_people.value_or(1);
    if (task.people > capacity + 1e-6)
        add(PlanFinding::too_many_people, task, {task.id, number_text(task.people), team.id, number_text(capacity)});
}

void TeamChecks::presence(const Task& task, const Team& team) {
    const bool early = team.from && task.start < *team.from;
    const bool late = team.until && task.finish > *team.until;
    if (!early && !late) return;
    std::string there = team.from ? team.from->to_iso() : "…";
    there += " - " + (team.until ? team.until->to_iso() : "…");
    add(PlanFinding::team_away, task, {task.id, task.start.to_iso(), task.finish.to_iso(), team.id, there});
}

}  // namespace

void check_task_teams(const PlanFacts& facts, PlanFindings& findings) {
    TeamChecks checks(facts, findings);
    for (const Task& task : facts.portfolio.tasks) checks.check(task);
}

}  // namespace plan
