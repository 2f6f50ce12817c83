#include "libplan/source/xml_names.hpp"

#include <algorithm>

namespace plan {

namespace {

std::size_t slot_of(std::string_view qualified) {
    const auto byte = [&](std::size_t position) { return static_cast<unsigned char>(qualified[position]); };
    const std::size_t size = qualified.size();
    return (size * 7 + byte(size - 1) * 5 + byte(size / 2) * 3 + byte(size - std::min<std::size_t>(size, 4))) % 64;
}

/// Many names are a letter or two: calling a function to compare them would take longer than comparing.
bool same(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return false;
    if (one.size() > 8) return one == other;
    for (std::size_t position = 0; position < one.size(); ++position)
        if (one[position] != other[position]) return false;
    return true;
}

}  // namespace

bool XmlNames::declare(std::size_t depth, std::string_view prefix, std::string_view space) {
    const auto before = space_of(prefix);
    if (before && *before == space) return false;  // says again what holds already
    constexpr std::size_t most_bindings = 128;
    if (bindings_.size() >= most_bindings) overflown_ = true;
    if (overflown_) return false;
    bindings_.push_back({std::string(prefix), std::string(space), depth});
    forget();
    return true;
}

bool XmlNames::close(std::size_t depth) {
    if (bindings_.empty() || bindings_.back().depth != depth) return false;
    while (!bindings_.empty() && bindings_.back().depth == depth) bindings_.pop_back();
    forget();
    return true;
}

void XmlNames::forget() {
    elements_.clear();
    attributes_.clear();
    quick_elements_.fill({});
    quick_attributes_.fill({});
}

XmlNames::Use XmlNames::find(std::string_view qualified, bool is_element) {
    Use& slot = (is_element ? quick_elements_ : quick_attributes_)[slot_of(qualified)];
    if (same(slot.qualified, qualified)) return slot;
    Known& known = is_element ? elements_ : attributes_;
    const auto found = known.find(qualified);
    if (found != known.end()) return slot = found->second;
    const std::string* const kept = count(qualified);
    const XmlName* const name = kept ? resolve(*kept, is_element) : nullptr;
    if (!name) return {};
    return slot = known.emplace(*kept, Use{*kept, name}).first->second;
}

/// An element without a prefix is in the default namespace, an attribute without one in none.
const XmlName* XmlNames::resolve(std::string_view qualified, bool is_element) {
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos)
        return intern(is_element ? space_of("").value_or("") : std::string_view(), qualified);
    const auto space = space_of(qualified.substr(0, colon));
    return space ? intern(*space, qualified.substr(colon + 1)) : nullptr;
}

std::optional<std::string_view> XmlNames::space_of(std::string_view prefix) const {
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding)
        if (binding->prefix == prefix) return binding->space;
    if (prefix == "xmlns") return "http://www.w3.org/2000/xmlns/";
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
        static_cast<XmlName&>(found->second) = {spaced->first, found->first, handler_.token(space, local)};
    }
    return &found->second;
}

/// Every qualified name is kept, by the parser too: a document must not have them without end. The text that is kept,
/// or null when there are too many.
const std::string* XmlNames::count(std::string_view qualified) {
    if (const auto found = seen_.find(qualified); found != seen_.end()) return &*found;
    overflown_ = overflown_ || seen_.size() >= most_names_;
    return overflown_ ? nullptr : &*seen_.emplace(qualified).first;
}

bool XmlNames::is_first(const XmlName& name, std::uint64_t round) {
    std::uint64_t& last = static_cast<const Marked&>(name).round;
    if (last == round) return false;
    last = round;
    return true;
}

}  // namespace plan
