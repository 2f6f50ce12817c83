#include "libplan/source/markup_file.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/file_format.hpp"

#include <pugixml.hpp>

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view white = " \t\r\n";

/// Offset of an attribute's name within the tag that begins at `begin`; pugixml knows the place of nodes only. The
/// text is well-formed.
std::size_t attribute_place(std::string_view text, std::size_t begin, std::string_view attribute) {
    std::size_t position = text.find_first_of(" \t\r\n/>", begin);
    while (position != std::string_view::npos) {
        position = text.find_first_not_of(white, position);
        if (position == std::string_view::npos || text[position] == '>' || text[position] == '/') break;
        const std::size_t equals = text.find('=', position);
        if (equals == std::string_view::npos) break;
        const std::size_t name_end = text.find_last_not_of(white, equals - 1) + 1;
        if (text.substr(position, name_end - position) == attribute) return position;
        const std::size_t open = text.find_first_of("'\"", equals);
        if (open == std::string_view::npos) break;
        position = text.find(text[open], open + 1);
        if (position != std::string_view::npos) ++position;
    }
    return begin;
}

std::size_t place_of(pugi::xml_node node) {
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
}

std::vector<std::string> strings(std::initializer_list<std::string_view> words) {
    std::vector<std::string> list(words.begin(), words.end());
    if (list.empty()) list.emplace_back("-");
    return list;
}

}  // namespace

const MarkupAttribute* MarkupElement::attribute(std::string_view wanted) const {
    const auto found = std::ranges::find(attributes, wanted, &MarkupAttribute::name);
    return found == attributes.end() ? nullptr : &*found;
}

MarkupFile::MarkupFile(std::string_view text, std::string_view name, std::string_view root_name)
    : text_(text), name_(name) {
    if (text.size() > largest) refuse_large_file(std::string(name), largest);
    auto broken = invalid_utf8(text);
    if (const std::size_t zero = text.find('\0'); zero < broken.value_or(text.size())) broken = zero;
    if (broken)
        fail(*broken, "broken-utf8", PLAN_TEXT("this is not text in UTF-8; save the file in this encoding"), {});
    pugi::xml_document document;
    const auto result =
        document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!result)
        fail(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), "broken-xml",
             PLAN_TEXT("this is not well-formed XML: {}"), {result.description()});
    for (const pugi::xml_node node : document.children())
        if (node.type() == pugi::node_doctype)
            fail(place_of(node), "document-type", PLAN_TEXT("a DOCTYPE has no place in this file: take it out"), {});
    const auto copy = [&](const auto& self, pugi::xml_node from, MarkupElement& to, std::size_t depth) -> void {
        to.name = from.name();
        to.place = place_of(from);
        if (depth > deepest)
            fail(to.place, "unknown-element", PLAN_TEXT("elements stand within each other more than {} deep"),
                 {std::to_string(deepest)});
        for (const pugi::xml_attribute attribute : from.attributes())
            to.attributes.push_back(
                {attribute.name(), attribute.value(), attribute_place(text_, to.place, attribute.name())});
        for (const pugi::xml_node inner : from.children())
            if (inner.type() == pugi::node_element) self(self, inner, to.children.emplace_back(), depth + 1);
    };
    copy(copy, document.document_element(), root_, 1);
    if (root_.name != root_name)
        fail(root_.place, "wrong-document", PLAN_TEXT("expected a <{}>, found <{}>"),
             {std::string(root_name), root_.name});
}

Location MarkupFile::where(std::size_t place) const {
    Location where;
    where.file = name_;
    if (place > text_.size()) return where;
    const std::string_view before = text_.substr(0, place);
    where.line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
    where.column = before.size() - (before.rfind('\n') + 1) + 1;
    return where;
}

void MarkupFile::fail(std::size_t place, const char* code, const char* text, std::vector<std::string> arguments) const {
    for (std::string& argument : arguments) argument = replace_invalid_utf8(argument.substr(0, 200));
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), where(place)});
}

void MarkupFile::fail_unknown(std::size_t place, const char* code, std::string_view what, std::string_view word,
                              const std::vector<std::string_view>& known) const {
    if (word.size() <= 80)
        if (const auto near = nearest(word, known))
            fail(place, code, PLAN_TEXT("{0}: \"{1}\" is not known here; did you mean \"{2}\"?"),
                 {std::string(what), std::string(word), std::string(*near)});
    fail(place, code, PLAN_TEXT("{0}: \"{1}\" is not known here; expected one of: {2}"),
         {std::string(what), std::string(word), join({known.begin(), known.end()}, ", ")});
}

void MarkupFile::only_attributes(const MarkupElement& element, std::initializer_list<std::string_view> known) const {
    for (const MarkupAttribute& attribute : element.attributes)
        if (std::ranges::find(known, attribute.name) == known.end())
            fail(attribute.place, "unknown-attribute", PLAN_TEXT("<{}> has no attribute {}; it may have: {}"),
                 {element.name, attribute.name, join(strings(known), ", ")});
}

void MarkupFile::only_children(const MarkupElement& element, std::initializer_list<std::string_view> known) const {
    for (const MarkupElement& inner : element.children)
        if (std::ranges::find(known, inner.name) == known.end())
            fail(inner.place, "unknown-element", PLAN_TEXT("<{}> may not stand in <{}>; allowed there: {}"),
                 {inner.name, element.name, join(strings(known), ", ")});
}

const MarkupAttribute& MarkupFile::required(const MarkupElement& element, std::string_view name) const {
    const MarkupAttribute* attribute = element.attribute(name);
    if (attribute == nullptr || trim(attribute->value).empty())
        fail(attribute ? attribute->place : element.place, "missing-attribute",
             PLAN_TEXT("<{}> needs the attribute {}"), {element.name, std::string(name)});
    return *attribute;
}

bool MarkupFile::flag(const MarkupElement& element, std::string_view name) const {
    const MarkupAttribute* attribute = element.attribute(name);
    if (attribute == nullptr) return false;
    if (attribute->value != "true" && attribute->value != "false")
        fail_unknown(attribute->place, "unknown-value", name, attribute->value, {"true", "false"});
    return attribute->value == "true";
}

}  // namespace plan
