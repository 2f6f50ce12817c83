#include "libplan/base/error.hpp"
#include "libplan/record/change_record.hpp"
#include "libplan/record/difference.hpp"
#include "libplan/source/byte_source.hpp"
#include "libplan/view/difference_text.hpp"
#include "tools/common/tool.hpp"

#include <unistd.h>

#include <string>

namespace {

using namespace plan;
using namespace plan::tools;

const Description description{
    .name = "plan-diff",
    .summary = PLAN_TEXT("compares two inventories or two plans, record by record"),
    .operands = "OLD [NEW]",
    .options =
        {
            {.name = "to",
             .argument = "FORMAT",
             .help =
                 PLAN_TEXT("text: for people, by type and wave, with reasons and a summary; ndjson: change records"),
             .choices = {"text", "ndjson"},
             .fallback = "text"},
            {.name = "ignore",
             .argument = "FIELD",
             .help = PLAN_TEXT("do not compare this field, nor what is below it; may be repeated")},
        },
};

struct Inputs {
    std::string older, newer;
};

Inputs inputs_of(const Invocation& invocation) {
    const auto& operands = invocation.operands();
    const auto fail = [](const char* code, const char* text) {
        throw Error(Failure::usage, {Severity::error, code, text, {}, {}});
    };
    if (operands.empty() || operands.size() > 2)
        fail("two-streams", PLAN_TEXT("give two streams, the older first: OLD NEW; without NEW it is standard input"));
    Inputs inputs{operands[0], operands.size() == 2 ? operands[1] : "-"};
    if (inputs.older == "-" && inputs.newer == "-")
        fail("one-standard-input", PLAN_TEXT("only one of the two streams can be standard input"));
    if (operands.size() == 1 && ::isatty(STDIN_FILENO) == 1)
        fail("two-streams", PLAN_TEXT("give two streams, the older first: OLD NEW; without NEW it is standard input"));
    return inputs;
}

template <class Read>
void read_stream(Invocation& invocation, const std::string& path, Read read) {
    invocation.progress(path);
    const auto read_from = [&](ByteSource& source) {
        return read([&](char* buffer, std::size_t size) { return source.read(buffer, size); });
    };
    bool ended = false;
    if (path == "-") {
        FileSource source(STDIN_FILENO, path);
        ended = read_from(source);
    } else {
        FileSource source(path);
        ended = read_from(source);
    }
    if (ended || invocation.has("partial")) return;
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "truncated-stream",
                 PLAN_TEXT("the stream does not close with an end record: the tool before may have failed; run it "
                           "again, or give --partial to go on with what there is"),
                 {},
                 {path, 0, 0, {}}});
}

bool write_records(Invocation& invocation, StreamDifference& difference) {
    std::string line;
    const DifferenceSummary summary = difference.compare([&](const Change& change) {
        line.clear();
        write_change(line, change);
        invocation.write(line);
    });
    invocation.write("{\"type\":\"end\"}\n");
    return summary.differ();
}

bool write_text(Invocation& invocation, StreamDifference& difference) {
    DifferenceText text([&](std::string_view piece) { invocation.write(piece); }, invocation.language(),
                        invocation.colour_output());
    const DifferenceSummary summary = difference.compare([&](const Change& change) { text.add(change); });
    text.close(summary);
    return summary.differ();
}

ExitCode run(Invocation& invocation) {
    const Inputs inputs = inputs_of(invocation);
    StreamDifference difference({invocation.values("ignore")});
    read_stream(invocation, inputs.older,
                [&](const auto& source) { return difference.read_older(source, inputs.older); });
    read_stream(invocation, inputs.newer,
                [&](const auto& source) { return difference.read_newer(source, inputs.newer); });
    const bool differ =
        invocation.value("to") == "ndjson" ? write_records(invocation, difference) : write_text(invocation, difference);
    return differ ? ExitCode::negative : ExitCode::success;
}

}  // namespace

int main(int argc, char** argv) {
    return run_tool(argc, argv, description, run);
}
