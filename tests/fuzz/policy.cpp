// A policy from any bytes: refused at a place that exists in it, or one whose verdicts stand on reasons. The same bytes
// are also read as a condition, since few of them make a whole policy.

#include "libplan/policy/classification.hpp"

#include "libplan/base/error.hpp"
#include "libplan/policy/policy_tests.hpp"
#include "libplan/policy/xpath_reading.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

plan::Application application() {
    plan::Application made;
    made.id = "app";
    made.data = {"personal", "health"};
    made.users = 1200;
    made.personal_data = true;
    made.harm.public_order = false;
    made.contract_end = plan::Date::from_iso("2028-06-30");
    return made;
}

void check_place(std::string_view text, const plan::Location& where) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
    if (where.line > lines || where.column > text.size() + 1) std::abort();
}

void check_reading(std::string_view text) {
    const plan::XPathReading reading = plan::read_xpath(text);
    for (const auto& name : reading.names)
        if (name.path.empty() || name.position >= text.size()) std::abort();
    for (const auto& comparison : reading.comparisons)
        if (comparison.path.empty() || comparison.position >= text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_reading(text);
    try {
        const Policy policy = read_policy(text, "policy.xml");
        static_cast<void>(test_policy(policy));
        Portfolio portfolio;
        portfolio.applications = {application(), application()};
        portfolio.applications[1].id = "other";
        portfolio.flows.push_back({});
        portfolio.flows.back().from = "other";
        portfolio.flows.back().to = "app";
        PortfolioClassifier classifier(policy, portfolio, {{}, Language::english});
        static_cast<void>(classifier.explanation(1));
        const Classification result = classify(policy, application(), {{}, Language::french});
        if (result.verdict == Verdict::unspecified || result.because.size() > policy.rules().size() + 1) std::abort();
        if (result.verdict == Verdict::decided && (result.sensitivity_class.empty() || !result.questions.empty()))
            std::abort();
        for (const Reason& reason : result.because)
            if (reason.rule.empty() || reason.source.empty()) std::abort();
        static_cast<void>(explain_classification(policy, application(), {{}, Language::english}));
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        check_place(text, error.diagnostic().where);
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
