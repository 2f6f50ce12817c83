// The whole path of plan-import on one table: encoding, CSV, header, cells, records. The first byte chooses the kind of
// table and how flows are read. Whatever the bytes, there is either a refusal or a stream that reads back.

#include "libplan/base/error.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/import.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    if (size == 0) return 0;
    const auto types = table_types();
    ImportOptions options;
    options.flow_ends = static_cast<FlowEnds>(data[0] / types.size() % 3);
    std::string lines;
    std::size_t errors = 0;
    MemorySource source(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
    try {
        const ImportSummary summary = import_csv(
            source, "table.csv", types[data[0] % types.size()], options, [&](std::string_view text) { lines += text; },
            [&](const Diagnostic& diagnostic) {
                static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
                if (diagnostic.severity == Severity::error) ++errors;
            });
        if (summary.refused > errors) {
            std::fputs("a row was refused without a word\n", stderr);
            std::abort();
        }
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    must_read_back(lines);
    return 0;
}
