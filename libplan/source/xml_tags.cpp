#include "libplan/source/xml_tags.hpp"

#include <algorithm>

namespace plan {

const XmlTags::Tag* XmlTags::find(std::string_view qualified, std::string_view rest) {
    for (Known& known : slot_of(qualified).known) {
        if (known.tag.written.empty() || !rest.starts_with(known.tag.written)) continue;
        ++known.uses;
        return &known.tag;
    }
    return nullptr;
}

void XmlTags::keep(std::string_view written, XmlNames::Use element, const std::vector<XmlAttribute>& attributes) {
    constexpr std::size_t longest = 256;
    constexpr unsigned every_one = 64, every_other = 64;
    if (written.size() > longest) return;
    Slot& slot = slot_of(element.qualified);
    if (++slot.misses > every_one && slot.misses % every_other != 0) return;
    Known& known = *std::ranges::min_element(slot.known, {}, &Known::uses);
    for (Known& one : slot.known) one.uses -= one.uses / 4;  // what was common long ago gives way in the end
    known.uses = 0;
    Tag& tag = known.tag;
    tag.written = written;
    tag.element = element;
    tag.empty = written.ends_with("/>");
    tag.attributes.clear();
    for (const XmlAttribute& attribute : attributes) {
        const auto begin = static_cast<std::size_t>(attribute.value.data() - written.data());
        tag.attributes.push_back({attribute.name, std::string_view(tag.written).substr(begin, attribute.value.size())});
    }
}

void XmlTags::forget() {
    for (Slot& slot : slots_)
        for (Known& known : slot.known) known.tag.written.clear();
}

}  // namespace plan
