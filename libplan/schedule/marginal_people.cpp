#include "libplan/schedule/marginal_people.hpp"

#include "libplan/record/defaults.hpp"
#include "libplan/schedule/planner.hpp"

#include <optional>
#include <set>
#include <string_view>

namespace plan {

std::vector<MarginalPerson> marginal_people(Portfolio& portfolio, const PlanSettings& settings) {
    std::vector<MarginalPerson> marginal;
    if (portfolio.plans.empty()) return marginal;
    const Plan now = portfolio.plans.front();
    if (portfolio.teams.empty()) portfolio.teams = teams_or_default(portfolio);
    std::set<std::string_view> busy;
    for (const Task& task : portfolio.tasks) busy.insert(task.team);
    for (Team& team : portfolio.teams) {
        if (!busy.contains(team.id)) continue;
        const std::optional<double> before = team.capacity_people;
        team.capacity_people = before.value_or(1) + 1;
        const PlanResult result = plan_migration(portfolio, settings, [](const Diagnostic&) {});
        team.capacity_people = before;
        if (!result.feasible) continue;
        const Plan& then = result.records.plan;
        const double points = now.objective.total - then.objective.total;
        marginal.push_back(points > 0 ? MarginalPerson{team.id, points, now.finish - then.finish}
                                      : MarginalPerson{team.id, 0, 0});
    }
    return marginal;
}

}  // namespace plan
