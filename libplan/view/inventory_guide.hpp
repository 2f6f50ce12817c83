#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/view/spreadsheet.hpp"
#include "libplan/view/words.hpp"

#include <span>
#include <string_view>

/// Which columns the workbooks of an inventory show, of all that the importer knows, and what is said about each.
namespace plan {

struct ColumnGuide {
    std::string_view field;  ///< as in column_names(); of several columns of a field the first is shown
    Words meaning;           ///< a sentence or two; what may be written in the cells is said besides
    Accent accent = Accent::navy;
    double width = 14;  ///< in characters
};

/// The columns of a sheet, from left to right. `type` is one of table_types().
[[nodiscard]] std::span<const ColumnGuide> column_guide(RecordType type);

namespace guides {
extern const std::span<const ColumnGuide> applications;
extern const std::span<const ColumnGuide> flows;
extern const std::span<const ColumnGuide> servers;
extern const std::span<const ColumnGuide> teams;
extern const std::span<const ColumnGuide> targets;
extern const std::span<const ColumnGuide> calendars;
extern const std::span<const ColumnGuide> constraints;
}  // namespace guides

}  // namespace plan
