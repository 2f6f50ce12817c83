#pragma once

#include "libplan/source/columns.hpp"
#include "libplan/source/text_table.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What is done with a column of a table.
struct BoundColumn {
    std::size_t index = 0;             ///< among the table's columns, from 0
    std::string header;                ///< as it is written
    std::string kept_as;               ///< key under "extra": the header, numbered when a column before has it too
    const ColumnName* name = nullptr;  ///< null: no field knows it, its cells are kept as they came
    double factor = 1;                 ///< of the unit in the header
    bool repeats = false;              ///< a column before it feeds the same field
};

/// The columns of a table, once its header is understood.
struct HeaderBinding {
    std::vector<BoundColumn> columns;
    std::vector<std::size_t> unnamed;  ///< columns without a header
    std::vector<std::string> unknown;  ///< headers that no field knows
    std::vector<std::string> kept;     ///< headers that are known, and read by no rule
};

/// What a column of a table of `type` means: as its map says, else its header.
[[nodiscard]] std::optional<ColumnMatch> column_meaning(const TextTable& table, RecordType type, std::size_t column);

/// Matches the header with the columns of `type`. Reports unknown columns (warning, with the nearest known one).
/// Throws Error(invalid_input, "missing-column") when none feeds a field of `required`.
[[nodiscard]] HeaderBinding bind_header(const TextTable& table, RecordType type,
                                        std::span<const std::string_view> required, const Report& report);

}  // namespace plan
