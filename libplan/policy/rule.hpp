#pragma once

#include "libplan/base/date.hpp"
#include "libplan/policy/bilingual_text.hpp"

#include <cstddef>
#include <optional>
#include <string>
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

/// A value that the policy derives from the record, so that conditions can use its name.
struct PolicyFact {
    struct Case {
        std::string value;
        std::string condition;
    };
    std::string name;
    BilingualText title;
    std::vector<Case> cases;
    std::string otherwise;  ///< value when no case holds; empty: the fact is then absent
    bool every = false;     ///< every case that holds gives a value; else only the first
};

/// Asked when its condition holds: an answer in `field` could change what is decided.
struct PolicyQuestion {
    std::string field;      ///< of the application's record: "harm.health_life"
    std::string condition;  ///< XPath 1.0
    BilingualText text;
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

    [[nodiscard]] bool in_force(Date date) const {
        return (!valid_from || *valid_from <= date) && (!valid_until || date <= *valid_until);
    }
};

}  // namespace plan
