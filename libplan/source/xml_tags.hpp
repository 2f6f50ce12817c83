#pragma once

#include "libplan/source/xml_names.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Start tags that came before, as they are written: a sheet says the same few for most of its cells, and one that is
/// written as before means the same, as long as the prefixes do. Memory: 128 tags of at most 256 bytes.
class XmlTags {
public:
    struct Tag {
        std::string written;  ///< from the element's name to ">", with it
        XmlNames::Use element;
        std::vector<XmlAttribute> attributes;  ///< their values are parts of `written`
        bool empty = false;                    ///< it ends with "/>"
    };

    /// The tag that `rest` begins with, whose element is `qualified`; null when it is not known. Valid until the next
    /// call of `keep` or `forget`.
    [[nodiscard]] const Tag* find(std::string_view qualified, std::string_view rest);

    /// Remembers a tag; the values of `attributes` are parts of `written`.
    void keep(std::string_view written, XmlNames::Use element, const std::vector<XmlAttribute>& attributes);

    /// Prefixes mean something else from here on.
    void forget();

private:
    struct Known {
        Tag tag;
        unsigned uses = 0;
    };
    /// Tags of the elements whose names fall here. Where attributes are ever others, fewer and fewer tags are kept.
    struct Slot {
        std::array<Known, 4> known;
        unsigned misses = 0;
    };

    [[nodiscard]] Slot& slot_of(std::string_view qualified) {
        return slots_[(qualified.size() * 5 + static_cast<unsigned char>(qualified.back())) % slots_.size()];
    }

    std::array<Slot, 32> slots_;
};

}  // namespace plan
