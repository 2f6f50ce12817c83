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

/// What a reader looks for in a column, and a workbook shows in colour as well.
enum class ColumnMeaning : std::uint8_t {
    plain,
    sensitivity_class,  ///< the name of a class
    verdict,            ///< of a classification
    compliance,
    task_status,
    critical,  ///< yes: on the critical path
    exceeded,  ///< yes: more than there is
    share,     ///< percent of what there is
};

struct Table {
    std::string name;                     ///< of the sheet, in the language of the table
    std::vector<std::string> columns;     ///< headers
    std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
    std::vector<ColumnMeaning> meanings;  ///< of the first columns; `plain` for those beyond
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
    answers,       ///< one row per application: alone? after what? with what? which bridges, from when to when?
    load,          ///< one row per team and week: what its tasks ask for, against what there is
    compliance,    ///< one row per application whose present hosting was judged
};

/// The spellings of --table, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> table_keywords();
/// `text` is one of table_keywords().
[[nodiscard]] TableKind table_kind(std::string_view text);

/// Rows of `plan` and `answers` go by wave, cut-over date and id, what does not move last; `tasks` by start date then
/// id; `waves` by number; `load` by team, then week; `compliance` by status, the worst first, then by the day on which
/// it ends, what never ends first; others in the order of the stream. O(n log n), `load` also O(teams * days).
[[nodiscard]] Table make_table(const Portfolio& portfolio, TableKind kind, Language language);

}  // namespace plan
