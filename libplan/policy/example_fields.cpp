#include "libplan/policy/example_fields.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <charconv>

namespace plan {

namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

template <class Value, class Read>
std::optional<FieldValue> list_of(std::string_view text, Read read) {
    std::vector<Value> values;
    for (const std::string& piece : split_list(text, ",")) {
        const std::optional<Value> value = read(piece);
        if (!value) return std::nullopt;
        values.push_back(*value);
    }
    return FieldValue(std::move(values));
}

template <class Value>
std::optional<FieldValue> as_field(const std::optional<Value>& value) {
    return value ? std::optional<FieldValue>(*value) : std::nullopt;
}

std::optional<bool> truth(std::string_view text) {
    if (text == "yes" || text == "oui" || text == "true") return true;
    if (text == "no" || text == "non" || text == "false") return false;
    return std::nullopt;
}

}  // namespace

std::vector<GivenField> split_given(std::string_view text) {
    std::vector<GivenField> fields;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(";\n", begin), text.size());
        const std::string_view piece = text.substr(begin, end - begin);
        const std::size_t colon = piece.find(':');
        const std::string_view name = trim(piece.substr(0, colon == std::string_view::npos ? 0 : colon));
        if (colon != std::string_view::npos)
            fields.push_back({std::string(name), std::string(trim(piece.substr(colon + 1))),
                              begin + (name.empty() ? 0 : static_cast<std::size_t>(name.data() - piece.data()))});
        else if (const std::string_view value = trim(piece); !value.empty())
            fields.push_back({"", std::string(value), begin + static_cast<std::size_t>(value.data() - piece.data())});
        begin = end + 1;
    }
    return fields;
}

std::optional<FieldValue> given_value(FieldKind kind, std::string_view text) {
    switch (kind) {
        case FieldKind::integer:
            return as_field(whole_number(text));
        case FieldKind::number:
            return as_field(parse_number(text));
        case FieldKind::boolean:
            return as_field(truth(text));
        case FieldKind::date:
            return as_field(Date::from_iso(text));
        case FieldKind::text_list:
        case FieldKind::keyword_list:
            return FieldValue(split_list(text, ","));
        case FieldKind::integer_list:
            return list_of<std::int64_t>(text, whole_number);
        case FieldKind::date_list:
            return list_of<Date>(text, [](std::string_view piece) { return Date::from_iso(piece); });
        default:
            return FieldValue(std::string(text));
    }
}

}  // namespace plan
