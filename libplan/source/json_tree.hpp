#pragma once

#include "libplan/source/json_document.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// What a JsonDocument holds. Internal to this room: it shows simdjson.
namespace plan {

struct JsonNode {
    const char* begin = nullptr;  ///< of its characters, in the document or where its escapes are resolved
    std::uint32_t length = 0;
    std::uint32_t offset = 0;           ///< in the text
    std::uint32_t end = 0;              ///< index after its subtree
    JsonKind kind = JsonKind::missing;  ///< of a key: text, or missing when a later member replaces this one

    [[nodiscard]] std::string_view characters() const { return {begin, length}; }
};

struct JsonValue::Storage {
    Storage(std::string document, std::string name) : file(std::move(name)), text(std::move(document)) {}

    void build();
    [[nodiscard]] Location where(std::size_t offset) const;

    std::string file;
    std::string text;
    std::deque<std::string> resolved;  ///< the characters of texts with escapes; none moves
    std::vector<JsonNode> nodes;
    std::size_t replaced = 0;        ///< members that a later one of the same key replaces
    std::size_t first_replaced = 0;  ///< the key node of the first
    mutable std::vector<std::uint32_t> line_starts;

private:
    using Value = simdjson::ondemand::value;

    [[noreturn]] void fail(std::size_t offset, const char* code, const char* message,
                           std::vector<std::string> arguments = {}) const;
    [[noreturn]] void fail_json(simdjson::error_code error) const;
    void check(simdjson::error_code error) const {
        if (error) fail_json(error);
    }
    [[nodiscard]] std::size_t offset_of(std::string_view token) const {
        return static_cast<std::size_t>(token.data() - text.data());
    }
    std::size_t add(JsonKind kind, std::size_t offset, std::string_view characters);
    void add_value(Value value, std::size_t level);
    void read(simdjson::ondemand::parser& parser);
    std::string_view keep_resolved(std::string_view characters);
    void add_scalar(Value& value, std::string_view token, std::size_t offset);
    void add_members(simdjson::ondemand::object object, std::size_t level);
    void replace(std::size_t key);
    void replace_repeated(std::size_t object);

    simdjson::ondemand::document document_;  ///< while it is read
    std::vector<std::size_t> keys_;          ///< of the object at hand, reused
};

}  // namespace plan
