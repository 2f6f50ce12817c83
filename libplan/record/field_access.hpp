#pragma once

#include "libplan/record/fields.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/record/keywords.hpp"

#include <type_traits>
#include <utility>

/// How a C++ member becomes a FieldValue and back. Only fields.cpp uses this.
namespace plan::access {

template <class Value>
concept Enumeration = std::is_enum_v<Value>;

inline FieldValue to_value(const std::string& value) {
    return value.empty() ? FieldValue() : FieldValue(value);
}
inline FieldValue to_value(double value) {
    return value;
}
inline FieldValue to_value(std::int64_t value) {
    return value;
}
inline FieldValue to_value(Date value) {
    return value;
}
template <class Value>
FieldValue to_value(const std::optional<Value>& value) {
    return value ? FieldValue(*value) : FieldValue();
}
template <class Value>
FieldValue to_value(const std::vector<Value>& values) {
    if (values.empty()) return {};
    if constexpr (Enumeration<Value>) {
        std::vector<std::string> spellings;
        for (Value value : values) spellings.emplace_back(keyword(value));
        return spellings;
    } else {
        return values;
    }
}
template <Enumeration Value>
FieldValue to_value(Value value) {
    return value == Value::unspecified ? FieldValue() : FieldValue(std::string(keyword(value)));
}

inline bool is_set(const std::string& value) {
    return !value.empty();
}
inline bool is_set(double) {
    return true;
}
inline bool is_set(std::int64_t) {
    return true;
}
inline bool is_set(Date) {
    return true;
}
template <class Value>
bool is_set(const std::optional<Value>& value) {
    return value.has_value();
}
template <class Value>
bool is_set(const std::vector<Value>& values) {
    return !values.empty();
}
template <Enumeration Value>
bool is_set(Value value) {
    return value != Value::unspecified;
}

template <class Value>
void write(JsonWriter& json, const Value& value) {
    if constexpr (Enumeration<Value>)
        json.value(keyword(value));
    else
        json.value(value);
}
template <class Value>
void write(JsonWriter& json, const std::optional<Value>& value) {
    write(json, *value);
}
template <class Value>
void write(JsonWriter& json, const std::vector<Value>& values) {
    json.open_array();
    for (const Value& value : values) write(json, value);
    json.close_array();
}

template <class Value>
bool from_value(Value& member, FieldValue&& value) {
    if constexpr (Enumeration<Value>) {
        const auto* text = std::get_if<std::string>(&value);
        const Value parsed = text ? from_keyword<Value>(*text) : Value::unspecified;
        if (parsed == Value::unspecified) return false;
        member = parsed;
    } else if constexpr (std::is_same_v<Value, double>) {
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            member = static_cast<double>(*whole);
        else if (const auto* number = std::get_if<double>(&value))
            member = *number;
        else
            return false;
    } else {
        auto* same = std::get_if<Value>(&value);
        if (!same) return false;
        member = std::move(*same);
    }
    return true;
}
template <class Value>
bool from_value(std::optional<Value>& member, FieldValue&& value) {
    Value parsed{};
    if (!from_value(parsed, std::move(value))) return false;
    member = parsed;
    return true;
}
template <Enumeration Value>
bool from_value(std::vector<Value>& member, FieldValue&& value) {
    const auto* spellings = std::get_if<std::vector<std::string>>(&value);
    if (!spellings) return false;
    std::vector<Value> parsed;
    for (const std::string& spelling : *spellings) {
        parsed.push_back(from_keyword<Value>(spelling));
        if (parsed.back() == Value::unspecified) return false;
    }
    member = std::move(parsed);
    return true;
}

template <class Value>
struct Shape;  // which FieldKind a member's type has
template <>
struct Shape<std::string> {
    static constexpr FieldKind kind = FieldKind::text;
};
template <>
struct Shape<std::int64_t> {
    static constexpr FieldKind kind = FieldKind::integer;
};
template <>
struct Shape<double> {
    static constexpr FieldKind kind = FieldKind::number;
};
template <>
struct Shape<bool> {
    static constexpr FieldKind kind = FieldKind::boolean;
};
template <>
struct Shape<Date> {
    static constexpr FieldKind kind = FieldKind::date;
};
template <>
struct Shape<std::vector<std::string>> {
    static constexpr FieldKind kind = FieldKind::text_list;
};
template <>
struct Shape<std::vector<std::int64_t>> {
    static constexpr FieldKind kind = FieldKind::integer_list;
};
template <>
struct Shape<std::vector<Date>> {
    static constexpr FieldKind kind = FieldKind::date_list;
};
template <class Value>
struct Shape<std::optional<Value>> : Shape<Value> {};
template <Enumeration Value>
struct Shape<Value> {
    static constexpr FieldKind kind = FieldKind::keyword;
    static std::span<const std::string_view> keywords() { return keywords_of<Value>(); }
};
template <Enumeration Value>
struct Shape<std::vector<Value>> {
    static constexpr FieldKind kind = FieldKind::keyword_list;
    static std::span<const std::string_view> keywords() { return keywords_of<Value>(); }
};

enum class Need { optional, required };

/// A row of a table. `projection` maps a record to one of its members: `[](auto& r) -> auto& { return r.name; }`.
template <class Record, auto projection>
Field<Record> field(std::string_view name, Need need = Need::optional, bool identifier = false) {
    using Member = std::remove_cvref_t<decltype(projection(std::declval<Record&>()))>;
    using MemberShape = Shape<Member>;
    Field<Record> result{};
    result.name = name;
    result.kind = identifier ? FieldKind::identifier : MemberShape::kind;
    if constexpr (requires { MemberShape::keywords(); }) result.keywords = MemberShape::keywords();
    result.required = need == Need::required;
    result.get = [](const Record& record) { return to_value(projection(record)); };
    result.set = [](Record& record, FieldValue value) { return from_value(projection(record), std::move(value)); };
    result.is_set = [](const Record& record) { return is_set(projection(record)); };
    result.write = [](JsonWriter& json, const Record& record) { write(json, projection(record)); };
    return result;
}

}  // namespace plan::access
