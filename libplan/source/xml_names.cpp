#include "libplan/source/xml_names.hpp"

#include <algorithm>
#include <cstring>

namespace plan {

namespace {

constexpr std::string_view declaration = "xmlns";

std::size_t slot_of(std::string_view qualified) {
    const auto byte = [&](std::size_t position) { return static_cast<unsigned char>(qualified[position]); };
    const std::size_t size = qualified.size();
    return (size * 7 + byte(size - 1) * 5 + byte(size / 2) * 3 + byte(size - std::min<std::size_t>(size, 4))) % 64;
}

}  // namespace

bool XmlNames::is_declaration(const char* attribute) {
    return std::strncmp(attribute, declaration.data(), declaration.size()) == 0 &&
           (attribute[declaration.size()] == 0 || attribute[declaration.size()] == ':');
}

void XmlNames::open(std::size_t depth, const char** attributes) {
    for (const char** at = attributes; *at; at += 2) {
        if (!is_declaration(*at)) continue;
        if (!count(*at)) return;
        const char* const prefix = (*at)[declaration.size()] == 0 ? "" : *at + declaration.size() + 1;
        const auto before = space_of(prefix);
        if (before && *before == at[1]) continue;  // says again what holds already
        bindings_.push_back({prefix, at[1], depth});
        forget();
    }
}

void XmlNames::close(std::size_t depth) {
    if (bindings_.empty() || bindings_.back().depth != depth) return;
    while (!bindings_.empty() && bindings_.back().depth == depth) bindings_.pop_back();
    forget();
}

void XmlNames::forget() {
    elements_.clear();
    attributes_.clear();
    quick_elements_.fill({});
    quick_attributes_.fill({});
}

const XmlName* XmlNames::element(const char* qualified) {
    return find(qualified, true);
}

const XmlName* XmlNames::attribute(const char* qualified) {
    return find(qualified, false);
}

const XmlName* XmlNames::find(std::string_view qualified, bool is_element) {
    Slot& slot = (is_element ? quick_elements_ : quick_attributes_)[slot_of(qualified)];
    if (slot.qualified == qualified) return slot.name;
    Known& known = is_element ? elements_ : attributes_;
    auto found = known.find(qualified);
    if (found == known.end()) {
        const XmlName* const name = resolve(qualified, is_element);
        if (!name) return nullptr;
        found = known.emplace(qualified, name).first;
    }
    slot = {found->first, found->second};
    return found->second;
}

/// An element without a prefix is in the default namespace, an attribute without one in none.
const XmlName* XmlNames::resolve(std::string_view qualified, bool is_element) {
    if (!count(qualified)) return nullptr;
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos)
        return intern(is_element ? space_of("").value_or("") : std::string_view(), qualified);
    const auto space = space_of(qualified.substr(0, colon));
    return space ? intern(*space, qualified.substr(colon + 1)) : nullptr;
}

std::optional<std::string_view> XmlNames::space_of(std::string_view prefix) const {
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding)
        if (binding->prefix == prefix) return binding->space;
    if (prefix == "xml") return "http://www.w3.org/XML/1998/namespace";
    return std::nullopt;
}

const XmlName* XmlNames::intern(std::string_view space, std::string_view local) {
    auto spaced = names_.find(space);
    if (spaced == names_.end()) spaced = names_.try_emplace(std::string(space)).first;
    auto found = spaced->second.find(local);
    if (found == spaced->second.end()) {
        if (!count(std::string(space) + ' ' + std::string(local))) return nullptr;
        found = spaced->second.try_emplace(std::string(local)).first;
        found->second = {spaced->first, found->first, handler_.token(space, local)};
    }
    return &found->second;
}

/// The parser keeps every qualified name it meets, and so does this table: a document must not have them without end.
bool XmlNames::count(std::string_view qualified) {
    if (seen_.contains(qualified)) return true;
    overflown_ = overflown_ || seen_.size() >= most_names_;
    if (!overflown_) seen_.emplace(qualified);
    return !overflown_;
}

}  // namespace plan
