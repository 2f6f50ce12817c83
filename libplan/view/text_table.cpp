#include "libplan/view/text_table.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = 1 << 16;

struct Block {
    std::uint32_t first, last;
};
constexpr std::array<Block, 4> without_width = {
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
constexpr std::array<Block, 9> wide = {{{0x1100, 0x115F},
                                        {0x2E80, 0xA4CF},
                                        {0xAC00, 0xD7A3},
                                        {0xF900, 0xFAFF},
                                        {0xFE30, 0xFE6F},
                                        {0xFF00, 0xFF60},
                                        {0xFFE0, 0xFFE6},
                                        {0x1F300, 0x1FAFF},
                                        {0x20000, 0x3FFFD}}};

template <std::size_t size>
bool among(const std::array<Block, size>& blocks, std::uint32_t letter) {
    return std::ranges::any_of(blocks,
                               [letter](const Block& block) { return letter >= block.first && letter <= block.last; });
}

/// The letter that begins at `position` of valid UTF-8, and goes past it.
std::uint32_t next_letter(std::string_view text, std::size_t& position) {
    const auto lead = static_cast<unsigned char>(text[position++]);
    const int more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    std::uint32_t letter = more == 0 ? lead : lead & (0x3Fu >> more);
    for (int index = 0; index < more && position < text.size(); ++index)
        letter = letter << 6 | (static_cast<unsigned char>(text[position++]) & 0x3Fu);
    return letter;
}

struct Shown {
    std::string text;
    std::size_t width;
    bool number;
};

std::string date_text(Date date, Language language) {
    const std::string iso = date.to_iso();
    if (language == Language::english) return iso;
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

Shown shown(const Cell& cell, Language language) {
    Shown result{{}, 0, false};
    if (const auto* text = std::get_if<std::string>(&cell)) result.text = visible_text(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) result.text = count_text(*whole, language);
    if (const auto* number = std::get_if<double>(&cell)) result.text = quantity_text(*number, 6, language);
    if (const auto* truth = std::get_if<bool>(&cell))
        result.text = Words{*truth ? "oui" : "non", *truth ? "yes" : "no"}.in(language);
    if (const auto* date = std::get_if<Date>(&cell)) result.text = date_text(*date, language);
    result.number = std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
    result.width = display_width(result.text);
    return result;
}

/// A column of numbers, empty cells aside, stands to the right under a header to the right.
struct Layout {
    std::vector<std::size_t> widths;
    std::vector<bool> numbers;
};

Layout layout_of(const Table& table, const std::vector<std::vector<Shown>>& rows) {
    Layout layout;
    for (const std::string& header : table.columns) layout.widths.push_back(display_width(visible_text(header)));
    layout.numbers.assign(table.columns.size(), !rows.empty());
    for (const auto& row : rows)
        for (std::size_t column = 0; column < row.size(); ++column) {
            layout.widths[column] = std::max(layout.widths[column], row[column].width);
            if (!row[column].number && !row[column].text.empty()) layout.numbers[column] = false;
        }
    return layout;
}

void append_line(std::string& out, const Layout& layout, const std::vector<Shown>& row) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const std::string blanks(layout.widths[column] - row[column].width, ' ');
        if (column > 0) line += "  ";
        line += layout.numbers[column] ? blanks + row[column].text : row[column].text + blanks;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t position = 0; position < text.size();) {
        const std::uint32_t letter = next_letter(text, position);
        width += among(without_width, letter) ? 0 : among(wide, letter) ? 2 : 1;
    }
    return width;
}

void write_text(const Table& table, Language language, const std::function<void(std::string_view)>& sink) {
    std::vector<std::vector<Shown>> rows;
    rows.reserve(table.rows.size());
    for (const auto& cells : table.rows) {
        std::vector<Shown>& row = rows.emplace_back();
        for (const Cell& cell : cells) row.push_back(shown(cell, language));
    }
    const Layout layout = layout_of(table, rows);
    std::vector<Shown> headers, rules;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        headers.push_back(shown(Cell(table.columns[column]), language));
        // The rule of a last column of long texts needs no more than its header.
        const bool last = column + 1 == table.columns.size() && !layout.numbers[column];
        const std::size_t width = last ? headers.back().width : layout.widths[column];
        rules.push_back({std::string(width, '-'), width, false});
    }
    std::string piece;
    append_line(piece, layout, headers);
    append_line(piece, layout, rules);
    for (const auto& row : rows) {
        append_line(piece, layout, row);
        if (piece.size() < piece_bytes) continue;
        sink(piece);
        piece.clear();
    }
    if (!piece.empty()) sink(piece);
}

}  // namespace plan
