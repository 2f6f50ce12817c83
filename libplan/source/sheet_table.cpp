#include "libplan/source/sheet_table.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <charconv>

namespace plan {

namespace {

bool says_something(const SheetCell& cell) {
    return cell.state != CellState::filled && !cell.text.empty() && !trim(cell.text).empty();
}

bool is_empty(const SheetRow& row) {
    return std::ranges::none_of(row.cells, says_something);
}

/// A header on one line.
std::string header_text(std::string_view cell) {
    std::string text(trim(cell));
    for (char& byte : text)
        if (byte == '\n' || byte == '\r' || byte == '\t') byte = ' ';
    return text;
}

/// A cell that goes on with the one before it: it names no column of its own.
bool goes_on(const SheetRow& row, std::size_t column) {
    const SheetCell& cell = row.cells[column];
    const bool written_elsewhere = cell.state == CellState::repeated || cell.state == CellState::filled;
    return written_elsewhere && column > 0 && cell.text == row.cells[column - 1].text;
}

/// How likely a row is the header.
struct Likeness {
    std::size_t cells = 0, known = 0;

    Likeness(const SheetRow& row, const SheetTable::IsKnown& is_known) {
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const SheetCell& cell = row.cells[column];
            if (goes_on(row, column) || trim(cell.text).empty()) continue;
            if (cell.state == CellState::own) ++cells;
            constexpr std::size_t longest = 200;
            if (cell.text.size() <= longest && is_known(header_text(cell.text))) ++known;
        }
    }
    /// No other row can be more of a header than this one.
    [[nodiscard]] bool is_plain() const { return known >= 2 && 2 * known >= cells; }
};

}  // namespace

SheetTable::Kept::Kept(const SheetRow& from) : row(from) {
    std::size_t size = 0;
    for (const SheetCell& cell : row.cells) size += cell.text.size();
    texts.reserve(size);
    for (SheetCell& cell : row.cells) {
        const std::size_t begin = texts.size();
        texts += cell.text;
        cell.text = std::string_view(texts).substr(begin);
    }
}

SheetTable::SheetTable(WorkbookReader& workbook, const std::string& path, const IsKnown& is_known, const Report& report)
    : workbook_(workbook), place_{path, workbook.sheet_name()}, report_(report) {
    std::string name = cell_name(place_.sheet, std::nullopt, 0);
    name.pop_back();
    origin_ = path.substr(path.find_last_of('/') + 1) + ':' + name;
    find_header(is_known);
}

bool SheetTable::read(SheetRow& row) {
    broken_ = true;  // unless reading comes back
    bool found = workbook_.next_row(row);
    while (found && is_empty(row)) found = workbook_.next_row(row);
    broken_ = false;
    return found;
}

void SheetTable::find_header(const IsKnown& is_known) {
    std::size_t best = 0, best_known = 0;
    bool lone = false;  // the first row has one cell, as titles have
    SheetRow row;
    while (kept_.size() < header_rows && read(row)) {
        kept_.emplace_back(row);
        const Likeness likeness(row, is_known);
        if (kept_.size() == 1) {
            lone = likeness.cells == 1;
            best_known = likeness.known;
        } else if (likeness.known > best_known && (lone || likeness.known >= 2)) {
            best = kept_.size() - 1;
            best_known = likeness.known;
        }
        if (likeness.is_plain()) break;
    }
    if (kept_.empty()) return;
    take_header(kept_[best].row);
    if (best > 0)
        report_({Severity::note,
                 "header-row",
                 PLAN_TEXT("the header is in row {}; the rows above it are not read"),
                 {std::to_string(header_line_)},
                 place_.cell(std::nullopt, header_line_)});
    for (std::size_t above = 0; above <= best; ++above) kept_.pop_front();
}

void SheetTable::take_header(const SheetRow& row) {
    header_line_ = row.number;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        const SheetCell& cell = row.cells[column];
        const bool names = cell.state != CellState::error && !goes_on(row, column);
        header_.push_back(names ? header_text(cell.text) : std::string());
    }
    while (!header_.empty() && header_.back().empty()) header_.pop_back();
}

bool SheetTable::next(TableRow& row) {
    if (given_ > 0 && given_ < row_.repeats) {
        expansion_.add(row_.cells.size() + 1, place_.cell(std::nullopt, row_.number));
        row.line = row_.number + given_++;
        if (row.fault) check(row_, row);
        return true;
    }
    if (given_ > 0 && !kept_.empty()) kept_.pop_front();
    given_ = 0;
    if (!kept_.empty())
        row_ = kept_.front().row;
    else if (!read(row_))
        return false;
    given_ = 1;
    give(row_, row);
    return true;
}

void SheetTable::give(const SheetRow& from, TableRow& row) {
    row.line = from.number;
    row.cells.clear();
    row.fault.reset();
    const std::size_t width = std::min(from.cells.size(), header_.size());
    for (std::size_t column = 0; column < width; ++column) row.cells.push_back(from.cells[column].text);
    while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
    check(from, row);
    if (!warned_ && from.cells.size() > header_.size()) warn_of_outside(from);
}

void SheetTable::check(const SheetRow& from, TableRow& row) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        if (from.cells[column].state != CellState::error || header_[column].empty()) continue;
        row.fault =
            Diagnostic{Severity::error,
                       "error-cell",
                       PLAN_TEXT("column '{}': the formula of this cell failed ({}): correct it or write the value"),
                       {excerpt(header_[column]), excerpt(row.cells[column])},
                       place_.cell(column, row.line)};
        return;
    }
}

void SheetTable::warn_of_outside(const SheetRow& from) {
    const auto outside = from.cells.begin() + static_cast<std::ptrdiff_t>(header_.size());
    const auto found = std::find_if(outside, from.cells.end(), says_something);
    if (found == from.cells.end()) return;
    warned_ = true;
    report_(
        {Severity::warning,
         "unnamed-column",
         PLAN_TEXT("the cell stands in a column without a header: the values right of the last header are not read"),
         {},
         place_.cell(static_cast<std::size_t>(found - from.cells.begin()), from.number)});
}

Location SheetTable::where(const TableRow& row, std::optional<std::size_t> column) const {
    return place_.cell(column, row.line);
}

std::string SheetTable::origin(const TableRow& row) const {
    char digits[24];
    const std::to_chars_result written = std::to_chars(std::begin(digits), std::end(digits), row.line);
    std::string origin;
    origin.reserve(origin_.size() + sizeof digits);
    return origin.append(origin_).append(digits, written.ptr);
}

}  // namespace plan
