#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plan {

/// Which rules apply and in which language reasons are said.
struct ClassificationSettings {
    std::optional<Date> as_of;  ///< empty: the policy's version
    Language language = Language::french;
};

/// What the policy says of one application, judged on its own record alone.
///
/// - `sensitivity_class` is the strictest class that the known facts impose; empty when they impose none. While
///   questions are open it is a lower bound: an answer can only keep or raise what is already imposed by a known fact.
/// - `verdict` is `to_qualify` when a question is open or a fired rule says so, and also when no rule imposes a class
///   (reason `no-rule`): nothing is ever decided for want of a rule. Otherwise `decided`.
/// - `because` holds every rule that fired, in the order of the policy.
/// - a question goes to the application's owner, else to its business owner.
[[nodiscard]] Classification classify(const Policy& policy, const Application& application,
                                      const ClassificationSettings& settings);

/// How many applications have each class, in the order of the policy, and each verdict.
struct ClassificationCounts {
    std::vector<std::pair<std::string, std::size_t>> classes;
    std::size_t without_class = 0, decided = 0, to_qualify = 0;
};

/// Sets `classification` of every application. Linear in the applications.
ClassificationCounts classify(const Policy& policy, Portfolio& portfolio, const ClassificationSettings& settings);

/// The reasoning on one application for a human to read: class, verdict, the policy's facts, every rule that fired
/// with its sources, the questions left. Plain text in the settings' language, LF at the end.
[[nodiscard]] std::string explain_classification(const Policy& policy, const Application& application,
                                                 const ClassificationSettings& settings);

}  // namespace plan
