#include "libplan/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace plan {

namespace {

/// Length of the well-formed UTF-8 sequence that opens `text`, or 0 (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t position) { return static_cast<unsigned char>(text[position]); };
    const auto follows = [&](std::size_t position, unsigned low = 0x80, unsigned high = 0xBF) {
        return position < text.size() && byte(position) >= low && byte(position) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

/// Length of the blank that opens `text`: ASCII white space, no-break spaces, byte order mark; 0 when none.
std::size_t blank_at_start(std::string_view text) {
    constexpr std::string_view ascii = " \t\n\r\f\v";
    if (ascii.find(text.front()) != std::string_view::npos) return 1;
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"})
        if (text.starts_with(blank)) return blank.size();
    return 0;
}

std::size_t blank_at_end(std::string_view text) {
    constexpr std::string_view ascii = " \t\n\r\f\v";
    if (ascii.find(text.back()) != std::string_view::npos) return 1;
    for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"})
        if (text.ends_with(blank)) return blank.size();
    return 0;
}

void append_code_point(std::string& out, char32_t point) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        put(0x80 | (point & 0x3F));
    } else {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

/// What the letters U+00C0 to U+017F become; a space separates words, "" marks signs that are no letters.
constexpr std::array<std::string_view, 0x180 - 0xC0> plain_letters = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // C0
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "ss",  // D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // E0
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y",   // F0
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",   // 100
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",   // 110
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",   // 120
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",   // 130
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",   // 140
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",   // 150
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",   // 160
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",   // 170
};

char32_t decode(std::string_view sequence) {
    const auto byte = [&](std::size_t position) {
        return static_cast<char32_t>(static_cast<unsigned char>(sequence[position]));
    };
    switch (sequence.size()) {
        case 2:
            return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
        case 3:
            return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
        case 4:
            return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
        default:
            return byte(0);
    }
}

/// The folded form of one character: letters and digits, or "" for whatever separates words.
std::string_view folded(std::string_view sequence, char& ascii) {
    if (sequence.size() == 1 && static_cast<unsigned char>(sequence[0]) >= 0x80) return sequence;  // broken UTF-8
    const char32_t point = decode(sequence);
    if (point < 0x80) {
        ascii = static_cast<char>(point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point);
        const bool word = (ascii >= 'a' && ascii <= 'z') || (ascii >= '0' && ascii <= '9');
        return word ? std::string_view(&ascii, 1) : std::string_view();
    }
    if (point >= 0xC0 && point < 0x180) return plain_letters[point - 0xC0];
    // Signs of Latin-1, general punctuation and symbols separate words; other letters are kept.
    if (point < 0xC0 || (point >= 0x2000 && point < 0x2C00) || point == 0xFEFF) return {};
    return sequence;
}

/// std::from_chars reads no plus; "+-1" stays as it is, and is refused.
void remove_plus(std::string_view& text) {
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
}

}  // namespace

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const std::size_t blank = blank_at_start(text);
        if (blank == 0) break;
        text.remove_prefix(blank);
    }
    while (!text.empty()) {
        const std::size_t blank = blank_at_end(text);
        if (blank == 0) break;
        text.remove_suffix(blank);
    }
    return text;
}

std::string fold(std::string_view text) {
    std::string key;
    bool gap = false;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
        const std::string_view sequence = text.substr(0, length);
        const bool combining =
            length == 2 &&
            (sequence[0] == '\xCC' || (sequence[0] == '\xCD' && static_cast<unsigned char>(sequence[1]) < 0xB0));
        text.remove_prefix(length);
        if (combining) continue;  // an accent of a decomposed letter
        char ascii = 0;
        const std::string_view letters = folded(sequence, ascii);
        if (letters.empty()) {
            gap = true;
            continue;
        }
        if (gap && !key.empty()) key += ' ';
        gap = false;
        key += letters;
    }
    return key;
}

std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
    std::vector<std::string> pieces;
    for (;;) {
        const std::size_t end = text.find_first_of(separators);
        if (const std::string_view piece = trim(text.substr(0, end)); !piece.empty()) pieces.emplace_back(piece);
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
    std::string text;
    for (const std::string& piece : pieces) {
        if (&piece != &pieces.front()) text += separator;
        text += piece;
    }
    return text;
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t length = sequence_length(text.substr(position, 4));
        if (length == 0) return position;
        position += length;
    }
    return std::nullopt;
}

std::string replace_invalid_utf8(std::string_view text) {
    std::string mended;
    while (const auto broken = invalid_utf8(text)) {
        mended.append(text.substr(0, *broken)).append("\xEF\xBF\xBD");
        text.remove_prefix(*broken + 1);
    }
    return mended.append(text);
}

std::string from_windows_1252(std::string_view text) {
    // Bytes 80 to 9F; the others are those of Latin-1 (Unicode's CP1252.TXT mapping).
    constexpr std::array<char32_t, 32> upper = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string utf8;
    utf8.reserve(text.size() + text.size() / 8);
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        append_code_point(utf8, byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80] : byte);
    }
    return utf8;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({replace, previous[j] + 1, current[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], before[j - 2] + 1);
        }
        before.swap(previous);
        previous.swap(current);
    }
    return previous[b.size()];
}

std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::optional<std::string_view> best;
    std::size_t best_distance = word.size() / 3 + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t difference =
            candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
        if (difference >= best_distance) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return best;
}

std::string escape_markup(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default: {
                const auto byte = static_cast<unsigned char>(character);
                const bool forbidden = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
                if (!forbidden) escaped += character;
            }
        }
    }
    return escaped;
}

std::optional<double> parse_number(std::string_view text) {
    remove_plus(text);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    remove_plus(text);
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string number_text(double value) {
    if (value == 0) value = 0;
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return std::string(buffer.data(), end);
}

}  // namespace plan
