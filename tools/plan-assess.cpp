#include "libplan/policy/assessment.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/tool.hpp"

namespace plan::tools {

namespace {

const Description description = {
    "plan-assess",
    PLAN_TEXT("say what should become of each application, how hard and risky its move is, and what it takes"),
    "[FILE]...",
    {
        {"strategy",
         0,
         "FILE",
         PLAN_TEXT("rules of strategy and risk (default: policies/strategy.xml)"),
         {},
         {},
         Completion::file},
        {"hosting",
         0,
         "FILE",
         PLAN_TEXT("rules of hosting, to judge the present one (default: policies/hosting.xml)"),
         {},
         {},
         Completion::file},
        {"effort", 0, "FILE", PLAN_TEXT("effort model (default: effort/effort.xml)"), {}, {}, Completion::file},
    },
};

/// The file given by an option, or the shipped one: its name and its text.
std::pair<std::string, std::string> rules(Invocation& invocation, std::string_view option, std::string_view shipped) {
    const std::string path = invocation.has(option) ? invocation.value(option) : invocation.data_file(shipped);
    return {path, invocation.read_all(path)};
}

ExitCode run(Invocation& invocation) {
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    use_default_targets(invocation, portfolio);
    const auto [strategy_name, strategy_text] = rules(invocation, "strategy", "policies/strategy.xml");
    const auto [hosting_name, hosting_text] = rules(invocation, "hosting", "policies/hosting.xml");
    const auto [effort_name, effort_text] = rules(invocation, "effort", "effort/effort.xml");
    const DecisionTable strategy = read_decision_table(strategy_text, strategy_name, strategy_words());
    const DecisionTable hosting = read_decision_table(hosting_text, hosting_name, hosting_words());
    const EffortModel effort = read_effort_model(effort_text, effort_name);
    assess(portfolio, {strategy, hosting, effort, planning_date(invocation, portfolio), invocation.language()});
    for (const Application& application : portfolio.applications)
        if (application.assessment->strategy == Strategy::unspecified)
            invocation.report({Severity::warning,
                               "strategy-unknown",
                               PLAN_TEXT("{}: no rule gives it a strategy; it will not be planned"),
                               {application.id},
                               {}});
    invocation.write_portfolio(portfolio, {{"assessment"}, {}});
    return ExitCode::success;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
