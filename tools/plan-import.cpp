#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/writer.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/import.hpp"
#include "libplan/view/inventory_workbook.hpp"
#include "tools/common/files.hpp"
#include "tools/common/maps.hpp"
#include "tools/common/tool.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>

namespace {

using namespace plan;
using namespace plan::tools;

std::vector<std::string_view> format_names() {
    std::vector<std::string_view> names;
    for (const FileFormat& format : file_formats()) names.push_back(format.name);
    return names;
}

const Description description{
    .name = "plan-import",
    .summary =
        PLAN_TEXT("reads inventories from files of many formats, or folders of them, and writes them as records"),
    .operands = "[FILE|FOLDER]...",
    .options =
        {
            {.name = "kind",
             .letter = 'k',
             .argument = "KIND",
             .help = PLAN_TEXT("what the files hold; told from each file's name unless given"),
             .choices = {"applications", "flows", "servers", "teams", "targets", "calendars", "constraints"}},
            {.name = "format",
             .argument = "FORMAT",
             .help = PLAN_TEXT("of the files; told from each file's name and first bytes unless given"),
             .choices = format_names()},
            {.name = "map",
             .argument = "FILE",
             .help = PLAN_TEXT("column map, or the name of a shipped one: which column feeds which field, and how its "
                               "values translate; that of the format unless given"),
             .completion = Completion::file,
             .shipped = "maps"},
            {.name = "separator",
             .argument = "SIGN",
             .help = PLAN_TEXT("between cells: one character, or tab; found out from the header unless given")},
            {.name = "encoding",
             .argument = "NAME",
             .help = PLAN_TEXT("of the text; found out unless given"),
             .choices = {"utf-8", "windows-1252", "iso-8859-15", "utf-16le", "utf-16be"}},
            {.name = "flows",
             .argument = "READING",
             .help =
                 PLAN_TEXT("what source and destination of a flow mean: calls, the source depends on the "
                           "destination; data, the destination depends on the source; by kind of flow unless given"),
             .choices = {"calls", "data"}},
            {.name = "template",
             .argument = "FILE",
             .help = PLAN_TEXT("write a blank workbook to fill in, .ods or .xlsx, and read nothing"),
             .completion = Completion::file},
        },
    .reads_nothing_with = "template",
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
    if (invocation.has("encoding")) options.encoding = find_encoding(invocation.value("encoding"));
    if (invocation.has("flows"))
        options.flow_ends = invocation.value("flows") == "calls" ? FlowEnds::calls : FlowEnds::data;
    if (invocation.has("kind")) options.kind = table_type(invocation.value("kind"));
    options.language = invocation.language();
    return options;
}

/// Every file to read, folders opened up, before the first is read: a mistake in the command line costs nothing.
std::vector<std::string> files_of(Invocation& invocation, const Maps& maps) {
    std::vector<std::string> operands = invocation.operands();
    if (operands.empty()) operands.emplace_back("-");
    std::vector<std::string> files;
    for (const std::string& operand : operands) {
        if (operand != "-" && std::filesystem::is_directory(operand)) {
            if (invocation.has("kind"))
                fail_usage("kind-of-folder", PLAN_TEXT("--kind goes with files, not with a folder"), {}, operand);
            for (std::string& file : list_inventory(
                     operand, [&](std::string_view name) { return maps.kind_of(name); }, invocation.reporter()))
                files.push_back(std::move(file));
            continue;
        }
        if (operand != "-") static_cast<void>(FileSource(operand));  // throws for a file that cannot be opened
        files.push_back(operand);
    }
    return without_set_members(files, invocation.has("format") ? find_format(invocation.value("format")) : nullptr);
}

/// Reads one file with the format asked for, or the one that it shows. The number of errors, each a row refused.
std::size_t read_file(Invocation& invocation, const std::string& path, const ImportOptions& options, Maps& maps) {
    const std::size_t errors = invocation.errors();
    std::size_t bytes = 0, shown = 0;
    const Sink sink = [&](std::string_view lines) {
        invocation.write(lines);
        bytes += lines.size();
        constexpr std::size_t step = 4'000'000;
        if (bytes / step == shown) return;
        shown = bytes / step;
        invocation.progress(path + ": " + std::to_string(bytes / 1'000'000) + " MB");
    };
    // The map of a format serves all its versions: what a file lacks of it is news only where the user chose the map.
    const bool chosen = invocation.has("map");
    const Report report = [&](const Diagnostic& diagnostic) {
        if (chosen || diagnostic.code != "absent-columns") invocation.report(diagnostic);
    };
    FileSource file = path == "-" ? FileSource(STDIN_FILENO, path) : FileSource(path);
    PeekedSource source(file, head_bytes);
    const FileFormat& format =
        invocation.has("format") ? *find_format(invocation.value("format")) : recognise_format(path, source.head());
    Importer importer(options, sink, report, maps.of(format.map.empty() ? format.name : format.map));
    format.read(source, path, options, importer, report);
    for (const ImportSummary& summary : importer.summaries()) report_summary(invocation, summary);
    return invocation.errors() - errors;
}

ExitCode write_template(const Invocation& invocation) {
    const std::string path = invocation.value("template");
    if (!invocation.operands().empty())
        fail_usage("template-with-files", PLAN_TEXT("--template reads no file: leave out '{}'"),
                   {invocation.operands().front()});
    if (invocation.has("output"))
        fail_usage("template-with-output", PLAN_TEXT("--template names the file that is written: leave out --output"),
                   {});
    const auto format = workbook_format(path);
    if (!format)
        fail_usage("template-format", PLAN_TEXT("--template takes a file that ends in .ods or .xlsx, not '{}'"),
                   {path});
    Output output;
    output.open(path);
    output.write(write_workbook(blank_inventory(invocation.language()), *format));
    output.commit();
    return ExitCode::success;
}

ExitCode run(Invocation& invocation) {
    if (invocation.has("template")) return write_template(invocation);
    const ImportOptions options = options_of(invocation);
    Maps maps(invocation);
    ExitCode result = ExitCode::success;
    bool failed = false;
    for (const std::string& file : files_of(invocation, maps)) {
        try {
            if (read_file(invocation, file, options, maps) > 0 && !failed) result = ExitCode::negative;
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
