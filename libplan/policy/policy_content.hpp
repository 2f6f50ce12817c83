#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/fields.hpp"

#include <pugixml.hpp>

#include <cstdint>
#include <map>
#include <set>

namespace plan {

/// Behind Policy: the plain parts, and their conditions compiled at the same indices. Internal to this room.
struct Policy::Content {
    struct Source {
        std::string id;
        BilingualText title;
        std::optional<Date> from;  ///< first day on which it may be cited; empty: always
    };
    std::string id;
    BilingualText title;
    Date version;
    std::vector<Source> sources;
    std::vector<SensitivityClass> classes;
    std::vector<PolicyLabel> labels;
    std::vector<PolicyParameter> parameters;
    std::vector<PolicyFact> facts;
    std::optional<std::size_t> travelling;  ///< the fact whose values go along flows
    std::vector<PolicyQuestion> questions;
    std::vector<PolicyRule> rules;
    std::map<std::string, std::map<std::string, BilingualText, std::less<>>, std::less<>> words;  ///< by name, by value

    std::vector<std::vector<pugi::xpath_query>> fact_conditions;  ///< by fact, by case
    std::vector<pugi::xpath_query> question_conditions, rule_conditions;
    std::vector<std::vector<std::string>> rule_holes;       ///< names that a rule's texts show, without repetition
    std::vector<std::vector<std::size_t>> rule_parameters;  ///< that a rule rests on, itself or through facts

    /// What conditions can tell of a value: all of it when `whole`; else whether it is there, which of `literals` are
    /// among its values and whether others are, and on which side of the numbers and parameters in `cuts` it lies.
    struct Reading {
        bool whole = false;
        std::set<std::string> literals, cuts;
    };
    using Readings = std::map<std::string, Reading, std::less<>>;  ///< by path: "harm/date"
    std::vector<std::vector<Readings>> case_readings;              ///< by fact, by case
    std::vector<Readings> question_readings, rule_readings;        ///< of each; "question": the open ones

    /// What of flows a condition can tell, itself or through facts.
    struct FlowReading {
        std::set<std::string> values;  ///< of the fact that travels
        bool every = false;            ///< any value
        bool others = false;           ///< how many applications send, what is undeclared
    };
    std::vector<FlowReading> rule_flow_readings;
    std::vector<std::pair<Marks, bool>> rule_flow_marks;  ///< see Policy::rests_on_flows()

    /// Where the values of a name come from.
    struct ValueSource {
        enum class Kind : std::uint8_t {
            nothing,
            fact,
            parameter,
            question,
            as_of,
            data,
            unstated,
            undeclared,
            sources,
            field
        } kind = Kind::nothing;
        std::size_t index = 0;  ///< of a fact or parameter
        const Field<Application>* field = nullptr;
    };
    [[nodiscard]] ValueSource value_source(std::string_view name) const;
    std::vector<std::vector<ValueSource>> hole_sources;  ///< of `rule_holes`

    [[nodiscard]] std::string sources_on(const std::string& all, Date date) const;
};

}  // namespace plan
