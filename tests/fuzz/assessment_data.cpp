// What an assessment rests on, from any bytes: a questionnaire on readiness in XML, or, when the first byte is odd, a
// table of ends of support. Refused with a message, or used.

#include "libplan/base/error.hpp"
#include "libplan/policy/assessment.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    try {
        if (data[0] % 2 != 0) {
            const SupportTable table = read_support_table(text, "support.csv");
            for (const char* name : {"PostgreSQL 12.1", "", "Debian 12 (image)"})
                if (const SupportEntry* entry = table.find(name); entry != nullptr && entry->source.empty())
                    std::abort();
            return 0;
        }
        const ReadinessQuestionnaire questionnaire = read_readiness(text, "readiness.xml", readiness_words());
        Application application;
        application.id = "app";
        application.users = 12;
        FactDocument facts(Date(20780));
        add_application_facts(facts, application);
        const ReadinessResult result = judge_readiness(questionnaire, application, facts, Language::english);
        if (result.score && !(*result.score >= 0 && *result.score <= 100)) std::abort();
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
