#pragma once

#include "libplan/base/date.hpp"
#include "libplan/record/fields.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Appends compact JSON to a string: no white space, keys in the order they are given, numbers in the shortest form
/// that reads back the same, strings escaped only where JSON demands it. The caller balances open and close.
/// Strings are expected to be UTF-8; a broken sequence becomes U+FFFD so that the output is always valid.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_array() { open('['); }
    void close_array() { close(']'); }
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool truth);
    void value(std::int64_t number);
    void value(std::uint64_t number);
    void value(double number);  ///< finite
    void value(Date date);
    void null();
    void value(const FieldValue& value);  ///< not monostate
    template <class Value>
    void value(const std::vector<Value>& values) {
        open_array();
        for (const Value& element : values) value(element);
        close_array();
    }

    /// Key and value, unless the value is empty (an empty string, list or optional, false is not empty).
    template <class Value>
    void member(std::string_view name, const Value& content) {
        key(name);
        value(content);
    }
    /// A value, or some members of the object, that are JSON already.
    void written(std::string_view json) {
        separate();
        out_ += json;
    }
    void text_member(std::string_view name, std::string_view text) {
        if (!text.empty()) member(name, text);
    }

    /// Appends what stands between the quotation marks of a string.
    static void append_text(std::string& out, std::string_view text);

private:
    void separate() {
        if (!first_) out_ += ',';
        first_ = false;
    }
    void open(char bracket) {
        separate();
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        first_ = false;
    }
    void quoted(std::string_view text);

    std::string& out_;
    bool first_ = true;  ///< nothing yet stands in the innermost open object or array
};

}  // namespace plan
