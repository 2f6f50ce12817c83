#pragma once

#include "libplan/policy/decision_table.hpp"
#include "libplan/policy/xml_places.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plan {

/// Reads the cases of a decision table: profiles, examples, rows and columns. Each is a list of facts as a person
/// writes them (example_fields.hpp), checked against what the table may know. Internal to this room.
class DecisionExampleReader {
public:
    /// Both must outlive this.
    DecisionExampleReader(const XmlFile& file, const DecisionWords& words) : file_(file), words_(words) {}

    void add_setting(const std::string& name) { settings_.insert(name); }
    void read_profile(pugi::xml_node node);
    /// `version` is the day of the table, if it has one.
    [[nodiscard]] DecisionExample read_example(pugi::xml_node node, std::optional<Date> version) const;
    [[nodiscard]] TypicalCase read_case(pugi::xml_node node) const;

private:
    struct GivenFact {
        std::string name, text;
        FieldValue value;
    };
    using Given = std::vector<GivenFact>;
    static void set(Given& given, GivenFact fact);
    void read_given(pugi::xml_node node, Given& given) const;
    /// The values of the profiles that an attribute names.
    void add_profiles(pugi::xml_node node, Given& given) const;
    [[nodiscard]] FieldValue value_of(const std::string& name, const std::string& text, std::ptrdiff_t place) const;
    void require_word(pugi::xml_node node, const char* attribute, const char* code, const std::string& word,
                      const std::vector<std::string>& known) const;
    [[nodiscard]] bool knows(const std::string& name) const;
    [[noreturn]] void refuse_name(const std::string& name, std::ptrdiff_t place) const;

    const XmlFile& file_;
    const DecisionWords& words_;
    std::set<std::string, std::less<>> settings_;
    std::map<std::string, Given> profiles_;
};

}  // namespace plan
