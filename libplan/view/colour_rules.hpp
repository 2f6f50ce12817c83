#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/spreadsheet.hpp"

#include <vector>

namespace plan {

/// How a workbook colours a column of that meaning. Each rule looks at what the cell says in words or numbers, so that
/// no colour says a thing that a reader who does not see it would miss.
[[nodiscard]] std::vector<ColourRule> colour_rules(ColumnMeaning meaning, Language language);

}  // namespace plan
