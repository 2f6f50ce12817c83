// A questionnaire or assessments of Konveyor from any bytes: refused with a message and a place, or one that judges an
// application.

#include "libplan/base/error.hpp"
#include "libplan/policy/readiness.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        for (const KonveyorQuestionnaire& read : read_konveyor_questionnaires(text, "questions.yaml")) {
            const ReadinessQuestionnaire questionnaire = readiness_of(read);
            Application application;
            application.id = "app";
            for (const KonveyorQuestion& question : read.questions)
                for (const KonveyorAnswer& answer : question.answers)
                    if (answer.selected) application.extra.emplace_back(question.field, answer.text);
            const ReadinessResult result =
                judge_readiness(questionnaire, application, FactDocument(Date(20780)), Language::french);
            if (result.score && !(*result.score >= 0 && *result.score <= 100)) std::abort();
            if (!result.not_understood.empty()) std::abort();  // it was one of the answers
        }
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
