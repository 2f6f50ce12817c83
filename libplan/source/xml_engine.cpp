#include "libplan/source/xml_engine.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

namespace plan {

namespace {

constexpr std::string_view declaration = "xmlns";

bool is_declaration(std::string_view attribute) {
    return attribute.starts_with(declaration) &&
           (attribute.size() == declaration.size() || attribute[declaration.size()] == ':');
}

}  // namespace

XmlEngine::XmlEngine(XmlHandler& handler, std::string file, std::string part, const XmlLimits& limits)
    : limits_(limits),
      handler_(handler),
      file_(std::move(file)),
      part_(std::move(part)),
      names_(handler, limits.most_names) {}

Location XmlEngine::where() const {
    const Position at = position();
    if (part_.empty()) return {file_, at.line, at.column, {}};
    return {file_, 0, 0, Location{part_, at.line, at.column, {}}.to_string()};
}

void XmlEngine::start(std::string_view qualified, const std::vector<Written>& attributes) {
    text_bytes_ = 0;
    if (open_.size() >= limits_.most_depth) refuse_size();
    ++round_;
    declare(attributes);
    open_.push_back(checked(names_.element(qualified)));
    attributes_.clear();
    for (const Written& attribute : attributes) {
        if (is_declaration(attribute.name)) continue;
        const XmlName* const name = checked(names_.attribute(attribute.name)).name;
        if (!XmlNames::is_first(*name, round_)) refuse_malformed();
        attributes_.push_back({name, attribute.value});
    }
    handler_.start({*open_.back().name, attributes_});
}

void XmlEngine::start(const XmlTags::Tag& tag) {
    text_bytes_ = 0;
    if (open_.size() >= limits_.most_depth) refuse_size();
    open_.push_back(tag.element);
    handler_.start({*tag.element.name, tag.attributes});
}

void XmlEngine::declare(const std::vector<Written>& attributes) {
    for (const Written& attribute : attributes) {
        if (!is_declaration(attribute.name)) continue;
        const bool is_default = attribute.name.size() == declaration.size();
        if (!XmlNames::is_first(*checked(names_.attribute(attribute.name)).name, round_)) refuse_malformed();
        const std::string_view prefix = is_default ? std::string_view() : attribute.name.substr(declaration.size() + 1);
        if (!is_default && (prefix.empty() || attribute.value.empty())) refuse_malformed();
        if (names_.declare(open_.size(), prefix, attribute.value)) tags_.forget();
        if (names_.overflown()) refuse_size();
    }
}

XmlNames::Use XmlEngine::checked(XmlNames::Use use) const {
    if (use.name) return use;
    if (names_.overflown()) refuse_size();
    refuse("invalid-xml", PLAN_TEXT("the XML is not well-formed: a prefix stands for no namespace"));
}

void XmlEngine::end() {
    text_bytes_ = 0;
    handler_.end(*open_.back().name);
    open_.pop_back();
    if (names_.close(open_.size())) tags_.forget();
}

void XmlEngine::text(std::string_view piece) {
    text_bytes_ += piece.size();
    if (text_bytes_ > limits_.longest_text) refuse_size();
    handler_.text(piece);
}

void XmlEngine::refuse(const char* code, const char* text) const {
    throw Error(Failure::invalid_input, {Severity::error, code, text, {}, where()});
}

void XmlEngine::refuse_malformed() const {
    refuse("invalid-xml", PLAN_TEXT("the XML is not well-formed: it cannot be read from here on"));
}

void XmlEngine::refuse_end() const {
    refuse("invalid-xml", PLAN_TEXT("the XML ends too early: the file is empty or cut off"));
}

void XmlEngine::refuse_mismatch() const {
    refuse("invalid-xml",
           PLAN_TEXT("the XML is not well-formed: a tag closes another element than the one that is open"));
}

void XmlEngine::refuse_entity() const {
    refuse("invalid-xml", PLAN_TEXT("the XML uses an entity that is not declared"));
}

void XmlEngine::refuse_encoding() const {
    refuse("invalid-xml", PLAN_TEXT("the XML is in an encoding that is not read: save it as UTF-8"));
}

void XmlEngine::refuse_doctype() const {
    refuse("xml-doctype",
           PLAN_TEXT("the XML has a document type, which is not read: it could declare entities that grow "
                     "without end; save it without one"));
}

void XmlEngine::refuse_size() const {
    refuse("xml-limit",
           PLAN_TEXT("the XML is nested deeper, has longer tags, longer texts or more names than any honest "
                     "file: it is not read further"));
}

bool is_utf8_xml(std::string_view head) {
    if (head.starts_with("\xFE\xFF") || head.starts_with("\xFF\xFE")) return false;
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    if (head.size() >= 2 && (head[0] == 0 || head[1] == 0)) return false;  // UTF-16 without its mark
    if (!head.starts_with("<?xml")) return true;
    head = head.substr(0, head.find('>'));
    const std::size_t at = head.find("encoding");
    if (at == std::string_view::npos) return true;
    head = head.substr(at);
    const std::size_t open = head.find_first_of("\"'");
    if (open == std::string_view::npos) return true;  // for the reader to refuse
    const std::string_view name = head.substr(open + 1, head.find(head[open], open + 1) - open - 1);
    return fold(name) == "utf 8";
}

}  // namespace plan
