#include "libplan/schedule/planner.hpp"

#include "libplan/base/error.hpp"
#include "libplan/schedule/clash.hpp"
#include "libplan/schedule/migration_search.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace plan {

namespace {

/// Says how many applications have no task, and why.
void report_unplanned(const Portfolio& portfolio, const MigrationProblem& migration, const Report& report) {
    const auto tell = [&](Fate fate, Severity severity, const char* code, const char* text) {
        std::size_t count = 0;
        std::string first;
        for (std::size_t i = 0; i < migration.applications.size(); ++i) {
            if (migration.applications[i].fate != fate) continue;
            if (count++ == 0) first = portfolio.applications[i].id;
        }
        if (count > 0) report({severity, code, text, {std::to_string(count), first}, {}});
    };
    tell(Fate::retained, Severity::note, "not-planned-retained",
         PLAN_TEXT("applications that stay where they are and have no task: {0} (the first is '{1}')"));
    tell(Fate::project, Severity::note, "not-planned-project",
         PLAN_TEXT("projects, which are born at their target and have no task: {0} (the first is '{1}')"));
    tell(
        Fate::undecided, Severity::warning, "not-planned-undecided",
        PLAN_TEXT("applications without a strategy, which are not planned: {0} (the first is '{1}'); run plan-assess"));
    tell(Fate::no_target, Severity::warning, "not-planned-no-target",
         PLAN_TEXT("applications without a hosting target, which are not planned: {0} (the first is '{1}'); "
                   "see plan-target"));
    tell(Fate::no_effort, Severity::warning, "not-planned-no-effort",
         PLAN_TEXT("applications to be retired without any effort, which have no task: {0} (the first is '{1}')"));
}

void report_constraints(const Portfolio& portfolio, const MigrationProblem& migration, const Report& report) {
    for (std::size_t c = 0; c < portfolio.constraints.size(); ++c)
        for (const std::string& id : portfolio.constraints[c].applications) {
            const auto index = portfolio.application_index(id);
            const Location where = portfolio.where(RecordType::constraint, c);
            if (!index)
                report({Severity::warning,
                        "unknown-application",
                        PLAN_TEXT("constraint '{0}' names '{1}', which is no application; it is ignored for it"),
                        {portfolio.constraints[c].id, id},
                        where});
            else if (migration.applications[*index].move < 0)
                report({Severity::note,
                        "constraint-without-task",
                        PLAN_TEXT("constraint '{0}' names '{1}', which does not move; it is ignored for it"),
                        {portfolio.constraints[c].id, id},
                        where});
        }
}

/// A price below nothing would reward what the constraint forbids.
void require_sound_weights(const Portfolio& portfolio) {
    for (std::size_t c = 0; c < portfolio.constraints.size(); ++c)
        if (portfolio.constraints[c].weight.value_or(0) < 0)
            throw Error(Failure::invalid_input, {Severity::error,
                                                 "negative-weight",
                                                 PLAN_TEXT("constraint '{0}' has a negative weight: leave it out for a "
                                                           "hard constraint, or give one of at least 0"),
                                                 {portfolio.constraints[c].id},
                                                 portfolio.where(RecordType::constraint, c)});
}

}  // namespace

PlanResult plan_migration(const Portfolio& portfolio, const PlanSettings& settings, const Report& report) {
    require_unique_applications(portfolio);
    require_sound_weights(portfolio);
    const std::vector<ResolvedFlow> flows = resolve_flows(portfolio, report);
    MigrationEffort effort;
    effort.schedules = settings.schedules.value_or(0);
    if (settings.schedules) effort.repairs = std::max<std::int64_t>(*settings.schedules / 10, 20);
    const MigrationSolution solution = solve_migration(portfolio, settings, flows, effort);
    report_unplanned(portfolio, *solution.migration, report);
    report_constraints(portfolio, *solution.migration, report);
    PlanResult result;
    result.schedules = solution.schedules;
    result.feasible = solution.found;
    if (solution.found)
        result.records = assemble_plan(portfolio, settings, flows, solution);
    else
        result.clashes = explain_clash(portfolio, settings, flows, solution);
    return result;
}

void store_plan(PlanRecords records, Portfolio& portfolio) {
    portfolio.tasks = std::move(records.tasks);
    portfolio.waves = std::move(records.waves);
    portfolio.bridges = std::move(records.bridges);
    portfolio.plans.assign(1, std::move(records.plan));
    for (std::size_t i = 0; i < portfolio.applications.size(); ++i)
        portfolio.applications[i].planned = std::move(records.planned[i]);
}

}  // namespace plan
