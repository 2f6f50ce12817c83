#include "libplan/base/error.hpp"
#include "libplan/policy/hosting.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/tool.hpp"

namespace plan::tools {

namespace {

const Description description = {
    "plan-target",
    PLAN_TEXT("say where each application may be hosted and why not elsewhere, choose, and judge its present hosting"),
    "[FILE]...",
    {
        {"policy", 0, "FILE", PLAN_TEXT("rules of hosting (default: policies/hosting.xml)"), {}, {}, Completion::file},
        {"max-age", 0, "DAYS", PLAN_TEXT("warn of targets verified longer ago than this"), {}, "180"},
    },
};

int max_age(const Invocation& invocation) {
    const double days = invocation.number("max-age").value_or(180);
    if (days < 0 || days > 100000)
        throw Error(Failure::usage,
                    {Severity::error, "bad-age", PLAN_TEXT("--max-age: expected 0 to 100000 days"), {}, {}});
    return static_cast<int>(days);
}

ExitCode run(Invocation& invocation) {
    const int oldest = max_age(invocation);
    Portfolio portfolio = invocation.read_portfolio();
    require_unique_applications(portfolio);
    use_default_targets(invocation, portfolio);
    const Date date = planning_date(invocation, portfolio);
    const std::string path =
        invocation.has("policy") ? invocation.value("policy") : invocation.data_file("policies/hosting.xml");
    const std::string text = invocation.read_all(path);
    const DecisionTable table = read_decision_table(text, path, hosting_words());
    const std::vector<std::size_t> without = decide_hosting(portfolio, table, date, invocation.language());
    warn_stale_targets(invocation, portfolio, date, oldest);
    for (const std::size_t index : without)
        invocation.report({Severity::error,
                           "no-eligible-target",
                           PLAN_TEXT("{}: must move, and none of the {} targets is eligible; see its hosting.rejected"),
                           {portfolio.applications[index].id, std::to_string(portfolio.targets.size())},
                           portfolio.where(RecordType::application, index)});
    invocation.write_portfolio(portfolio, {{"hosting"}, {}});
    return without.empty() ? ExitCode::success : ExitCode::negative;
}

}  // namespace

}  // namespace plan::tools

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, plan::tools::description, plan::tools::run);
}
