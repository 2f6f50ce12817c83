#include "libplan/view/palette.hpp"
#include "libplan/view/report_pages.hpp"
#include "libplan/view/words.hpp"

#include "libplan/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

/// The compliance statement: who is not conforming, since when, until when, and what the texts are.
namespace plan {

namespace {

/// What is worst first; then what ends last, what never ends before all.
auto order_of(const ComplianceLine& line) {
    return std::tuple(line.status, line.ends_on.has_value(), line.ends_on ? -line.ends_on->days() : 0,
                      std::string_view(line.application));
}

ReportData row_of(const ReportScope& scope, const ComplianceLine& line) {
    ReportData row = scope.link(line.application);
    std::string owner, found_class;
    if (const auto index = scope.portfolio.application_index(line.application)) {
        const Application& application = scope.portfolio.applications[*index];
        owner = ReportScope::owner_of(application);
        found_class = class_swatch(shown_class(application)).name(scope.language);
    }
    row.text("owner", owner).text("class", found_class).text("site", line.site);
    row.text("status", name_of(line.status, scope.language)).text("rules", join(line.rules, ", "));
    row.text("since", scope.day(line.since)).text("until", scope.day(line.until));
    row.text("basis", line.derogation_basis);
    row.text("target", line.target.empty() ? std::string() : scope.target_name(line.target));
    row.text("ends_on", scope.day(line.ends_on)).text("ends_by", name_of(line.ends_by, scope.language));
    row.text("uncovered", line.uncovered_days ? count_text(*line.uncovered_days, scope.language) : std::string());
    row.list("reasons", scope.reasons(line.because));
    return row;
}

}  // namespace

ReportData compliance_page(const ReportScope& scope) {
    std::vector<const ComplianceLine*> lines;
    std::map<Compliance, std::size_t> counts;
    std::set<std::pair<std::string, std::string>> rules;
    std::int64_t uncovered = 0;
    for (const ComplianceLine& line : scope.portfolio.compliance_lines) {
        lines.push_back(&line);
        ++counts[line.status];
        uncovered += line.uncovered_days.value_or(0);
        for (const Reason& reason : line.because) rules.emplace(reason.rule, reason.source);
    }
    std::ranges::stable_sort(lines, {}, [](const ComplianceLine* line) { return order_of(*line); });
    std::vector<ReportFigure> figures;
    for (const auto& [status, count] : counts)
        figures.push_back(
            {std::string(name_of(status, scope.language)), scope.applications(count), "compliance.status"});
    if (!lines.empty())
        figures.push_back({scope.say("Jours sans dérogation, en tout", "Days without derogation, in all"),
                           count_text(uncovered, scope.language),
                           scope.say("compliance.uncovered_days, du jour de l’état à la sortie",
                                     "compliance.uncovered_days, from the day of the statement to the leaving")});
    std::vector<ReportData> rows, sources;
    for (const ComplianceLine* line : lines) rows.push_back(row_of(scope, *line));
    for (const auto& [rule, source] : rules) sources.emplace_back().text("rule", rule).text("source", source);
    ReportData page;
    page.list("figures", figures_data(figures)).list("lines", std::move(rows)).list("sources", std::move(sources));
    return page;
}

}  // namespace plan
