#pragma once

#include "libplan/policy/classification.hpp"
#include "libplan/policy/inheritance.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// From a judgement to what is written and said of it. Internal to this room.
namespace plan {

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
/// Appends what a rule's text says behind its own words when it applies because of what came by a path of `length`
/// steps; `append(step)` appends what a step is called.
template <class Append>
void say_path(std::string& said, std::size_t length, Language language, Append append) {
    constexpr std::size_t most_said = 8;
    const bool cut = length > most_said;
    said += language == Language::french ? " [par les flux : " : " [by flows: ";
    for (std::size_t step = 0; step < length; ++step) {
        if (cut && step > 0 && step + most_said - 1 < length) continue;
        if (step > 0) said += " → ";
        if (cut && step + most_said - 1 == length) said += "… → ";
        append(step);
    }
    said += "]";
}

[[nodiscard]] Classification conclude(const Policy& policy, const Application& application,
                                      const Evaluation& evaluation, const Inheritance& inheritance, Language language);

[[nodiscard]] std::string explain(const Policy& policy, const Application& application, const Evaluation& evaluation,
                                  const Inheritance& inheritance, Language language);

}  // namespace plan
