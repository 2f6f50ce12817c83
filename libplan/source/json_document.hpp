#pragma once

#include "libplan/base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// A whole JSON document in memory, for foreign files that are not lines of the stream. simdjson does the parsing and
/// stays behind this header.
namespace plan {

enum class JsonKind : std::uint8_t { missing, null, boolean, number, text, list, object };

class JsonChildren;

/// A value of a document, valid as long as it. Two words: copied, not referred to. A value that is not there is one
/// too (`missing`), so that paths can be walked without asking at every step: value["metadata"]["component"]["name"].
class JsonValue {
public:
    JsonValue() = default;

    [[nodiscard]] JsonKind kind() const;
    [[nodiscard]] bool is(JsonKind asked) const { return kind() == asked; }
    /// Of a text, its characters with escapes resolved; of a number, true or false, as it is written (numbers of any
    /// length); of anything else, nothing.
    [[nodiscard]] std::string_view text() const;
    /// The member of an object under that key. O(members).
    [[nodiscard]] JsonValue operator[](std::string_view key) const;
    /// Elements of a list, or members of an object, in order; none of anything else.
    [[nodiscard]] JsonChildren children() const;
    /// How many there are. O(children).
    [[nodiscard]] std::size_t size() const;
    /// Where it begins. O(log lines), the first call O(document).
    [[nodiscard]] Location where() const;

private:
    friend class JsonDocument;
    friend class JsonChildren;
    struct Storage;
    JsonValue(const Storage* storage, std::size_t node) : storage_(storage), node_(node) {}

    const Storage* storage_ = nullptr;
    std::size_t node_ = 0;
};

struct JsonChild {
    std::string_view key;  ///< of a member; empty for an element
    JsonValue value;
};

/// A range for `for`.
class JsonChildren {
public:
    class Iterator {
    public:
        [[nodiscard]] JsonChild operator*() const;
        Iterator& operator++();
        [[nodiscard]] bool operator!=(const Iterator& other) const { return node_ != other.node_; }

    private:
        friend class JsonChildren;
        Iterator(const JsonValue::Storage* storage, std::size_t node, std::size_t end, bool keyed);
        void skip_replaced();

        const JsonValue::Storage* storage_;
        std::size_t node_, end_;
        bool keyed_;
    };

    [[nodiscard]] Iterator begin() const { return {storage_, begin_, end_, keyed_}; }
    [[nodiscard]] Iterator end() const { return {storage_, end_, end_, keyed_}; }

private:
    friend class JsonValue;
    const JsonValue::Storage* storage_ = nullptr;
    std::size_t begin_ = 0, end_ = 0;
    bool keyed_ = false;
};

class JsonDocument {
public:
    /// The most that is read: bytes, levels of lists and objects within one another, and values (keys included; each
    /// takes 24 bytes beside the text).
    static constexpr std::size_t most_bytes = std::size_t{256} << 20;
    static constexpr std::size_t most_levels = 128;
    static constexpr std::size_t most_values = std::size_t{1} << 24;

    /// `file` is how messages name the document. Throws Error(invalid_input), with line and column where they can be
    /// told, when the text is not one JSON list or object in UTF-8 (a byte order mark is allowed), or passes a bound.
    /// Numbers beyond 64 bits are texts like others. Linear, but for objects of many members: n log n.
    JsonDocument(std::string text, std::string file);
    ~JsonDocument();
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;

    [[nodiscard]] JsonValue root() const;
    [[nodiscard]] const std::string& file() const;

    /// Of two members of an object under one key the last one counts; says so, once.
    void report_repeated_keys(const Report& report) const;

private:
    std::unique_ptr<JsonValue::Storage> storage_;
};

}  // namespace plan
