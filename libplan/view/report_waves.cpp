#include "libplan/view/palette.hpp"
#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

/// Sheets of waves: who, what, when, the way back, bridges.
namespace plan {

namespace {

/// The applications of a wave that the stream has, by id.
std::vector<std::size_t> members_of(const ReportScope& scope, const Wave& wave) {
    std::vector<std::size_t> members;
    for (const std::string& id : wave.applications)
        if (const auto index = scope.portfolio.application_index(id)) members.push_back(*index);
    std::ranges::sort(members, {},
                      [&](std::size_t index) { return std::string_view(scope.portfolio.applications[index].id); });
    return members;
}

std::string hours(const ReportScope& scope, const std::optional<double>& hours) {
    return hours ? quantity_text(*hours, 1, scope.language) + "\u00a0h" : std::string();
}

ReportData member_row(const ReportScope& scope, std::size_t index) {
    const Application& application = scope.portfolio.applications[index];
    ReportData row = scope.link(index);
    row.text("owner", application.owner).text("business_owner", application.business_owner);
    row.text("class", class_swatch(shown_class(application)).name(scope.language));
    row.text("site", application.site);
    const std::string target = application.hosting ? application.hosting->target : std::string();
    row.text("target", target.empty() ? std::string() : scope.target_name(target));
    row.text("strategy", application.assessment ? name_of(application.assessment->strategy, scope.language)
                                                : name_of(application.strategy, scope.language));
    row.text("group", application.group);
    row.text("rto", hours(scope, application.rto_hours)).text("rpo", hours(scope, application.rpo_hours));
    row.flag("reversible", application.reversibility.value_or(false));
    row.flag("irreversible", application.reversibility.has_value() && !*application.reversibility);
    const auto ends = return_ends(scope, index);
    row.text("return_until", ends ? scope.day(*ends - 1) : std::string());
    return row;
}

/// Effort and days of each team in the wave.
std::vector<ReportData> team_rows(const ReportScope& scope, const std::vector<std::size_t>& tasks) {
    struct Share {
        double effort = 0;
        std::size_t tasks = 0;
        Date start, finish;
    };
    std::map<std::string, Share> teams;
    for (const std::size_t index : tasks) {
        const Task& task = scope.portfolio.tasks[index];
        auto [found, fresh] = teams.try_emplace(task.team);
        Share& share = found->second;
        share.effort += task.effort_days;
        ++share.tasks;
        share.start = fresh ? task.start : std::min(share.start, task.start);
        share.finish = fresh ? task.finish : std::max(share.finish, task.finish);
    }
    std::vector<ReportData> rows;
    for (const auto& [team, share] : teams)
        rows.emplace_back()
            .text("team", team.empty() ? scope.say("sans équipe", "no team") : scope.team_name(team))
            .text("effort", scope.person_days(share.effort))
            .text("tasks", scope.count(share.tasks))
            .text("dates", date_range(share.start, share.finish, scope.language));
    return rows;
}

/// What must have moved before, and in which wave it does.
std::vector<ReportData> earlier_rows(const ReportScope& scope, const std::vector<std::size_t>& members) {
    std::map<std::string, std::set<std::string>> needed;
    for (const std::size_t index : members) {
        const auto& planned = scope.portfolio.applications[index].planned;
        if (!planned) continue;
        for (const std::string& id : planned->before) needed[id].insert(scope.portfolio.applications[index].id);
    }
    std::vector<ReportData> rows;
    for (const auto& [id, by] : needed) {
        ReportData& row = rows.emplace_back(scope.link(id));
        std::string cutover;
        if (const auto index = scope.portfolio.application_index(id))
            if (const auto& leaving = scope.leaving(*index)) cutover = scope.day(leaving->day);
        row.text("cutover", cutover).list("by", scope.links(std::vector<std::string>(by.begin(), by.end())));
    }
    return rows;
}

std::vector<std::size_t> all_of(const std::vector<std::size_t>& members, auto of) {
    std::set<std::size_t> all;
    for (const std::size_t index : members) {
        const auto& found = of(index);
        all.insert(found.begin(), found.end());
    }
    return {all.begin(), all.end()};
}

}  // namespace

std::vector<std::size_t> waves_in_order(const ReportScope& scope) {
    std::vector<std::size_t> order(scope.portfolio.waves.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t index) { return scope.portfolio.waves[index].number; });
    return order;
}

ReportData wave_sheet(const ReportScope& scope, std::size_t index) {
    const Wave& wave = scope.portfolio.waves[index];
    const std::vector<std::size_t> members = members_of(scope, wave);
    std::vector<std::size_t> tasks = all_of(members, [&](std::size_t one) { return scope.tasks_of(one); });
    std::vector<std::size_t> bridges = all_of(members, [&](std::size_t one) { return scope.bridges_of(one); });
    std::ranges::stable_sort(tasks, {}, [&](std::size_t one) {
        const Task& task = scope.portfolio.tasks[one];
        return std::tuple(std::string_view(task.application), task.start, task.phase);
    });
    std::ranges::stable_sort(bridges, {}, [&](std::size_t one) { return scope.portfolio.bridges[one].start; });
    std::vector<ReportData> rows;
    for (const std::size_t one : members) rows.push_back(member_row(scope, one));
    ReportData sheet;
    sheet.text("anchor", "wave-" + std::to_string(index + 1)).text("number", std::to_string(wave.number));
    sheet.text("dates", date_range(wave.start, wave.finish, scope.language)).text("window", wave.window);
    sheet.text("count", scope.applications(wave.applications.size()))
        .text("effort", scope.person_days(wave.effort_days));
    sheet.list("reasons", scope.reasons(wave.because)).list("members", std::move(rows));
    sheet.list("teams", team_rows(scope, tasks)).list("tasks", task_rows(scope, tasks));
    sheet.list("earlier", earlier_rows(scope, members)).list("bridges", bridge_rows(scope, bridges));
    return sheet;
}

std::vector<ReportData> task_rows(const ReportScope& scope, const std::vector<std::size_t>& tasks) {
    std::vector<ReportData> rows;
    for (const std::size_t index : tasks) {
        const Task& task = scope.portfolio.tasks[index];
        ReportData& row = rows.emplace_back(scope.link(task.application));
        row.text("phase", name_of(task.phase, scope.language));
        row.text("team", task.team.empty() ? std::string() : scope.team_name(task.team));
        row.text("start", scope.day(task.start)).text("finish", scope.day(task.finish));
        row.text("people", quantity_text(task.people, 1, scope.language));
        row.text("effort", quantity_text(task.effort_days, 1, scope.language));
        row.text("slack", task.slack_days ? count_text(*task.slack_days, scope.language) : std::string());
        row.flag("critical", task.critical.value_or(false));
        row.text("status", name_of(task.status, scope.language));
        row.list("reasons", scope.reasons(task.because));
    }
    return rows;
}

std::vector<ReportData> bridge_rows(const ReportScope& scope, const std::vector<std::size_t>& bridges) {
    std::vector<ReportData> rows;
    for (const std::size_t index : bridges) {
        const Bridge& bridge = scope.portfolio.bridges[index];
        ReportData& row = rows.emplace_back();
        row.object("from", scope.link(bridge.from)).object("to", scope.link(bridge.to));
        row.text("start", scope.day(bridge.start)).text("finish", scope.day(bridge.finish));
        row.text("days", count_text(bridge.days, scope.language))
            .text("flows", count_text(bridge.flows, scope.language));
        row.list("reasons", scope.reasons(bridge.because));
    }
    return rows;
}

std::optional<Date> return_ends(const ReportScope& scope, std::size_t application) {
    for (const std::size_t index : scope.tasks_of(application)) {
        const Task& task = scope.portfolio.tasks[index];
        if (task.phase == Phase::decommission) return task.actual_start.value_or(task.start);
    }
    return std::nullopt;
}

}  // namespace plan
