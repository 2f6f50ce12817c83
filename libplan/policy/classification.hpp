#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// Which rules apply and in which language reasons are said.
struct ClassificationSettings {
    std::optional<Date> as_of;  ///< empty: the policy's version
    Language language = Language::french;
    bool propagate = true;  ///< judge an application on what flows bring it, too
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

/// What flows change for an application.
struct ClassificationChange {
    std::size_t application;
    // By its own record, and with what flows bring; a class is "" when none is imposed.
    std::string class_alone, class_with_flows;
    Verdict verdict_alone, verdict_with_flows;
    std::vector<std::string> path;  ///< ids, of what brings the class when a rule owes it to that; may be empty
};

/// The applications of a portfolio judged by a policy, each on its own record and, when the settings say so, on the
/// data that flows bring it (DataFlows), which the policy's rules then judge as they judge data it holds:
///
/// - `inherited` names each label that it would not have by itself, with the applications by which what gives it came:
///   the shortest path among the categories that give the label alone, at most 32 applications of it;
/// - a rule that applies only because of what flows bring has that path in its reason and says so in its text.
///
/// Keys `classification` of an earlier run are never read. The work is done in threads of its own, without a trace of
/// that in the result. Policy and portfolio must outlive it; their applications and flows must not change, but for the
/// key `classification`.
class PortfolioClassifier {
public:
    PortfolioClassifier(const Policy& policy, const Portfolio& portfolio, const ClassificationSettings& settings);
    ~PortfolioClassifier();
    PortfolioClassifier(const PortfolioClassifier&) = delete;
    PortfolioClassifier& operator=(const PortfolioClassifier&) = delete;

    /// Made some thousands ahead: ask in the order of the applications. Not for several threads at once.
    [[nodiscard]] Classification classification(std::size_t application);
    /// The same in the JSON of the stream, in a fraction of the time. Valid until another is asked for.
    [[nodiscard]] std::string_view text(std::size_t application);
    [[nodiscard]] ClassificationCounts counts() const;
    /// Applications whose class or verdict flows change, in their order.
    [[nodiscard]] std::vector<ClassificationChange> changes() const;
    /// Flows that name no data, are not anonymised, and whose sender holds something that travels.
    [[nodiscard]] std::size_t unstated_flows() const;

    /// The reasoning on one application for a human to read: class, verdict, the policy's facts, what flows bring,
    /// every rule that fired with its sources, the questions left. Plain text, LF at the end.
    [[nodiscard]] std::string explanation(std::size_t application) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Sets `classification` of every application.
ClassificationCounts classify(const Policy& policy, Portfolio& portfolio, const ClassificationSettings& settings);

/// The explanation of one application, judged on its own record alone.
[[nodiscard]] std::string explain_classification(const Policy& policy, const Application& application,
                                                 const ClassificationSettings& settings);

}  // namespace plan
