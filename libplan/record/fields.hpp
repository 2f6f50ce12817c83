#pragma once

#include "libplan/record/records.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// One table per record type says which fields it has. The reader, the writer, the importer's columns, the facts
/// that rules see, exports and the manual all follow these tables, so that a field is added in one place.
namespace plan {

enum class FieldKind : std::uint8_t {
    text,
    identifier,  ///< text that names another record, or this one
    integer,     ///< not negative
    number,      ///< finite
    boolean,
    date,
    keyword,  ///< one of `keywords`
    text_list,
    keyword_list,  ///< each one of `keywords`
    integer_list,
    date_list,
};

/// A value on its way in or out, whatever the format. Keywords travel as their spelling in the stream.
using FieldValue = std::variant<std::monostate, std::string, std::int64_t, double, bool, Date, std::vector<std::string>,
                                std::vector<std::int64_t>, std::vector<Date>>;

class JsonWriter;

template <class Record>
struct Field {
    std::string_view name;  ///< dotted where the value is nested: "harm.public_order"
    FieldKind kind;
    std::span<const std::string_view> keywords;  ///< allowed spellings; empty unless a keyword kind
    bool required;
    FieldValue (*get)(const Record&);
    /// False when the value is of another kind, or not one of the keywords; the record is then unchanged.
    bool (*set)(Record&, FieldValue);
    // Of records that are written; null for what is only read.
    /// `get` gives something.
    bool (*is_set)(const Record&) = nullptr;
    /// Writes what `get` would give, which is something, without making it first.
    void (*write)(JsonWriter&, const Record&) = nullptr;
};

/// In the fixed key order of the stream. The enrichment keys and the structured lists (components, freeze, windows,
/// effort, because…) are not here: they have their own shapes.
[[nodiscard]] std::span<const Field<Application>> application_fields();
[[nodiscard]] std::span<const Field<Flow>> flow_fields();
[[nodiscard]] std::span<const Field<Server>> server_fields();
[[nodiscard]] std::span<const Field<Team>> team_fields();
[[nodiscard]] std::span<const Field<Target>> target_fields();
[[nodiscard]] std::span<const Field<Calendar>> calendar_fields();
[[nodiscard]] std::span<const Field<Constraint>> constraint_fields();
[[nodiscard]] std::span<const Field<Group>> group_fields();
[[nodiscard]] std::span<const Field<Bridge>> bridge_fields();
[[nodiscard]] std::span<const Field<Wave>> wave_fields();
[[nodiscard]] std::span<const Field<Task>> task_fields();
[[nodiscard]] std::span<const Field<Usage>> usage_fields();
[[nodiscard]] std::span<const Field<ComplianceLine>> compliance_fields();

/// The field called `name`, or null. O(number of fields).
template <class Record>
[[nodiscard]] const Field<Record>* find_field(std::span<const Field<Record>> fields, std::string_view name) {
    for (const Field<Record>& field : fields)
        if (field.name == name) return &field;
    return nullptr;
}

/// The spelling of an enumerator in the stream; "" for `unspecified`.
[[nodiscard]] std::string_view keyword(Lifecycle value);
[[nodiscard]] std::string_view keyword(Exposure value);
[[nodiscard]] std::string_view keyword(Access value);
[[nodiscard]] std::string_view keyword(Environment value);
[[nodiscard]] std::string_view keyword(Mention value);
[[nodiscard]] std::string_view keyword(Strategy value);
[[nodiscard]] std::string_view keyword(FlowKind value);
[[nodiscard]] std::string_view keyword(Coupling value);
[[nodiscard]] std::string_view keyword(Direction value);
[[nodiscard]] std::string_view keyword(Phase value);
[[nodiscard]] std::string_view keyword(ConstraintKind value);
[[nodiscard]] std::string_view keyword(TaskStatus value);
[[nodiscard]] std::string_view keyword(Verdict value);
[[nodiscard]] std::string_view keyword(PieceStatus value);
[[nodiscard]] std::string_view keyword(Compliance value);
[[nodiscard]] std::string_view keyword(Complexity value);
[[nodiscard]] std::string_view keyword(Risk value);
[[nodiscard]] std::string_view keyword(Admission value);

/// The enumerator spelt `text`, or `unspecified`.
template <class Enumeration>
[[nodiscard]] Enumeration from_keyword(std::string_view text);

}  // namespace plan
