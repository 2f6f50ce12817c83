#pragma once

#include "libplan/source/import.hpp"
#include "libplan/source/table_map.hpp"
#include "tools/common/tool.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan::tools {

/// The column maps of a run, each read once: the one that --map gives, or those shipped.
class Maps {
public:
    /// Throws Error(usage, "unknown-map"), and what read_table_map throws.
    explicit Maps(const Invocation& invocation);

    /// The map given, or the shipped one of that name; null when there is none.
    [[nodiscard]] const TableMap* of(std::string_view name);

    /// What a table of that name holds, as the map given says, or as its name tells.
    [[nodiscard]] std::optional<RecordType> kind_of(std::string_view name) const;

private:
    [[nodiscard]] std::string shipped_path(std::string_view name) const;
    [[nodiscard]] std::string path_of(const std::string& value) const;

    const Invocation& invocation_;
    std::vector<std::string> names_;
    std::optional<TableMap> given_;
    std::map<std::string, TableMap, std::less<>> shipped_;
};

/// Says what came of a table, as notes.
void report_summary(Invocation& invocation, const ImportSummary& summary);

}  // namespace plan::tools
