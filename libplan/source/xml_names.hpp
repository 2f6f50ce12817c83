#pragma once

#include "libplan/source/xml_stream.hpp"

#include <array>
#include <cstdint>
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
    /// A name as it is written, and what it means here.
    struct Use {
        std::string_view qualified;  ///< lives as long as this table
        const XmlName* name = nullptr;
    };

    XmlNames(XmlHandler& handler, std::size_t most_names) : handler_(handler), most_names_(most_names) {}

    /// `prefix` ("" for the default) stands for `space` within the element at `depth`. True when that is news.
    bool declare(std::size_t depth, std::string_view prefix, std::string_view space);
    /// Drops what was declared at `depth`; true when there was something.
    bool close(std::size_t depth);

    /// Without a name when the prefix stands for nothing here, or when there are too many names.
    [[nodiscard]] Use element(std::string_view qualified) { return find(qualified, true); }
    [[nodiscard]] Use attribute(std::string_view qualified) { return find(qualified, false); }

    /// True the first time that it is asked of a name since `round` was another number: finds attributes that repeat.
    [[nodiscard]] static bool is_first(const XmlName& name, std::uint64_t round);

    [[nodiscard]] bool overflown() const { return overflown_; }

private:
    struct Marked : XmlName {
        mutable std::uint64_t round = 0;
    };
    struct Binding {
        std::string prefix, space;
        std::size_t depth;
    };
    using Known = std::map<std::string_view, Use>;
    using Slots = std::array<Use, 64>;
    using Texts = std::set<std::string, std::less<>>;

    Use find(std::string_view qualified, bool is_element);
    const XmlName* resolve(std::string_view qualified, bool is_element);
    [[nodiscard]] std::optional<std::string_view> space_of(std::string_view prefix) const;
    const XmlName* intern(std::string_view space, std::string_view local);
    const std::string* count(std::string_view qualified);
    void forget();

    XmlHandler& handler_;
    std::size_t most_names_;
    bool overflown_ = false;
    std::vector<Binding> bindings_;
    Texts seen_;  ///< qualified names of the document so far
    std::map<std::string, std::map<std::string, Marked, std::less<>>, std::less<>> names_;  ///< by namespace, local
    Known elements_, attributes_;              ///< by qualified name, as the prefixes stand now
    Slots quick_elements_, quick_attributes_;  ///< the same, looked at first
};

}  // namespace plan
