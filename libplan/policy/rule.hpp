#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/graph/propagation.hpp"
#include "libplan/policy/bilingual_text.hpp"
#include "libplan/record/records.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The parts of a policy as plain values. Their meaning and their XML are described in plan-policy(5).
namespace plan {

/// One step of the scale of sensitivity.
struct SensitivityClass {
    std::string id;      ///< "sensitive"
    std::string source;  ///< who defines it
    BilingualText title;
};

/// A mark beside the class: it does not order, and an application may carry several.
struct PolicyLabel {
    std::string id;
    BilingualText title;
};

/// A figure or a day that a text sets, and that another text may change: conditions use its name.
struct PolicyParameter {
    struct Value {
        Date from;                        ///< first day on which it counts
        std::string text;                 ///< a number, or a day YYYY-MM-DD
        std::string source;               ///< as of a rule
        bool to_verify = false;           ///< as of a rule
        std::optional<Date> verified_on;  ///< as of a rule
    };
    std::string name;
    BilingualText title;
    std::vector<Value> values;  ///< by `from`, ascending

    /// The value on a day; null before the first.
    [[nodiscard]] const Value* on(Date date) const {
        const Value* found = nullptr;
        for (const Value& value : values)
            if (value.from <= date) found = &value;
        return found;
    }
};

/// A value that the policy derives from the record, so that conditions can use its name.
struct PolicyFact {
    struct Case {
        std::string value;
        std::string condition;
        std::vector<std::string> with;  ///< of a fact that travels: see Policy::carried_with()
    };
    std::string name;
    BilingualText title;
    std::vector<Case> cases;
    std::string otherwise;  ///< value when no case holds; empty: the fact is then absent
    bool every = false;     ///< every case that holds gives a value; else only the first
    bool travels = false;   ///< its values go along flows; at most one fact of a policy, with at most 64 cases
};

/// What an application knows from its flows. Marks are the cases of the fact that travels, in their order.
struct ReceivedData {
    Marks data = 0;        ///< brought to it, and neither held by itself nor following from what else is brought
    Marks unstated = 0;    ///< those of `data` whose path leads over a flow that does not say what it carries
    Marks undeclared = 0;  ///< flows from it name them, and it neither holds nor receives them
    std::optional<std::int64_t> sources;  ///< applications that send it any of them directly; empty: not counted
};

/// Asked when its condition holds: an answer in `field` could change what is decided.
struct PolicyQuestion {
    std::string field;      ///< of the application's record: "harm.health_life"
    std::string condition;  ///< XPath 1.0
    BilingualText text;
    std::string piece;  ///< of a project's file that the answer is for; empty: the answer decides the class
};

/// A case that a rule was written for or against, by which it is tried.
struct PolicyExample {
    std::vector<std::pair<std::string, std::string>> given;  ///< name and value as written, the profile's first
    Application application;                                 ///< what they make
    ReceivedData received;
    bool fires = true;          ///< whether the rule applies
    std::optional<Date> as_of;  ///< empty: the policy's version
    // What is concluded; empty: not said.
    std::optional<std::string> sensitivity_class;  ///< "": none
    std::optional<std::vector<std::string>> labels;
    std::optional<Verdict> verdict;
    Location where;
};

struct PolicyRule {
    std::string id;                   ///< unique in its policy
    std::string row;                  ///< of the decision table: "D4"; empty: none
    std::string source;               ///< "R9, SREN-31"; never empty
    bool to_verify = false;           ///< its source has not been read again: every reason drawn from it says so
    std::optional<Date> verified_on;  ///< always given unless to_verify
    std::optional<Date> valid_from, valid_until;  ///< both inclusive; empty: no limit
    std::string condition;                        ///< XPath 1.0
    BilingualText text;

    // Effects
    std::optional<std::size_t> class_rank;  ///< index in Policy::classes(): the class is at least this strict
    std::vector<std::string> labels;
    bool to_qualify = false;  ///< the verdict cannot be "decided"
    bool advice = false;      ///< decides nothing: what must be seen to
    bool ground = false;      ///< decides nothing: what the decision rests on
    std::string piece;        ///< decides nothing: of this piece of a project's file it says the status; empty: none
    PieceStatus status = PieceStatus::unspecified;

    std::vector<PolicyExample> examples;
    Location where;

    [[nodiscard]] bool in_force(Date date) const {
        return (!valid_from || *valid_from <= date) && (!valid_until || date <= *valid_until);
    }
};

}  // namespace plan
