#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/writer.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/import.hpp"
#include "tools/common/tool.hpp"

#include <unistd.h>

#include <filesystem>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-import",
    .summary = PLAN_TEXT("reads an inventory from CSV files, or folders of them, and writes it as records"),
    .operands = "[FILE|FOLDER]...",
    .options =
        {
            {.name = "kind",
             .letter = 'k',
             .argument = "KIND",
             .help = PLAN_TEXT("what the files hold; told from each file's name unless given"),
             .choices = {"applications", "flows", "servers", "teams", "targets", "calendars", "constraints"}},
            {.name = "separator",
             .argument = "SIGN",
             .help = PLAN_TEXT("between cells: one character, or tab; found out from the header unless given")},
            {.name = "encoding",
             .argument = "NAME",
             .help = PLAN_TEXT("of the text; found out unless given"),
             .choices = {"utf-8", "windows-1252"}},
            {.name = "flows",
             .argument = "READING",
             .help =
                 PLAN_TEXT("what source and destination of a flow mean: calls, the source depends on the "
                           "destination; data, the destination depends on the source; by kind of flow unless given"),
             .choices = {"calls", "data"}},
        },
};

[[noreturn]] void fail_usage(const char* code, const char* text, std::vector<std::string> arguments,
                             const std::string& file = {}) {
    throw Error(Failure::usage, {Severity::error, code, text, std::move(arguments), {file, 0, 0, {}}});
}

ImportOptions options_of(const Invocation& invocation) {
    ImportOptions options;
    const std::string separator = invocation.value("separator");
    if (invocation.has("separator")) {
        const bool refused = separator.size() != 1 || separator == "\"" || separator == "\n" || separator == "\r";
        if (separator != "tab" && refused)
            fail_usage("bad-separator", PLAN_TEXT("--separator takes one character or the word tab, not '{}'"),
                       {separator});
        options.separator = separator == "tab" ? '\t' : separator.front();
    }
    if (invocation.has("encoding"))
        options.encoding = invocation.value("encoding") == "utf-8" ? Encoding::utf8 : Encoding::windows_1252;
    if (invocation.has("flows"))
        options.flow_ends = invocation.value("flows") == "calls" ? FlowEnds::calls : FlowEnds::data;
    return options;
}

/// Every file to read, folders opened up, before the first is read: a mistake in the command line costs nothing.
std::vector<InventoryFile> files_of(Invocation& invocation) {
    const bool given = invocation.has("kind");
    std::vector<std::string> operands = invocation.operands();
    if (operands.empty()) operands.emplace_back("-");
    std::vector<InventoryFile> files;
    for (const std::string& operand : operands) {
        if (operand != "-" && std::filesystem::is_directory(operand)) {
            if (given)
                fail_usage("kind-of-folder", PLAN_TEXT("--kind goes with files, not with a folder"), {}, operand);
            for (InventoryFile& file : list_inventory(operand, invocation.reporter())) files.push_back(std::move(file));
            continue;
        }
        const std::string stem = operand == "-" ? std::string() : std::filesystem::path(operand).stem().string();
        if (operand != "-") static_cast<void>(FileSource(operand));  // throws for a file that cannot be opened
        const auto type = table_type(given ? invocation.value("kind") : stem);
        if (!type)
            fail_usage(
                "unknown-kind",
                PLAN_TEXT("the name does not tell what the table holds; give --kind applications, flows, servers, "
                          "teams, targets, calendars or constraints"),
                {}, operand);
        files.push_back({operand, *type});
    }
    return files;
}

void report_summary(Invocation& invocation, const InventoryFile& file, const ImportSummary& summary) {
    const auto say = [&](const char* text, std::vector<std::string> arguments) {
        invocation.report({Severity::note, "imported", text, std::move(arguments), {file.path, 0, 0, {}}});
    };
    say(PLAN_TEXT("{}: {} rows, {} records, {} rows refused"),
        {std::string(table_name(file.type)), std::to_string(summary.rows), std::to_string(summary.records),
         std::to_string(summary.refused)});
    if (summary.encoding == Encoding::windows_1252) say(PLAN_TEXT("read as Windows-1252 text"), {});
    if (!summary.kept_columns.empty())
        say(PLAN_TEXT("columns that no rule reads, kept under \"extra\": {}"), {join(summary.kept_columns, ", ")});
}

ImportSummary read_file(Invocation& invocation, const InventoryFile& file, const ImportOptions& options) {
    std::size_t bytes = 0, shown = 0;
    const Sink sink = [&](std::string_view lines) {
        invocation.write(lines);
        bytes += lines.size();
        constexpr std::size_t step = 4'000'000;
        if (bytes / step == shown) return;
        shown = bytes / step;
        invocation.progress(file.path + ": " + std::to_string(bytes / 1'000'000) + " MB");
    };
    if (file.path != "-") {
        FileSource source(file.path);
        return import_csv(source, file.path, file.type, options, sink, invocation.reporter());
    }
    FileSource source(STDIN_FILENO, file.path);
    return import_csv(source, file.path, file.type, options, sink, invocation.reporter());
}

ExitCode run(Invocation& invocation) {
    const ImportOptions options = options_of(invocation);
    ExitCode result = ExitCode::success;
    bool failed = false;
    for (const InventoryFile& file : files_of(invocation)) {
        try {
            const ImportSummary summary = read_file(invocation, file, options);
            report_summary(invocation, file, summary);
            if (summary.refused > 0 && !failed) result = ExitCode::negative;
        } catch (const Error& error) {
            // The other files are read all the same, so that one run tells everything that is wrong.
            if (error.failure() != Failure::invalid_input) throw;
            invocation.report(error.diagnostic());
            result = ExitCode::invalid_input;
            failed = true;
        }
    }
    if (failed) return result;  // without an end record: the stream is not whole
    std::string end;
    write_end(end);
    invocation.write(end);
    return result;
}

}  // namespace

int main(int argc, char** argv) {
    return plan::tools::run_tool(argc, argv, description, run);
}
