// Answers to a questionnaire from any bytes: refused, or records that the stream reads; each row that is left out is
// told.

#include "libplan/source/answers.hpp"

#include "libplan/base/error.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/source/import.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(recognises_answers("answers.csv", bytes));
    std::string lines;
    std::size_t errors = 0, refused = 0;
    const Sink sink = [&](std::string_view text) { lines += text; };
    const Report report = [&](const Diagnostic& diagnostic) {
        static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
        if (diagnostic.severity == Severity::error) ++errors;
    };
    const ImportOptions options;
    Importer importer(options, sink, report);
    MemorySource source(bytes);
    try {
        read_answers(source, "answers.csv", options, importer, report);
        for (const ImportSummary& summary : importer.summaries()) refused += summary.refused;
        if (refused > errors) {
            std::fputs("a row was refused without a word\n", stderr);
            std::abort();
        }
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    must_read_back(lines);
    return 0;
}
