#include "libplan/base/error.hpp"
#include "libplan/check/plan_checks.hpp"
#include "libplan/check/record_checks.hpp"
#include "libplan/view/csv_writer.hpp"
#include "libplan/view/json_lines.hpp"
#include "libplan/view/text_table.hpp"
#include "tools/common/baseline.hpp"
#include "tools/common/check_reports.hpp"
#include "tools/common/coupling.hpp"
#include "tools/common/defaults.hpp"
#include "tools/common/files.hpp"
#include "tools/common/tool.hpp"

#include <functional>
#include <optional>
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
            {.name = "baseline",
             .argument = "FILE",
             .help = PLAN_TEXT("the plan that this one was made from again: what has begun has not moved, and the "
                               "disruption is what both say"),
             .completion = Completion::file},
            {.name = "strict", .argument = "", .help = PLAN_TEXT("exit 1 for warnings too")},
            {.name = "stale-days",
             .argument = "DAYS",
             .help = PLAN_TEXT("with --as-of: warn of targets verified longer ago than this"),
             .fallback = "180"},
            {.name = "soon-days",
             .argument = "DAYS",
             .help = PLAN_TEXT("with --as-of: warn of qualifications that end within this time"),
             .fallback = "180"},
            coupling_option(),
            {.name = "report",
             .argument = "TABLE",
             .help = PLAN_TEXT("write a table instead of the stream: the answers missing for legal verdicts, in the "
                               "order in which to ask them; or how complete the inventory is, by field or by owner"),
             .choices = {"missing", "fields", "owners"}},
            {.name = "report-file",
             .argument = "FILE",
             .help = PLAN_TEXT("write the table of --report to FILE, and pass the stream on"),
             .completion = Completion::file},
            {.name = "format",
             .argument = "FORMAT",
             .help = PLAN_TEXT("of the table of --report"),
             .choices = {"text", "csv", "json"},
             .fallback = "text"},
            {.name = "dialect",
             .argument = "DIALECT",
             .help = PLAN_TEXT("excel-fr: semicolons, decimal commas, dd/mm/yyyy; rfc4180: commas, points, ISO dates"),
             .choices = {"excel-fr", "rfc4180"},
             .fallback = "excel-fr"},
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
        throw Error(
            Failure::invalid_input,
            {Severity::error,
             "no-plan",
             PLAN_TEXT("the stream holds no plan; run plan-schedule first, or leave --only plan and --baseline away"),
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

int days(const Invocation& invocation, std::string_view option) {
    const double value = invocation.number(option).value_or(0);
    if (value < 0 || value > 100000 || value != static_cast<int>(value))
        throw Error(Failure::usage, {Severity::error,
                                     "wrong-number",
                                     PLAN_TEXT("--{0}: expected 0 to 100000 whole days"),
                                     {std::string(option)},
                                     {}});
    return static_cast<int>(value);
}

/// An option that would silently do nothing is most likely a --report left out.
void require_report(const Invocation& invocation) {
    if (invocation.has("report")) return;
    for (const std::string_view option : {"report-file", "format", "dialect"})
        if (invocation.has(option))
            throw Error(Failure::usage, {Severity::error,
                                         "without-report",
                                         PLAN_TEXT("--{0} goes with --report; say which table to write"),
                                         {std::string(option)},
                                         {}});
}

void warn_unclassified(Invocation& invocation, std::size_t unclassified, Count& count) {
    if (unclassified == 0) return;
    report_all(invocation,
               {{Severity::warning,
                 "unclassified",
                 PLAN_TEXT("applications that plan-classify has not seen: {0}; the answers that the law needs of them "
                           "are not known: run plan-classify first"),
                 {std::to_string(unclassified)},
                 {}}},
               count);
}

KeyedTable missing_report(Invocation& invocation, const Portfolio& portfolio, Count& count) {
    const MissingAnswers missing = missing_answers(portfolio);
    if (missing.unclassified == portfolio.applications.size() && missing.unclassified > 0)
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-classification",
                     PLAN_TEXT("no application is classified, so it is not known which answers the law needs; run "
                               "plan-classify before plan-check --report missing"),
                     {},
                     {}});
    warn_unclassified(invocation, missing.unclassified, count);
    report_all(
        invocation,
        {{Severity::note,
          "blocked",
          PLAN_TEXT("applications whose verdict waits for an answer: {0}; of these, no question says which: {1}"),
          {std::to_string(missing.blocked), std::to_string(missing.without_question)},
          {}}},
        count);
    return missing_table(missing, invocation.language());
}

KeyedTable asked_table(Invocation& invocation, const Portfolio& portfolio, Count& count) {
    const std::string asked = invocation.value("report");
    if (asked == "missing") return missing_report(invocation, portfolio, count);
    const Completeness complete = completeness(portfolio);
    warn_unclassified(invocation, complete.unclassified, count);
    if (asked == "fields") return fields_table(complete, invocation.language());
    return owners_table(complete, invocation.language(), invocation.value("format") != "json");
}

void write_table(const Invocation& invocation, const KeyedTable& keyed,
                 const std::function<void(std::string_view)>& sink) {
    const std::string format = invocation.value("format");
    if (format == "text")
        write_text(keyed.table, invocation.language(), sink);
    else if (format == "json")
        write_json_lines(keyed.table, keyed.name, keyed.keys, sink);
    else
        write_csv(keyed.table, invocation.value("dialect") == "rfc4180" ? CsvDialect::rfc4180 : CsvDialect::excel_fr,
                  invocation.language(), sink);
}

/// To a file beside the stream, or in its place.
void write_report(Invocation& invocation, const KeyedTable& keyed) {
    if (!invocation.has("report-file")) {
        write_table(invocation, keyed, [&](std::string_view piece) { invocation.write(piece); });
        return;
    }
    Output file;
    file.open(invocation.value("report-file"));
    write_table(invocation, keyed, [&](std::string_view piece) { file.write(piece); });
    file.commit();
}

/// What there is to find, and whether a plan was among it.
bool check(Invocation& invocation, const Portfolio& portfolio, const Portfolio* baseline,
           const RecordCheckOptions& options, Count& count) {
    const std::string only = invocation.value("only");
    if (only != "plan") {
        invocation.progress(translate(PLAN_TEXT("checking the records")));
        report_all(invocation, check_records(portfolio, options), count);
    }
    if (options.plan_proved) {
        invocation.progress(translate(PLAN_TEXT("checking the plan")));
        report_all(invocation, check_plan(portfolio, baseline), count);
    } else if (only.empty()) {
        report_all(invocation, check_explanations(portfolio), count);
    }
    return options.plan_proved;
}

ExitCode run(Invocation& invocation) {
    require_report(invocation);
    RecordCheckOptions options{.as_of = invocation.as_of(),
                               .stale_days = days(invocation, "stale-days"),
                               .soon_days = days(invocation, "soon-days"),
                               .coupling = read_coupling(invocation)};
    Portfolio portfolio = invocation.read_portfolio();
    const std::string only = invocation.value("only");
    if (only == "plan" || invocation.has("baseline")) require_plan(portfolio);
    std::optional<Portfolio> baseline;  // read before the stream is passed on, which a refusal must not follow
    if (invocation.has("baseline")) baseline = read_earlier_plan(invocation);
    options.default_targets = portfolio.targets.empty();
    options.plan_proved = only != "records" && has_plan(portfolio);
    use_default_targets(invocation, portfolio);
    const bool reports = invocation.has("report");
    if (!reports || invocation.has("report-file")) pass_on(invocation, portfolio);
    Count count;
    const bool plan_checked = check(invocation, portfolio, baseline ? &*baseline : nullptr, options, count);
    if (reports) write_report(invocation, asked_table(invocation, portfolio, count));
    summarise(invocation, portfolio, plan_checked, count);
    const bool negative = count.errors > 0 || (invocation.strict() && count.warnings > 0);
    return negative ? ExitCode::negative : ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return run_tool(argc, argv, description, run);
}
