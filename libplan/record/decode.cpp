#include "libplan/record/decode.hpp"

#include "libplan/base/text.hpp"

#include <cmath>

namespace plan {

namespace {

Diagnostic decode_problem(std::string code, std::string text, std::vector<std::string> arguments) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    diagnostic.arguments = std::move(arguments);
    return diagnostic;
}

/// A list of values of one JSON shape; monostate when an element has another.
template <class Value, class Convert>
FieldValue list_value(JsonElement element, Convert convert) {
    if (!element.is_array()) return {};
    std::vector<Value> values;
    for (const JsonElement inner : array_of(element)) {
        auto value = convert(inner);
        if (!value) return {};
        values.push_back(std::move(*value));
    }
    return values;
}

std::optional<std::string> text_of(JsonElement element) {
    if (!element.is_string()) return std::nullopt;
    return std::string(element.get_string().value());
}

std::optional<std::int64_t> integer_of(JsonElement element) {
    if (!element.is_int64()) return std::nullopt;
    return element.get_int64().value();
}

std::optional<Date> date_of(JsonElement element) {
    if (!element.is_string()) return std::nullopt;
    return Date::from_iso(element.get_string().value());
}

}  // namespace

void fail_wrong_value(std::string_view type, std::string_view name, std::string_view expected, JsonElement element) {
    std::string found = simdjson::minify(element);
    if (found.size() > 60) found = replace_invalid_utf8(found.substr(0, 57)) + "...";
    throw DecodeFailure{decode_problem("wrong-value", PLAN_TEXT("field '{0}' of this {1} must be {2}, not {3}"),
                                       {std::string(name), std::string(type), std::string(expected), found})};
}

void fail_duplicate_key(std::string_view type, std::string_view name) {
    throw DecodeFailure{decode_problem("duplicate-key", PLAN_TEXT("field '{0}' stands twice in this {1}; keep one"),
                                       {std::string(name), std::string(type)})};
}

void fail_missing(std::string_view type, std::string_view name) {
    throw DecodeFailure{decode_problem("missing-field", PLAN_TEXT("this {1} has no field '{0}', which it must have"),
                                       {std::string(name), std::string(type)})};
}

FieldValue field_value(FieldKind kind, JsonElement element) {
    switch (kind) {
        case FieldKind::text:
        case FieldKind::identifier:
        case FieldKind::keyword:
            if (auto text = text_of(element)) return std::move(*text);
            return {};
        case FieldKind::integer:
            if (const auto number = integer_of(element)) return *number;
            return {};
        case FieldKind::number:
            if (const auto whole = integer_of(element)) return *whole;
            if (element.is_number()) return element.get_double().value();
            return {};
        case FieldKind::boolean:
            if (element.is_bool()) return element.get_bool().value();
            return {};
        case FieldKind::date:
            if (const auto date = date_of(element)) return *date;
            return {};
        case FieldKind::text_list:
        case FieldKind::keyword_list:
            return list_value<std::string>(element, text_of);
        case FieldKind::integer_list:
            return list_value<std::int64_t>(element, integer_of);
        case FieldKind::date_list:
            return list_value<Date>(element, date_of);
    }
    return {};
}

std::string describe(FieldKind kind, std::span<const std::string_view> keywords) {
    std::vector<std::string> spellings(keywords.begin(), keywords.end());
    switch (kind) {
        case FieldKind::text:
            return "a text";
        case FieldKind::identifier:
            return "an id (a text)";
        case FieldKind::integer:
            return "a whole number";
        case FieldKind::number:
            return "a number";
        case FieldKind::boolean:
            return "true or false";
        case FieldKind::date:
            return "a date YYYY-MM-DD";
        case FieldKind::keyword:
            return "one of " + join(spellings, ", ");
        case FieldKind::text_list:
            return "a list of texts";
        case FieldKind::keyword_list:
            return "a list of words among " + join(spellings, ", ");
        case FieldKind::integer_list:
            return "a list of whole numbers";
        case FieldKind::date_list:
            return "a list of dates YYYY-MM-DD";
    }
    return {};
}

Members::Members(std::string_view type, std::string_view name, JsonElement element) : type_(type), name_(name) {
    if (element.get_object().get(object_) != simdjson::SUCCESS) fail_wrong_value(type, name, "an object", element);
}

std::optional<JsonElement> Members::find(std::string_view key) const {
    JsonElement element;
    if (object_.at_key(key).get(element) != simdjson::SUCCESS || element.is_null()) return std::nullopt;
    return element;
}

void Members::fail(std::string_view key, std::string_view expected, JsonElement element) const {
    fail_wrong_value(type_, std::string(name_) + "." + std::string(key), expected, element);
}

FieldValue Members::value(std::string_view key, FieldKind kind) const {
    const auto element = find(key);
    if (!element) return {};
    FieldValue value = field_value(kind, *element);
    if (std::holds_alternative<std::monostate>(value)) fail(key, describe(kind, {}), *element);
    return value;
}

std::string Members::text(std::string_view key) const {
    FieldValue held = value(key, FieldKind::text);
    auto* text = std::get_if<std::string>(&held);
    return text ? std::move(*text) : std::string();
}

std::vector<std::string> Members::texts(std::string_view key) const {
    FieldValue held = value(key, FieldKind::text_list);
    auto* texts = std::get_if<std::vector<std::string>>(&held);
    return texts ? std::move(*texts) : std::vector<std::string>();
}

std::optional<double> Members::number(std::string_view key) const {
    const FieldValue held = value(key, FieldKind::number);
    if (const auto* whole = std::get_if<std::int64_t>(&held)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&held)) return *number;
    return std::nullopt;
}

std::optional<std::int64_t> Members::integer(std::string_view key) const {
    const FieldValue held = value(key, FieldKind::integer);
    if (const auto* whole = std::get_if<std::int64_t>(&held)) return *whole;
    return std::nullopt;
}

std::optional<bool> Members::boolean(std::string_view key) const {
    const FieldValue held = value(key, FieldKind::boolean);
    if (const auto* truth = std::get_if<bool>(&held)) return *truth;
    return std::nullopt;
}

std::optional<Date> Members::date(std::string_view key) const {
    const FieldValue held = value(key, FieldKind::date);
    if (const auto* date = std::get_if<Date>(&held)) return *date;
    return std::nullopt;
}

Reasons Members::reasons(std::string_view key) const {
    const auto element = find(key);
    return element ? decode_reasons(type_, *element) : Reasons();
}

}  // namespace plan
