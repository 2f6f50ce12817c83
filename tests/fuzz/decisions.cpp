// A table of hosting rules from any bytes: refused with a message, or one that decides on an application and a target,
// each reason with its rule and source.

#include "libplan/base/error.hpp"
#include "libplan/policy/portfolio_hosting.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

plan::Portfolio portfolio() {
    plan::Portfolio made;
    plan::Target target;
    target.id = "cloud";
    target.kind = "commercial";
    target.snc_version = "3.2";
    target.expires_on = plan::Date::from_iso("2029-04-15");
    plan::Application application;
    application.id = "app";
    application.site = "cloud";
    application.data = {"personal", "health"};
    application.users = 1200;
    application.classification = plan::Classification();
    application.classification->sensitivity_class = "sensitive";
    made.targets = {target};
    made.applications = {application};
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const DecisionTable table = read_decision_table(text, "rules.xml", hosting_words());
        Portfolio decided = portfolio();
        static_cast<void>(decide_hosting(decided, table, hosting_settings(table, Date(20780)), Language::french));
        for (const Reason& reason : decided.applications.front().hosting->because)
            if (reason.rule.empty() || reason.source.empty()) std::abort();
    } catch (const Error& error) {
        if (error.failure() != Failure::invalid_input || error.diagnostic().code.empty()) std::abort();
        static_cast<void>(fill_text(error.diagnostic().text, error.diagnostic().arguments));
    }
    return 0;
}
