#include "libplan/policy/xml_checks.hpp"

#include "libplan/base/text.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

std::string joined(std::initializer_list<std::string_view> words) {
    return words.size() == 0 ? "-" : join(std::vector<std::string>(words.begin(), words.end()), ", ");
}

}  // namespace

XmlFile::XmlFile(std::string_view text, std::string_view name, std::string_view root_name) : text_(text), name_(name) {
    lines_.push_back(0);
    for (std::size_t line = text.find('\n'); line != std::string_view::npos; line = text.find('\n', line + 1))
        lines_.push_back(line + 1);
    const auto result = document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!result)
        fail_at(result.offset, "broken-xml", PLAN_TEXT("this is not well-formed XML: {}"), {result.description()});
    if (root().name() != root_name)
        fail(root(), "wrong-document", PLAN_TEXT("expected a <{}>, found <{}>"),
             {std::string(root_name), root().name()});
}

Location XmlFile::place(std::ptrdiff_t offset) const {
    Location where;
    where.file = name_;
    if (offset >= 0 && static_cast<std::size_t>(offset) <= text_.size()) {
        const auto position = static_cast<std::size_t>(offset);
        const auto next = std::ranges::upper_bound(lines_, position);
        where.line = static_cast<std::size_t>(next - lines_.begin());
        where.column = position - *std::prev(next) + 1;
    }
    return where;
}

void XmlFile::fail_at(std::ptrdiff_t offset, std::string code, std::string text,
                      std::vector<std::string> arguments) const {
    throw Error(Failure::invalid_input,
                {Severity::error, std::move(code), std::move(text), std::move(arguments), place(offset)});
}

void XmlFile::fail(pugi::xml_node node, std::string code, std::string text, std::vector<std::string> arguments) const {
    fail_at(node.offset_debug(), std::move(code), std::move(text), std::move(arguments));
}

void XmlFile::only_attributes(pugi::xml_node node, std::initializer_list<std::string_view> known) const {
    for (const pugi::xml_attribute attribute : node.attributes())
        if (std::ranges::find(known, std::string_view(attribute.name())) == known.end())
            fail(node, "unknown-attribute", PLAN_TEXT("<{}> has no attribute {}; it may have: {}"),
                 {node.name(), attribute.name(), joined(known)});
}

void XmlFile::only_children(pugi::xml_node node, std::initializer_list<std::string_view> known) const {
    for (const pugi::xml_node inner : node.children())
        if (inner.type() == pugi::node_element &&
            std::ranges::find(known, std::string_view(inner.name())) == known.end())
            fail(inner, "unknown-element", PLAN_TEXT("<{}> may not stand in <{}>; allowed there: {}"),
                 {inner.name(), node.name(), joined(known)});
}

pugi::xml_node XmlFile::child(pugi::xml_node node, const char* name) const {
    const pugi::xml_node inner = node.child(name);
    if (!inner) fail(node, "missing-element", PLAN_TEXT("<{}> needs a <{}>"), {node.name(), name});
    return inner;
}

std::string XmlFile::required(pugi::xml_node node, const char* name) const {
    const std::string value(trim(node.attribute(name).value()));
    if (value.empty()) fail(node, "missing-attribute", PLAN_TEXT("<{}> needs the attribute {}"), {node.name(), name});
    return value;
}

std::string XmlFile::content(pugi::xml_node node) const {
    const std::string value(trim(node.child_value()));
    if (value.empty()) fail(node, "empty-element", PLAN_TEXT("<{}> is empty"), {node.name()});
    return value;
}

BilingualText XmlFile::bilingual(pugi::xml_node node, const char* name) const {
    BilingualText text;
    for (const pugi::xml_node inner : node.children(name)) {
        only_attributes(inner, {"xml:lang"});
        const std::string language = required(inner, "xml:lang");
        if (language != "fr" && language != "en")
            fail(inner, "unknown-language", PLAN_TEXT("xml:lang=\"{}\": expected fr or en"), {language});
        (language == "fr" ? text.french : text.english) = content(inner);
    }
    if (text.french.empty() || text.english.empty())
        fail(node, "missing-language", PLAN_TEXT("<{0}> needs a <{1} xml:lang=\"fr\"> and a <{1} xml:lang=\"en\">"),
             {node.name(), name});
    return text;
}

double XmlFile::number(pugi::xml_node node, const char* name, double least, double most) const {
    const std::string text = required(node, name);
    const auto value = parse_number(text);
    if (!value || *value < least || *value > most)
        fail(node, "bad-number", PLAN_TEXT("{}=\"{}\" in <{}>: expected a number from {} to {}"),
             {name, text, node.name(), number_text(least), number_text(most)});
    return *value;
}

}  // namespace plan
