#include "libplan/record/json_value.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/record/members.hpp"

#include <algorithm>

namespace plan {

namespace {

void append_canonical(std::string& out, std::string_view value);

void append_members(std::string& out, std::vector<MemberText> members) {
    // Stable: a key that stands twice keeps its order.
    std::ranges::stable_sort(members, {}, &MemberText::key);
    out += '{';
    for (std::size_t place = 0; place < members.size(); ++place) {
        if (place > 0) out += ',';
        out += quoted_json(members[place].key);
        out += ':';
        append_canonical(out, members[place].value);
    }
    out += '}';
}

void append_number(std::string& out, std::string_view value) {
    const auto digits = std::ranges::count_if(value.substr(0, value.find_first_of("eE")),
                                              [](char character) { return character >= '0' && character <= '9'; });
    const auto number = parse_number(value);
    if (!number || digits > 15)
        out += value;
    else
        out += number_text(*number);
}

void append_canonical(std::string& out, std::string_view value) {
    switch (shape_of(value)) {
        case JsonShape::text:
            out += quoted_json(unquoted(value));
            break;
        case JsonShape::number:
            append_number(out, value);
            break;
        case JsonShape::list: {
            out += '[';
            const char* separator = "";
            for (const std::string_view element : split_elements(value)) {
                out += separator;
                append_canonical(out, element);
                separator = ",";
            }
            out += ']';
            break;
        }
        case JsonShape::object:
            append_members(out, split_members(value));
            break;
        case JsonShape::boolean:
        case JsonShape::nothing:
            out += value;
            break;
    }
}

}  // namespace

JsonShape shape_of(std::string_view value) {
    switch (value.empty() ? 'n' : value.front()) {
        case 'n':
            return JsonShape::nothing;
        case 't':
        case 'f':
            return JsonShape::boolean;
        case '"':
            return JsonShape::text;
        case '[':
            return JsonShape::list;
        case '{':
            return JsonShape::object;
        default:
            return JsonShape::number;
    }
}

bool says_nothing(std::string_view value) {
    switch (shape_of(value)) {
        case JsonShape::nothing:
            return true;
        case JsonShape::text:
            return value.size() == 2;
        case JsonShape::list:
            return split_elements(value).empty();
        case JsonShape::object:
            return split_members(value).empty();
        default:
            return false;
    }
}

std::string canonical_json(std::string_view value) {
    std::string text;
    append_canonical(text, value);
    return text;
}

std::string canonical_without(std::string_view record, std::span<const std::string_view> keys) {
    std::vector<MemberText> members = split_members(record);
    std::erase_if(members, [&](const MemberText& member) { return std::ranges::find(keys, member.key) != keys.end(); });
    std::string text;
    append_members(text, std::move(members));
    return text;
}

bool json_less(std::string_view a, std::string_view b) {
    const JsonShape shape = shape_of(a);
    if (shape != shape_of(b)) return shape < shape_of(b);
    if (shape == JsonShape::number) {
        const auto less = parse_number(a), more = parse_number(b);
        if (less && more && *less != *more) return *less < *more;
    }
    const std::string text_a = canonical_json(a), text_b = canonical_json(b);
    if (text_a != text_b) return text_a < text_b;
    // Spellings of one value: the shortest first.
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string quoted_json(std::string_view text) {
    std::string quoted;
    JsonWriter(quoted).value(text);
    return quoted;
}

std::string list_of(const std::vector<std::string>& elements) {
    return "[" + join(elements, ",") + "]";
}

std::string with_values(std::string_view record, const std::vector<std::pair<std::string, std::string>>& values) {
    std::string text = "{";
    for (const MemberText& member : split_members(record)) {
        const auto found = std::ranges::find(values, member.key, &std::pair<std::string, std::string>::first);
        if (found != values.end() && found->second.empty()) continue;
        if (text.size() > 1) text += ',';
        if (found == values.end())
            text += member.whole;
        else
            text.append(quoted_json(member.key)).append(":").append(found->second);
    }
    return text += '}';
}

std::string_view member_value(std::string_view record, std::string_view key) {
    for (const MemberText& member : split_members(record))
        if (member.key == key) return member.value;
    return {};
}

}  // namespace plan
