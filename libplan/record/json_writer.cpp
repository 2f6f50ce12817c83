#include "libplan/record/json_writer.hpp"

#include "libplan/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace plan {

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

/// Eight bytes of a text, of which none must be escaped.
bool is_plain(std::uint64_t word) {
    constexpr std::uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
    // Each is not zero exactly when some byte is below, or is equal.
    const auto zeros = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes & high; };
    const std::uint64_t controls = (word - 0x20 * ones) & ~word & high;
    return (controls | zeros(word ^ ('"' * ones)) | zeros(word ^ ('\\' * ones))) == 0;
}

std::uint64_t word_at(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Four bytes from `first` and four from `second`.
std::uint64_t halves(const char* first, const char* second) {
    std::uint32_t low = 0, high = 0;
    std::memcpy(&low, first, sizeof low);
    std::memcpy(&high, second, sizeof high);
    return std::uint64_t{high} << 32 | low;
}

/// How many bytes `text` begins with that stand in JSON as they are; clears `ascii` when one of them is beyond ASCII.
/// Eight at a time: nearly all that is written are texts without anything to escape.
std::size_t plain_length(std::string_view text, bool& ascii) {
    constexpr std::uint64_t high = 0x8080808080808080;
    std::size_t position = 0;
    std::uint64_t seen = 0;
    if (text.size() >= 8) {
        const std::size_t last = text.size() - 8;
        for (; position < last; position += 8) {
            const std::uint64_t word = word_at(text.data() + position);
            if (!is_plain(word)) break;
            seen |= word;
        }
        if (position >= last) {  // the last eight may have been seen in part
            const std::uint64_t word = word_at(text.data() + last);
            if (is_plain(word)) {
                seen |= word;
                position = text.size();
            }
        }
    }
    if (text.size() >= 4 && text.size() < 8) {
        const std::uint64_t word = halves(text.data(), text.data() + text.size() - 4);
        if (is_plain(word)) {
            seen = word;
            position = text.size();
        }
    }
    for (; position < text.size(); ++position) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if (byte < 0x20 || byte == '"' || byte == '\\') break;
        seen |= byte;
    }
    if ((seen & high) != 0) ascii = false;
    return position;
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

void JsonWriter::append_text(std::string& out, std::string_view text) {
    const std::size_t before = out.size();
    bool ascii = true;
    for (std::string_view rest = text; true;) {
        const std::size_t plain = plain_length(rest, ascii);
        out.append(rest, 0, plain);
        if (plain == rest.size()) break;
        append_escaped(out, static_cast<unsigned char>(rest[plain]));
        rest.remove_prefix(plain + 1);
    }
    if (ascii || !invalid_utf8(text)) return;
    out.resize(before);
    append_text(out, replace_invalid_utf8(text));
}

void JsonWriter::quoted(std::string_view text) {
    out_ += '"';
    append_text(out_, text);
    out_ += '"';
}

}  // namespace plan
