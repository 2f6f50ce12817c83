#include "libplan/base/error.hpp"
#include "libplan/base/some_names.hpp"
#include "libplan/base/text.hpp"
#include "libplan/policy/compliance.hpp"
#include "libplan/policy/decision_tests.hpp"
#include "libplan/policy/portfolio_hosting.hpp"
#include "libplan/policy/usage_matrix.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/rule_tests.hpp"
#include "tools/common/tool.hpp"

#include <unordered_map>

namespace plan::tools {

namespace {

const Description description = {
    "plan-target",
    PLAN_TEXT("say where each application may be hosted and why not elsewhere, choose, and judge its present hosting"),
    "[FILE]...",
    {
        {"policy", 0, "FILE", PLAN_TEXT("rules of hosting (default: policies/hosting.xml)"), {}, {}, Completion::file},
        {"cutover", 0, "DATE",
         PLAN_TEXT("day of the cut-overs, on which targets must be eligible (default: the day of the decision)")},
        {"horizon-months", 0, "MONTHS",
         PLAN_TEXT("how long a target must stay eligible after a cut-over (default: what the rules set)")},
        {"derogation-months", 0, "MONTHS",
         PLAN_TEXT("how long a derogation lasts after an acceptable offer: 12 by the circular, 18 by the SREN act "
                   "(default: what the rules set)")},
        {"max-age", 0, "DAYS",
         PLAN_TEXT("warn of targets verified longer ago than this (default: what the rules set)")},
        coupling_option(),
        {"matrix", 0, "", PLAN_TEXT("add the usage matrix: records of type usage")},
        {"compliance", 0, "", PLAN_TEXT("add the compliance statement: records of type compliance")},
        {"test", 0, "",
         PLAN_TEXT("try the rules of hosting on the examples that they carry, and stop: no input is read")},
    },
    true,
    "test",
};

/// Sets `setting` when the option is given.
template <class Value>
void read_whole_number(const Invocation& invocation, std::string_view option, int most, Value& setting) {
    if (!invocation.has(option)) return;
    const auto value = parse_integer(invocation.value(option));
    if (!value || *value < 0 || *value > most)
        throw Error(Failure::usage, {Severity::error,
                                     "bad-number",
                                     PLAN_TEXT("--{0} must be a whole number from {1} to {2}"),
                                     {std::string(option), "0", std::to_string(most)},
                                     {}});
    setting = static_cast<int>(*value);
}

HostingSettings settings_of(const Invocation& invocation, const DecisionTable& table, Date decision_date) {
    HostingSettings settings = hosting_settings(table, decision_date);
    read_whole_number(invocation, "horizon-months", 1200, settings.horizon_months);
    read_whole_number(invocation, "derogation-months", 1200, settings.derogation_months);
    read_whole_number(invocation, "max-age", 36500, settings.max_age_days);
    if (!invocation.has("cutover")) return settings;
    const std::string text = invocation.value("cutover");
    const auto date = Date::from_iso(text);
    if (!date || *date < decision_date)
        throw Error(Failure::usage,
                    {Severity::error,
                     "bad-date",
                     PLAN_TEXT("--cutover: \"{0}\" is no date YYYY-MM-DD from the day of the decision on ({1})"),
                     {text, decision_date.to_iso()},
                     {}});
    settings.cutover = *date;
    return settings;
}

void warn_of_targets(Invocation& invocation, const Portfolio& portfolio, const PortfolioHosting& hosting,
                     const HostingSettings& settings) {
    std::vector<bool> in_use(portfolio.targets.size());
    std::unordered_map<std::string_view, std::size_t> by_id;  // only looked up
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index)
        by_id.emplace(portfolio.targets[index].id, index);
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        if (const auto target = hosting.target(index)) in_use[*target] = true;
        if (const auto site = by_id.find(portfolio.applications[index].site); site != by_id.end())
            in_use[site->second] = true;
    }
    warn_stale_targets(invocation, portfolio, in_use, settings.decision_date, settings.max_age_days);
    for (const PortfolioHosting::FullTarget& full : hosting.full_targets()) {
        std::vector<std::string> ids;
        for (const std::size_t index : full.displaced) ids.push_back(portfolio.applications[index].id);
        constexpr std::size_t shown = 8;
        invocation.report({Severity::warning,
                           "target-full",
                           PLAN_TEXT("{0} has no room for all: {1} applications go elsewhere or nowhere ({2}); see "
                                     "their hosting.because"),
                           {portfolio.targets[full.target].id, std::to_string(ids.size()), some_names(ids, shown)},
                           {}});
    }
}

void report_without(Invocation& invocation, const Portfolio& portfolio, const PortfolioHosting& hosting) {
    for (const std::size_t index : hosting.without())
        invocation.report(
            {Severity::error,
             hosting.lacks_room(index) ? "no-room" : "no-eligible-target",
             hosting.lacks_room(index)
                 ? PLAN_TEXT("{}: must move, and none of its eligible targets has room; see its hosting.because")
                 : PLAN_TEXT("{}: must move, and none of the {} targets is eligible; see its hosting.rejected"),
             {portfolio.applications[index].id, std::to_string(portfolio.targets.size())},
             portfolio.where(RecordType::application, index)});
}

/// Each application's key is there only while its line is written.
void write_stream(Invocation& invocation, Portfolio& portfolio, const PortfolioHosting& hosting) {
    std::size_t written = 0;
    invocation.write_portfolio(portfolio, {{"hosting"}, {RecordType::usage, RecordType::compliance}},
                               [&](std::size_t application) {
                                   portfolio.applications[written].hosting.reset();
                                   portfolio.applications[application].hosting = hosting.hosting(application);
                                   written = application;
                               });
}

ExitCode run(Invocation& invocation) {
    const std::string path =
        invocation.has("policy") ? invocation.value("policy") : invocation.data_file("policies/hosting.xml");
    const std::string text = invocation.read_all(path);
    const DecisionTable table = read_decision_table(text, path, hosting_words());
    if (invocation.has("test"))
        return report_tests(invocation, table.id(),
                            test_decision_table(table, {}, [&](const DecisionRule& rule, const DecisionExample& one) {
                                return hosting_example_facts(table, rule, one);
                            }));
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    use_default_targets(invocation, portfolio);
    const HostingSettings settings = settings_of(invocation, table, planning_date(invocation, portfolio));
    const PortfolioHosting hosting(table, portfolio, settings, invocation.language(), read_coupling(invocation));
    portfolio.usages.clear();
    portfolio.compliance_lines.clear();
    if (invocation.has("matrix")) portfolio.usages = usage_matrix(table, portfolio, settings, invocation.language());
    if (invocation.has("compliance"))
        portfolio.compliance_lines = compliance_statement(portfolio, hosting, settings, invocation.language());
    warn_of_targets(invocation, portfolio, hosting, settings);
    report_without(invocation, portfolio, hosting);
    write_stream(invocation, portfolio, hosting);
    return hosting.without().empty() ? ExitCode::success : ExitCode::negative;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
