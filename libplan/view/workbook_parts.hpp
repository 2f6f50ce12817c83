#pragma once

#include "libplan/view/spreadsheet.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// What the writers of .ods and .xlsx share. Internal to this room.
namespace plan {

/// What a cell is written as; texts are clean UTF-8 without characters that XML forbids.
[[nodiscard]] Cell written_cell(const Cell& cell);
[[nodiscard]] std::string written_text(std::string_view text);

/// "#1b3a6b"
[[nodiscard]] std::string_view colour_of(Accent accent);
constexpr std::size_t accent_count = 7;

/// Height of a sheet's header in points, so that its longest header shows whole.
[[nodiscard]] double header_height(const Sheet& sheet);

/// Height of a row in points, as far as it can be told without the font.
[[nodiscard]] double row_height(const Sheet& sheet, const SpreadsheetRow& row);

/// The row has more lines than its sheet shows.
[[nodiscard]] bool has_too_many_lines(const Sheet& sheet, const SpreadsheetRow& row);
/// Height in points of a row that shows so many lines.
[[nodiscard]] double height_of_lines(std::size_t lines);

/// Rows of a sheet, its header and the spare ones counted.
[[nodiscard]] std::size_t row_count(const Sheet& sheet);

/// The days since 30 December 1899, which spreadsheets count from.
[[nodiscard]] std::int64_t day_number(Date date);

[[nodiscard]] std::string write_ods(const Workbook& workbook);
[[nodiscard]] std::string write_xlsx(const Workbook& workbook);

}  // namespace plan
