#include "libplan/view/dot_text.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <vector>

namespace plan {

namespace {

std::string quoted(std::string_view text, bool entities) {
    std::string result = "\"";
    for (const char character : drawable_text(text)) {
        if (character == '"' || character == '\\') result += '\\';
        result += character;
        if (character == '&' && entities) result += "amp;";
    }
    return result + '"';
}

/// Markup of `text` as it stands. Graphviz replaces \N and its like in HTML-like labels too, and refuses empty
/// elements.
std::string label_text(std::string_view text) {
    if (trim(text).empty()) return "&#160;";
    std::string escaped;
    for (const char character : escape_markup(text)) {
        if (character == '\\')
            escaped += "&#92;";
        else
            escaped += character;
    }
    return escaped;
}

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return !continues(byte); }));
}

/// The first `count` characters.
std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    while (end < text.size()) {
        if (!continues(text[end]) && count-- == 0) break;
        ++end;
    }
    return text.substr(0, end);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::string_view rest : split_list(text, " ")) {
        if (!lines.back().empty() && characters(lines.back()) + 1 + characters(rest) > width) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        // A word longer than a line is cut where the line ends.
        while (characters(rest) > width) {
            const std::string_view piece = first_characters(rest, width);
            lines.back() += piece;
            lines.emplace_back();
            rest.remove_prefix(piece.size());
        }
        lines.back() += rest;
    }
    if (lines.size() > 1 && lines.back().empty()) lines.pop_back();
    return lines;
}

}  // namespace

std::string drawable_text(std::string_view text) {
    std::string shown = visible_text(text);
    // XML forbids U+FFFE and U+FFFF, and Graphviz does not draw a label that holds one at all.
    for (const std::string_view forbidden : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
        for (std::size_t place = shown.find(forbidden); place != std::string::npos; place = shown.find(forbidden))
            shown.replace(place, forbidden.size(), "\xEF\xBF\xBD");
    return shown;
}

std::string shortened_text(std::string_view text, std::size_t count) {
    if (characters(text) <= count) return std::string(text);
    return std::string(first_characters(text, count - 1)) + "…";
}

std::string dot_name(std::string_view text) {
    return quoted(text.starts_with(':') ? ":" + std::string(text) : std::string(text), false);
}

std::string dot_tooltip(std::string_view text) {
    return quoted(text, true);
}

std::string dot_html(std::string_view text) {
    return label_text(drawable_text(text));
}

std::string dot_html_lines(std::string_view text, std::size_t width, std::size_t lines) {
    std::vector<std::string> pieces = wrapped(drawable_text(text), width);
    if (pieces.size() > lines) {
        pieces.resize(lines);
        if (characters(pieces.back()) >= width) pieces.back() = first_characters(pieces.back(), width - 1);
        pieces.back() += "…";
    }
    for (std::string& piece : pieces) piece = label_text(piece);
    return join(pieces, "<br/>");
}

}  // namespace plan
