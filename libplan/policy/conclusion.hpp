#pragma once

#include "libplan/policy/classification.hpp"

#include <string>
#include <vector>

/// From a judgement to what is written and said of it. Internal to this room.
namespace plan {

/// A category of data that flows bring to an application.
struct Arrival {
    Marks mark;                     ///< one bit
    std::vector<std::string> path;  ///< ids, from where it arises to the application
    bool unstated = false;          ///< over a flow that does not say what it carries
};

/// Which rules and labels an application owes to its flows, and to which arrival.
struct Inheritance {
    std::vector<Arrival> arrivals;                            ///< in the order of the policy
    std::vector<std::pair<std::size_t, std::size_t>> rules;   ///< fired rule, arrival
    std::vector<std::pair<std::string, std::size_t>> labels;  ///< label, arrival
};

/// The rules and labels that a case owes to what flows bring, each with the marks that give it alone; where none does,
/// with the one that completes those before it.
struct Causes {
    std::vector<std::pair<std::size_t, Marks>> rules;
    std::vector<std::pair<std::string, Marks>> labels;
};

/// `alone`: without flows; `judgement`: with what they bring.
[[nodiscard]] Causes find_causes(const Policy& policy, Judge& judge, const Application& application,
                                 const ReceivedData& received, const Judgement& alone, const Judgement& judgement);

/// The shortest of the paths that bring what causes each; the first of equals in the order of `arrivals`.
[[nodiscard]] Inheritance choose_paths(const Causes& causes, std::vector<Arrival> arrivals);

[[nodiscard]] Classification conclude(const Policy& policy, const Application& application,
                                      const Evaluation& evaluation, const Inheritance& inheritance, Language language);

[[nodiscard]] std::string explain(const Policy& policy, const Application& application, const Evaluation& evaluation,
                                  const Inheritance& inheritance, Language language);

}  // namespace plan
