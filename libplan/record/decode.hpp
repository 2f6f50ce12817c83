#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/fields.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>

/// JSON of one line to typed records. Internal to this room: it shows simdjson.
namespace plan {

/// Why a line is not the record it says it is; the Portfolio adds file and line.
struct DecodeFailure {
    Diagnostic diagnostic;
};

using JsonElement = simdjson::dom::element;
using JsonObject = simdjson::dom::object;

/// Parts of an element whose kind has been checked, by value: simdjson's accessors hand out references into a
/// temporary, which a range-for would outlive.
[[nodiscard]] inline simdjson::dom::array array_of(JsonElement element) {
    return element.get_array().value();
}
[[nodiscard]] inline JsonObject object_of(JsonElement element) {
    return element.get_object().value();
}

/// Throws DecodeFailure: `name` of a `type` record holds something else than `expected`.
[[noreturn]] void fail_wrong_value(std::string_view type, std::string_view name, std::string_view expected,
                                   JsonElement element);
[[noreturn]] void fail_duplicate_key(std::string_view type, std::string_view name);
[[noreturn]] void fail_missing(std::string_view type, std::string_view name);

/// The element as a value of this kind; monostate when it is of another shape.
[[nodiscard]] FieldValue field_value(FieldKind kind, JsonElement element);

/// "a number", "a date YYYY-MM-DD", "one of api, file, …"
[[nodiscard]] std::string describe(FieldKind kind, std::span<const std::string_view> keywords);

/// Fills `record` from the members that its table knows; every other member goes to `other(key, element)`.
/// A null value counts as absent. Throws DecodeFailure.
template <class Record, class Other>
void decode_fields(std::string_view type, JsonObject object, std::span<const Field<Record>> fields, Record& record,
                   Other other) {
    std::bitset<96> seen;
    // Members usually come in table order, so each search starts where the last one ended.
    std::size_t hint = 0;
    const auto find = [&](std::string_view prefix, std::string_view key) {
        const std::size_t length = prefix.empty() ? key.size() : prefix.size() + 1 + key.size();
        for (std::size_t step = 0; step < fields.size(); ++step) {
            const std::size_t position = hint + step < fields.size() ? hint + step : hint + step - fields.size();
            const std::string_view name = fields[position].name;
            if (name.size() == length && name.ends_with(key) &&
                (prefix.empty() || (name.starts_with(prefix) && name[prefix.size()] == '.')))
                return position;
        }
        return fields.size();
    };
    const auto assign = [&](std::size_t position, JsonElement element) {
        const Field<Record>& field = fields[position];
        if (seen[position]) fail_duplicate_key(type, field.name);
        seen[position] = true;
        hint = position + 1;
        if (element.is_null()) return;
        FieldValue value = field_value(field.kind, element);
        if (std::holds_alternative<std::monostate>(value) || !field.set(record, std::move(value)))
            fail_wrong_value(type, field.name, describe(field.kind, field.keywords), element);
    };
    for (const auto member : object) {
        const std::string_view key = member.key;
        const JsonElement element = member.value;
        if (key == "type") continue;
        if (const std::size_t position = find("", key); position < fields.size()) {
            assign(position, element);
            continue;
        }
        const auto is_nested = [&](const Field<Record>& field) {
            return field.name.size() > key.size() && field.name[key.size()] == '.' && field.name.starts_with(key);
        };
        if (element.is_object() && std::any_of(fields.begin(), fields.end(), is_nested)) {
            for (const auto [inner_key, inner] : object_of(element))
                if (const std::size_t position = find(key, inner_key); position < fields.size())
                    assign(position, inner);
            continue;
        }
        other(key, element);
    }
    for (std::size_t position = 0; position < fields.size(); ++position)
        if (fields[position].required && !seen[position]) fail_missing(type, fields[position].name);
}

/// Fills a new record in place: records are large, and a stream has many. Each throws DecodeFailure.
void decode(JsonObject object, Application& record);
void decode(JsonObject object, Flow& record);
void decode(JsonObject object, Server& record);
void decode(JsonObject object, Team& record);
void decode(JsonObject object, Target& record);
void decode(JsonObject object, Calendar& record);
void decode(JsonObject object, Constraint& record);
void decode(JsonObject object, Group& record);
void decode(JsonObject object, Bridge& record);
void decode(JsonObject object, Wave& record);
void decode(JsonObject object, Task& record);
void decode(JsonObject object, Plan& record);
void decode(JsonObject object, Usage& record);
void decode(JsonObject object, ComplianceLine& record);

/// The parts that have their own shapes (decode_enrichment.cpp). `type` is the record's type, for messages.
[[nodiscard]] Reasons decode_reasons(std::string_view type, JsonElement element);
[[nodiscard]] Classification decode_classification(JsonElement element);
[[nodiscard]] Assessment decode_assessment(JsonElement element);
[[nodiscard]] Hosting decode_hosting(JsonElement element);
[[nodiscard]] Planned decode_planned(JsonElement element);

/// Typed look-ups inside structured values: absent or null gives the empty value, another shape fails.
class Members {
public:
    /// `name` of the whole, for messages: "classification". Fails unless `element` is an object.
    Members(std::string_view type, std::string_view name, JsonElement element);
    Members(std::string_view type, std::string_view name, JsonObject object)
        : type_(type), name_(name), object_(object) {}

    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
    [[nodiscard]] std::optional<Date> date(std::string_view key) const;
    template <class Enumeration>
    [[nodiscard]] Enumeration keyword(std::string_view key) const;
    [[nodiscard]] Reasons reasons(std::string_view key) const;
    [[nodiscard]] std::optional<JsonElement> find(std::string_view key) const;
    /// Calls `each(Members)` for every object of a list.
    template <class Each>
    void objects(std::string_view key, Each each) const;
    /// Calls `each(key, element)` for every member of an object.
    template <class Each>
    void members(std::string_view key, Each each) const;

    [[noreturn]] void fail(std::string_view key, std::string_view expected, JsonElement element) const;

private:
    [[nodiscard]] FieldValue value(std::string_view key, FieldKind kind) const;
    std::string_view type_;
    std::string_view name_;
    JsonObject object_;
};

template <class Enumeration>
Enumeration Members::keyword(std::string_view key) const {
    const std::string spelling = text(key);
    const auto result = from_keyword<Enumeration>(spelling);
    if (!spelling.empty() && result == Enumeration::unspecified) fail(key, "one of the known words", *find(key));
    return result;
}

template <class Each>
void Members::objects(std::string_view key, Each each) const {
    const auto element = find(key);
    if (!element) return;
    if (!element->is_array()) fail(key, "a list of objects", *element);
    for (const JsonElement inner : array_of(*element)) each(Members(type_, key, inner));
}

template <class Each>
void Members::members(std::string_view key, Each each) const {
    const auto element = find(key);
    if (!element) return;
    if (!element->is_object()) fail(key, "an object", *element);
    for (const auto [inner_key, inner] : object_of(*element)) each(inner_key, inner);
}

}  // namespace plan
