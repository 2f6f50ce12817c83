#pragma once

#include "libplan/policy/xml_checks.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Where a decoded text stands in its XML file: pugixml knows the place of nodes only. Internal to this room.
namespace plan {

/// The text of an element without its comments: entities decoded, CDATA taken as it is.
class XmlText {
public:
    XmlText(const XmlFile& file, pugi::xml_node element);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// Offset in the file of the byte `position` of text(). O(length of the piece that holds it).
    [[nodiscard]] std::ptrdiff_t place(std::size_t position) const;

private:
    struct Piece {
        std::size_t begin;     ///< in text_
        std::ptrdiff_t place;  ///< in the file
        bool decoded;          ///< false: CDATA
    };
    std::string_view source_;
    std::string text_;
    std::vector<Piece> pieces_;
    std::ptrdiff_t element_place_;
};

/// Offset in the file of the attribute's name within the tag of `element`; of the element when it has none.
[[nodiscard]] std::ptrdiff_t attribute_place(const XmlFile& file, pugi::xml_node element, std::string_view attribute);

}  // namespace plan
