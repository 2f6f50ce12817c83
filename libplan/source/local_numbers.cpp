#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace plan {

namespace {

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// The blanks and apostrophes that part thousands; the length of the one that opens `text`, or 0.
std::size_t group_sign(std::string_view text) {
    for (const std::string_view sign : {" ", "'", "\u00A0", "\u202F", "\u2009", "\u2019"})
        if (text.starts_with(sign)) return sign.size();
    return 0;
}

/// Digits with groups of three joined: "1 234" -> "1234". `extra` also parts groups, or is 0.
std::optional<std::string> join_groups(std::string_view text, char extra) {
    std::string digits;
    std::size_t group = 0;
    bool first = true;
    while (!text.empty()) {
        const std::size_t sign = extra != 0 && text.front() == extra ? 1 : group_sign(text);
        if (sign > 0) {
            if (first ? group == 0 || group > 3 : group != 3) return std::nullopt;
            first = false;
            group = 0;
        } else if (is_digit(text.front())) {
            digits += text.front();
            ++group;
        } else {
            return std::nullopt;
        }
        text.remove_prefix(std::max<std::size_t>(sign, 1));
    }
    if (!first && group != 3) return std::nullopt;
    return digits;
}

/// Position of the decimal sign, and the sign that parts thousands instead (0: none).
struct Signs {
    std::size_t decimal = std::string_view::npos;
    char thousands = 0;
};

Signs find_signs(std::string_view text, bool whole) {
    const std::size_t comma = text.rfind(',');
    const std::size_t point = text.rfind('.');
    if (comma == std::string_view::npos && point == std::string_view::npos) return {};
    if (comma != std::string_view::npos && point != std::string_view::npos)
        return comma > point ? Signs{comma, '.'} : Signs{point, ','};
    const std::size_t last = comma == std::string_view::npos ? point : comma;
    const char sign = text[last];
    if (text.find(sign) != last) return {std::string_view::npos, sign};
    const bool grouped = whole && text.size() - last == 4 && last >= 1 && last <= 3 && text.front() != '0';
    return grouped ? Signs{std::string_view::npos, sign} : Signs{last, 0};
}

/// Digits alone, or with one comma or point: most cells. Nothing for anything else, and for what may be a thousand.
std::optional<double> parse_plain(std::string_view text) {
    constexpr std::size_t longest = 15;  // a double counts so far without loss
    constexpr double powers[] = {1, 1e1, 1e2};
    if (text.empty() || text.size() > longest) return std::nullopt;
    std::int64_t digits = 0;
    std::size_t decimals = 0;
    bool decimal = false;
    for (const char byte : text) {
        if (is_digit(byte)) {
            digits = digits * 10 + (byte - '0');
            if (decimal) ++decimals;
        } else if ((byte == ',' || byte == '.') && !decimal && &byte != text.data()) {
            decimal = true;
        } else {
            return std::nullopt;
        }
    }
    if (decimal && (decimals == 0 || decimals >= std::size(powers))) return std::nullopt;
    // Both are exact, so that the quotient is the nearest double to the number written.
    return static_cast<double>(digits) / powers[decimals];
}

}  // namespace

std::optional<double> parse_local_number(std::string_view text, bool whole) {
    if (const auto plain = parse_plain(text)) return plain;
    std::string number;
    if (text.starts_with('-') || text.starts_with('+')) {
        if (text.front() == '-') number += '-';
        text.remove_prefix(1);
    }
    std::string_view exponent;
    if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
        exponent = text.substr(e);
        text = text.substr(0, e);
    }
    const Signs signs = find_signs(text, whole);
    const std::optional<std::string> integral = join_groups(text.substr(0, signs.decimal), signs.thousands);
    if (!integral) return std::nullopt;
    number += integral->empty() ? "0" : *integral;
    if (signs.decimal != std::string_view::npos) {
        const std::string_view decimals = text.substr(signs.decimal + 1);
        if (integral->empty() && decimals.empty()) return std::nullopt;
        if (!std::all_of(decimals.begin(), decimals.end(), is_digit)) return std::nullopt;
        if (!decimals.empty()) number.append(".").append(decimals);
    } else if (integral->empty()) {
        return std::nullopt;
    }
    return parse_number(number.append(exponent));
}

}  // namespace plan
