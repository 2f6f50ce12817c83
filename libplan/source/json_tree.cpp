#include "libplan/source/json_tree.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace plan {

namespace {

using simdjson::error_code;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The number's digits and signs, as RFC 8259 has them.
bool is_number(std::string_view token) {
    std::size_t at = 0;
    const auto take = [&](std::string_view any) {
        const bool taken = at < token.size() && any.find(token[at]) != std::string_view::npos;
        if (taken) ++at;
        return taken;
    };
    const auto digits = [&] {
        const std::size_t from = at;
        while (take("0123456789")) {
        }
        return at > from;
    };
    take("-");
    if (!take("0") && !digits()) return false;
    if (take(".") && !digits()) return false;
    if (take("eE")) {
        take("+-");
        if (!digits()) return false;
    }
    return at == token.size();
}

/// Where a text within quotes is not closed, or holds a control character: what simdjson refuses without a place.
std::optional<std::size_t> broken_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '"') continue;
        const std::size_t opening = at;
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (static_cast<unsigned char>(text[at]) < ' ') return at;
            if (text[at] == '\\') ++at;
        }
        if (at >= text.size()) return opening;
    }
    return std::nullopt;
}

/// The characters up to the quote that closes them, which are as they are written; nothing when some are escaped.
std::optional<std::string_view> without_escapes(std::string_view text) {
    const auto* const quote = static_cast<const char*>(std::memchr(text.data(), '"', text.size()));
    if (!quote) return std::nullopt;
    const auto length = static_cast<std::size_t>(quote - text.data());
    if (std::memchr(text.data(), '\\', length)) return std::nullopt;
    return text.substr(0, length);
}

std::string_view trim_blanks(std::string_view token) {
    while (!token.empty() && std::strchr(" \t\r\n", token.back()) != nullptr) token.remove_suffix(1);
    return token;
}

}  // namespace

Location JsonValue::Storage::where(std::size_t offset) const {
    if (line_starts.empty()) {
        line_starts.push_back(0);
        for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
            line_starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
    const auto line = static_cast<std::size_t>(after - line_starts.begin());
    return {file, line, offset - line_starts[line - 1] + 1, {}};
}

void JsonValue::Storage::fail(std::size_t offset, const char* code, const char* message,
                              std::vector<std::string> arguments) const {
    throw Error(Failure::invalid_input, {Severity::error, code, message, std::move(arguments), where(offset)});
}

void JsonValue::Storage::fail_json(error_code error) const {
    if (error == error_code::UTF8_ERROR)
        if (const auto broken = invalid_utf8(text))
            fail(*broken, "broken-utf8",
                 PLAN_TEXT("this byte is not valid UTF-8, which JSON is written in; convert the file, for instance "
                           "with iconv -f WINDOWS-1252 -t UTF-8"));
    const std::vector<std::string> reason = {simdjson::error_message(error)};
    const bool of_text = error == error_code::UNCLOSED_STRING || error == error_code::UNESCAPED_CHARS;
    if (const auto broken = of_text ? broken_text(text) : std::nullopt)
        fail(*broken, "not-json", PLAN_TEXT("not valid JSON: {}"), reason);
    const char* here = nullptr;
    simdjson::ondemand::document& document = const_cast<Storage*>(this)->document_;
    if (!nodes.empty() && !document.current_location().get(here) && here >= text.data() &&
        here < text.data() + text.size())
        fail(static_cast<std::size_t>(here - text.data()), "not-json", PLAN_TEXT("not valid JSON: {}"), reason);
    // Nothing is left to read: what is missing is missing at the end.
    fail(text.size(), "not-json", PLAN_TEXT("not valid JSON: {}"), reason);
}

std::size_t JsonValue::Storage::add(JsonKind kind, std::size_t offset, std::string_view characters) {
    if (nodes.size() == JsonDocument::most_values)
        fail(offset, "too-many-values", PLAN_TEXT("the document holds more than {} values"),
             {std::to_string(JsonDocument::most_values)});
    nodes.push_back({characters.data(), static_cast<std::uint32_t>(characters.size()),
                     static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(nodes.size() + 1), kind});
    return nodes.size() - 1;
}

void JsonValue::Storage::add_scalar(Value& value, std::string_view token, std::size_t offset) {
    if (token.starts_with('"')) {
        if (const auto characters = without_escapes(token.substr(1))) {
            add(JsonKind::text, offset, *characters);
            return;
        }
        std::string_view characters;
        check(value.get_string().get(characters));
        add(JsonKind::text, offset, keep_resolved(characters));
    } else if (token == "null") {
        add(JsonKind::null, offset, {});
    } else if (token == "true" || token == "false") {
        add(JsonKind::boolean, offset, token);
    } else if (is_number(token)) {
        add(JsonKind::number, offset, token);
    } else {
        fail(offset, "not-json", PLAN_TEXT("'{}' is no value of JSON"), {excerpt(token)});
    }
}

void JsonValue::Storage::add_members(simdjson::ondemand::object object, std::size_t level) {
    for (auto member : object) {
        simdjson::ondemand::field field;
        check(std::move(member).get(field));
        const char* const key_begin = field.key().raw();  // behind the quote
        const std::size_t offset = offset_of({key_begin - 1, 1});
        if (const auto characters = without_escapes(std::string_view(text).substr(offset + 1))) {
            add(JsonKind::text, offset, *characters);
        } else {
            std::string_view key;
            check(field.unescaped_key().get(key));
            add(JsonKind::text, offset, keep_resolved(key));
        }
        add_value(field.value(), level);
    }
}

/// Recursion is bounded by most_levels.
void JsonValue::Storage::add_value(Value value, std::size_t level) {
    const std::string_view token = trim_blanks(value.raw_json_token());
    const std::size_t offset = offset_of(token);
    const bool is_list = token.starts_with('['), is_object = token.starts_with('{');
    if (!is_list && !is_object) return add_scalar(value, token, offset);
    if (level == JsonDocument::most_levels)
        fail(offset, "too-deep", PLAN_TEXT("lists and objects lie more than {} levels deep in one another"),
             {std::to_string(JsonDocument::most_levels)});
    const std::size_t node = add(is_list ? JsonKind::list : JsonKind::object, offset, {});
    if (is_object) {
        simdjson::ondemand::object object;
        check(value.get_object().get(object));
        add_members(object, level + 1);
    } else {
        simdjson::ondemand::array list;
        check(value.get_array().get(list));
        for (auto element : list) {
            Value child;
            check(std::move(element).get(child));
            add_value(child, level + 1);
        }
    }
    nodes[node].end = static_cast<std::uint32_t>(nodes.size());
    if (is_object) replace_repeated(node);
}

void JsonValue::Storage::replace(std::size_t key) {
    nodes[key].kind = JsonKind::missing;
    if (replaced++ == 0) first_replaced = key;
}

void JsonValue::Storage::replace_repeated(std::size_t object) {
    keys_.clear();
    for (std::size_t at = object + 1; at < nodes[object].end; at = nodes[at + 1].end) keys_.push_back(at);
    constexpr std::size_t few = 24;  // up to here comparing lengths and texts is quicker than sorting
    if (keys_.size() <= few) {
        for (std::size_t earlier = 0; earlier < keys_.size(); ++earlier)
            for (std::size_t later = earlier + 1; later < keys_.size(); ++later)
                if (nodes[keys_[earlier]].characters() == nodes[keys_[later]].characters()) {
                    replace(keys_[earlier]);
                    break;
                }
        return;
    }
    std::stable_sort(keys_.begin(), keys_.end(),
                     [&](std::size_t a, std::size_t b) { return nodes[a].characters() < nodes[b].characters(); });
    for (std::size_t index = 1; index < keys_.size(); ++index)
        if (nodes[keys_[index - 1]].characters() == nodes[keys_[index]].characters()) replace(keys_[index - 1]);
}

std::string_view JsonValue::Storage::keep_resolved(std::string_view characters) {
    constexpr std::size_t chunk = std::size_t{1} << 14;
    if (resolved.empty() || resolved.back().capacity() - resolved.back().size() < characters.size())
        resolved.emplace_back().reserve(std::max(chunk, characters.size()));
    std::string& last = resolved.back();
    const std::size_t begin = last.size();
    last.append(characters);
    return std::string_view(last).substr(begin);
}

void JsonValue::Storage::build() {
    if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
    if (text.size() > JsonDocument::most_bytes)
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "file-too-large",
                     PLAN_TEXT("the file is larger than {} MiB, which is the most that is read of this format"),
                     {std::to_string(JsonDocument::most_bytes >> 20)},
                     {file, 0, 0, {}}});
    // What reading takes beside the text is used again by the next document, unless it would be much to keep.
    struct Scratch {
        simdjson::ondemand::parser parser;
        std::vector<JsonNode> nodes;
    };
    constexpr std::size_t most_kept = std::size_t{16} << 20;
    thread_local Scratch kept;
    if (text.size() > most_kept) {
        simdjson::ondemand::parser parser;
        return read(parser);
    }
    nodes.swap(kept.nodes);
    nodes.clear();
    read(kept.parser);
    std::vector<JsonNode> exact(nodes.begin(), nodes.end());
    nodes.swap(kept.nodes);
    nodes = std::move(exact);
}

void JsonValue::Storage::read(simdjson::ondemand::parser& parser) {
    const std::size_t length = text.size();
    text.reserve(length + simdjson::SIMDJSON_PADDING);
    check(parser.iterate(text.data(), length, text.capacity()).get(document_));
    simdjson::ondemand::value root;
    if (const error_code error = document_.get_value().get(root)) {
        if (error != error_code::SCALAR_DOCUMENT_AS_VALUE) fail_json(error);
        fail(0, "not-json", PLAN_TEXT("a single value stands here, where a list or an object is expected"));
    }
    add_value(root, 0);
    const char* behind = nullptr;
    if (document_.current_location().get(behind) == error_code::SUCCESS)
        fail(static_cast<std::size_t>(behind - text.data()), "not-json",
             PLAN_TEXT("something stands behind the end of the JSON document; give one document a file"));
}

}  // namespace plan
