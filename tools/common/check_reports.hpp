#pragma once

#include "libplan/base/language.hpp"
#include "libplan/check/completeness.hpp"
#include "libplan/check/missing_answers.hpp"
#include "libplan/view/table.hpp"

#include <string_view>
#include <vector>

/// What plan-check counts, as tables: the room that counts and the room that shows do not know each other.
namespace plan::tools {

struct KeyedTable {
    Table table;
    std::string_view name;               ///< of the table in JSON: "missing"
    std::vector<std::string_view> keys;  ///< of the columns in JSON
};

[[nodiscard]] KeyedTable missing_table(const MissingAnswers& missing, Language language);
[[nodiscard]] KeyedTable fields_table(const Completeness& completeness, Language language);
/// Applications of nobody stand under an empty cell, or under "(nobody)" where people read the table.
[[nodiscard]] KeyedTable owners_table(const Completeness& completeness, Language language, bool name_nobody);

}  // namespace plan::tools
