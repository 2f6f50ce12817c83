#include "libplan/record/json_writer.hpp"

#include "libplan/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace plan {

void JsonWriter::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

void JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
}

void JsonWriter::close(char bracket) {
    out_ += bracket;
    first_ = false;
}

void JsonWriter::key(std::string_view name) {
    separate();
    quoted(name);
    out_ += ':';
    first_ = true;  // the value that follows takes no comma
}

void JsonWriter::value(std::string_view text) {
    separate();
    quoted(text);
}

void JsonWriter::null() {
    separate();
    out_ += "null";
}

void JsonWriter::value(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
}

namespace {

template <class Number>
void append_number(std::string& out, Number number) {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), end);
}

/// JSON's escape of a control character, quotation mark or backslash.
void append_escaped(std::string& out, unsigned char byte) {
    switch (byte) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    constexpr char digits[] = "0123456789abcdef";
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

}  // namespace

void JsonWriter::value(std::int64_t number) {
    separate();
    append_number(out_, number);
}

void JsonWriter::value(std::uint64_t number) {
    separate();
    append_number(out_, number);
}

void JsonWriter::value(double number) {
    separate();
    if (number == 0) number = 0;  // no "-0"
    // Whole numbers of usual size without an exponent: 1e+06 is legal JSON but reads badly.
    if (std::abs(number) < 1e15 && number == std::floor(number))
        append_number(out_, static_cast<std::int64_t>(number));
    else
        append_number(out_, number);
}

void JsonWriter::value(Date date) {
    value(std::string_view(date.to_iso()));
}

void JsonWriter::value(const FieldValue& content) {
    std::visit(
        [this](const auto& held) {
            if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(held)>, std::monostate>) value(held);
        },
        content);
}

void JsonWriter::quoted(std::string_view text) {
    const std::size_t opening = out_.size();
    out_ += '"';
    std::size_t copied = 0;
    bool ascii = true;
    for (std::size_t position = 0; position < text.size(); ++position) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if (byte >= 0x80) ascii = false;
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out_.append(text, copied, position - copied);
        append_escaped(out_, byte);
        copied = position + 1;
    }
    out_.append(text, copied);
    out_ += '"';
    if (ascii || !invalid_utf8(text)) return;
    out_.resize(opening);
    quoted(replace_invalid_utf8(text));
}

}  // namespace plan
