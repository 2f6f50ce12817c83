#pragma once

#include "libplan/source/import.hpp"
#include "libplan/source/table_map.hpp"

#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

/// What comes of tables when they are read through the shipped map of a format.
namespace plan::tests {

struct Imported {
    Portfolio portfolio;
    std::string lines;
    std::vector<std::string> codes;  ///< of the diagnostics
    [[nodiscard]] bool says(const std::string& code) const {
        return std::find(codes.begin(), codes.end(), code) != codes.end();
    }
};

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// `give` gives tables to the consumer. `format` names the map; "" for none.
inline Imported imported(const std::string& format,
                         const std::function<void(TableConsumer& consumer, const Report& report)>& give) {
    Imported result;
    const Report report = [&](const Diagnostic& diagnostic) {
        if (diagnostic.code != "absent-columns") result.codes.push_back(diagnostic.code);
    };
    const Sink sink = [&](std::string_view text) { result.lines += text; };
    const ImportOptions options;
    std::optional<TableMap> map;
    if (!format.empty()) {
        const std::string path = std::string(PLAN_TEMPLATES) + "/maps/" + format + ".xml";
        map = read_table_map(file_text(path), path);
    }
    Importer importer(options, sink, report, map ? &*map : nullptr);
    give(importer, report);
    result.portfolio.read(result.lines + "{\"type\":\"end\"}\n", "-");
    return result;
}

/// The text of one file of a format.
inline Imported imported_text(const std::string& format, const std::string& path, std::string_view text) {
    return imported(format, [&](TableConsumer& consumer, const Report& report) {
        MemorySource source(text);
        find_format(format)->read(source, path, {}, consumer, report);
    });
}

}  // namespace plan::tests
