#include "libplan/view/report_scope.hpp"

#include "libplan/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace plan {

namespace {

/// --as-of of the run that made the plan.
std::optional<Date> day_of_plan(const Portfolio& portfolio) {
    if (portfolio.plans.empty()) return std::nullopt;
    for (const auto& [name, value] : portfolio.plans.back().settings)
        if (name == "as_of") return Date::from_iso(value);
    return std::nullopt;
}

std::vector<std::optional<Leaving>> leavings(const Portfolio& portfolio) {
    std::vector<std::optional<Leaving>> found(portfolio.applications.size());
    for (const Phase phase : {Phase::cutover, Phase::decommission})
        for (const Task& task : portfolio.tasks) {
            if (task.phase != phase || task.application.empty()) continue;
            const auto application = portfolio.application_index(task.application);
            if (application && !found[*application])
                found[*application] = Leaving{task.actual_finish.value_or(task.finish), phase};
        }
    return found;
}

}  // namespace

ReportScope::ReportScope(const Portfolio& all, const ReportOptions& asked)
    : portfolio(all),
      options(asked),
      language(asked.language),
      as_of(asked.as_of ? asked.as_of : day_of_plan(all)),
      tasks_(all.applications.size()),
      bridges_(all.applications.size()),
      leaving_(leavings(all)) {
    for (std::size_t index = 0; index < all.tasks.size(); ++index)
        if (const auto application = all.application_index(all.tasks[index].application))
            tasks_[*application].push_back(index);
    for (std::size_t index = 0; index < all.bridges.size(); ++index)
        for (const std::string& end : {all.bridges[index].from, all.bridges[index].to})
            if (const auto application = all.application_index(end)) bridges_[*application].push_back(index);
    for (auto& tasks : tasks_)
        std::ranges::stable_sort(tasks, {}, [&](std::size_t index) {
            return std::tuple(all.tasks[index].start, all.tasks[index].phase, std::string_view(all.tasks[index].id));
        });
    for (auto& bridges : bridges_)
        std::ranges::stable_sort(bridges, {}, [&](std::size_t index) { return all.bridges[index].start; });
    for (const Target& target : all.targets) targets_.emplace(target.id, &target);
    for (const Team& team : all.teams) teams_.emplace(team.id, &team);
}

const std::vector<std::size_t>& ReportScope::tasks_of(std::size_t application) const {
    return tasks_[application];
}
const std::vector<std::size_t>& ReportScope::bridges_of(std::size_t application) const {
    return bridges_[application];
}

const Target* ReportScope::target(std::string_view id) const {
    const auto found = targets_.find(id);
    return found == targets_.end() ? nullptr : found->second;
}

bool ReportScope::shows(ReportPage page) const {
    return options.pages.empty() || std::ranges::find(options.pages, page) != options.pages.end();
}

std::string ReportScope::euros(double amount) const {
    return quantity_text(amount, 0, language) + "\u00a0€";
}

std::string ReportScope::person_days(double days) const {
    return quantity_text(days, 0, language) + say("\u00a0j.-pers.", "\u00a0person-days");
}

std::string ReportScope::applications(std::size_t number) const {
    return counted(static_cast<std::int64_t>(number), {"application", "application"}, {"applications", "applications"},
                   language);
}

std::string ReportScope::target_name(std::string_view id) const {
    const Target* found = target(id);
    if (found == nullptr || (found->offer.empty() && found->provider.empty())) return std::string(id);
    if (found->offer.empty()) return found->provider;
    return found->provider.empty() || found->provider == found->offer ? found->offer
                                                                      : found->offer + ", " + found->provider;
}

std::string ReportScope::team_name(std::string_view id) const {
    const auto found = teams_.find(id);
    return found == teams_.end() || found->second->name.empty() ? std::string(id) : found->second->name;
}

const std::string& ReportScope::owner_of(const Application& application) {
    if (!application.business_owner.empty()) return application.business_owner;
    return application.owner.empty() ? application.ministry : application.owner;
}

std::string ReportScope::anchor(std::size_t application) {
    return "application-" + std::to_string(application + 1);
}

ReportData ReportScope::link(std::size_t application) const {
    const Application& record = portfolio.applications[application];
    ReportData data;
    data.text("id", record.id).text("name", record.name == record.id ? std::string() : record.name);
    data.text("anchor", shows(ReportPage::applications) ? anchor(application) : std::string());
    return data;
}

ReportData ReportScope::link(std::string_view id) const {
    if (const auto application = portfolio.application_index(id)) return link(*application);
    ReportData data;
    data.text("id", id).flag("name", false).flag("anchor", false);
    return data;
}

std::vector<ReportData> ReportScope::links(const std::vector<std::size_t>& all) const {
    std::vector<ReportData> data;
    for (const std::size_t application : all) data.push_back(link(application));
    return data;
}

std::vector<ReportData> ReportScope::links(const std::vector<std::string>& ids) const {
    std::vector<ReportData> data;
    for (const std::string& id : ids) data.push_back(link(id));
    return data;
}

std::vector<ReportData> ReportScope::reasons(const Reasons& all) const {
    std::vector<ReportData> data;
    for (const Reason& reason : all) {
        ReportData& one = data.emplace_back();
        one.text("text", reason.text).text("rule", reason.rule).text("source", reason.source);
        // A path of one is the application itself.
        one.text("path", reason.path.size() > 1 ? join(reason.path, " → ") : std::string());
    }
    return data;
}

std::vector<ReportData> figures_data(const std::vector<ReportFigure>& figures) {
    std::vector<ReportData> data;
    for (const ReportFigure& figure : figures)
        data.emplace_back().text("label", figure.label).text("value", figure.value).text("source", figure.source);
    return data;
}

}  // namespace plan
