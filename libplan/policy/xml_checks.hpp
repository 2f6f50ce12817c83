#pragma once

#include "libplan/base/error.hpp"
#include "libplan/policy/bilingual_text.hpp"

#include <pugixml.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// Strict reading of the data files of this room: every element, attribute and number is checked, and what is wrong is
/// told with its line and column. Internal to this room: it shows pugixml.
namespace plan {

class XmlFile {
public:
    /// Parses. Throws Error(invalid_input, "broken-xml"), or "wrong-document" when the root is not `root_name`.
    /// `text` and `name` must outlive this. External entities are never loaded, a DOCTYPE is skipped.
    XmlFile(std::string_view text, std::string_view name, std::string_view root_name);

    [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
    [[nodiscard]] std::string_view text() const { return text_; }

    [[noreturn]] void fail(pugi::xml_node node, std::string code, std::string text,
                           std::vector<std::string> arguments) const;
    [[noreturn]] void fail_at(std::ptrdiff_t offset, std::string code, std::string text,
                              std::vector<std::string> arguments) const;

    /// Line and column of a byte; the file alone when `offset` is none of its bytes.
    [[nodiscard]] Location place(std::ptrdiff_t offset) const;

    void only_attributes(pugi::xml_node node, std::initializer_list<std::string_view> known) const;
    void only_children(pugi::xml_node node, std::initializer_list<std::string_view> known) const;
    /// The only child of this name; throws when there is none.
    [[nodiscard]] pugi::xml_node child(pugi::xml_node node, const char* name) const;
    /// The attribute, trimmed; throws when it is missing or empty.
    [[nodiscard]] std::string required(pugi::xml_node node, const char* name) const;
    /// The text of an element, trimmed; throws when it is empty.
    [[nodiscard]] std::string content(pugi::xml_node node) const;
    /// The texts of the elements of this name, one a language (`xml:lang`, fr or en); throws when either is missing.
    [[nodiscard]] BilingualText bilingual(pugi::xml_node node, const char* name) const;
    /// A number within [least, most], point as decimal separator.
    [[nodiscard]] double number(pugi::xml_node node, const char* name, double least, double most) const;

private:
    std::string_view text_, name_;
    std::vector<std::size_t> lines_;  ///< where each begins
    pugi::xml_document document_;
};

}  // namespace plan
