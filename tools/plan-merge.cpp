#include "libplan/base/error.hpp"
#include "libplan/source/merge.hpp"
#include "tools/common/tool.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-merge",
    .summary = PLAN_TEXT("merges several inventories into one, with every conflict reported"),
    .operands = "[FILE]...",
    .options =
        {
            {.name = "prefer",
             .argument = "FILE",
             .help = PLAN_TEXT("of two values take the one of this input; repeat, the first given is strongest"),
             .completion = Completion::file},
            {.name = "update",
             .argument = "FILE",
             .help = PLAN_TEXT("bring this older stream up to date: values of the other inputs replace its own"),
             .completion = Completion::file},
            {.name = "drop-missing",
             .argument = "",
             .help = PLAN_TEXT("with --update: leave out applications and flows that the other inputs do not have")},
            {.name = "same",
             .argument = "FILE",
             .help = PLAN_TEXT("pairs of applications that are one, a line each: ID;ID"),
             .completion = Completion::file},
            {.name = "different",
             .argument = "FILE",
             .help = PLAN_TEXT("pairs of applications that are not one, a line each: ID;ID"),
             .completion = Completion::file},
            {.name = "likely",
             .argument = "SCORE",
             .help = PLAN_TEXT("propose applications whose names are that much alike, 0.65 to 1"),
             .fallback = "0.85"},
            {.name = "strict", .argument = "", .help = PLAN_TEXT("exit 1 for warnings too")},
        },
};

[[noreturn]] void fail_usage(const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::usage, {Severity::error, code, text, std::move(arguments), {}});
}

MergeOptions options_of(Invocation& invocation) {
    MergeOptions options;
    options.likely_score = invocation.number("likely").value_or(likely_same_score);
    if (options.likely_score < 0.65 || options.likely_score > 1)
        fail_usage("bad-score", PLAN_TEXT("--likely takes a score from 0.65 to 1, not {}"),
                   {invocation.value("likely")});
    options.drop_missing = invocation.has("drop-missing");
    if (options.drop_missing && !invocation.has("update"))
        fail_usage("drop-missing-alone", PLAN_TEXT("--drop-missing goes with --update, which names the older stream"),
                   {});
    const auto pairs = [&](std::string_view option, std::vector<ApplicationPair>& all) {
        for (const std::string& path : invocation.values(option))
            for (ApplicationPair& pair : read_pairs(invocation.read_all(path), path)) all.push_back(std::move(pair));
    };
    pairs("same", options.same);
    pairs("different", options.different);
    return options;
}

/// The inputs that are preferred, strongest first; each must be one.
std::vector<std::string> preferred(const Invocation& invocation, const std::vector<std::string>& inputs) {
    std::vector<std::string> names = invocation.values("prefer");
    for (const std::string& name : names)
        if (std::ranges::find(inputs, name) == inputs.end())
            fail_usage("unknown-input", PLAN_TEXT("--prefer {}: no input is called so; name it as the operand does"),
                       {name});
    return names;
}

void require_end(const Invocation& invocation, bool ended, const std::string& path) {
    if (ended || invocation.has("partial")) return;
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "truncated-stream",
                 PLAN_TEXT("the stream does not close with an end record: the tool before may have failed; run it "
                           "again, or give --partial to go on with what there is"),
                 {},
                 {path, 0, 0, {}}});
}

template <class Action>
auto with_source(const std::string& path, Action action) {
    if (path != "-") {
        FileSource source(path);
        return action(source);
    }
    FileSource source(STDIN_FILENO, path);
    return action(source);
}

void read_inputs(Invocation& invocation, StreamMerge& merge) {
    std::vector<std::string> inputs = invocation.operands();
    if (inputs.empty()) inputs.emplace_back("-");
    const std::vector<std::string> strongest = preferred(invocation, inputs);
    if (const std::string older = invocation.value("update"); !older.empty()) {
        invocation.progress(older);
        const bool ended = with_source(older, [&](ByteSource& source) { return merge.read_older(source, older); });
        require_end(invocation, ended, older);
    }
    for (const std::string& input : inputs) {
        invocation.progress(input);
        const auto rank = static_cast<int>(strongest.end() - std::ranges::find(strongest, input));
        const bool ended = with_source(input, [&](ByteSource& source) { return merge.read(source, input, rank); });
        require_end(invocation, ended, input);
    }
}

void summarise(Invocation& invocation, const MergeSummary& summary) {
    const auto note = [&](const char* code, const char* text, const std::vector<std::size_t>& counts) {
        Diagnostic diagnostic;
        diagnostic.severity = Severity::note;
        diagnostic.code = code;
        diagnostic.text = text;
        for (const std::size_t count : counts) diagnostic.arguments.push_back(std::to_string(count));
        invocation.report(diagnostic);
    };
    note("merged", PLAN_TEXT("applications: {0} read, {1} written; flows: {2} read, {3} written; conflicts: {4}"),
         {summary.applications_read, summary.applications, summary.flows_read, summary.flows, summary.conflicts});
    if (invocation.has("update"))
        note("updated", PLAN_TEXT("new records: {0}; changed fields: {1}; records that are no longer there: {2}"),
             {summary.added, summary.changed, summary.disappeared});
}

ExitCode run(Invocation& invocation) {
    StreamMerge merge(options_of(invocation));
    read_inputs(invocation, merge);
    invocation.progress(translate(PLAN_TEXT("merging")));
    const MergeSummary summary =
        merge.write([&](std::string_view text) { invocation.write(text); }, invocation.reporter());
    summarise(invocation, summary);
    const bool negative = summary.conflicts > 0 || (invocation.strict() && invocation.warnings() > 0);
    return negative ? ExitCode::negative : ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return run_tool(argc, argv, description, run);
}
