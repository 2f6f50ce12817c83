#include "libplan/policy/compliance.hpp"

#include "libplan/record/fields.hpp"
#include "libplan/record/reasons.hpp"

#include <algorithm>
#include <unordered_map>

namespace plan {

namespace {

constexpr ReasonText ends_text = {"compliance-ends", "plan-target",
                                  "Le plan y met fin le {date} : bascule vers {target}",
                                  "The plan ends it on {date}: cut-over to {target}"};
constexpr ReasonText retires_text = {"compliance-ends", "plan-target",
                                     "Le plan y met fin le {date} : décommissionnement",
                                     "The plan ends it on {date}: decommission"};
constexpr ReasonText uncovered_text = {"compliance-uncovered", "plan-target",
                                       "{days} jour(s) sans dérogation, du {from} au {date}",
                                       "{days} day(s) without derogation, from {from} to {date}"};
constexpr ReasonText open_end_text = {"compliance-open", "plan-target", "Aucune bascule planifiée n'y met fin",
                                      "No planned cut-over ends it"};

/// The day on which an application leaves its present hosting.
struct Ending {
    Date day;
    Phase phase;
};

/// By application; a cut-over counts before a decommission.
std::unordered_map<std::string_view, Ending> endings_of(const Portfolio& portfolio) {
    std::unordered_map<std::string_view, Ending> endings;  // only looked up
    for (const Phase phase : {Phase::cutover, Phase::decommission})
        for (const Task& task : portfolio.tasks)
            if (task.phase == phase && !task.application.empty())
                endings.emplace(task.application, Ending{task.actual_finish.value_or(task.finish), phase});
    return endings;
}

void add_ending(ComplianceLine& line, const Ending& ending, Date decision_date, Language language) {
    line.ends_on = ending.day;
    line.ends_by = ending.phase;
    const std::string day = ending.day.to_iso();
    line.because.push_back(ending.phase == Phase::cutover
                               ? make_reason(ends_text, language, {{"date", day}, {"target", line.target}})
                               : make_reason(retires_text, language, {{"date", day}}));
    if (line.status == Compliance::to_qualify) return;
    const Date from = line.until ? std::max(decision_date, *line.until + 1) : decision_date;
    line.uncovered_days = std::max(0, ending.day - from);
    if (*line.uncovered_days > 0)
        line.because.push_back(
            make_reason(uncovered_text, language,
                        {{"days", std::to_string(*line.uncovered_days)}, {"from", from.to_iso()}, {"date", day}}));
}

}  // namespace

std::vector<ComplianceLine> compliance_statement(const Portfolio& portfolio, const PortfolioHosting& hosting,
                                                 const HostingSettings& settings, Language language) {
    const auto endings = endings_of(portfolio);
    const bool planned = !portfolio.plans.empty() || !portfolio.tasks.empty();
    std::vector<ComplianceLine> lines;
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        PresentHosting present = hosting.present(index);
        if (present.status == Compliance::conforming) continue;
        const Application& application = portfolio.applications[index];
        ComplianceLine& line = lines.emplace_back();
        line.application = application.id;
        line.site = application.site;
        line.status = present.status;
        line.rules = std::move(present.rules);
        line.since = present.since;
        line.until = present.until;
        if (line.status == Compliance::derogation) line.derogation_basis = application.derogation_basis;
        if (const auto target = hosting.target(index)) line.target = portfolio.targets[*target].id;
        line.because = std::move(present.because);
        if (const auto ending = endings.find(application.id); ending != endings.end())
            add_ending(line, ending->second, settings.decision_date, language);
        else if (planned)
            line.because.push_back(make_reason(open_end_text, language, {}));
    }
    return lines;
}

}  // namespace plan
