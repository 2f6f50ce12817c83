// The whole path of plan-import on a model in ArchiMate. The first byte chooses the form: 0 the exchange format, 1
// Archi's own, 2 its three tables (cut at the byte 1E), 3 Archi's own within an archive, 4 the archive itself. Whatever
// the bytes, there is either a refusal, or a stream that reads back, whose flows join applications that are in it.

#include "libplan/source/archimate.hpp"
#include "libplan/base/error.hpp"
#include "libplan/source/import.hpp"
#include "tests/fuzz/must_read_back.hpp"
#include "tests/support/stored_zip.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>

namespace {

using namespace plan;

void read_tables(std::string_view bytes, const ReadOptions& options, TableConsumer& consumer, const Report& report) {
    std::string_view parts[3];
    for (std::string_view& part : parts) {
        const std::size_t cut = bytes.find('\x1E');
        part = bytes.substr(0, cut);
        bytes.remove_prefix(cut == std::string_view::npos ? bytes.size() : cut + 1);
    }
    MemorySource elements(parts[0]), relations(parts[1]), properties(parts[2]);
    read_archi_tables({elements, parts[1].empty() ? nullptr : &relations, parts[2].empty() ? nullptr : &properties},
                      "elements.csv", options, consumer, report);
}

void read_model(char form, std::string_view bytes, const ReadOptions& options, TableConsumer& consumer,
                const Report& report) {
    if (form == 2) return read_tables(bytes, options, consumer, report);
    const std::string packed = form == 3 ? support::StoredZip().add("model.xml", bytes).bytes() : std::string();
    MemorySource source(form == 3 ? std::string_view(packed) : bytes);
    if (form == 0)
        read_archimate(source, "model", options, consumer, report);
    else
        read_archi(source, "model", options, consumer, report);
}

/// Every row became a record: then no flow may hang in the air.
void check_ends(const Portfolio& portfolio) {
    std::set<std::string_view> ids;
    for (const Application& application : portfolio.applications) ids.insert(application.id);
    for (const Flow& flow : portfolio.flows)
        if (!ids.contains(flow.from) || !ids.contains(flow.to)) {
            std::fputs("a flow has an end that is no application\n", stderr);
            std::abort();
        }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    std::string lines;
    std::size_t refused = 0, errors = 0;
    bool whole = false;
    const Report report = [&](const Diagnostic& diagnostic) {
        static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
        if (diagnostic.severity == Severity::error) ++errors;
    };
    const Sink sink = [&](std::string_view text) { lines += text; };
    const ReadOptions options;
    Importer importer(options, sink, report);
    try {
        read_model(static_cast<char>((data[0] + 2) % 5),  // so that the digits 0 to 4 stand for themselves
                   {reinterpret_cast<const char*>(data) + 1, size - 1}, options, importer, report);
        whole = true;
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    for (const ImportSummary& summary : importer.summaries()) refused += summary.refused;
    if (refused > errors) {
        std::fputs("a row was refused without a word\n", stderr);
        std::abort();
    }
    const Portfolio portfolio = must_read_back(lines);
    if (whole && refused == 0) check_ends(portfolio);
    return 0;
}
