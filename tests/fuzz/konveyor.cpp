// The two intake files: an application import file of Konveyor, or, when the first byte is odd, an intake form of Cloud
// Migration Factory. Whatever the bytes, there is either a refusal or a stream that reads back.

#include "libplan/source/konveyor.hpp"
#include "libplan/base/error.hpp"
#include "libplan/source/import.hpp"
#include "libplan/source/migration_factory.hpp"
#include "libplan/source/table_map.hpp"
#include "tests/fuzz/must_read_back.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

/// What the shipped maps do, in short: codes are the names, tags go by category.
constexpr std::string_view map_text = R"(<map id="m" version="2026-11-25">
<table name="applications" kind="applications"><column from="Application Name" to="id"/>
<column from="app_name" to="id"/><column from="tag:Database" to="components.database"/>
<column from="tag:*" to="tags" separator="|" prefix="{}="/><column from="wave_*" to="tags" prefix="wave:"/></table>
<table name="servers" kind="servers"><column from="server_name" to="id"/></table></map>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    static const TableMap map = read_table_map(map_text, "map.xml");
    if (size == 0) return 0;
    const bool is_konveyor = data[0] % 2 == 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::string lines;
    try {
        const Sink sink = [&](std::string_view more) { lines += more; };
        const Report report = [](const Diagnostic& diagnostic) {
            static_cast<void>(fill_text(diagnostic.text, diagnostic.arguments));
        };
        MemorySource source(text);
        const ReadOptions options;
        Importer importer(options, sink, report, &map);
        static_cast<void>(recognises_konveyor("intake.csv", text.substr(0, head_bytes)));
        static_cast<void>(recognises_migration_factory("intake.csv", text.substr(0, head_bytes)));
        (is_konveyor ? read_konveyor : read_migration_factory)(source, "intake.csv", options, importer, report);
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input) std::abort();
    }
    must_read_back(lines);
    return 0;
}
