#pragma once

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/file_format.hpp"
#include "tests/unit/catch2.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Writes down the tables that a workbook gives.
class TableRecorder final : public TableConsumer {
public:
    [[nodiscard]] std::optional<RecordType> kind_of(std::string_view name) const override { return table_type(name); }
    void take(TextTable& table, RecordType, std::string_view name) override {
        said += "[" + std::string(name) + "]" + join(table.header(), ";") + "\n";
        TableRow row;
        while (table.next(row)) {
            origins.push_back(table.origin(row));
            if (row.fault) {
                said += "!" + row.fault->where.to_string() + " " + row.fault->code + "\n";
                continue;
            }
            std::vector<std::string> cells(row.cells.begin(), row.cells.end());
            said += std::to_string(row.line) + ":" + join(cells, ";") + "\n";
        }
    }

    std::string said;
    std::vector<std::string> origins;
};

struct WorkbookResult {
    std::string said;
    std::vector<std::string> origins, notes;  ///< notes: "code place"
    std::string error;                        ///< "code place" of what was thrown
};

inline WorkbookResult read_as(std::string_view format, std::string_view bytes, const ReadOptions& options = {}) {
    const std::string path = "dir/f." + std::string(format);
    WorkbookResult result;
    TableRecorder recorder;
    MemorySource source(bytes);
    try {
        find_format(format)->read(source, path, options, recorder, [&](const Diagnostic& diagnostic) {
            CHECK(fill_text(diagnostic.text, diagnostic.arguments).find("{}") == std::string::npos);
            result.notes.push_back(diagnostic.code + " " + diagnostic.where.to_string());
        });
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        result.error = error.diagnostic().code + " " + error.diagnostic().where.to_string();
    }
    result.said = recorder.said;
    result.origins = recorder.origins;
    return result;
}

}  // namespace plan
