#include "libplan/base/error.hpp"
#include "libplan/view/csv_writer.hpp"
#include "libplan/view/inventory_workbook.hpp"
#include "libplan/view/spreadsheet.hpp"
#include "libplan/view/table.hpp"
#include "tools/common/tool.hpp"

namespace {

using namespace plan;
using namespace plan::tools;

constexpr std::string_view whole_inventory = "inventory";

std::vector<std::string_view> table_choices() {
    std::vector<std::string_view> choices(table_keywords().begin(), table_keywords().end());
    choices.push_back(whole_inventory);
    return choices;
}

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
             .choices = {"csv", "ods", "xlsx"},
             .fallback = "csv"},
            {.name = "table",
             .argument = "TABLE",
             .help = PLAN_TEXT("plan: one row per application, what is decided and why; inventory: a workbook that "
                               "plan-import reads again; or the records of one kind"),
             .choices = table_choices(),
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

[[noreturn]] void refuse_inventory_as_csv() {
    throw Error(
        Failure::usage,
        {Severity::error,
         "inventory-as-csv",
         PLAN_TEXT("an inventory is a sheet for each kind of record: give --to ods or --to xlsx, or ask for one "
                   "table, as --table applications"),
         {},
         {}});
}

Workbook workbook_of(const Portfolio& portfolio, const Invocation& invocation) {
    const Language language = invocation.language();
    if (invocation.value("table") == whole_inventory) return filled_inventory(portfolio, language);
    Workbook workbook;
    workbook.language = language;
    workbook.sheets.push_back(make_sheet(make_table(portfolio, table_kind(invocation.value("table")), language)));
    workbook.title = workbook.sheets.front().name;
    return workbook;
}

ExitCode run(Invocation& invocation) {
    const std::string format = invocation.value("to");
    const bool inventory = invocation.value("table") == whole_inventory;
    if (inventory && format == "csv") refuse_inventory_as_csv();
    const Portfolio portfolio = invocation.read_portfolio();
    const TableKind kind = inventory ? TableKind::applications : table_kind(invocation.value("table"));
    warn_without_plan(invocation, portfolio, kind);
    if (format != "csv") {
        invocation.write(write_workbook(workbook_of(portfolio, invocation),
                                        format == "ods" ? WorkbookFormat::ods : WorkbookFormat::xlsx));
        return ExitCode::success;
    }
    const CsvDialect dialect = invocation.value("dialect") == "rfc4180" ? CsvDialect::rfc4180 : CsvDialect::excel_fr;
    write_csv(make_table(portfolio, kind, invocation.language()), dialect, invocation.language(),
              [&invocation](std::string_view piece) { invocation.write(piece); });
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
