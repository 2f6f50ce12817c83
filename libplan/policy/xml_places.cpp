#include "libplan/policy/xml_places.hpp"

#include <cstdlib>

namespace plan {

namespace {

constexpr std::string_view white = " \t\r\n";

/// Bytes of UTF-8 that a character reference such as "#233" or "#xE9" stands for.
std::size_t reference_length(std::string_view reference) {
    const bool hexadecimal = reference.size() > 1 && reference[1] == 'x';
    const std::string digits(reference.substr(hexadecimal ? 2 : 1));
    const unsigned long code = std::strtoul(digits.c_str(), nullptr, hexadecimal ? 16 : 10);
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/// Length in the file and in the decoded text of what begins at `position`.
struct Unit {
    std::size_t source, text;
};
Unit unit_at(std::string_view source, std::size_t position) {
    if (source.substr(position, 2) == "\r\n") return {2, 1};
    if (source[position] != '&') return {1, 1};
    const std::string_view rest = source.substr(position + 1, 16);
    const std::size_t end = rest.find(';');
    if (end == std::string_view::npos || end == 0) return {1, 1};
    const std::string_view name = rest.substr(0, end);
    if (name[0] == '#') return {end + 2, reference_length(name)};
    const bool known = name == "lt" || name == "gt" || name == "amp" || name == "apos" || name == "quot";
    return known ? Unit{end + 2, 1} : Unit{1, 1};
}

}  // namespace

XmlText::XmlText(const XmlFile& file, pugi::xml_node element)
    : source_(file.text()), element_place_(element.offset_debug()) {
    for (const pugi::xml_node inner : element.children()) {
        const bool cdata = inner.type() == pugi::node_cdata;
        if (!cdata && inner.type() != pugi::node_pcdata) continue;
        pieces_.push_back({text_.size(), inner.offset_debug(), !cdata});
        text_ += inner.value();
    }
}

std::ptrdiff_t XmlText::place(std::size_t position) const {
    const Piece* piece = nullptr;
    for (const Piece& candidate : pieces_)
        if (candidate.begin <= position) piece = &candidate;
    if (piece == nullptr || piece->place < 0) return element_place_;
    std::size_t source = static_cast<std::size_t>(piece->place), text = piece->begin;
    while (text < position && source < source_.size()) {
        const Unit unit = piece->decoded || source_[source] == '\r' ? unit_at(source_, source) : Unit{1, 1};
        source += unit.source;
        text += unit.text;
    }
    return static_cast<std::ptrdiff_t>(source);
}

std::ptrdiff_t attribute_place(const XmlFile& file, pugi::xml_node element, std::string_view attribute) {
    const std::string_view source = file.text();
    const std::ptrdiff_t begin = element.offset_debug();
    if (begin < 0) return begin;
    std::size_t position = source.find_first_of(" \t\r\n/>", static_cast<std::size_t>(begin));
    while (position != std::string_view::npos) {
        position = source.find_first_not_of(white, position);
        if (position == std::string_view::npos || source[position] == '>' || source[position] == '/') break;
        const std::size_t equals = source.find('=', position);
        if (equals == std::string_view::npos) break;
        const std::string_view name =
            source.substr(position, source.find_last_not_of(white, equals - 1) + 1 - position);
        if (name == attribute) return static_cast<std::ptrdiff_t>(position);
        const std::size_t open = source.find_first_of("'\"", equals);
        if (open == std::string_view::npos) break;
        position = source.find(source[open], open + 1);
        if (position != std::string_view::npos) ++position;
    }
    return begin;
}

}  // namespace plan
