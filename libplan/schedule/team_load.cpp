#include "libplan/schedule/team_load.hpp"

#include "libplan/record/defaults.hpp"
#include "libplan/schedule/planner.hpp"
#include "libplan/schedule/working_days.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace plan {

namespace {

Date monday_of(Date day) {
    return day - (day.weekday() - 1);
}

bool works_for(const Team& team, Date day) {
    return (!team.from || day >= *team.from) && (!team.until || day <= *team.until);
}

}  // namespace

std::vector<TeamLoad> team_loads(const Portfolio& portfolio) {
    std::vector<TeamLoad> loads;
    if (portfolio.tasks.empty()) return loads;
    Date first = portfolio.tasks.front().start, last = portfolio.tasks.front().finish;
    for (const Task& task : portfolio.tasks) first = std::min(first, task.start), last = std::max(last, task.finish);
    first = monday_of(first);
    const auto days = static_cast<schedule::Day>(monday_of(last) + 7 - first);
    std::map<std::string_view, std::vector<const Task*>> tasks_of;
    for (const Task& task : portfolio.tasks) tasks_of[task.team].push_back(&task);
    for (const Team& team : teams_or_default(portfolio)) {
        TeamLoad& load = loads.emplace_back();
        load.team = team.id;
        const schedule::DayCalendar calendar = make_day_calendar(calendar_of(portfolio, team), {}, first, days);
        std::vector<double> people(static_cast<std::size_t>(days), 0);
        std::vector<bool> at_work(static_cast<std::size_t>(days), false);
        for (const Task* task : tasks_of[team.id])
            for (Date day = task->start; day <= task->finish; day = day + 1) {
                const int index = day - first;
                // Cut-overs are worked on the days of their window, whatever the calendar says.
                if (task->phase != Phase::cutover && !calendar.works(index)) continue;
                people[static_cast<std::size_t>(index)] += task->people;
                at_work[static_cast<std::size_t>(index)] = true;
            }
        for (int index = 0; index < days; ++index) {
            if (index % 7 == 0) load.weeks.push_back({first + index, 0, 0});
            TeamWeek& week = load.weeks.back();
            week.load += people[static_cast<std::size_t>(index)];
            const bool counts = calendar.works(index) || at_work[static_cast<std::size_t>(index)];
            if (counts && works_for(team, first + index)) week.capacity += team.capacity_people.value_or(1);
        }
        for (const TeamWeek& week : load.weeks) load.load += week.load, load.capacity += week.capacity;
    }
    return loads;
}

std::vector<MarginalPerson> marginal_people(Portfolio& portfolio, const PlanSettings& settings) {
    std::vector<MarginalPerson> marginal;
    if (portfolio.plans.empty()) return marginal;
    const Plan now = portfolio.plans.front();
    if (portfolio.teams.empty()) portfolio.teams = teams_or_default(portfolio);
    std::map<std::string_view, int> tasks;
    for (const Task& task : portfolio.tasks) ++tasks[task.team];
    for (Team& team : portfolio.teams) {
        if (tasks[team.id] == 0) continue;
        const std::optional<double> before = team.capacity_people;
        team.capacity_people = before.value_or(1) + 1;
        const PlanResult result = plan_migration(portfolio, settings, [](const Diagnostic&) {});
        team.capacity_people = before;
        if (!result.feasible) continue;
        const Plan& then = result.records.plan;
        marginal.push_back({team.id, now.objective.total - then.objective.total, now.finish - then.finish});
    }
    return marginal;
}

}  // namespace plan
