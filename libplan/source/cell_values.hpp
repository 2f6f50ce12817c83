#pragma once

#include "libplan/record/fields.hpp"
#include "libplan/source/columns.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What people write in cells, read as values of the stream. Nothing here follows the locale.
namespace plan {

/// Decimal comma or point; thousands parted by spaces (also no-break), apostrophes, or the sign that is not the
/// decimal one; groups must have three digits. A lone comma or point is decimal, unless `whole` is set and exactly
/// three digits follow it: "1.234" is then a thousand. Nothing when `text` is not one finite number.
[[nodiscard]] std::optional<double> parse_local_number(std::string_view text, bool whole);

/// dd/mm/yyyy (also with - or . and with two digits for the year: 00 to 79 are 2000 to 2079), yyyy-mm-dd, either
/// followed by a time of day that is dropped, and "1er mars 2027". Nothing when that is no day of the calendar.
[[nodiscard]] std::optional<Date> parse_local_date(std::string_view text);

/// "3-2-2-1", "3221", "D3 I2 C2 P1" (T stands for P; parts may be missing or not known).
[[nodiscard]] std::optional<SecurityNeeds> parse_needs(std::string_view text);

/// "1-5", "1,2,3", "lundi au vendredi", "lun, mar, jeu": days of the week, 1 is Monday, sorted.
[[nodiscard]] std::optional<std::vector<std::int64_t>> parse_weekdays(std::string_view text);

/// Opens each piece of a list whose pieces are known: what they hold parts them no further. A column map writes it.
inline constexpr char exact_piece = '\x1F';

/// The pieces of a list: parted by commas, bars, semicolons and line ends, or by `exact_piece` where it begins so.
[[nodiscard]] std::vector<std::string> split_cell(std::string_view cell);

/// Why a cell was not read: a diagnostic's code and text, whose holes take the header, the cell and `details`.
struct CellProblem {
    const char* code = "";
    const char* text = "";
    std::vector<std::string> details;
};

/// How the cells of one column are read.
struct CellFormat {
    FieldKind kind = FieldKind::text;
    const Vocabulary* words = nullptr;  ///< for keyword kinds always; for texts where they have usual values
    Quantity quantity = Quantity::plain;
    double factor = 1;  ///< of the unit in the header
};

/// Reads a trimmed, non-empty cell. `value` is monostate for a cell that says nothing ("à confirmer").
/// False, with `problem` filled in, when it cannot be read.
[[nodiscard]] bool parse_cell(const CellFormat& format, std::string_view cell, FieldValue& value, CellProblem& problem);

/// Words of a list that its vocabulary does not know and passes through: likely slips of the pen.
[[nodiscard]] std::vector<std::string> unknown_words(const CellFormat& format, const FieldValue& value);

/// `text` fit for a message: on one line, at most 60 characters, no control characters.
[[nodiscard]] std::string excerpt(std::string_view text);

}  // namespace plan
