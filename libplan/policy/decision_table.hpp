#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/policy/bilingual_text.hpp"
#include "libplan/policy/fact_document.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// A case that a rule was written for or against, by which it is tried.
struct DecisionExample {
    std::vector<std::pair<std::string, FieldValue>> given;  ///< facts, later ones replace earlier ones of the name
    std::string text;                                       ///< the same as written, in the order of their names
    bool fires = true;                                      ///< whether the rule holds
    std::vector<std::string> decides;  ///< effects that the whole table must decide on; empty: not said
    Date as_of;
    Location where;
};

/// A rule of a decision table: when its condition holds of the facts, its effect applies. What an effect does is said
/// by who uses the table; what a rule is about is data.
struct DecisionRule {
    std::string id, source;
    std::string effect;                           ///< one of the words given to read_decision_table()
    std::string scope;                            ///< one of the words given to read_decision_table(); empty: all
    bool derogable = false;                       ///< of a rule that rejects: a derogation may cover it
    bool to_verify = false;                       ///< its source has not been read: every reason drawn from it says so
    std::optional<Date> valid_from, valid_until;  ///< both inclusive; empty: no limit
    std::string since;  ///< the fact, a date, on whose morrow it began to hold; empty: none says
    double points = 0;
    std::string per;     ///< the points count once per unit of this fact; empty: once
    BilingualText text;  ///< holes are {fact}: "{target.offer}"
    std::vector<DecisionExample> examples;
    Location where;

    [[nodiscard]] bool in_force(Date date) const {
        return (!valid_from || *valid_from <= date) && (!valid_until || date <= *valid_until);
    }
};

/// A figure that a text sets and a user may choose otherwise; conditions and texts use its name.
struct DecisionSetting {
    std::string name, source;
    double value = 0;
    bool to_verify = false;  ///< as of a rule
};

/// A typical case, to be judged as any other.
struct TypicalCase {
    std::string id;
    BilingualText title;
    std::vector<std::pair<std::string, FieldValue>> given;
};

/// Rules of one decision, in the order of their file (templates/policies/*.xml):
///
///   <decision-table id="hosting" version="DATE">           the day on which examples are judged
///     <setting name="horizon_months" source="…" [verified_on="DATE"] [confidence="to-verify"]>12</setting>
///     <profile id="sensitive"><given>class: sensitive</given></profile>       what several examples share
///     <row id="…"> and <column id="…">: typical cases, with a <title> in both languages and <given>
///     <rule id="D2" effect="reject" source="II901" [scope="…"] [verified_on="DATE"] [confidence="to-verify"]
///           [valid_from="DATE"] [valid_until="DATE"] [points="NUMBER" [per="FACT"]] [derogable="true"]
///           [since="FACT"]>
///       <when>XPath 1.0 on the facts</when>
///       <text xml:lang="fr">…</text><text xml:lang="en">…</text>
///       <example fires="yes" [profile="sensitive other"] [decides="EFFECT…"] [as_of="DATE"]>FACT: value</example>
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
    /// The day of this edition, on which its examples are judged; only a table without examples may have none.
    [[nodiscard]] std::optional<Date> version() const;
    [[nodiscard]] const std::vector<DecisionSetting>& settings() const;
    /// The value of a setting; nothing when the table does not give it.
    [[nodiscard]] std::optional<double> setting(std::string_view name) const;
    [[nodiscard]] const std::vector<TypicalCase>& rows() const;
    [[nodiscard]] const std::vector<TypicalCase>& columns() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] const DecisionRule& rule(std::size_t index) const;
    /// A condition, a text or points read this fact; facts that are not read need not be given.
    [[nodiscard]] bool uses(std::string_view fact) const;
    /// The facts, dotted, that the rule's condition reads.
    [[nodiscard]] const std::vector<std::string>& reads(std::size_t index) const;
    /// The rule is in force on the planning date of the facts, and its condition holds of them.
    [[nodiscard]] bool holds(std::size_t index, const FactDocument& facts) const;
    /// The rule's points, times the fact that they are counted per (0 when it is not a number).
    [[nodiscard]] double points(std::size_t index, const FactDocument& facts) const;
    /// The rule as a reason: its text filled from the facts, which are its arguments.
    [[nodiscard]] Reason reason(std::size_t index, const FactDocument& facts, Language language) const;
    /// The same where the facts are no document: `values` gives those of a name, none when it is not known.
    using Values = std::function<std::vector<std::string>(std::string_view name)>;
    [[nodiscard]] Reason reason(std::size_t index, const Values& values, Language language) const;

private:
    friend class DecisionTableReader;
    struct Content;
    friend DecisionTable read_decision_table(std::string_view, std::string_view, const struct DecisionWords&);
    explicit DecisionTable(std::unique_ptr<Content> content);
    std::unique_ptr<Content> content_;
};

/// A fact beside the fields of the application's record, which every table may use.
struct DecisionFact {
    std::string name;                 ///< dotted: "target.kind"
    std::vector<std::string> values;  ///< all it may have; empty: any text
    FieldKind kind = FieldKind::text;
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
