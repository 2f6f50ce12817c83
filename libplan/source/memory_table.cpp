#include "libplan/source/memory_table.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>

namespace plan {

namespace {

/// A header as a table shows it: one line, single blanks, no control characters.
std::string one_line(std::string_view header) {
    std::string line;
    for (const char byte : replace_invalid_utf8(trim(header))) {
        const bool blank = static_cast<unsigned char>(byte) <= ' ';
        if (!blank)
            line += byte;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

}  // namespace

std::uint32_t MemoryTable::column(std::string_view header) {
    const auto [known, added] = columns_.emplace(std::string(header), static_cast<std::uint32_t>(header_.size()));
    if (added) header_.emplace_back(header);
    return known->second;
}

/// Rows name the same columns again and again: what a header comes to is found out once.
std::uint32_t MemoryTable::column_as_given(const std::string& header) {
    const auto known = given_.find(header);
    if (known != given_.end()) return known->second;
    const std::string line = one_line(header);
    return given_.emplace(header, line.empty() ? no_column : column(line)).first->second;
}

void MemoryTable::add_column(std::string_view header) {
    const std::string line = one_line(header);
    if (!line.empty()) column(line);
}

void MemoryTable::add(Row row) {
    const std::size_t begin = cell_columns_.size();
    const auto taken = [&](std::uint32_t index) {
        return std::find(cell_columns_.begin() + static_cast<std::ptrdiff_t>(begin), cell_columns_.end(), index) !=
               cell_columns_.end();
    };
    for (auto& [header, text] : row.cells) {
        const std::uint32_t first = trim(text).empty() ? no_column : column_as_given(header);
        std::uint32_t index = first;
        for (std::size_t time = 2; index != no_column && taken(index); ++time)
            index = column(std::string(header_[first]) + " (" + std::to_string(time) + ")");
        if (invalid_utf8(text)) text = replace_invalid_utf8(text);
        cell_columns_.push_back(index);
    }
    rows_.push_back(std::move(row));
}

bool MemoryTable::next(TableRow& row) {
    if (next_ == rows_.size()) return false;
    const Row& stored = rows_[next_++];
    row.line = next_;  // the row's number, from 1: where() and origin() look it up
    row.fault.reset();
    row.cells.assign(header_.size(), {});
    for (const auto& [header, text] : stored.cells) {
        const std::uint32_t index = cell_columns_[next_cell_++];
        if (index != no_column) row.cells[index] = text;
    }
    return true;
}

Location MemoryTable::where(const TableRow& row, std::optional<std::size_t>) const {
    return row.line == 0 || row.line > rows_.size() ? file_ : rows_[row.line - 1].where;
}

std::string MemoryTable::origin(const TableRow& row) const {
    return row.line == 0 || row.line > rows_.size() ? std::string() : rows_[row.line - 1].origin;
}

}  // namespace plan
