#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/fields.hpp"

#include <pugixml.hpp>

#include <map>

namespace plan {

/// Behind Policy: the plain parts, and their conditions compiled at the same indices. Internal to this room.
struct Policy::Content {
    struct Source {
        std::string id;
        BilingualText title;
    };
    std::string id;
    BilingualText title;
    Date version;
    std::vector<Source> sources;
    std::vector<SensitivityClass> classes;
    std::vector<PolicyLabel> labels;
    std::vector<PolicyFact> facts;
    std::vector<PolicyQuestion> questions;
    std::vector<PolicyRule> rules;
    std::map<std::string, std::map<std::string, BilingualText, std::less<>>, std::less<>> words;  ///< by name, by value

    std::vector<std::vector<pugi::xpath_query>> fact_conditions;  ///< by fact, by case
    std::vector<pugi::xpath_query> question_conditions, rule_conditions;
    std::vector<std::vector<std::string>> rule_holes;  ///< names that a rule's texts show, without repetition
    std::vector<const Field<Application>*> fields;     ///< those that a condition or text names
};

}  // namespace plan
