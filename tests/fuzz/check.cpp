#include "libplan/base/error.hpp"
#include "libplan/check/completeness.hpp"
#include "libplan/check/missing_answers.hpp"
#include "libplan/check/plan_checks.hpp"
#include "libplan/check/record_checks.hpp"

#include <cstdint>

/// Any stream that can be read can be checked, whatever its records claim.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    plan::Portfolio portfolio;
    try {
        portfolio.read(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
    } catch (const plan::Error&) {
        return 0;
    }
    const auto render = [](const std::vector<plan::Diagnostic>& findings) {
        for (const plan::Diagnostic& finding : findings) (void)plan::fill_text(finding.text, finding.arguments);
    };
    render(plan::check_records(portfolio, {plan::Date::from_civil(2026, 6, 1), false}));
    render(plan::check_plan(portfolio));
    render(plan::check_explanations(portfolio));
    (void)plan::missing_answers(portfolio);
    (void)plan::completeness(portfolio);
    return 0;
}
