#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The bytes and characters of XML 1.0 in UTF-8, as loops over a text that a zero byte ends look at them.
namespace plan::xml {

/// For each byte, whether it is one of some.
using Table = std::array<bool, 256>;

[[nodiscard]] constexpr Table table_of(std::string_view bytes) {
    Table table{};
    for (const char byte : bytes) table[static_cast<unsigned char>(byte)] = true;
    table[0] = true;  // the window's end
    return table;
}

inline constexpr Table ends_text = table_of("<&\r]");
inline constexpr Table ends_section = table_of("\r]");
inline constexpr Table blanks = table_of(" \t\n\r");
inline constexpr Table ends_value = table_of("\"'<&\t\n\r");

/// Letters beyond ASCII are all taken for letters, as the fifth edition nearly has it.
[[nodiscard]] constexpr Table name_table(bool first) {
    Table table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == ':';
        const bool later = (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
        table[byte] = letter || byte >= 0x80 || (later && !first);
    }
    return table;
}
inline constexpr Table begins_name = name_table(true);
inline constexpr Table goes_on_name = name_table(false);

[[nodiscard]] inline bool in(const Table& table, char byte) {
    return table[static_cast<unsigned char>(byte)];
}

[[nodiscard]] inline bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

[[nodiscard]] inline const char* skip_blanks(const char* at) {
    while (is_blank(*at)) ++at;
    return at;
}

[[nodiscard]] inline const char* skip_name(const char* at) {
    while (in(goes_on_name, *at)) ++at;
    return at;
}

[[nodiscard]] inline std::string_view between(const char* first, const char* last) {
    return {first, static_cast<std::size_t>(last - first)};
}

/// Whether a character may stand in a document (production 2).
[[nodiscard]] bool is_character(std::uint32_t code);

void append_utf8(std::string& out, std::uint32_t code);

/// The character of "#233" or "#xE9"; 0 when it is none.
[[nodiscard]] std::uint32_t numbered_character(std::string_view text);

}  // namespace plan::xml
