#pragma once

#include "libplan/policy/decision_table.hpp"

#include <pugixml.hpp>

#include <map>
#include <set>

namespace plan {

/// Behind DecisionTable: the rules with their conditions compiled. Internal to this room.
struct DecisionTable::Content {
    struct Compiled {
        DecisionRule rule;
        pugi::xpath_query when;
        std::vector<std::string> reads;  ///< facts of the condition, dotted
        std::vector<std::string> holes;  ///< facts that either text shows, without repetition
    };
    std::string id;
    std::optional<Date> version;
    std::vector<DecisionSetting> settings;
    std::vector<TypicalCase> rows, columns;
    std::vector<Compiled> rules;
    std::set<std::string, std::less<>> used;  ///< facts, as paths: "target/kind"
    std::map<std::string, std::map<std::string, BilingualText, std::less<>>, std::less<>> words;  ///< by fact, by value

    /// The value in the table's words, else as it is written in the language.
    [[nodiscard]] std::string said(std::string_view fact, std::string_view value, Language language) const;
};

}  // namespace plan
