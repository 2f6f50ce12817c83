#include "libplan/view/spreadsheet.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/view/cell_text.hpp"
#include "libplan/view/colour_rules.hpp"
#include "libplan/view/workbook_parts.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

// What Calc and Excel take; a cell of Calc is larger, but not when it is saved as .xlsx.
constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;
constexpr std::size_t longest_cell = 32'767;  // UTF-16 code units

[[noreturn]] void refuse(const char* code, const char* text, std::vector<std::string> arguments) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), {}});
}

std::size_t utf16_length(std::string_view text) {
    std::size_t length = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if ((byte & 0xC0) != 0x80) length += byte >= 0xF0 ? 2 : 1;
    }
    return length;
}

std::size_t letters_of(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

constexpr double line_height = 13.5;  // in points

/// Words are put on lines as a spreadsheet does; `room` is in characters.
std::size_t lines_of(std::string_view text, double room) {
    std::size_t lines = 1;
    double used = 0;
    for (const std::string& word : split_list(text, " ")) {
        const auto length = static_cast<double>(letters_of(word));
        if (used > 0 && used + 1 + length > room) {
            ++lines;
            used = 0;
        }
        used += length + (used > 0 ? 1 : 0);
    }
    return lines;
}

void check_cells(const Sheet& sheet) {
    for (std::size_t row = 0; row < sheet.rows.size(); ++row)
        for (std::size_t column = 0; column < sheet.rows[row].cells.size(); ++column) {
            const auto* text = std::get_if<std::string>(&sheet.rows[row].cells[column]);
            if (!text || text->size() <= longest_cell || utf16_length(*text) <= longest_cell) continue;
            refuse("cell-too-long",
                   PLAN_TEXT("cell {} of sheet '{}' has {} characters, and a workbook takes {}: write CSV instead"),
                   {column_letters(column) + std::to_string(row + (sheet.has_header ? 2 : 1)), sheet.name,
                    std::to_string(utf16_length(*text)), std::to_string(longest_cell)});
        }
}

void check(const Workbook& workbook) {
    for (const Sheet& sheet : workbook.sheets) {
        if (row_count(sheet) > most_rows || sheet.columns.size() > most_columns)
            refuse(
                "sheet-too-large",
                PLAN_TEXT("sheet '{}' has {} rows and {} columns, and a workbook takes {} and {}: write CSV instead"),
                {sheet.name, std::to_string(row_count(sheet)), std::to_string(sheet.columns.size()),
                 std::to_string(most_rows), std::to_string(most_columns)});
        check_cells(sheet);
    }
}

/// U+FFFE and U+FFFF, which XML forbids, replaced.
void replace_non_characters(std::string& text) {
    for (std::size_t at = text.find("\xEF\xBF"); at != std::string::npos; at = text.find("\xEF\xBF", at + 3))
        if (text[at + 2] == '\xBE' || text[at + 2] == '\xBF') text.replace(at, 3, "\ufffd");
}

std::size_t shown_width(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        std::size_t longest = 0;
        for (const std::string& line : split_list(*text, "\n")) longest = std::max(longest, letters_of(line));
        return longest;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole).size();
    if (const auto* number = std::get_if<double>(&cell)) return number_text(*number).size();
    return std::holds_alternative<std::monostate>(cell) ? 0 : 10;
}

}  // namespace

std::optional<WorkbookFormat> workbook_format(std::string_view path) {
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string ending = fold(path.substr(dot + 1));
    if (ending == "ods") return WorkbookFormat::ods;
    if (ending == "xlsx") return WorkbookFormat::xlsx;
    return std::nullopt;
}

Sheet make_sheet(Table table, Language language) {
    constexpr std::size_t narrowest = 9, widest = 48;
    Sheet sheet;
    sheet.name = std::move(table.name);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        // A long header wraps; its longest word does not.
        std::size_t width = narrowest;
        for (const std::string& word : split_list(table.columns[column], " "))
            width = std::max(width, letters_of(word) + 4);
        std::size_t widest_cell = 0;
        bool dates = false, texts = false;
        for (const std::vector<Cell>& row : table.rows) {
            widest_cell = std::max(widest_cell, shown_width(row[column]));
            dates = dates || std::holds_alternative<Date>(row[column]);
            texts = texts || std::holds_alternative<std::string>(row[column]);
        }
        SheetColumn& shown = sheet.columns.emplace_back();
        shown.header = std::move(table.columns[column]);
        shown.width = static_cast<double>(std::min(std::max(width, widest_cell + 2), widest));
        if (dates)
            shown.format = ColumnFormat::date;
        else if (texts)
            shown.format = widest_cell > widest ? ColumnFormat::wrapped : ColumnFormat::text;
        if (column < table.meanings.size()) shown.colours = colour_rules(table.meanings[column], language);
    }
    for (std::vector<Cell>& row : table.rows) sheet.rows.push_back({std::move(row), RowStyle::plain});
    return sheet;
}

std::string write_workbook(const Workbook& workbook, WorkbookFormat format) {
    check(workbook);
    return format == WorkbookFormat::ods ? write_ods(workbook) : write_xlsx(workbook);
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (++column; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

std::string written_text(std::string_view text) {
    std::string clean = without_control_characters(text);
    if (invalid_utf8(clean)) clean = replace_invalid_utf8(clean);
    replace_non_characters(clean);
    return clean;
}

Cell written_cell(const Cell& cell) {
    constexpr std::int64_t largest = std::int64_t{1} << 53;
    constexpr Date first_day(-25508);  // 1 March 1900: Excel believes that 29 February came before it
    if (const auto* text = std::get_if<std::string>(&cell)) return text->empty() ? Cell() : Cell(written_text(*text));
    if (const auto* whole = std::get_if<std::int64_t>(&cell))
        return *whole > largest || *whole < -largest ? Cell(std::to_string(*whole)) : cell;
    if (const auto* number = std::get_if<double>(&cell))
        return std::isfinite(*number) ? cell : Cell(number_text(*number));
    if (const auto* date = std::get_if<Date>(&cell)) return *date < first_day ? Cell(date->to_iso()) : cell;
    return cell;
}

std::string_view colour_of(Accent accent) {
    constexpr std::array<std::string_view, accent_count> colours = {"#1b3a6b", "#1f5f46", "#7a4212", "#553082",
                                                                    "#7a1f3d", "#20566a", "#4a4a4a"};
    return colours[static_cast<std::size_t>(accent)];
}

double header_height(const Sheet& sheet) {
    constexpr double margins = 9, filter_button = 3, bold = 1.1;
    std::size_t most = 1;
    for (const SheetColumn& column : sheet.columns)
        most = std::max(most, lines_of(column.header, std::max(column.width - filter_button, 4.0) / bold));
    return margins + line_height * static_cast<double>(most);
}

double row_height(const Sheet& sheet, const SpreadsheetRow& row) {
    std::size_t most = 1;
    for (std::size_t column = 0; column < std::min(row.cells.size(), sheet.columns.size()); ++column) {
        const auto* text = std::get_if<std::string>(&row.cells[column]);
        if (text && sheet.columns[column].format == ColumnFormat::wrapped)
            most = std::max(most, lines_of(*text, sheet.columns[column].width));
    }
    const double larger = row.style == RowStyle::title ? 10 : row.style == RowStyle::heading ? 4 : 0;
    return larger + height_of_lines(most);
}

double height_of_lines(std::size_t lines) {
    constexpr double margins = 2;
    return margins + line_height * static_cast<double>(lines);
}

bool has_too_many_lines(const Sheet& sheet, const SpreadsheetRow& row) {
    return sheet.most_lines > 0 && row_height(sheet, row) > height_of_lines(sheet.most_lines);
}

std::size_t row_count(const Sheet& sheet) {
    return sheet.rows.size() + sheet.spare_rows + (sheet.has_header ? 1 : 0);
}

std::int64_t day_number(Date date) {
    constexpr std::int64_t first = 25569;  // 1 January 1970
    return first + date.days();
}

}  // namespace plan
