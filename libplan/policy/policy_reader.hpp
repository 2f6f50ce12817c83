#pragma once

#include "libplan/policy/example_fields.hpp"
#include "libplan/policy/known_names.hpp"
#include "libplan/policy/policy_content.hpp"

#include <initializer_list>
#include <set>

namespace plan {

/// One policy file on its way to a Policy: parameters before facts before questions before rules, since each may use
/// what comes before.
/// Internal to this room.
class PolicyReader {
public:
    /// `text` and `name` must outlive this.
    PolicyReader(std::string_view text, std::string_view name);

    /// Once. Throws Error(invalid_input): see read_policy().
    [[nodiscard]] Policy read();

private:
    /// A field of an example, and where it stands.
    struct PlacedField {
        GivenField given;
        std::ptrdiff_t place;
    };

    void read_source(pugi::xml_node node);
    void read_class(pugi::xml_node node);
    void read_label(pugi::xml_node node);
    void read_words(pugi::xml_node node);
    void read_parameter(pugi::xml_node node);
    void read_parameter_value(pugi::xml_node node, PolicyParameter& parameter);
    void read_travelling_names(pugi::xml_node root);
    void read_fact(pugi::xml_node node);
    void read_travel(pugi::xml_node node, PolicyFact& fact);
    void read_question(pugi::xml_node node);
    void read_rule(pugi::xml_node node);
    /// Of a question that is asked for a piece of a project's file: some rule has that piece.
    void require_piece(pugi::xml_node question);
    void read_effects(pugi::xml_node node, PolicyRule& rule);
    void read_validity(pugi::xml_node node, PolicyRule& rule);
    void read_holes(pugi::xml_node node, const PolicyRule& rule);
    void read_profile(pugi::xml_node node);
    void read_example(pugi::xml_node node, PolicyRule& rule);
    void read_expected(pugi::xml_node node, PolicyExample& example);
    void set_given(PolicyExample& example, const GivenField& given, std::ptrdiff_t place);
    /// The field list in an element, each name known.
    [[nodiscard]] std::vector<PlacedField> given_of(pugi::xml_node node);
    /// Adds what the condition that was compiled last can tell of each name, and the parameters that it rests on.
    void note_names(Policy::Content::Readings& readings, std::set<std::size_t>& parameters);
    /// Adds what of flows it can tell.
    void note_flows(Policy::Content::FlowReading& flows);

    /// The <`element`> in each language below `node`.
    [[nodiscard]] BilingualText text_of(pugi::xml_node node, const char* element);
    [[nodiscard]] std::optional<Date> date_of(pugi::xml_node node, const char* attribute);
    /// The attribute `name`, one that conditions can use.
    [[nodiscard]] std::string name_of(pugi::xml_node node);
    /// Whether `confidence` says that the source is to be verified.
    [[nodiscard]] bool confidence_of(pugi::xml_node node);
    [[nodiscard]] bool flag_of(pugi::xml_node node, const char* attribute);
    /// The comma-separated sources of the attribute `source`, each declared.
    [[nodiscard]] std::string source_of(pugi::xml_node node);
    /// The only <when> of `node`.
    [[nodiscard]] pugi::xml_node when_of(pugi::xml_node node);
    /// Throws when `id` is in `known` already; adds it.
    void require_new(pugi::xml_node node, const char* attribute, std::set<std::string>& known, const std::string& id);
    [[noreturn]] void fail_unknown(pugi::xml_node node, const char* attribute, const char* code,
                                   const std::string& word, const std::vector<std::string_view>& known);
    [[noreturn]] void fail_attribute(pugi::xml_node node, const char* attribute, const char* code, const char* text,
                                     std::vector<std::string> arguments);

    XmlFile file_;
    ConditionReader conditions_;
    std::unique_ptr<Policy::Content> content_;
    std::set<std::string> sources_, classes_, labels_, questions_, rules_, pieces_;
    std::map<std::string, std::set<std::size_t>, std::less<>> rests_on_;  ///< by fact: parameters
    std::map<std::string, std::vector<PlacedField>> profiles_;
    std::map<std::string, Policy::Content::FlowReading, std::less<>> flow_readings_;  ///< by fact
};

}  // namespace plan
