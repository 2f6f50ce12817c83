#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/table.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace plan {

enum class CsvDialect : std::uint8_t {
    excel_fr,  ///< what a French Excel opens with a double click: BOM, ";", decimal comma, dd/mm/yyyy, CRLF
    rfc4180,   ///< for programs: ",", decimal point, ISO dates, CRLF, no BOM. Source: RFC 4180
};

/// A cell's text before it is quoted: numbers and dates as the dialect writes them, yes and no in `language`, and text
/// made harmless by neutralise().
[[nodiscard]] std::string csv_text(const Cell& cell, CsvDialect dialect, Language language);

/// A spreadsheet takes a text that begins with = + - @ (or their full-width forms), a tab or a line end for a formula:
/// such a text gets an apostrophe before it, which spreadsheets hide and users know. A text that is a number ("-5",
/// "+3,2") stays as it is. So that nothing is lost, a text that already begins with apostrophes followed by such a
/// character gets one more. Line ends become LF; other control characters, which no spreadsheet keeps, become U+FFFD.
/// Source: OWASP, CSV Injection.
[[nodiscard]] std::string neutralise(std::string_view text);

/// The text again, but for control characters and line ends.
[[nodiscard]] std::string unneutralise(std::string_view text);

/// Writes the whole table, a piece at a time, to `sink`; throws nothing but what `sink` throws. Linear.
void write_csv(const Table& table, CsvDialect dialect, Language language,
               const std::function<void(std::string_view)>& sink);

}  // namespace plan
