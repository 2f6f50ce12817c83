#pragma once

#include "libplan/source/xml_stream.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// The names of an XML document: which namespace each prefix stands for at this point of it, and one object for each
/// name. Looking up a name that came before costs a few nanoseconds, which the millions of cells of a sheet need.
class XmlNames {
public:
    XmlNames(XmlHandler& handler, std::size_t most_names) : handler_(handler), most_names_(most_names) {}

    /// Reads the declarations among the attributes (name, value, name, value…, null) of an element at `depth`.
    void open(std::size_t depth, const char** attributes);
    /// Drops what was declared at `depth`.
    void close(std::size_t depth);

    /// Null when its prefix stands for nothing here, or when there are too many names.
    [[nodiscard]] const XmlName* element(const char* qualified);
    [[nodiscard]] const XmlName* attribute(const char* qualified);

    [[nodiscard]] bool overflown() const { return overflown_; }

    /// `xmlns` or `xmlns:…`.
    [[nodiscard]] static bool is_declaration(const char* attribute);

private:
    struct Binding {
        std::string prefix, space;
        std::size_t depth;
    };
    struct Slot {
        std::string_view qualified;
        const XmlName* name = nullptr;
    };
    using Known = std::map<std::string, const XmlName*, std::less<>>;
    using Slots = std::array<Slot, 64>;

    const XmlName* find(std::string_view qualified, bool is_element);
    const XmlName* resolve(std::string_view qualified, bool is_element);
    [[nodiscard]] std::optional<std::string_view> space_of(std::string_view prefix) const;
    const XmlName* intern(std::string_view space, std::string_view local);
    bool count(std::string_view qualified);
    void forget();

    XmlHandler& handler_;
    std::size_t most_names_;
    bool overflown_ = false;
    std::vector<Binding> bindings_;
    std::set<std::string, std::less<>> seen_;  ///< qualified names of the document so far
    std::map<std::string, std::map<std::string, XmlName, std::less<>>, std::less<>> names_;  ///< by namespace, local
    Known elements_, attributes_;              ///< by qualified name, as the prefixes stand now
    Slots quick_elements_, quick_attributes_;  ///< the same, looked at first
};

}  // namespace plan
