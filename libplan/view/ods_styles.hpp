#pragma once

#include "libplan/view/workbook_parts.hpp"

#include <string>
#include <string_view>

/// The styles that cells of content.xml name, and how the document opens. Internal to this room.
namespace plan {

[[nodiscard]] std::string ods_cell_style(ColumnFormat format, RowStyle style);
[[nodiscard]] std::string ods_column_style(double width);
[[nodiscard]] std::string ods_table_style(Accent accent);
[[nodiscard]] std::string ods_header_style(Accent accent);
[[nodiscard]] std::string ods_header_row_style(std::size_t sheet);
/// Of rows that show fewer lines than they have.
[[nodiscard]] std::string ods_cut_row_style(std::size_t sheet);
/// Of the plain cells of a column that has colour rules.
[[nodiscard]] std::string ods_coloured_style(std::size_t sheet, std::size_t column);

/// "'Mode d''emploi'", as references write a sheet's name.
[[nodiscard]] std::string quoted_sheet(std::string_view name);

/// The styles that colour rules apply, each once: they have names that people see, so they stand in styles.xml.
[[nodiscard]] std::string ods_fill_styles(const Workbook& workbook);

/// The root element with the automatic styles that the workbook needs; office:body follows.
[[nodiscard]] std::string ods_content_opening(const Workbook& workbook);

/// The name spaces that the documents of a package share, as attributes.
[[nodiscard]] std::string_view ods_name_spaces();

}  // namespace plan
