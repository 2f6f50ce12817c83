#include "libplan/base/error.hpp"
#include "libplan/view/csv_writer.hpp"
#include "libplan/view/table.hpp"
#include "tools/common/tool.hpp"

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-export",
    .summary = PLAN_TEXT("writes a plan or an inventory as a table for spreadsheets"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "to",
             .letter = 't',
             .argument = "FORMAT",
             .help = PLAN_TEXT("format of the output"),
             .choices = {"csv"},
             .fallback = "csv"},
            {.name = "table",
             .argument = "TABLE",
             .help = PLAN_TEXT("plan: one row per application, what is decided and why; or the records of one kind"),
             .choices = {table_keywords().begin(), table_keywords().end()},
             .fallback = "plan"},
            {.name = "dialect",
             .argument = "DIALECT",
             .help = PLAN_TEXT("excel-fr: semicolons, decimal commas, dd/mm/yyyy; rfc4180: commas, points, ISO dates"),
             .choices = {"excel-fr", "rfc4180"},
             .fallback = "excel-fr"},
        },
};

/// A table of the plan without a plan is most likely a step left out.
void warn_without_plan(Invocation& invocation, const Portfolio& portfolio, TableKind kind) {
    const bool needs_tasks =
        kind == TableKind::plan || kind == TableKind::tasks || kind == TableKind::waves || kind == TableKind::bridges;
    if (!needs_tasks || !portfolio.tasks.empty()) return;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = "no-task";
    diagnostic.text = PLAN_TEXT("the stream holds no task, so the table has no dates: run plan-schedule first");
    invocation.report(diagnostic);
}

ExitCode run(Invocation& invocation) {
    const Portfolio portfolio = invocation.read_portfolio();
    const TableKind kind = table_kind(invocation.value("table"));
    const CsvDialect dialect = invocation.value("dialect") == "rfc4180" ? CsvDialect::rfc4180 : CsvDialect::excel_fr;
    warn_without_plan(invocation, portfolio, kind);
    write_csv(make_table(portfolio, kind, invocation.language()), dialect, invocation.language(),
              [&invocation](std::string_view piece) { invocation.write(piece); });
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
