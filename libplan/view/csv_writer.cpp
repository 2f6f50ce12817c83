#include "libplan/view/csv_writer.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/cell_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plan {

namespace {

constexpr std::size_t piece_bytes = 1 << 16;

bool begins_formula(std::string_view text) {
    constexpr std::array<std::string_view, 11> triggers = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                           "\n", "＝", "＋", "－", "＠"};
    return std::ranges::any_of(triggers, [text](std::string_view trigger) { return text.starts_with(trigger); });
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// A sign, digits, and at most one decimal point or comma: nothing that a spreadsheet computes.
bool is_plain_number(std::string_view text) {
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
    const std::size_t end = std::ranges::find_if_not(text, is_digit) - text.begin();
    if (end == text.size()) return true;
    const std::string_view decimals = text.substr(end + 1);
    return (text[end] == '.' || text[end] == ',') && !decimals.empty() && std::ranges::all_of(decimals, is_digit);
}

/// What neutralise() protects: a formula's beginning, after any apostrophes.
bool is_dangerous(std::string_view text) {
    const std::string_view bare = text.substr(std::min(text.find_first_not_of('\''), text.size()));
    return begins_formula(bare) && !(bare.size() == text.size() && is_plain_number(text));
}

std::string number(double value, CsvDialect dialect) {
    std::string text = number_text(value);
    if (dialect == CsvDialect::excel_fr) std::ranges::replace(text, '.', ',');
    return text;
}

std::string date(Date value, CsvDialect dialect) {
    if (dialect == CsvDialect::rfc4180) return value.to_iso();
    return fmt::format("{:02}/{:02}/{:04}", value.day(), value.month(), value.year());
}

void append_cell(std::string& line, std::string_view text, char separator) {
    const bool quoted = text.find_first_of("\"\r\n") != std::string_view::npos ||
                        text.find(separator) != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
    if (!quoted) {
        line += text;
        return;
    }
    line += '"';
    for (const char letter : text) {
        if (letter == '"') line += '"';
        line += letter;
    }
    line += '"';
}

}  // namespace

std::string neutralise(std::string_view text) {
    std::string clean = without_control_characters(text);
    if (is_dangerous(clean)) clean.insert(clean.begin(), '\'');
    return clean;
}

std::string unneutralise(std::string_view text) {
    if (text.starts_with('\'') && is_dangerous(text.substr(1))) text.remove_prefix(1);
    return std::string(text);
}

std::string csv_text(const Cell& cell, CsvDialect dialect, Language language) {
    if (const auto* text = std::get_if<std::string>(&cell)) return neutralise(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *whole);
    if (const auto* value = std::get_if<double>(&cell)) return number(*value, dialect);
    if (const auto* day = std::get_if<Date>(&cell)) return date(*day, dialect);
    if (const auto* truth = std::get_if<bool>(&cell)) {
        if (language == Language::french) return *truth ? "oui" : "non";
        return *truth ? "yes" : "no";
    }
    return "";
}

void write_csv(const Table& table, CsvDialect dialect, Language language,
               const std::function<void(std::string_view)>& sink) {
    const char separator = dialect == CsvDialect::excel_fr ? ';' : ',';
    std::string piece = dialect == CsvDialect::excel_fr ? "\ufeff" : "";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        if (column > 0) piece += separator;
        append_cell(piece, neutralise(table.columns[column]), separator);
    }
    piece += "\r\n";
    for (const std::vector<Cell>& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            if (column > 0) piece += separator;
            append_cell(piece, csv_text(row[column], dialect, language), separator);
        }
        piece += "\r\n";
        if (piece.size() < piece_bytes) continue;
        sink(piece);
        piece.clear();
    }
    if (!piece.empty()) sink(piece);
}

}  // namespace plan
