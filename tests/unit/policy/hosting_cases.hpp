#pragma once

#include "libplan/policy/portfolio_hosting.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <set>
#include <string>

/// Applications and targets for the tests of the shipped hosting rules.
namespace hosting_cases {

using plan::Application;
using plan::Target;

inline const plan::DecisionTable& table() {
    static const plan::DecisionTable rules =
        plan::read_decision_table(shipped::text("policies/hosting.xml"), "hosting.xml", plan::hosting_words());
    return rules;
}

inline const plan::Date today = shipped::day("2026-11-23");

inline Application application(const std::string& sensitivity_class) {
    Application made;
    made.id = "app";
    plan::Classification classification;
    classification.sensitivity_class = sensitivity_class;
    classification.verdict = plan::Verdict::decided;
    made.classification = classification;
    return made;
}

inline Application open_question(const std::string& field) {
    Application made = application("personal");
    made.classification->verdict = plan::Verdict::to_qualify;
    made.classification->questions = {{field, "?", ""}};
    return made;
}

inline Target internal(const std::string& id, plan::Mention mention) {
    Target target;
    target.id = id;
    target.kind = "internal";
    target.service_types = {"iaas"};
    target.max_mention = mention;
    target.legal_exposure = "none";
    target.confidence = "read";
    target.verified_on = today;
    return target;
}

inline Target commercial(const std::string& id, const std::string& version = "", const char* expires = nullptr) {
    Target target;
    target.id = id;
    target.kind = "commercial";
    target.service_types = {"iaas", "paas"};
    target.snc_version = version;
    if (expires) target.expires_on = shipped::day(expires);
    target.legal_exposure = "none";
    target.confidence = "read";
    target.verified_on = today;
    return target;
}

inline Target room(const std::string& id) {
    Target target;
    target.id = id;
    target.kind = "on_premises";
    target.confidence = "read";
    target.verified_on = today;
    return target;
}

/// Ids of the rules that reject; empty: eligible.
inline std::set<std::string> rejections(const Application& application, const Target& target) {
    plan::Portfolio portfolio;
    portfolio.targets = {target};
    const plan::HostingJudge judge(table(), portfolio, today, plan::Language::english);
    std::set<std::string> rules;
    const auto candidates = judge.candidates(application, {});
    for (const plan::Reason& reason : candidates.front().rejected_because) {
        CHECK_FALSE(reason.source.empty());
        CHECK_FALSE(reason.text.empty());
        rules.insert(reason.rule);
    }
    return rules;
}

inline plan::PresentHosting present(Application application, const Target& host) {
    application.site = host.id;
    plan::Portfolio portfolio;
    portfolio.targets = {host};
    return plan::HostingJudge(table(), portfolio, today, plan::Language::french).present(application);
}

using Rules = std::set<std::string>;
inline const Target nubo = internal("nubo", plan::Mention::none);
inline const Target pi = internal("pi", plan::Mention::restricted);
inline const Target qualified = commercial("snc", "3.2", "2029-04-15");
inline const Target generic = commercial("generic");

}  // namespace hosting_cases
