#pragma once

#include "libplan/source/text_table.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plan {

/// A table made from something that is none: the elements of a model, the objects of a JSON document. Columns come to
/// be as rows name them, in that order. Holds every row; O(1) a cell.
class MemoryTable final : public TextTable {
public:
    /// A row: its cells by column, where it stands in the source, and what its record's `origin` says.
    struct Row {
        std::vector<std::pair<std::string, std::string>> cells;  ///< header, UTF-8 text; a header at most once
        Location where;
        std::string origin;
    };

    /// `file` is where messages about the header point.
    explicit MemoryTable(Location file) : file_(std::move(file)) {}

    /// Headers are trimmed and put on one line; a column without a name, or a cell without text, is dropped. Of two
    /// cells under one header the second goes to a column of its own, "Header (2)". Bytes that are not UTF-8 become
    /// U+FFFD.
    void add(Row row);
    /// Makes sure that the column exists, even if no row has it.
    void add_column(std::string_view header);
    [[nodiscard]] std::size_t size() const { return rows_.size(); }

    [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
    [[nodiscard]] std::size_t header_line() const override { return 0; }
    [[nodiscard]] bool next(TableRow& row) override;
    [[nodiscard]] Location where(const TableRow& row, std::optional<std::size_t> column) const override;
    [[nodiscard]] std::string origin(const TableRow& row) const override;

private:
    static constexpr std::uint32_t no_column = static_cast<std::uint32_t>(-1);
    std::uint32_t column(std::string_view header);
    std::uint32_t column_as_given(const std::string& header);

    Location file_;
    std::vector<std::string> header_;
    std::unordered_map<std::string, std::uint32_t> columns_;  ///< only looked up
    std::unordered_map<std::string, std::uint32_t> given_;    ///< by the header as rows have it; only looked up
    std::deque<Row> rows_;                                    ///< as they were given, but for texts that were not UTF-8
    std::vector<std::uint32_t> cell_columns_;  ///< of all rows' cells in order: the column of each, or no_column
    std::size_t next_ = 0, next_cell_ = 0;
};

}  // namespace plan
