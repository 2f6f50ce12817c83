#pragma once

#include "libplan/policy/policy.hpp"
#include "libplan/record/portfolio.hpp"

#include <string>
#include <vector>

namespace plan {

/// The open questions of classified applications as a table to send out: a row for each application and question, in
/// the order of the applications and of the policy, those for pieces of a project's file last. The columns, in French
/// or English: id and name of the application, who is asked, field, question, allowed answers, then answer,
/// justification, date and validator, which are empty. plan-import reads it back, filled in, as a partial inventory
/// (format `answers`). Linear.
struct Questionnaire {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;  ///< each as long as `header`
};

/// The columns, in French or English.
[[nodiscard]] std::vector<std::string> questionnaire_header(Language language);

class QuestionnaireWriter {
public:
    QuestionnaireWriter(const Policy& policy, Language language);

    /// Adds the questions of one application.
    void add(const Application& application, const Classification& classification);
    [[nodiscard]] const Questionnaire& table() const { return table_; }

private:
    const Policy& policy_;
    Language language_;
    Questionnaire table_;
};

}  // namespace plan
