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

std::size_t MemoryTable::column(std::string_view header) {
    const auto [known, added] = columns_.emplace(std::string(header), header_.size());
    if (added) header_.emplace_back(header);
    return known->second;
}

/// Rows name the same columns again and again: what a header comes to is found out once.
std::size_t MemoryTable::column_as_given(const std::string& header) {
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
    StoredRow stored{{}, std::move(row.where), std::move(row.origin)};
    const auto taken = [&](std::size_t index) {
        return std::ranges::any_of(stored.cells, [&](const auto& cell) { return cell.first == index; });
    };
    stored.cells.reserve(row.cells.size());
    for (auto& [header, text] : row.cells) {
        if (trim(text).empty()) continue;
        const std::size_t first = column_as_given(header);
        if (first == no_column) continue;
        std::size_t index = first;
        for (std::size_t time = 2; taken(index); ++time)
            index = column(std::string(header_[first]) + " (" + std::to_string(time) + ")");
        stored.cells.emplace_back(index, invalid_utf8(text) ? replace_invalid_utf8(text) : std::move(text));
    }
    rows_.push_back(std::move(stored));
}

bool MemoryTable::next(TableRow& row) {
    if (next_ == rows_.size()) return false;
    const StoredRow& stored = rows_[next_++];
    row.line = next_;  // the row's number, from 1: where() and origin() look it up
    row.fault.reset();
    row.cells.assign(header_.size(), {});
    for (const auto& [index, text] : stored.cells) row.cells[index] = text;
    return true;
}

Location MemoryTable::where(const TableRow& row, std::optional<std::size_t>) const {
    return row.line == 0 || row.line > rows_.size() ? file_ : rows_[row.line - 1].where;
}

std::string MemoryTable::origin(const TableRow& row) const {
    return row.line == 0 || row.line > rows_.size() ? std::string() : rows_[row.line - 1].origin;
}

}  // namespace plan
