#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/view/spreadsheet.hpp"

/// The workbook of an inventory: a sheet for each kind of table that plan-import reads, with the headers, the words and
/// the explanations of one language. What it holds is read back as the same records.
namespace plan {

/// To be filled in: instructions, then every sheet with an example, drop-down lists, and a note on each header.
[[nodiscard]] Workbook blank_inventory(Language language);

/// The inventory of a portfolio, with the headers of the blank workbook; columns that no field knows follow under their
/// own. What later tools have decided is left out. Components of an unusual kind come back as products, and a value of
/// a list that holds a comma, a semicolon, a bar or a line end comes back as several.
[[nodiscard]] Workbook filled_inventory(const Portfolio& portfolio, Language language);

}  // namespace plan
