#include "libplan/record/members.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <list>

namespace plan {

namespace {

bool is_space(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

std::size_t skip_space(std::string_view text, std::size_t position) {
    while (position < text.size() && is_space(text[position])) ++position;
    return position;
}

/// Just after the string that opens at `position`.
std::size_t skip_string(std::string_view text, std::size_t position) {
    for (++position; position < text.size(); ++position) {
        if (text[position] == '\\')
            ++position;
        else if (text[position] == '"')
            return position + 1;
    }
    return position;
}

/// Just after the value that begins at `position`.
std::size_t skip_value(std::string_view text, std::size_t position) {
    std::size_t depth = 0;
    while (position < text.size()) {
        const char character = text[position];
        if (character == '"') {
            position = skip_string(text, position);
            if (depth == 0) return position;
            continue;
        }
        if (character == '{' || character == '[') ++depth;
        if (character == '}' || character == ']') {
            if (depth == 0) return position;
            if (--depth == 0) return position + 1;
        }
        if (depth == 0 && (character == ',' || is_space(character))) return position;
        ++position;
    }
    return position;
}

/// Calls `each(key, whole, value)`; the key is as it is written.
template <class Each>
void each_member(std::string_view text, Each each) {
    std::size_t position = skip_space(text, text.find('{') + 1);
    while (position < text.size() && text[position] == '"') {
        const std::size_t key_end = skip_string(text, position);
        const std::size_t colon = text.find(':', key_end);
        const std::size_t value = skip_space(text, colon + 1);
        const std::size_t value_end = skip_value(text, value);
        each(text.substr(position, key_end - position), text.substr(position, value_end - position),
             text.substr(value, value_end - value));
        position = skip_space(text, value_end);
        if (position < text.size() && text[position] == ',') position = skip_space(text, position + 1);
    }
}

/// A member that stays, or a new one.
struct WrittenMember {
    std::string_view key;
    std::string_view whole;  ///< empty of a new one
    std::string_view value;  ///< of a new one
};

std::size_t rank(const std::vector<std::string_view>& order, std::string_view key) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), key) - order.begin());
}

}  // namespace

std::vector<MemberText> split_members(std::string_view text) {
    std::vector<MemberText> members;
    each_member(text, [&](std::string_view key, std::string_view whole, std::string_view value) {
        members.push_back({unquoted(key), whole, value});
    });
    return members;
}

std::vector<std::string_view> split_elements(std::string_view text) {
    std::vector<std::string_view> elements;
    std::size_t position = skip_space(text, text.find('[') + 1);
    while (position < text.size() && text[position] != ']') {
        const std::size_t end = skip_value(text, position);
        elements.push_back(text.substr(position, end - position));
        position = skip_space(text, end);
        if (position < text.size() && text[position] == ',') position = skip_space(text, position + 1);
    }
    return elements;
}

std::string unquoted(std::string_view quoted) {
    if (quoted.find('\\') == std::string_view::npos) return std::string(quoted.substr(1, quoted.size() - 2));
    simdjson::dom::parser parser;
    std::string_view plain;
    if (parser.parse(simdjson::padded_string(quoted)).get(plain) != simdjson::SUCCESS) return std::string(quoted);
    return std::string(plain);
}

void append_with_changes(std::string& out, std::string_view text, const std::vector<MemberChange>& changes,
                         const std::vector<std::string_view>& order) {
    std::vector<WrittenMember> members;
    members.reserve(16);
    std::list<std::string> unescaped;  // keys that are written with escapes; they stay where they are
    each_member(text, [&](std::string_view key, std::string_view whole, std::string_view) {
        const bool plain = key.find('\\') == std::string_view::npos;
        members.push_back({plain ? key.substr(1, key.size() - 2) : unescaped.emplace_back(unquoted(key)), whole, {}});
    });
    for (const MemberChange& change : changes) {
        std::erase_if(members, [&](const WrittenMember& member) { return member.key == change.key; });
        if (change.value.empty()) continue;
        const std::size_t own_rank = rank(order, change.key);
        const auto place = std::find_if(members.begin(), members.end(), [&](const WrittenMember& member) {
            const std::size_t other = rank(order, member.key);
            return other < order.size() && other > own_rank;
        });
        members.insert(place, {change.key, {}, change.value});
    }
    out += '{';
    for (const WrittenMember& member : members) {
        if (&member != members.data()) out += ',';
        if (member.whole.empty())
            out.append("\"").append(member.key).append("\":").append(member.value);
        else
            out += member.whole;
    }
    out += '}';
}

}  // namespace plan
