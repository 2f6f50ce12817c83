#pragma once

#include "libplan/policy/xml_places.hpp"
#include "libplan/policy/xpath_reading.hpp"
#include "libplan/record/fields.hpp"

#include <pugixml.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The names that the conditions of a policy may use, and conditions compiled against them. Internal to this room.
namespace plan {

class KnownNames {
public:
    /// Every field of an application ("harm/public_order"; dates have attributes "@days" and "@months") and `as_of`.
    KnownNames();

    /// A fact with all its values. False when the name is taken.
    [[nodiscard]] bool add(const std::string& name, std::vector<std::string> values);

    /// The attributes of a name that is a date.
    void add_date(const std::string& path);

    [[nodiscard]] bool contains(std::string_view path) const { return names_.find(path) != names_.end(); }
    /// The values of a name; empty when any text may be one, or when the name is not known.
    [[nodiscard]] const std::vector<std::string>& values(std::string_view path) const;
    [[nodiscard]] std::vector<std::string_view> paths() const;

private:
    std::map<std::string, std::vector<std::string>, std::less<>> names_;
};

/// "harm.public_order", as in the stream, to "harm/public_order", as in a condition.
[[nodiscard]] std::string as_path(std::string_view dotted);
/// Without its attribute: "contract_end" of "contract_end/@days".
[[nodiscard]] std::string_view without_attribute(std::string_view path);

class ConditionReader {
public:
    explicit ConditionReader(const XmlFile& file) : file_(file) {}

    KnownNames names;

    /// Compiles the text of <when>. Throws Error(invalid_input) at the byte that is wrong: see read_policy().
    [[nodiscard]] pugi::xpath_query compile(pugi::xml_node when);
    /// Throws at `place` unless `path` is known.
    void require_name(std::ptrdiff_t place, const std::string& path);
    /// Fields that conditions and texts name so far, and facts.
    [[nodiscard]] const std::set<std::string, std::less<>>& used() const { return used_; }
    /// Of the condition that was compiled last.
    [[nodiscard]] const XPathReading& reading() const { return reading_; }

private:
    void check_names(const XmlText& condition);

    const XmlFile& file_;
    std::set<std::string, std::less<>> used_;
    XPathReading reading_;
};

}  // namespace plan
