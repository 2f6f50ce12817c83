#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/palette.hpp"
#include "libplan/view/table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A workbook as people see it, whatever its format: sheets of typed cells below a header that stays in sight. The same
/// workbook gives the same bytes, whenever and wherever it is written.
namespace plan {

/// What the cells of a column are, also those that are still empty.
enum class ColumnFormat : std::uint8_t {
    general,  ///< as the spreadsheet shows them
    text,     ///< what is typed in stays text: 007, 1-5
    wrapped,  ///< text on several lines
    date,     ///< a day, written as the workbook's language does
};

/// The colour of a header, so that columns of one subject are seen together.
enum class Accent : std::uint8_t { navy, green, brown, purple, crimson, teal, grey };

/// The cells of another column below its header, as the choices of a drop-down list.
struct ColumnReference {
    std::size_t sheet = 0;   ///< index among the workbook's sheets
    std::size_t column = 0;  ///< index among that sheet's columns
};

/// Which cells of a column are filled. It is the spreadsheet that looks, so that the colour follows what is typed in.
/// The first rule that holds counts.
struct ColourRule {
    enum class Test : std::uint8_t {
        equals,  ///< the text or the truth `value`
        above,   ///< more than the number `value`
    };
    Test test = Test::equals;
    Cell value;
    Shade shade;
};

struct SheetColumn {
    std::string header;
    double width = 12;  ///< in characters
    ColumnFormat format = ColumnFormat::general;
    Accent accent = Accent::navy;
    std::string note = {};                             ///< shown when the pointer rests on the header
    std::vector<std::string> choices = {};             ///< of a drop-down list
    std::optional<ColumnReference> choices_from = {};  ///< a drop-down list that grows with another column
    bool choices_only = false;                         ///< anything else is refused when it is typed in
    std::vector<ColourRule> colours = {};              ///< of the rows below the header
};

enum class RowStyle : std::uint8_t { plain, example, title, heading };

struct SpreadsheetRow {
    std::vector<Cell> cells;  ///< at most as many as there are columns; those missing are empty
    RowStyle style = RowStyle::plain;
};

struct Sheet {
    std::string name;
    std::vector<SheetColumn> columns;
    std::vector<SpreadsheetRow> rows;
    bool has_header = true;          ///< the header is bold, frozen, and has filter buttons
    std::size_t frozen_columns = 0;  ///< that stay in sight on the left
    std::size_t spare_rows = 0;      ///< empty rows that the drop-down lists reach below the last one
    std::size_t most_lines = 0;      ///< that a row shows of a wrapped text, so that rows stay a list; 0: all of them
    Accent accent = Accent::navy;    ///< of the tab
};

struct Workbook {
    std::string title;
    Language language = Language::french;  ///< of dates
    std::vector<Sheet> sheets;             ///< at least one
};

enum class WorkbookFormat : std::uint8_t {
    ods,   ///< OpenDocument 1.3 (ISO/IEC 26300)
    xlsx,  ///< Office Open XML (ISO/IEC 29500)
};

/// By the ending of a file's name, upper or lower case; nothing when it is neither .ods nor .xlsx.
[[nodiscard]] std::optional<WorkbookFormat> workbook_format(std::string_view path);

/// A table as a sheet: dates and long texts get their format, columns the width that their cells ask for, and the
/// colours of what they mean in `language`.
[[nodiscard]] Sheet make_sheet(Table table, Language language);

/// The bytes of the file. A text is always a text, never a formula, whatever it begins with; invalid UTF-8 and control
/// characters become U+FFFD, line ends LF. Whole numbers beyond 2^53 and days before March 1900, which spreadsheets do
/// not count right, are written as texts. Numbers keep 16 digits in .xlsx, all of them in .ods; a drop-down list of
/// more than 255 characters is left out of .xlsx.
///
/// Throws Error(invalid_input) when a sheet is larger than spreadsheets take ("sheet-too-large", "cell-too-long"), and
/// Error(input_output) when .xlsx finds no room for its temporary files. Linear; memory is that of the compressed file
/// for .ods, about 100 bytes a cell more for .xlsx.
[[nodiscard]] std::string write_workbook(const Workbook& workbook, WorkbookFormat format);

/// "A", "Z", "AA": the letters of a column, counted from 0.
[[nodiscard]] std::string column_letters(std::size_t column);

}  // namespace plan
