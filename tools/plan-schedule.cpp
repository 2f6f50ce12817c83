#include "libplan/check/plan_checks.hpp"
#include "libplan/graph/group_cuts.hpp"
#include "libplan/schedule/marginal_people.hpp"
#include "libplan/schedule/planner.hpp"
#include "libplan/schedule/regrouping.hpp"
#include "libplan/schedule/task_explanation.hpp"
#include "libplan/view/text_table.hpp"
#include "tools/common/baseline.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/schedule_reports.hpp"
#include "tools/common/time_limit.hpp"
#include "tools/common/tool.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace plan::tools {

namespace {

const Description description = {
    "plan-schedule",
    PLAN_TEXT("Plan the migration: dated tasks, waves, bridges, and how good the plan is at least. Writes the key "
              "`planned` of each application and the records `wave`, `task`, `bridge` and `plan`."),
    "[FILE]...",
    {
        {"start", 0, "DATE", PLAN_TEXT("first day of planning (default: the day of --as-of)")},
        {"baseline",
         0,
         "FILE",
         PLAN_TEXT("plan again from an earlier plan: what is done or under way stays, the rest moves little"),
         {},
         {},
         Completion::file},
        {"regroup", 0, "AMOUNT",
         PLAN_TEXT("split groups, or join them, where that lowers the total by more than AMOUNT: points, or a share of "
                   "it as in 1%")},
        {"explain", 'e', "ID",
         PLAN_TEXT(
             "say why a task, an application's tasks or a wave are where they are, in place of the stream; of the "
             "plan in the stream where there is one (repeatable)")},
        {"teams", 0, "",
         PLAN_TEXT("print the load of each team by week, and what one more person in it would change, in place of the "
                   "stream")},
        {"seconds", 0, "S", PLAN_TEXT("search for S seconds; Ctrl-C ends it earlier and keeps the best plan so far")},
        {"schedules", 0, "N",
         PLAN_TEXT("search as long as building N schedules takes, on any machine the same (default: fewer for larger "
                   "portfolios, unless --seconds is given)")},
        {"threads", 0, "N", PLAN_TEXT("threads that search, 1 or 2; the plan is the same"), {}, "2"},
        {"horizon-months",
         0,
         "N",
         PLAN_TEXT("months that a hosting target must stay eligible after the move"),
         {},
         "12"},
        coupling_option(),
        {"weight-lateness", 0, "W", PLAN_TEXT("points for a weighted day after a date to keep"), {}, "10"},
        {"weight-exposure", 0, "W", PLAN_TEXT("points for a day of an application where it must not be"), {}, "1"},
        {"weight-bridges", 0, "W", PLAN_TEXT("points for a weighted day of a bridge"), {}, "0.1"},
        {"weight-makespan", 0, "W", PLAN_TEXT("points for a day of the plan"), {}, "1"},
        {"weight-disruption", 0, "W", PLAN_TEXT("points for a day that a task is moved from an earlier plan"), {}, "1"},
        {"lateness-weight-deadline", 0, "W", PLAN_TEXT("weight of a day after an application's deadline"), {}, "1"},
        {"lateness-weight-contract-end", 0, "W", PLAN_TEXT("weight of a day after the end of its contract"), {}, "2"},
        {"lateness-weight-derogation", 0, "W", PLAN_TEXT("weight of a day after the end of its derogation"), {}, "3"},
        {"exposure-weight", 0, "CLASS=W", PLAN_TEXT("weight of a day of exposure in a class (default 1; repeatable)")},
    },
};

constexpr std::int64_t longest_search = 1'000'000;  // seconds

[[noreturn]] void refuse(const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::usage, {Severity::error, "invalid-option", text, std::move(arguments), {}});
}

std::int64_t whole_number(const Invocation& invocation, std::string_view option, std::int64_t least,
                          std::int64_t most) {
    const auto value = parse_integer(invocation.value(option));
    if (!value || *value < least || *value > most)
        refuse(PLAN_TEXT("--{0} must be a whole number from {1} to {2}"),
               {std::string(option), std::to_string(least), std::to_string(most)});
    return *value;
}

ObjectiveWeights read_weights(const Invocation& invocation) {
    constexpr std::pair<std::string_view, double ObjectiveWeights::*> options[] = {
        {"weight-lateness", &ObjectiveWeights::lateness},
        {"weight-exposure", &ObjectiveWeights::exposure},
        {"weight-bridges", &ObjectiveWeights::bridges},
        {"weight-makespan", &ObjectiveWeights::makespan},
        {"weight-disruption", &ObjectiveWeights::disruption},
        {"lateness-weight-deadline", &ObjectiveWeights::lateness_deadline},
        {"lateness-weight-contract-end", &ObjectiveWeights::lateness_contract_end},
        {"lateness-weight-derogation", &ObjectiveWeights::lateness_derogation},
    };
    ObjectiveWeights weights;
    for (const auto& [option, weight] : options) {
        weights.*weight = invocation.number(option).value_or(weights.*weight);
        if (weights.*weight < 0) refuse(PLAN_TEXT("--{0} must not be negative"), {std::string(option)});
    }
    for (const std::string& pair : invocation.values("exposure-weight")) {
        const std::size_t equals = pair.find('=');
        const auto value = equals == std::string::npos ? std::nullopt : parse_number(pair.substr(equals + 1));
        if (!value || *value < 0 || equals == 0)
            refuse(PLAN_TEXT("--exposure-weight '{0}' is not of the form CLASS=W with W at least 0"), {pair});
        std::erase_if(weights.exposure_of_class,
                      [&](const auto& known) { return known.first == pair.substr(0, equals); });
        weights.exposure_of_class.emplace_back(pair.substr(0, equals), *value);
    }
    return weights;
}

/// What has become of tasks is told by the stream to be planned, or else by the earlier plan itself.
Baseline baseline_of(const Portfolio& earlier, const Portfolio& now, std::string name) {
    Baseline baseline;
    baseline.name = std::move(name);
    baseline.tasks = earlier.tasks;
    std::map<std::string_view, const Task*> progress;
    for (const Task& task : now.tasks) progress.emplace(task.id, &task);
    for (Task& task : baseline.tasks) {
        const auto found = progress.find(task.id);
        if (found == progress.end()) continue;
        task.status = found->second->status;
        task.actual_start = found->second->actual_start;
        task.actual_finish = found->second->actual_finish;
    }
    const Plan& plan = earlier.plans.front();
    const auto weight = std::find_if(plan.settings.begin(), plan.settings.end(),
                                     [](const auto& setting) { return setting.first == "weight_disruption"; });
    const double price = weight == plan.settings.end() ? 1 : parse_number(weight->second).value_or(1);
    baseline.total = plan.objective.total - price * plan.objective.disruption;
    return baseline;
}

PlanSettings read_settings(Invocation& invocation, const Portfolio& portfolio) {
    PlanSettings settings;
    const Date today = planning_date(invocation, portfolio);
    settings.as_of = today;
    std::optional<Date> first_day = invocation.date("start");
    if (invocation.has("baseline")) {
        const Portfolio earlier = read_earlier_plan(invocation);
        settings.baseline = baseline_of(earlier, portfolio, invocation.value("baseline"));
        if (!first_day) first_day = earlier.plans.front().start;
    }
    settings.start = first_day.value_or(today);
    settings.horizon_months = static_cast<int>(whole_number(invocation, "horizon-months", 0, 1200));
    if (invocation.has("schedules")) settings.schedules = whole_number(invocation, "schedules", 1, 1'000'000'000);
    settings.seed = invocation.seed();
    settings.language = invocation.language();
    settings.weights = read_weights(invocation);
    settings.weights.coupling = read_coupling(invocation);
    settings.threads = static_cast<int>(whole_number(invocation, "threads", 1, 2));
    settings.seconds = invocation.number("seconds");
    if (settings.seconds && !(*settings.seconds > 0 && *settings.seconds <= static_cast<double>(longest_search)))
        refuse(PLAN_TEXT("--{0} must be more than 0 and at most {1}"), {"seconds", std::to_string(longest_search)});
    if (settings.seconds && invocation.has("teams"))
        refuse(PLAN_TEXT("--teams searches once for every team, as long each time: give --schedules, not --{0}"),
               {"seconds"});
    if (settings.baseline && invocation.has("teams"))
        refuse(PLAN_TEXT("--teams plans from scratch, and so takes no --{0}"), {"baseline"});
    return settings;
}

std::optional<RegroupAmount> regroup_amount(const Invocation& invocation) {
    if (!invocation.has("regroup")) return std::nullopt;
    constexpr double percent = 100;
    std::string text = invocation.value("regroup");
    RegroupAmount amount;
    amount.is_share = text.ends_with('%');
    if (amount.is_share) text.pop_back();
    const auto value = parse_number(trim(text));
    if (!value || *value < 0) refuse(PLAN_TEXT("--regroup: expected points of at least 0, or a share as in 1%"), {});
    amount.value = amount.is_share ? *value / percent : *value;
    if (invocation.has("baseline"))
        refuse(PLAN_TEXT("--regroup plans from scratch, and so takes no --{0}"), {"baseline"});
    return amount;
}

void report_regrouping(Invocation& invocation, const RegroupResult& result) {
    if (!result.plan.feasible) return;
    const std::string total = number_text(result.plan.records.plan.objective.total);
    const std::string before = result.total_before ? number_text(*result.total_before) : "";
    if (!result.total_before)
        invocation.report({Severity::note,
                           "regrouped",
                           PLAN_TEXT("no plan exists with the groups as they were; with {0} changes there is one of "
                                     "total {1}"),
                           {std::to_string(result.changes), total},
                           {}});
    else if (result.changes == 0)
        invocation.report({Severity::note,
                           "not-regrouped",
                           PLAN_TEXT("groups stay as they are: of {0} groupings tried, none lowers the total of {1} by "
                                     "enough"),
                           {std::to_string(result.groupings), before},
                           {}});
    else
        invocation.report(
            {Severity::note,
             "regrouped",
             PLAN_TEXT("groups were changed in {0} places, of {1} groupings tried: total {2}, {3} before"),
             {std::to_string(result.changes), std::to_string(result.groupings), total, before},
             {}});
}

/// Bridges weighed by other rules than those that the groups were cut by would make neither mean what it says.
void warn_of_other_rules(Invocation& invocation, const Portfolio& portfolio, const CouplingModel& coupling) {
    const auto others = find_other_cuts(portfolio, coupling);
    if (!others) return;
    const Group& group = portfolio.groups[others->group];
    invocation.report(
        {Severity::warning,
         "other-coupling",
         PLAN_TEXT("{0} groups were cut by other weights than these, such as '{1}' (its cut says {2}, these "
                   "rules make it {3}): give plan-group and plan-schedule the same --coupling, and group "
                   "again when flows have changed"),
         {std::to_string(others->count), group.id, number_text(others->stated), number_text(others->weighed)},
         portfolio.where(RecordType::group, others->group)});
}

/// What the search asks while it goes on, and what it says.
void listen(PlanSettings& settings, const TimeLimit& limit, Invocation& invocation) {
    settings.time_spent = [&limit] { return limit.spent(); };
    settings.progress = [&invocation, &limit](double share, double best, double bound) {
        const auto rounded = [](double value) { return number_text(std::round(value * 10) / 10); };
        const double gap = bound > 0 ? 100 * (best - bound) / bound : 0;
        invocation.progress(
            fill_text(translate(PLAN_TEXT("{0} % of the search, {1} s: best total {2}, proven bound {3}, gap {4} %")),
                      {number_text(std::floor(100 * std::min(share, 1.0))), number_text(std::floor(limit.seconds())),
                       rounded(best), rounded(bound), rounded(gap)}));
    };
}

/// A record of an earlier tool that gives no reason: a pity, but not a fault of the plan.
bool about_the_input(const Diagnostic& finding) {
    const bool reason = finding.code == "no-because" || finding.code == "incomplete-because";
    return reason && (finding.arguments.front() == "application" || finding.arguments.front() == "group");
}

/// The checker shares nothing with the search: what it finds is a fault of this program, and no plan is printed.
void verify(Invocation& invocation, const Portfolio& portfolio) {
    std::size_t errors = 0;
    for (const Diagnostic& finding : check_plan(portfolio)) {
        if (finding.severity != Severity::error || about_the_input(finding)) continue;
        invocation.report(finding);
        ++errors;
    }
    if (errors > 0)
        throw Error(Failure::internal,
                    {Severity::error,
                     "plan-not-verified",
                     PLAN_TEXT("the plan that was found breaks {0} rules and is not written; please report it"),
                     {std::to_string(errors)},
                     {}});
}

void explain(Invocation& invocation, const Portfolio& portfolio) {
    bool first = true;
    for (const std::string& id : invocation.values("explain")) {
        const auto text = explain_task(portfolio, id, invocation.language());
        if (!text)
            throw Error(Failure::usage, {Severity::error,
                                         "unknown-task",
                                         PLAN_TEXT("the plan has no task, application or wave '{0}': a task is named "
                                                   "<application>/<phase>, a wave wave-<number>"),
                                         {id},
                                         {}});
        if (!first) invocation.write("\n");
        first = false;
        invocation.write(*text);
    }
}

void show_teams(Invocation& invocation, Portfolio& portfolio, const PlanSettings& settings) {
    const auto sink = [&](std::string_view text) { invocation.write(text); };
    const TeamTables tables = team_tables(portfolio, marginal_people(portfolio, settings), invocation.language());
    write_text(tables.teams, invocation.language(), sink);
    invocation.write("\n");
    write_text(tables.weeks, invocation.language(), sink);
}

ExitCode run(Invocation& invocation) {
    Portfolio portfolio = invocation.read_portfolio();
    if (invocation.has("explain") && !portfolio.tasks.empty() && !invocation.has("baseline")) {
        explain(invocation, portfolio);
        return ExitCode::success;
    }
    use_default_targets(invocation, portfolio);
    PlanSettings settings = read_settings(invocation, portfolio);
    if (portfolio.teams.empty())
        invocation.report({Severity::warning,
                           "default-teams",
                           PLAN_TEXT("the stream has no team; one of five people per phase is assumed"),
                           {},
                           {}});
    warn_of_other_rules(invocation, portfolio, settings.weights.coupling);
    const TimeLimit limit(settings.seconds);
    listen(settings, limit, invocation);
    bool regrouped = false;
    PlanResult result;
    if (const auto amount = regroup_amount(invocation)) {
        RegroupResult regrouping = plan_with_regrouping(portfolio, settings, *amount, invocation.reporter());
        report_regrouping(invocation, regrouping);
        regrouped = regrouping.changes > 0;
        result = std::move(regrouping.plan);
    } else {
        result = plan_migration(portfolio, settings, invocation.reporter());
    }
    if (limit.interrupted() && result.feasible)
        invocation.report({Severity::warning,
                           "interrupted",
                           PLAN_TEXT("the search was interrupted; the plan is the best one so far"),
                           {},
                           {}});
    if (!result.feasible) {
        for (const Diagnostic& clash : result.clashes) invocation.report(clash);
        return ExitCode::negative;
    }
    store_plan(std::move(result.records), portfolio);
    verify(invocation, portfolio);
    Plan& plan = portfolio.plans.front();
    plan.verified = true;
    if (invocation.has("explain")) {
        explain(invocation, portfolio);
        return ExitCode::success;
    }
    if (invocation.has("teams")) {
        show_teams(invocation, portfolio, settings);
        return ExitCode::success;
    }
    invocation.report(
        {Severity::note,
         "plan",
         PLAN_TEXT("from {2} to {3}: tasks {0}, waves {1}, total {4}, proven lower bound {5}"),
         {std::to_string(portfolio.tasks.size()), std::to_string(portfolio.waves.size()), plan.start.to_iso(),
          plan.finish.to_iso(), number_text(plan.objective.total), number_text(plan.lower_bound)},
         {}});
    Ownership ownership = {{"planned"}, {RecordType::wave, RecordType::task, RecordType::bridge, RecordType::plan}};
    if (regrouped) {
        ownership.application_keys.emplace_back("group");
        ownership.types.push_back(RecordType::group);
    }
    invocation.write_portfolio(portfolio, ownership);
    return ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
