#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/policy/bilingual_text.hpp"
#include "libplan/policy/fact_document.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// A rule of a decision table: when its condition holds of the facts, its effect applies. What an effect does is said
/// by who uses the table; what a rule is about is data.
struct DecisionRule {
    std::string id, source;
    std::string effect;                           ///< one of the words given to read_decision_table()
    std::string scope;                            ///< one of the words given to read_decision_table(); empty: all
    bool derogable = false;                       ///< of a rule that rejects: a derogation may cover it
    bool to_verify = false;                       ///< its source has not been read: every reason drawn from it says so
    std::optional<Date> valid_from, valid_until;  ///< both inclusive; empty: no limit
    double points = 0;
    std::string per;     ///< the points count once per unit of this fact; empty: once
    BilingualText text;  ///< holes are {fact}: "{target.offer}"
};

/// Rules of one decision, in the order of their file (templates/policies/*.xml):
///
///   <decision-table id="hosting">
///     <rule id="D2" effect="reject" source="II901" [scope="…"] [verified_on="DATE"] [confidence="to-verify"]
///           [valid_from="DATE"] [valid_until="DATE"] [points="NUMBER" [per="FACT"]] [derogable="true"]>
///       <when>XPath 1.0 on the facts</when>
///       <text xml:lang="fr">…</text><text xml:lang="en">…</text>
///     </rule>
///     <words of="FACT"><word value="…" fr="…" en="…"/></words>   how texts say the values of a fact
///
/// Immutable; evaluation is linear in the rules.
class DecisionTable {
public:
    ~DecisionTable();
    DecisionTable(DecisionTable&&) noexcept;
    DecisionTable& operator=(DecisionTable&&) noexcept;

    [[nodiscard]] const std::string& id() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] const DecisionRule& rule(std::size_t index) const;
    /// A condition, a text or points read this fact; facts that are not read need not be given.
    [[nodiscard]] bool uses(std::string_view fact) const;
    /// The rule is in force on the planning date of the facts, and its condition holds of them.
    [[nodiscard]] bool holds(std::size_t index, const FactDocument& facts) const;
    /// The rule's points, times the fact that they are counted per (0 when it is not a number).
    [[nodiscard]] double points(std::size_t index, const FactDocument& facts) const;
    /// The rule as a reason: its text filled from the facts, which are its arguments.
    [[nodiscard]] Reason reason(std::size_t index, const FactDocument& facts, Language language) const;

private:
    struct Content;
    friend DecisionTable read_decision_table(std::string_view, std::string_view, const struct DecisionWords&);
    explicit DecisionTable(std::unique_ptr<Content> content);
    std::unique_ptr<Content> content_;
};

/// A fact beside the fields of the application's record, which every table may use.
struct DecisionFact {
    std::string name;                 ///< dotted: "target.kind"
    std::vector<std::string> values;  ///< all it may have; empty: any text
    bool is_date = false;
};

/// What a table may say.
struct DecisionWords {
    std::vector<std::string_view> effects;
    std::vector<std::string_view> scopes;
    std::vector<DecisionFact> facts;
};

/// `class`, `label`, `verdict` and `question`, as add_application_facts() gives them.
[[nodiscard]] std::vector<DecisionFact> classification_facts();
/// Every field of a target below `prefix` ("target.").
[[nodiscard]] std::vector<DecisionFact> target_facts(std::string_view prefix);

/// Throws Error(invalid_input) with file, line and column: broken XML, a condition that is not XPath, a fact, value,
/// effect or scope that nobody knows, a missing source or text.
[[nodiscard]] DecisionTable read_decision_table(std::string_view text, std::string_view name,
                                                const DecisionWords& words);

}  // namespace plan
