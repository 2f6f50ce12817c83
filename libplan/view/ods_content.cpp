#include "libplan/view/ods_content.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/ods_styles.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <utility>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16;

/// A paragraph's text: XML joins blanks, so that all but the first of several are counted, and tabs have a name.
void append_paragraph(std::string& out, std::string_view line) {
    out += "<text:p>";
    std::string plain;
    const auto flush = [&] {
        out += escape_markup(plain);
        plain.clear();
    };
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '\t') {
            flush();
            out += "<text:tab/>";
            ++at;
            continue;
        }
        const std::size_t end = std::min(line.find_first_not_of(' ', at), line.size());
        const std::size_t blanks = end - at;
        const bool joined = blanks == 1 && at > 0 && end < line.size() && line[at - 1] != '\t' && line[end] != '\t';
        if (blanks == 0 || joined) {
            plain += line[at++];
            continue;
        }
        flush();
        fmt::format_to(std::back_inserter(out), "<text:s text:c=\"{}\"/>", blanks);
        at = end;
    }
    flush();
    out += "</text:p>";
}

void append_paragraphs(std::string& out, std::string_view text) {
    while (true) {
        const std::size_t end = text.find('\n');
        append_paragraph(out, text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

/// The value of a cell: its attributes, then what it shows.
struct ShownValue {
    std::string attributes, shown;
};

ShownValue shown_value(const Cell& written) {
    if (const auto* text = std::get_if<std::string>(&written)) {
        ShownValue value{" office:value-type=\"string\"", {}};
        append_paragraphs(value.shown, *text);
        return value;
    }
    const auto typed = [](const char* type, const char* attribute, const std::string& text) {
        return ShownValue{fmt::format(" office:value-type=\"{}\" office:{}=\"{}\"", type, attribute, text),
                          "<text:p>" + text + "</text:p>"};
    };
    if (const auto* whole = std::get_if<std::int64_t>(&written)) return typed("float", "value", std::to_string(*whole));
    if (const auto* number = std::get_if<double>(&written)) return typed("float", "value", number_text(*number));
    if (const auto* date = std::get_if<Date>(&written)) return typed("date", "date-value", date->to_iso());
    if (const auto* truth = std::get_if<bool>(&written))
        return typed("boolean", "boolean-value", *truth ? "true" : "false");
    return {};
}

std::string note_of(const SheetColumn& column) {
    if (column.note.empty()) return {};
    std::string note = "<office:annotation svg:width=\"8cm\" svg:height=\"" +
                       fmt::format("{:.2f}cm", 0.9 + 0.42 * static_cast<double>(column.note.size() / 38 + 1)) + "\">";
    append_paragraphs(note, written_text(column.note));
    return note + "</office:annotation>";
}

std::string condition_of(const Workbook& workbook, const SheetColumn& column) {
    if (column.choices_from) {
        const Sheet& sheet = workbook.sheets[column.choices_from->sheet];
        const std::string letters = column_letters(column.choices_from->column);
        return fmt::format("of:cell-content-is-in-list([${0}.${1}$2:.${1}${2}])", quoted_sheet(sheet.name), letters,
                           std::max<std::size_t>(row_count(sheet), 2));
    }
    std::string list;
    for (const std::string& choice : column.choices) {
        list += list.empty() ? "\"" : ";\"";
        for (const char letter : written_text(choice)) list += letter == '"' ? "\"\"" : std::string(1, letter);
        list += '"';
    }
    return list.empty() ? list : "of:cell-content-is-in-list(" + list + ")";
}

void append_empty(std::string& out, const std::string& attributes, std::size_t count) {
    if (count == 0) return;
    out += "<table:table-cell" + attributes;
    if (count > 1) fmt::format_to(std::back_inserter(out), " table:number-columns-repeated=\"{}\"", count);
    out += "/>";
}

}  // namespace

OdsContent::OdsContent(const Workbook& workbook) : workbook_(workbook), columns_(workbook.sheets.size()) {}

std::uint64_t OdsContent::size() const {
    OdsContent copy(workbook_);
    std::uint64_t bytes = 0;
    std::string piece;
    do {
        copy.next(piece);
        bytes += piece.size();
    } while (!piece.empty());
    return bytes;
}

void OdsContent::next(std::string& piece) {
    piece.clear();
    switch (stage_) {
        case Stage::prologue:
            prologue(piece);
            stage_ = workbook_.sheets.empty() ? Stage::epilogue : Stage::head;
            return;
        case Stage::head:
            head(piece);
            row_ = 0;
            stage_ = Stage::rows;
            return;
        case Stage::rows:
            rows(piece);
            if (!piece.empty()) return;
            stage_ = Stage::tail;
            [[fallthrough]];
        case Stage::tail:
            tail(piece);
            stage_ = ++sheet_ < workbook_.sheets.size() ? Stage::head : Stage::epilogue;
            return;
        case Stage::epilogue:
            epilogue(piece);
            stage_ = Stage::end;
            return;
        case Stage::end:
            return;
    }
}

/// Drop-down lists, each once, and which column has which.
void OdsContent::validations(std::string& out) {
    std::map<std::pair<std::string, bool>, std::string> known;
    std::string list;
    for (std::size_t sheet = 0; sheet < workbook_.sheets.size(); ++sheet)
        for (const SheetColumn& column : workbook_.sheets[sheet].columns) {
            const std::size_t place_in_sheet = columns_[sheet].size();
            ColumnCells& cells = columns_[sheet].emplace_back();
            cells.style = column.colours.empty() ? ods_cell_style(column.format, RowStyle::plain)
                                                 : ods_coloured_style(sheet, place_in_sheet);
            const std::string condition = condition_of(workbook_, column);
            if (condition.empty()) continue;
            const auto [place, added] =
                known.try_emplace({condition, column.choices_only}, "list" + std::to_string(known.size() + 1));
            cells.validation = place->second;
            if (!added) continue;
            fmt::format_to(std::back_inserter(list),
                           "<table:content-validation table:name=\"{}\" table:condition=\"{}\" "
                           "table:allow-empty-cell=\"true\" table:display-list=\"unsorted\" "
                           "table:base-cell-address=\"{}.A2\">"
                           "<table:error-message table:message-type=\"stop\" table:display=\"{}\"/>"
                           "</table:content-validation>",
                           place->second, escape_markup(condition),
                           escape_markup(quoted_sheet(workbook_.sheets[sheet].name)), column.choices_only);
        }
    if (!list.empty()) out += "<table:content-validations>" + list + "</table:content-validations>";
}

void OdsContent::prologue(std::string& out) {
    out = ods_content_opening(workbook_);
    out += "<office:body><office:spreadsheet>";
    validations(out);
}

void OdsContent::head(std::string& out) const {
    const Sheet& sheet = workbook_.sheets[sheet_];
    fmt::format_to(std::back_inserter(out), "<table:table table:name=\"{}\" table:style-name=\"{}\">",
                   escape_markup(written_text(sheet.name)), ods_table_style(sheet.accent));
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
        fmt::format_to(std::back_inserter(out),
                       "<table:table-column table:style-name=\"{}\" table:default-cell-style-name=\"{}\"/>",
                       ods_column_style(sheet.columns[column].width), columns_[sheet_][column].style);
    if (!sheet.has_header) return;
    fmt::format_to(std::back_inserter(out), "<table:table-header-rows><table:table-row table:style-name=\"{}\">",
                   ods_header_row_style(sheet_));
    for (const SheetColumn& column : sheet.columns) {
        fmt::format_to(std::back_inserter(out),
                       "<table:table-cell table:style-name=\"{}\" office:value-type=\"string\">",
                       ods_header_style(column.accent));
        out += note_of(column);
        append_paragraphs(out, written_text(column.header));
        out += "</table:table-cell>";
    }
    out += "</table:table-row></table:table-header-rows>";
}

void OdsContent::row(std::string& out, const SpreadsheetRow& shown) const {
    const bool cut = has_too_many_lines(workbook_.sheets[sheet_], shown);
    out += "<table:table-row table:style-name=\"" + (cut ? ods_cut_row_style(sheet_) : std::string("ro")) + "\">";
    const std::vector<ColumnCells>& columns = columns_[sheet_];
    std::string run;  // the attributes of the empty cells that are being counted
    std::size_t count = 0;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        std::string attributes = " table:style-name=\"" +
                                 (shown.style == RowStyle::plain
                                      ? columns[column].style
                                      : ods_cell_style(workbook_.sheets[sheet_].columns[column].format, shown.style)) +
                                 "\"";
        if (!columns[column].validation.empty())
            attributes += " table:content-validation-name=\"" + columns[column].validation + "\"";
        const Cell written = column < shown.cells.size() ? written_cell(shown.cells[column]) : Cell();
        if (std::holds_alternative<std::monostate>(written)) {
            if (attributes != run) {
                append_empty(out, run, count);
                run = std::move(attributes);
                count = 0;
            }
            ++count;
            continue;
        }
        append_empty(out, run, std::exchange(count, 0));
        const ShownValue value = shown_value(written);
        out += "<table:table-cell" + attributes + value.attributes + ">" + value.shown + "</table:table-cell>";
    }
    append_empty(out, run, count);
    if (columns.empty()) out += "<table:table-cell/>";
    out += "</table:table-row>";
}

void OdsContent::rows(std::string& out) {
    const std::vector<SpreadsheetRow>& rows = workbook_.sheets[sheet_].rows;
    while (row_ < rows.size() && out.size() < piece_bytes) row(out, rows[row_++]);
}

void OdsContent::tail(std::string& out) const {
    const Sheet& sheet = workbook_.sheets[sheet_];
    if (sheet.spare_rows > 0) {
        std::string spare;
        row(spare, SpreadsheetRow());
        const std::string_view opening = "<table:table-row";
        spare.insert(opening.size(), fmt::format(" table:number-rows-repeated=\"{}\"", sheet.spare_rows));
        out += spare;
    }
    // A table has a row at least.
    if (row_count(sheet) == 0) row(out, SpreadsheetRow());
    out += "</table:table>";
}

void OdsContent::epilogue(std::string& out) const {
    std::string ranges;
    for (std::size_t index = 0; index < workbook_.sheets.size(); ++index) {
        const Sheet& sheet = workbook_.sheets[index];
        if (!sheet.has_header || sheet.columns.empty()) continue;
        const std::string name = escape_markup(quoted_sheet(sheet.name));
        fmt::format_to(std::back_inserter(ranges),
                       "<table:database-range table:name=\"__Anonymous_Sheet_DB__{0}\" "
                       "table:target-range-address=\"{1}.A1:{1}.{2}{3}\" table:display-filter-buttons=\"true\"/>",
                       index, name, column_letters(sheet.columns.size() - 1), row_count(sheet));
    }
    if (!ranges.empty()) out += "<table:database-ranges>" + ranges + "</table:database-ranges>";
    out += "</office:spreadsheet></office:body></office:document-content>";
}

}  // namespace plan
