// A column map, and behind a line "---" a table that is read through it. Whatever the bytes, there is either a refusal
// or a stream that reads back, and no row is refused without a word.

#include "libplan/base/error.hpp"
#include "libplan/source/import.hpp"
#include "libplan/source/table_map.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    constexpr std::string_view mark = "\n---\n";
    const std::size_t end = input.find(mark);
    std::string lines;
    std::size_t errors = 0, refused = 0;
    try {
        const TableMap map = read_table_map(input.substr(0, end), "map.xml");
        const Sink sink = [&](std::string_view text) { lines += text; };
        const Report report = [&](const Diagnostic& diagnostic) {
            static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
            if (diagnostic.severity == Severity::error) ++errors;
        };
        for (const MapTable& table : map.tables()) {
            if (!table.kind || end == std::string_view::npos) continue;
            ReadOptions options;
            options.kind = table.kind;
            MemorySource source(input.substr(end + mark.size()));
            Importer importer(options, sink, report, &map);
            find_format("csv")->read(source, table.name.value_or("table") + ".csv", options, importer, report);
            for (const ImportSummary& summary : importer.summaries()) refused += summary.refused;
        }
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    if (refused > errors) {
        std::fputs("a row was refused without a word\n", stderr);
        std::abort();
    }
    must_read_back(lines);
    return 0;
}
