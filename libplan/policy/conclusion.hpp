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
    std::vector<std::pair<std::string, std::size_t>> labels;  ///< label, arrival
};

/// Finds what the rules and labels of an application owe to which arrival: of those that give it alone the one with the
/// shortest path, the first of equals; where none does, the one that completes those before it. Each is judged at most
/// once with each arrival.
[[nodiscard]] Inheritance find_inheritance(const Policy& policy, Judge& judge, const Application& application,
                                           const ReceivedData& received, const RuleJudgement& alone,
                                           const RuleJudgement& judgement, std::vector<Arrival> arrivals);

[[nodiscard]] Classification conclude(const Policy& policy, const Application& application,
                                      const Evaluation& evaluation, const Inheritance& inheritance, Language language);

[[nodiscard]] std::string explain(const Policy& policy, const Application& application, const Evaluation& evaluation,
                                  const Inheritance& inheritance, Language language);

}  // namespace plan
