#include "libplan/source/archimate_xml.hpp"

#include "libplan/base/error.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

constexpr std::string_view xsi = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view xml = "http://www.w3.org/XML/1998/namespace";

struct Spelling {
    std::string_view local;
    ArchimateWord word;
};

/// Names of elements and of attributes that are in no namespace of their own. The two forms share none with two senses,
/// but for `name`, an element in one and an attribute in the other, and `value`.
constexpr Spelling spellings[] = {
    {"model", ArchimateWord::model},
    {"elements", ArchimateWord::elements},
    {"element", ArchimateWord::element},
    {"relationships", ArchimateWord::relationships},
    {"relationship", ArchimateWord::relationship},
    {"propertyDefinitions", ArchimateWord::definitions},
    {"propertydefs", ArchimateWord::definitions},
    {"propertyDefinition", ArchimateWord::definition},
    {"propertydef", ArchimateWord::definition},
    {"name", ArchimateWord::name},
    {"label", ArchimateWord::name},
    {"documentation", ArchimateWord::documentation},
    {"properties", ArchimateWord::properties},
    {"property", ArchimateWord::property},
    {"value", ArchimateWord::value},
    {"folder", ArchimateWord::folder},
    {"profile", ArchimateWord::profile},
    {"identifier", ArchimateWord::id},
    {"id", ArchimateWord::id},
    {"source", ArchimateWord::source},
    {"target", ArchimateWord::target},
    {"propertyDefinitionRef", ArchimateWord::definition_of},
    {"identifierref", ArchimateWord::definition_of},
    {"key", ArchimateWord::key},
    {"profiles", ArchimateWord::profiles},
};

}  // namespace

int ArchimateHandler::token(std::string_view space, std::string_view local) {
    const auto number = [](ArchimateWord word) { return static_cast<int>(word); };
    if (space == xsi) return number(local == "type" ? ArchimateWord::type : ArchimateWord::none);
    if (space == xml) return number(local == "lang" ? ArchimateWord::language : ArchimateWord::none);
    const auto* const found = std::ranges::find(spellings, local, &Spelling::local);
    return number(found == std::end(spellings) ? ArchimateWord::none : found->word);
}

void ArchimateHandler::start(const XmlElement& element) {
    if (passed_over_ > 0) {
        ++passed_over_;
        return;
    }
    ++depth_;
    if (open(static_cast<ArchimateWord>(element.name.token), element, depth_)) return;
    --depth_;
    passed_over_ = 1;
}

void ArchimateHandler::end(const XmlName& name) {
    if (passed_over_ > 0) {
        --passed_over_;
        return;
    }
    close(static_cast<ArchimateWord>(name.token), depth_);
    if (collecting_ == depth_) collecting_ = 0;
    --depth_;
}

void ArchimateHandler::text(std::string_view piece) {
    if (collecting_ == depth_ && passed_over_ == 0 && depth_ > 0) text_ += piece;
}

bool ArchimateHandler::collect() {
    collecting_ = depth_;
    text_.clear();
    return true;
}

std::string ArchimateHandler::take_text() {
    return std::move(text_);
}

void ArchimateHandler::refuse_root(const char* text) const {
    throw Error(Failure::invalid_input, {Severity::error, "not-archimate", text, {}, where()});
}

void read_archimate_xml(ByteSource& source, ArchimateHandler& handler, const std::string& path,
                        const std::string& part) {
    XmlStream stream(source, handler, path, part);
    handler.serve(stream);
    while (stream.run()) {
    }
}

bool begins_as_xml_with(std::string_view head, std::string_view word) {
    std::string bytes;
    for (const char byte : head)
        if (byte != '\0') bytes += byte;  // UTF-16
    const std::size_t begin = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFF\xFE");
    return begin != std::string::npos && bytes[begin] == '<' && bytes.find(word, begin) != std::string::npos;
}

}  // namespace plan
