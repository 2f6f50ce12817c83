#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What an export holds, whatever its format: named columns of typed cells.
namespace plan {

/// monostate is an empty cell. Text may hold anything, line ends included; a format makes it harmless.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, bool, Date>;

struct Table {
    std::string name;                     ///< of the sheet, in the language of the table
    std::vector<std::string> columns;     ///< headers
    std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
};

enum class TableKind : std::uint8_t {
    plan,          ///< one row per application: what is decided, when it moves, and why
    applications,  ///< one row per application: the inventory as it is known
    tasks,         ///< one row per task
    waves,         ///< one row per wave
    groups,        ///< one row per group
    bridges,       ///< one row per bridge
    flows,         ///< one row per flow
    questions,     ///< one row per question left to answer
};

/// The spellings of --table, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> table_keywords();
/// `text` is one of table_keywords().
[[nodiscard]] TableKind table_kind(std::string_view text);

/// Rows of `plan` go by wave, cut-over date and id, what does not move last; `tasks` by start date then id; `waves` by
/// number; others in the order of the stream. O(n log n).
[[nodiscard]] Table make_table(const Portfolio& portfolio, TableKind kind, Language language);

}  // namespace plan
