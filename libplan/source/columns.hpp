#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/source/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Which columns a table of each kind of record may have, what people call them, and what their cells count. The
/// names are data in column_names.cpp; plan-inventory(5) lists them all.
namespace plan {

/// What the number in a cell counts. It says which units may follow a number or stand in a header, and the range.
enum class Quantity : std::uint8_t {
    plain,         ///< no unit
    count,         ///< "1200 agents": not negative
    level,         ///< 1 to 4
    percent,       ///< 0 to 100
    share,         ///< percent that may be more than 100
    hours,         ///< min, h, j, semaines
    gigabytes,     ///< Ko, Mo, Go, To, by 1024
    euros,         ///< €, k€, M€
    days,          ///< j, jh
    milliseconds,  ///< ms, s
};

/// The factor that turns a number in `unit` into one in the quantity's own unit (hours, gigabytes, euros…);
/// `unit` is folded. Nothing when the unit is not one of the quantity's. "" is always 1.
[[nodiscard]] std::optional<double> unit_factor(Quantity quantity, std::string_view unit);

/// A column that the importer knows.
struct ColumnName {
    RecordType type;
    /// The field of the record's table that it feeds, or one of the special readings below.
    std::string_view field;
    std::string_view french;                 ///< the usual header
    std::string_view english;                ///< the usual header
    std::string_view synonyms;               ///< other headers, separated by '|'
    const Vocabulary& (*words)() = nullptr;  ///< of a keyword, or of a text with usual values
    Quantity quantity = Quantity::plain;
};

/// Special readings, by the `field` of their ColumnName.
namespace special {
inline constexpr std::string_view dicp = "dicp";              ///< four levels in one cell
inline constexpr std::string_view component = "components.";  ///< a prefix: the rest is the component's kind
inline constexpr std::string_view support = "components.end_of_support";
inline constexpr std::string_view funding = "funding";     ///< shares of the cost, each with who pays it
inline constexpr std::string_view tag = "tags.";           ///< a prefix: yes adds the rest as a tag
inline constexpr std::string_view flow_source = "source";  ///< an end whose meaning depends on the reading
inline constexpr std::string_view flow_destination = "destination";
inline constexpr std::string_view kept = "extra";  ///< known, but no rule reads it: kept as it came
/// Before a header: the column is kept under the rest of it, even where that names a field.
inline constexpr std::string_view kept_prefix = "extra.";
}  // namespace special

/// The kinds of table, in the order in which a folder is read.
[[nodiscard]] std::span<const RecordType> table_types();

/// "applications", "flows"…: how the kind of a table is called in options and messages.
[[nodiscard]] std::string_view table_name(RecordType type);

/// The kind that a name speaks of: `flux`, `Équipes 2026`, `01-applications.csv`; a name's first telling word decides.
[[nodiscard]] std::optional<RecordType> table_type(std::string_view name);

/// The columns of a kind, in the order of the fields.
[[nodiscard]] std::span<const ColumnName> column_names(RecordType type);

struct ColumnMatch {
    const ColumnName* name = nullptr;
    double factor = 1;  ///< of the unit in the header: "RAM (Mo)"
};

/// The column that `header` names, by its usual headers, its synonyms or its field; compared by plan::fold. A unit
/// may close it, in parentheses or not ("Stockage (To)", "DIMA h"), or a hint ("Fin de marché (jj/mm/aaaa)").
[[nodiscard]] std::optional<ColumnMatch> find_column(RecordType type, std::string_view header);

/// The known header nearest to `header`, as it is usually written; nothing when none is near.
[[nodiscard]] std::optional<std::string_view> nearest_column(RecordType type, std::string_view header);

}  // namespace plan
