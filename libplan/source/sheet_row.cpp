#include "libplan/source/sheet_row.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>

namespace plan {

namespace {

[[noreturn]] void refuse(const char* code, const char* text, std::vector<std::string> arguments, Location where) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), std::move(where)});
}

[[noreturn]] void refuse_long(Location where) {
    refuse("row-too-long", PLAN_TEXT("the texts of the row are longer than {} bytes"),
           {std::to_string(longest_sheet_row)}, std::move(where));
}

bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80;
}

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Whether a sheet's name stands in a formula without quotes: a word that does not look like a cell.
bool is_plain(std::string_view sheet) {
    if (sheet.empty() || !(is_letter(sheet.front()) || sheet.front() == '_')) return false;
    if (!std::ranges::all_of(sheet, [](char byte) { return is_letter(byte) || is_digit(byte) || byte == '_'; }))
        return false;
    const std::size_t letters = static_cast<std::size_t>(std::ranges::find_if(sheet, is_digit) - sheet.begin());
    const bool cell = letters <= 3 && letters < sheet.size() &&
                      std::ranges::all_of(sheet.substr(letters), [](char byte) { return is_digit(byte); });
    return !cell;
}

}  // namespace

std::string cell_name(std::optional<std::size_t> column, std::size_t row) {
    std::string letters;
    if (column)
        for (std::size_t rest = *column + 1; rest > 0; rest = (rest - 1) / 26)
            letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters + std::to_string(row);
}

std::string cell_name(std::string_view sheet, std::optional<std::size_t> column, std::size_t row) {
    const std::string shown = excerpt(sheet);
    if (is_plain(shown)) return shown + '!' + cell_name(column, row);
    std::string name = "'";
    for (const char byte : shown) {
        name += byte;
        if (byte == '\'') name += byte;
    }
    return name + "'!" + cell_name(column, row);
}

void Expansion::add(std::size_t cells, const Location& where) {
    cells_ += cells;
    if (cells_ <= most_cells) return;
    refuse(
        "sheet-too-large",
        PLAN_TEXT("the workbook repeats or merges more than {} cells up to here: clear the rows and columns that are "
                  "not in use"),
        {std::to_string(most_cells)}, where);
}

void MergedCells::open(std::size_t row, std::size_t column, std::size_t last_row, std::size_t last_column,
                       std::string_view text, const SheetPlace& place) {
    if (text.empty()) return;
    bytes_ += text.size();
    if (open_.size() >= most_sheet_columns || bytes_ > longest_sheet_row)
        refuse("too-many-merges", PLAN_TEXT("more merged ranges cross this row than it has columns"), {},
               place.cell(column, row));
    open_.push_back({row, column, last_row, last_column, std::string(text)});
}

void MergedCells::fill(SheetRow& row, std::size_t width, Expansion& expansion, const SheetPlace& place) {
    std::erase_if(open_, [&](const Range& range) {
        if (range.last_row >= row.number) return false;
        bytes_ -= range.text.size();
        return true;
    });
    for (const Range& range : open_) {
        if (row.number < range.row || row.number > range.last_row || range.column >= width) continue;
        const std::size_t end = std::min(range.last_column + 1, width);
        expansion.add(end - range.column, place.cell(range.column, row.number));
        if (row.cells.size() < end) row.cells.resize(end);
        for (std::size_t column = range.column; column < end; ++column)
            if (row.number != range.row || column != range.column) row.cells[column] = {range.text, CellState::filled};
    }
}

void RowBuilder::begin(std::size_t number, std::size_t repeats, const SheetPlace& place) {
    number_ = number;
    repeats_ = repeats;
    cells_ = 0;
    if (++rows_ > 4 * most_sheet_rows) refuse_beyond(place);
    texts_.clear();
    pieces_.clear();
}

void RowBuilder::add(std::size_t column, std::size_t repeats, std::size_t text_begin, CellState state) {
    if (text_begin < texts_.size())
        pieces_.push_back({column, repeats, nullptr, text_begin, texts_.size() - text_begin, state});
}

void RowBuilder::add_shared(std::size_t column, std::string_view text) {
    if (!text.empty()) pieces_.push_back({column, 1, text.data(), 0, text.size(), CellState::own});
}

void RowBuilder::check_length(const SheetPlace& place) const {
    if (texts_.size() > longest_sheet_row) refuse_long(place.cell(std::nullopt, number_));
}

void RowBuilder::check_place(const SheetPlace& place) const {
    for (const Piece& piece : pieces_)
        if (piece.column + piece.repeats > most_sheet_columns || number_ + repeats_ - 1 > most_sheet_rows)
            refuse_beyond(place);
}

void RowBuilder::refuse_beyond(const SheetPlace& place) const {
    refuse("beyond-sheet", PLAN_TEXT("the sheet has content beyond {} rows or {} columns"),
           {std::to_string(most_sheet_rows), std::to_string(most_sheet_columns)}, place.cell(std::nullopt, number_));
}

void RowBuilder::finish(SheetRow& row, const SheetPlace& place) {
    check_place(place);
    row.number = number_;
    row.repeats = repeats_;
    row.cells.clear();
    std::size_t width = 0, bytes = 0;
    for (const Piece& piece : pieces_) {
        width = std::max(width, piece.column + piece.repeats);
        bytes += piece.size * piece.repeats;
    }
    if (bytes > longest_sheet_row) refuse_long(place.cell(std::nullopt, number_));
    width_ = std::max(width_, width);
    row.cells.resize(width);
    if (width > pieces_.size()) expansion_.add(width - pieces_.size(), place.cell(std::nullopt, number_));
    for (const Piece& piece : pieces_) {
        const char* const text = piece.shared ? piece.shared : texts_.data() + piece.begin;
        const CellState state = piece.state == CellState::own ? CellState::repeated : piece.state;
        for (std::size_t column = piece.column; column < piece.column + piece.repeats; ++column)
            row.cells[column] = {{text, piece.size}, state};
        row.cells[piece.column].state = piece.state;
    }
    if (!merged_.empty()) merged_.fill(row, width_, expansion_, place);
}

}  // namespace plan
