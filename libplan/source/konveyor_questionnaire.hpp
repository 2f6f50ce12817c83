#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A questionnaire of Konveyor, as its hub writes it (YAML, or the JSON of its API): what is asked, and in an
/// assessment also which answers were selected for an application.
namespace plan {

struct KonveyorAnswer {
    std::string text, rationale, mitigation;
    Risk risk = Risk::unknown;
    std::vector<std::string> auto_answer_for;  ///< "Category=Tag": who has one of them is taken to answer so
    bool selected = false;
};

struct KonveyorQuestion {
    std::string field;  ///< under which its answer stands in the stream: "readiness.cloud-native.1.3"
    std::string text, explanation;
    std::vector<std::string> include_for, exclude_for;  ///< "Category=Tag": asked only of these, or not of these
    std::vector<KonveyorAnswer> answers;
};

struct KonveyorQuestionnaire {
    std::string name, description;
    std::string application;  ///< name of the one that was assessed; empty: a definition
    std::vector<KonveyorQuestion> questions;
    double red_percent = 0, yellow_percent = 0, unknown_percent = 0;  ///< thresholds, of all questions
    Location where;
};

/// The prefix of columns and extra members that hold answers on readiness.
inline constexpr std::string_view readiness_prefix = "readiness.";

/// One questionnaire or assessment for each document, or each item of a list. Keys that are not named above are passed
/// over. Throws Error(invalid_input) with line and column: what read_yaml() throws, no list `sections`, a question
/// without text or answers, a risk or threshold that is none, two answers selected.
[[nodiscard]] std::vector<KonveyorQuestionnaire> read_konveyor_questionnaires(std::string_view text,
                                                                              const std::string& name);

}  // namespace plan
