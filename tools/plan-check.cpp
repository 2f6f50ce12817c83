#include "libplan/base/error.hpp"
#include "libplan/check/plan_checks.hpp"
#include "libplan/check/record_checks.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/tool.hpp"

#include <string_view>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-check",
    .summary = PLAN_TEXT("checks the records of a stream and proves a finished plan; passes the stream on"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "only",
             .argument = "PART",
             .help = PLAN_TEXT("check the records alone, or the plan alone"),
             .choices = {"records", "plan"}},
            {.name = "strict", .argument = "", .help = PLAN_TEXT("exit 1 for warnings too")},
        },
};

struct Count {
    std::size_t errors = 0, warnings = 0, notes = 0;
};

void report_all(Invocation& invocation, const std::vector<Diagnostic>& findings, Count& count) {
    for (const Diagnostic& finding : findings) {
        ++(finding.severity == Severity::error  ? count.errors
           : finding.severity == Severity::note ? count.notes
                                                : count.warnings);
        invocation.report(finding);
    }
}

/// A stream that claims to hold a whole plan is judged as one, when that is asked for.
void require_plan(const Portfolio& portfolio) {
    if (!has_plan(portfolio))
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-plan",
                     PLAN_TEXT("the stream holds no plan; run plan-schedule first, or leave --only plan away"),
                     {},
                     {}});
}

void summarise(Invocation& invocation, const Portfolio& portfolio, bool plan_checked, const Count& count) {
    Diagnostic summary;
    summary.severity = Severity::note;
    summary.code = "summary";
    summary.text = plan_checked ? PLAN_TEXT(
                                      "checked: applications {0}, flows {1}, planned tasks {2}; found: errors {3}, "
                                      "warnings {4}, notes {5}")
                                : PLAN_TEXT(
                                      "checked: applications {0}, flows {1}; found: errors {3}, warnings {4}, "
                                      "notes {5}");
    summary.arguments = {std::to_string(portfolio.applications.size()),
                         std::to_string(portfolio.flows.size()),
                         std::to_string(portfolio.tasks.size()),
                         std::to_string(count.errors),
                         std::to_string(count.warnings),
                         std::to_string(count.notes)};
    invocation.report(summary);
}

/// Byte for byte as it came; only what --partial lets through gets the end that it lacks.
void pass_on(Invocation& invocation, const Portfolio& portfolio) {
    bool open_line = false;
    for (const std::string_view text : portfolio.texts()) {
        if (open_line) invocation.write("\n");
        invocation.write(text);
        open_line = !text.empty() && text.back() != '\n';
    }
    if (portfolio.ended()) return;
    if (open_line) invocation.write("\n");
    invocation.write("{\"type\":\"end\"}\n");
}

ExitCode run(Invocation& invocation) {
    Portfolio portfolio = invocation.read_portfolio();
    const std::string only = invocation.value("only");
    if (only == "plan") require_plan(portfolio);
    const bool default_targets = portfolio.targets.empty();
    use_default_targets(invocation, portfolio);
    pass_on(invocation, portfolio);
    Count count;
    if (only != "plan") {
        invocation.progress(translate(PLAN_TEXT("checking the records")));
        report_all(invocation, check_records(portfolio, {invocation.as_of(), default_targets}), count);
    }
    const bool plan_checked = only != "records" && has_plan(portfolio);
    if (plan_checked) {
        invocation.progress(translate(PLAN_TEXT("checking the plan")));
        report_all(invocation, check_plan(portfolio), count);
    } else if (only.empty()) {
        report_all(invocation, check_explanations(portfolio), count);
    }
    summarise(invocation, portfolio, plan_checked, count);
    const bool negative = count.errors > 0 || (invocation.strict() && count.warnings > 0);
    return negative ? ExitCode::negative : ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return run_tool(argc, argv, description, run);
}
