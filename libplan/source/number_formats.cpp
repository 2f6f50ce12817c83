#include "libplan/source/number_formats.hpp"

#include <algorithm>

namespace plan {

namespace {

char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
}

/// The letters of a format that stand for parts of a value.
struct Letters {
    bool date = false, month = false, time = false, percent = false;

    void add(char byte) {
        const char letter = lower(byte);
        date = date || letter == 'd' || letter == 'y';
        month = month || letter == 'm';
        time = time || letter == 'h' || letter == 's';
        percent = percent || letter == '%';
    }
};

/// [h], [mm] and [ss] count time that went by; other brackets hold colours, conditions and languages.
bool is_elapsed(std::string_view inside) {
    return !inside.empty() && std::ranges::all_of(inside, [&](char byte) {
        return lower(byte) == lower(inside.front()) && (lower(byte) == 'h' || lower(byte) == 'm' || lower(byte) == 's');
    });
}

bool has_word(std::string_view code, std::string_view word) {
    return code.size() >= word.size() &&
           std::ranges::equal(code.substr(0, word.size()), word, [](char a, char b) { return lower(a) == b; });
}

}  // namespace

NumberFormat builtin_number_format(unsigned id) {
    const auto within = [id](unsigned first, unsigned last) { return id >= first && id <= last; };
    if (id == 9 || id == 10) return {NumberMeaning::percent};
    if (within(18, 21) || within(32, 35) || within(45, 47)) return {NumberMeaning::time};
    if (within(14, 17) || id == 22 || within(27, 31) || id == 36 || within(50, 58)) return {NumberMeaning::date};
    return {};
}

NumberFormat number_format(std::string_view code) {
    constexpr std::size_t most_digits = 30;
    if (code.size() >= 2 && code.size() <= most_digits && code.find_first_not_of('0') == std::string_view::npos)
        return {NumberMeaning::padded, static_cast<std::uint8_t>(code.size())};
    if (has_word(code, "general")) return {};
    Letters letters;
    for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
        const std::string_view rest = code.substr(at + 1);
        switch (code[at]) {
            case '"':
                at += std::min(rest.find('"'), rest.size()) + 1;
                break;
            case '\\':
            case '_':
            case '*':
                ++at;
                break;
            case '[': {
                const std::string_view inside = rest.substr(0, rest.find(']'));
                letters.time = letters.time || is_elapsed(inside);
                at += inside.size() + 1;
                break;
            }
            default:
                if (has_word(code.substr(at), "am/pm"))
                    at += 4;
                else if (has_word(code.substr(at), "a/p"))
                    at += 2;
                else
                    letters.add(code[at]);
        }
    }
    if (letters.date || (letters.month && !letters.time)) return {NumberMeaning::date};
    if (letters.time) return {NumberMeaning::time};
    if (letters.percent) return {NumberMeaning::percent};
    return {};
}

}  // namespace plan
