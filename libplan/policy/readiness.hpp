#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/policy/bilingual_text.hpp"
#include "libplan/policy/decision_table.hpp"
#include "libplan/record/reasons.hpp"
#include "libplan/source/konveyor_questionnaire.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How ready for the cloud an application is, by its answers to a questionnaire (templates/readiness/readiness.xml, or
/// one of Konveyor). Answers stand in the application's extra columns under "readiness.QUESTION"; what the inventory
/// says already answers by itself.
namespace plan {

struct ReadinessAnswer {
    std::string value;  ///< as the stream may give it; the texts are understood too
    BilingualText text;
    Risk risk = Risk::unknown;
    BilingualText mitigation;       ///< what to do about it; may be empty
    std::vector<std::string> tags;  ///< an application with one of these answers so
};

struct ReadinessQuestion {
    std::string field;  ///< "readiness.config"
    std::string source;
    double weight = 1;  ///< > 0
    BilingualText text;
    std::vector<ReadinessAnswer> answers;
    std::vector<std::string> include_tags, exclude_tags;  ///< asked only of who has one, not of who has one
};

class ReadinessQuestionnaire {
public:
    std::string id;
    BilingualText title;
    double red_percent = 0, yellow_percent = 0, unknown_percent = 0;  ///< of the questions: see judge_readiness()
    double green_points = 100, yellow_points = 50, red_points = 0;    ///< of an answer, 0 to 100
    double answered_percent = 50;  ///< of the weights, that must be answered before there is a score
    std::vector<ReadinessQuestion> questions;

    struct Conditions;  ///< of answers that the inventory gives, compiled
    std::shared_ptr<const Conditions> conditions;
};

/// Reads the XML of a questionnaire; its format is described in the shipped file. `words` are the facts that conditions
/// may use. Throws Error(invalid_input) with file, line and column.
[[nodiscard]] ReadinessQuestionnaire read_readiness(std::string_view text, std::string_view name,
                                                    const DecisionWords& words);
/// A questionnaire of Konveyor with its own thresholds, and the points of the shipped one.
[[nodiscard]] ReadinessQuestionnaire readiness_of(const KonveyorQuestionnaire& questionnaire);

struct ReadinessResult {
    std::optional<double> score;  ///< 0 to 100; empty: too little is answered
    Risk risk = Risk::unknown;
    bool started = false;                                             ///< anything is answered
    std::vector<std::size_t> open;                                    ///< questions without an answer, ascending
    std::vector<std::pair<std::string, std::string>> not_understood;  ///< question and answer
    Reasons
        because;  ///< the score and its counts, then each yellow or red answer with what to do; empty unless started
};

/// score = sum of weight × points of the answers that are green, yellow or red, over the sum of their weights.
/// risk: red when at least red_percent of the questions that are asked are red (and one is), else yellow in the same
/// way, else unknown (no answer among them), else green: Konveyor's rule. O(questions * answers).
[[nodiscard]] ReadinessResult judge_readiness(const ReadinessQuestionnaire& questionnaire,
                                              const Application& application, const FactDocument& facts,
                                              Language language);

/// A table to send out, with a row for each open question: the columns of plan-classify's questionnaire, which
/// plan-import reads back.
void add_open_questions(const ReadinessQuestionnaire& questionnaire, const ReadinessResult& result,
                        const Application& application, Language language, std::vector<std::vector<std::string>>& rows);

}  // namespace plan
