#pragma once

#include "libplan/base/error.hpp"
#include "libplan/source/import.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

/// The whole path of plan-import on one workbook: whatever the bytes, there is either a refusal or a stream that reads
/// back, and no row is left out without an error.
inline void read_workbook_bytes(const char* format, const std::string& bytes, plan::ReadOptions options = {}) {
    using namespace plan;
    options.kind = RecordType::application;
    std::string lines;
    std::size_t errors = 0, refused = 0;
    const Sink sink = [&](std::string_view text) { lines += text; };
    const Report report = [&](const Diagnostic& diagnostic) {
        static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
        if (diagnostic.severity == Severity::error) ++errors;
    };
    MemorySource source(bytes);
    Importer importer(options, sink, report);
    try {
        find_format(format)->read(source, "f", options, importer, report);
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    for (const ImportSummary& summary : importer.summaries()) refused += summary.refused;
    if (refused > errors) {
        std::fputs("a row was refused without a word\n", stderr);
        std::abort();
    }
    must_read_back(lines);
}
