#pragma once

#include "libplan/policy/classification.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>
#include <functional>
#include <string>

/// Applications worked by hand, and what a shipped policy says of them. Cases change what they are about.
namespace doctrine {

using plan::Access;
using plan::Application;
using plan::Classification;
using plan::Environment;
using plan::Lifecycle;
using plan::Mention;

using Change = std::function<void(Application&)>;

inline const plan::Policy& policy_2023() {
    static const plan::Policy read = plan::read_policy(shipped::text("policies/cloud-au-centre.xml"), "policy.xml");
    return read;
}

inline const plan::Policy& policy_2021() {
    static const plan::Policy read =
        plan::read_policy(shipped::text("policies/cloud-au-centre-2021.xml"), "policy.xml");
    return read;
}

/// Internal data in production, every legal question answered no: A is no, so is B.
inline Application answered(const Change& change = [](Application&) {}) {
    Application record;
    record.id = "A";
    record.owner = "Owner";
    record.environment = Environment::production;
    record.access = Access::restricted;
    record.data = {"internal"};
    record.personal_data = record.sensitive_personal_data = record.criminal_data = record.minors = record.health_data =
        false;
    record.mention = Mention::none;
    record.legal_secrets = {"none"};
    record.essential_mission = false;
    record.harm = {false, false, false, false, "", "", "no harm", plan::Date::from_iso("2026-01-07"), ""};
    change(record);
    return record;
}

/// Nothing answered: a service of which only the name and the access are known.
inline Application blank(Access access) {
    Application record;
    record.id = "A";
    record.access = access;
    return record;
}

/// Ordinary personal data: A is yes by privacy, B is no.
inline Application personal(const Change& change = [](Application&) {}) {
    return answered([&](Application& record) {
        record.data = {"personal"};
        record.personal_data = true;
        record.legal_secrets = {"privacy"};
        change(record);
    });
}

/// A and B: personal data of which a breach would harm public security.
inline Application sensitive(const Change& change = [](Application&) {}) {
    return personal([&](Application& record) {
        record.harm.public_security = true;
        change(record);
    });
}

/// What one edition says on one day.
struct Judged {
    const plan::Policy* policy = &policy_2023();
    const char* day = nullptr;  ///< null: the day of the edition

    [[nodiscard]] Classification of(const Application& record) const {
        std::optional<plan::Date> as_of;
        if (day != nullptr) as_of = shipped::day(day);
        return plan::classify(*policy, record, {as_of, plan::Language::english});
    }
    /// "class verdict": "sensitive decided".
    [[nodiscard]] std::string outcome(const Application& record) const {
        const Classification result = of(record);
        return (result.sensitivity_class.empty() ? "-" : result.sensitivity_class) +
               (result.verdict == plan::Verdict::decided ? " decided" : " to_qualify");
    }
    /// Fields that are asked.
    [[nodiscard]] std::string questions(const Application& record) const {
        std::string fields;
        for (const plan::Question& question : of(record).questions)
            fields += (fields.empty() ? "" : " ") + question.field;
        return fields;
    }
    [[nodiscard]] bool fires(const Application& record, const std::string& rule) const {
        return std::ranges::any_of(of(record).because, [&](const plan::Reason& reason) { return reason.rule == rule; });
    }
    /// The sources that a rule cites; empty when it does not apply.
    [[nodiscard]] std::string source(const Application& record, const std::string& rule) const {
        for (const plan::Reason& reason : of(record).because)
            if (reason.rule == rule) return reason.source;
        return {};
    }
    [[nodiscard]] bool has_label(const Application& record, const std::string& label) const {
        const Classification result = of(record);
        return std::ranges::find(result.labels, label) != result.labels.end();
    }
};

// The edition of 2023 on its own day.
inline Classification judge(const Application& record) {
    return Judged().of(record);
}
inline std::string outcome(const Application& record) {
    return Judged().outcome(record);
}
inline std::string questions(const Application& record) {
    return Judged().questions(record);
}
inline bool fires(const Application& record, const std::string& rule) {
    return Judged().fires(record, rule);
}
inline bool has_label(const Application& record, const std::string& label) {
    return Judged().has_label(record, label);
}

inline const std::string every_harm =
    "harm.public_order harm.public_security harm.health_life harm.intellectual_property";

}  // namespace doctrine
