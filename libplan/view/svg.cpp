#include "libplan/view/svg.hpp"

#include "libplan/base/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace plan {

namespace {

/// Bytes of the UTF-8 sequence that begins with `first`; 1 for a stray byte.
std::size_t sequence_length(char first) {
    const auto byte = static_cast<unsigned char>(first);
    if (byte >= 0xf0) return 4;
    if (byte >= 0xe0) return 3;
    return byte >= 0xc0 ? 2 : 1;
}

/// Advance of one character in ems. Widths of a wide sans serif (DejaVu Sans), so that narrower fonts fit too.
double advance(std::string_view character) {
    if (character == "–" || character == "’") return 0.5;
    if (character == "\u202f") return 0.2;
    if (character == "\u00a0" || character == "·") return 0.34;
    if (character.size() >= 3) return 1.0;  // ideographs, symbols
    if (character.size() == 2) return 0.66;
    const char letter = character.front();
    if (std::string_view("iljI|.,:;'!").find(letter) != std::string_view::npos) return 0.34;
    if (std::string_view(" frt()[]/\\-").find(letter) != std::string_view::npos) return 0.41;
    if (std::string_view("mwMW@%").find(letter) != std::string_view::npos) return 0.97;
    if (letter >= 'A' && letter <= 'Z') return 0.72;
    return 0.63;
}

}  // namespace

std::string svg_number(double value) {
    if (!std::isfinite(value)) return "0";
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

void SvgWriter::start(std::string_view element, SvgAttributes attributes) {
    out_.append(open_.size(), ' ');
    out_ += '<';
    out_ += element;
    for (const SvgAttribute& attribute : attributes) {
        out_ += ' ';
        out_ += attribute.name;
        out_ += "=\"";
        out_ += escape_markup(attribute.value);
        out_ += '"';
    }
}

void SvgWriter::open(std::string_view element, SvgAttributes attributes) {
    start(element, attributes);
    out_ += ">\n";
    open_.emplace_back(element);
}

void SvgWriter::close() {
    const std::string element = open_.back();
    open_.pop_back();
    out_.append(open_.size(), ' ');
    out_ += "</" + element + ">\n";
}

void SvgWriter::leaf(std::string_view element, SvgAttributes attributes) {
    start(element, attributes);
    out_ += "/>\n";
}

void SvgWriter::text(std::string_view element, std::string_view content, SvgAttributes attributes) {
    start(element, attributes);
    out_ += '>';
    out_ += escape_markup(content);
    out_ += "</";
    out_ += element;
    out_ += ">\n";
}

double text_width(std::string_view text, double font_size, bool bold) {
    double ems = 0;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t length = sequence_length(text[position]);
        ems += advance(text.substr(position, length));
        position += length;
    }
    return ems * font_size * (bold ? 1.12 : 1.0);
}

std::string fit_text(std::string_view text, double width, double font_size, bool bold) {
    if (text_width(text, font_size, bold) <= width) return std::string(text);
    const double room = width - text_width("…", font_size, bold);
    double used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t length = sequence_length(text[end]);
        const double next = used + text_width(text.substr(end, length), font_size, bold);
        if (next > room) break;
        used = next;
        end += length;
    }
    if (end == 0) return "";
    return std::string(trim(text.substr(0, end))) + "…";
}

}  // namespace plan
