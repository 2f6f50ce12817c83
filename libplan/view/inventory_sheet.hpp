#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/source/calendar_rows.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/view/inventory_cells.hpp"
#include "libplan/view/inventory_guide.hpp"
#include "libplan/view/spreadsheet.hpp"

#include <string>
#include <vector>

/// Parts of the workbook of an inventory. Internal to this room.
namespace plan {

/// The kinds of sheet, from left to right.
[[nodiscard]] std::span<const RecordType> inventory_sheets();
[[nodiscard]] Words sheet_name(RecordType type);

/// The column that the importer has for what the guide describes.
[[nodiscard]] const ColumnName& column_of(RecordType type, const ColumnGuide& guide);

/// "Stockage (Go)", "Code application *": a header that plan-import knows, with its unit and whether it is required.
[[nodiscard]] std::string header_of(const ColumnName& name, bool required, Language language);

/// What a field is, whatever the record it belongs to.
struct FieldShape {
    FieldKind kind = FieldKind::text;
    bool required = false;
};

/// Header, width, format, note and drop-down list. Lists of codes of other sheets are not set.
[[nodiscard]] SheetColumn describe_column(const ColumnGuide& guide, const ColumnName& name, FieldShape shape,
                                          Language language);

/// Calendars as the rows that make them.
[[nodiscard]] std::vector<CalendarRow> calendar_rows(const std::vector<Calendar>& calendars, Language language);

/// The sheet of a kind with the portfolio's records.
[[nodiscard]] Sheet inventory_sheet(const Portfolio& portfolio, RecordType type, Language language);

/// Records that show how each sheet is filled in; their codes say that they are examples.
[[nodiscard]] Portfolio example_inventory(Language language);

/// The instructions that come first.
[[nodiscard]] Sheet instructions(Language language);

}  // namespace plan
