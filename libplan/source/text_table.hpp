#pragma once

#include "libplan/base/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

struct ColumnMatch;

/// A row of a table of text. Reused from row to row so that reading allocates nothing.
struct TableRow {
    std::size_t line = 0;                 ///< of the file where it begins, from 1
    std::vector<std::string_view> cells;  ///< UTF-8, valid until the next row is read; trailing empty cells dropped
    std::optional<Diagnostic> fault;      ///< why the row cannot be trusted: it is to be refused

    [[nodiscard]] std::string_view cell(std::size_t column) const {
        return column < cells.size() ? cells[column] : std::string_view();
    }
};

/// What a CSV file and a sheet of a workbook have in common for the importer: a header, then rows of text. A format
/// with typed cells gives dates as YYYY-MM-DD, booleans as true or false, numbers with a point.
class TextTable {
public:
    TextTable() = default;
    TextTable(const TextTable&) = delete;
    TextTable& operator=(const TextTable&) = delete;
    virtual ~TextTable() = default;

    /// Headers trimmed, on one line each; columns after the last one that has a header are not counted.
    [[nodiscard]] virtual const std::vector<std::string>& header() const = 0;
    [[nodiscard]] virtual std::size_t header_line() const = 0;  ///< from 1
    /// The next row that is not empty; false at the end. Throws Error when reading cannot go on.
    [[nodiscard]] virtual bool next(TableRow& row) = 0;
    /// Where a cell stands. `column` counts from 0; none means the whole row.
    [[nodiscard]] virtual Location where(const TableRow& row, std::optional<std::size_t> column) const = 0;
    /// What the column means whatever its header says, when a column map decided it; null otherwise.
    [[nodiscard]] virtual const ColumnMatch* meaning(std::size_t) const { return nullptr; }
    /// The `origin` of a record that the row holds: "applications.csv:12".
    [[nodiscard]] virtual std::string origin(const TableRow& row) const = 0;
};

}  // namespace plan
