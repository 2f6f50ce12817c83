#include "libplan/base/error.hpp"
#include "libplan/view/csv_writer.hpp"
#include "libplan/view/inventory_workbook.hpp"
#include "libplan/view/plan_workbook.hpp"
#include "libplan/view/project_files.hpp"
#include "libplan/view/spreadsheet.hpp"
#include "libplan/view/table.hpp"
#include "tools/common/tool.hpp"

namespace {

using namespace plan;
using namespace plan::tools;

// Sheets that stand together, so that they are no table.
constexpr std::string_view whole_inventory = "inventory";
constexpr std::string_view whole_plan = "workbook";

std::vector<std::string_view> table_choices() {
    std::vector<std::string_view> choices(table_keywords().begin(), table_keywords().end());
    choices.push_back(whole_plan);
    choices.push_back(whole_inventory);
    return choices;
}

std::vector<std::string_view> format_choices() {
    std::vector<std::string_view> choices = {"csv", "ods", "xlsx"};
    choices.insert(choices.end(), project_file_keywords().begin(), project_file_keywords().end());
    return choices;
}

const Description description{
    .name = "plan-export",
    .summary = PLAN_TEXT("writes a plan or an inventory for spreadsheets, project tools, calendars and trackers"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "to",
             .letter = 't',
             .argument = "FORMAT",
             .help = PLAN_TEXT("format of the output: tables, or files of project tools"),
             .choices = format_choices(),
             .fallback = "csv"},
            {.name = "table",
             .argument = "TABLE",
             .help = PLAN_TEXT("for csv, ods and xlsx: plan (of csv if not given): one row per application, what is "
                               "decided and why; workbook (of ods and xlsx if not given): the whole plan, a sheet for "
                               "each table; inventory: a workbook that plan-import reads again; or one table"),
             .choices = table_choices()},
            {.name = "dialect",
             .argument = "DIALECT",
             .help = PLAN_TEXT("excel-fr: semicolons, decimal commas, dd/mm/yyyy; rfc4180: commas, points, ISO dates"),
             .choices = {"excel-fr", "rfc4180"},
             .fallback = "excel-fr"},
        },
};

/// A table of the plan without a plan is most likely a step left out.
void warn_without_plan(Invocation& invocation, const Portfolio& portfolio, const std::string& table) {
    if (!portfolio.tasks.empty() || table == whole_inventory) return;
    if (table != whole_plan) {
        const TableKind kind = table_kind(table);
        const bool needs_tasks = kind == TableKind::plan || kind == TableKind::tasks || kind == TableKind::waves ||
                                 kind == TableKind::bridges || kind == TableKind::answers || kind == TableKind::load;
        if (!needs_tasks) return;
    }
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = "no-task";
    diagnostic.text = PLAN_TEXT("the stream holds no task, so the table has no dates: run plan-schedule first");
    invocation.report(diagnostic);
}

[[noreturn]] void refuse(const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::usage, {Severity::error, code, text, std::move(arguments), {}});
}

void refuse_sheets_as_csv(const std::string& table) {
    if (table == whole_inventory)
        refuse("inventory-as-csv",
               PLAN_TEXT("an inventory is a sheet for each kind of record: give --to ods or --to xlsx, or ask for one "
                         "table, as --table applications"),
               {});
    if (table == whole_plan)
        refuse("workbook-as-csv",
               PLAN_TEXT("a workbook is a sheet for each table: give --to ods or --to xlsx, or ask for one table, as "
                         "--table tasks"),
               {});
}

Workbook workbook_of(const Portfolio& portfolio, const std::string& table, Language language) {
    if (table == whole_inventory) return filled_inventory(portfolio, language);
    if (table == whole_plan) return plan_workbook(portfolio, language);
    return table_workbook(portfolio, table_kind(table), language);
}

ExitCode write_file(Invocation& invocation, ProjectFile file) {
    if (invocation.has("table"))
        refuse("table-of-project",
               PLAN_TEXT("--table chooses what csv, ods or xlsx hold: a file of format {} holds the plan"),
               {invocation.value("to")});
    write_project_file(invocation.read_portfolio(), file, invocation.as_of(), invocation.language(),
                       [&invocation](std::string_view piece) { invocation.write(piece); });
    return ExitCode::success;
}

ExitCode run(Invocation& invocation) {
    const std::string format = invocation.value("to");
    if (const auto file = project_file(format)) return write_file(invocation, *file);
    const bool csv = format == "csv";
    const std::string table =
        invocation.has("table") ? invocation.value("table") : std::string(csv ? "plan" : whole_plan);
    if (csv) refuse_sheets_as_csv(table);
    const Portfolio portfolio = invocation.read_portfolio();
    warn_without_plan(invocation, portfolio, table);
    if (!csv) {
        invocation.write(write_workbook(workbook_of(portfolio, table, invocation.language()),
                                        format == "ods" ? WorkbookFormat::ods : WorkbookFormat::xlsx));
        return ExitCode::success;
    }
    const CsvDialect dialect = invocation.value("dialect") == "rfc4180" ? CsvDialect::rfc4180 : CsvDialect::excel_fr;
    write_csv(make_table(portfolio, table_kind(table), invocation.language()), dialect, invocation.language(),
              [&invocation](std::string_view piece) { invocation.write(piece); });
    return ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
