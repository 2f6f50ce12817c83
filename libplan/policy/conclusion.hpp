#pragma once

#include "libplan/policy/classification.hpp"

#include <string>
#include <vector>

/// From a judgement to what is written and said of it. Internal to this room.
namespace plan {

/// A category of data that flows bring to an application.
struct Arrival {
    Marks mark;                     ///< one bit
    std::size_t length;             ///< of its whole path
    std::vector<std::string> path;  ///< ids, from where it arises to the application; may wait until it is wanted
    bool unstated = false;          ///< over a flow that does not say what it carries
};

/// Which rules and labels an application owes to its flows, and to which arrival.
struct Inheritance {
    std::vector<Arrival> arrivals;                            ///< in the order of the policy
    std::vector<std::pair<std::size_t, std::size_t>> rules;   ///< fired rule, arrival
    std::vector<std::pair<std::size_t, std::size_t>> labels;  ///< label, arrival
};

/// Finds what the rules and labels of an application owe to which arrival: of those that give it alone the one with the
/// shortest path, the first of equals; where none does, the one that completes those before it. Each is judged at most
/// once with each arrival.
[[nodiscard]] Inheritance find_inheritance(const Policy& policy, Judge& judge, Judge::Subject subject,
                                           const ReceivedData& received, const RuleJudgement& alone,
                                           const RuleJudgement& judgement, std::vector<Arrival> arrivals);

/// Who is asked about the application; empty: nobody is known.
[[nodiscard]] const std::string& asked_owner(const Application& application);
/// Why an application on which no rule imposes a class is to be qualified.
[[nodiscard]] Reason no_rule_reason(const Policy& policy, Language language);
/// Whether that is all there is to say: no rule imposes a class or asks to qualify, and no question is open.
[[nodiscard]] bool lacks_rule(const Policy& policy, const RuleJudgement& judgement);
[[nodiscard]] Verdict verdict_of(const RuleJudgement& judgement);
/// The open questions of a piece of a project's file.
[[nodiscard]] std::vector<std::size_t> questions_of_piece(const Policy& policy, const RuleJudgement& judgement,
                                                          const std::string& piece);
/// What a rule's text says behind its own words when it applies because of what came by a path.
[[nodiscard]] std::string said_path(const std::vector<std::string>& path, Language language);

[[nodiscard]] Classification conclude(const Policy& policy, const Application& application,
                                      const Evaluation& evaluation, const Inheritance& inheritance, Language language);

[[nodiscard]] std::string explain(const Policy& policy, const Application& application, const Evaluation& evaluation,
                                  const Inheritance& inheritance, Language language);

}  // namespace plan
