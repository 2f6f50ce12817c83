#include "libplan/source/xml_characters.hpp"

#include <algorithm>

namespace plan::xml {

bool is_character(std::uint32_t code) {
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) ||
           (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code < 0x110000);
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::uint32_t numbered_character(std::string_view text) {
    const bool hexadecimal = text.starts_with("#x");
    text.remove_prefix(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    for (const char byte : text) {
        const std::uint32_t digit =
            byte >= '0' && byte <= '9'                  ? static_cast<std::uint32_t>(byte - '0')
            : hexadecimal && byte >= 'a' && byte <= 'f' ? static_cast<std::uint32_t>(byte - 'a' + 10)
            : hexadecimal && byte >= 'A' && byte <= 'F' ? static_cast<std::uint32_t>(byte - 'A' + 10)
                                                        : 99;
        if (digit == 99) return 0;
        code = std::min<std::uint32_t>(code * (hexadecimal ? 16 : 10) + digit, 0x110000);
    }
    return is_character(code) ? code : 0;
}

}  // namespace plan::xml
