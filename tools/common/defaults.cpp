#include "tools/common/defaults.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/import.hpp"

namespace plan::tools {

void use_default_targets(Invocation& invocation, Portfolio& portfolio) {
    if (!portfolio.targets.empty()) return;
    const std::string path = invocation.data_file("catalogue/catalogue.csv");
    portfolio.targets = read_targets_csv(invocation.read_all(path), path, invocation.reporter());
    invocation.report({Severity::note,
                       "default-catalogue",
                       PLAN_TEXT("the stream has no target; the shipped catalogue of {} targets is used"),
                       {std::to_string(portfolio.targets.size())},
                       {}});
}

Date planning_date(const Invocation& invocation, const Portfolio& portfolio) {
    if (const auto given = invocation.as_of()) return *given;
    std::optional<Date> newest;
    for (const Target& target : portfolio.targets)
        if (target.verified_on && (!newest || *newest < *target.verified_on)) newest = target.verified_on;
    if (newest) return *newest;
    throw Error(Failure::usage,
                {Severity::error,
                 "no-planning-date",
                 PLAN_TEXT("no target says when it was verified, so nothing dates this decision: give --as-of DATE"),
                 {},
                 {}});
}

namespace {

void warn(Invocation& invocation, const char* code, const char* text, const std::vector<std::string>& ids, int days) {
    if (ids.empty()) return;
    invocation.report({Severity::warning, code, text, {join(ids, ", "), std::to_string(days)}, {}});
}

}  // namespace

void warn_stale_targets(Invocation& invocation, const Portfolio& portfolio, const std::vector<bool>& in_use, Date date,
                        int days) {
    std::vector<std::string> never, stale;
    for (std::size_t index = 0; index < portfolio.targets.size(); ++index) {
        const Target& target = portfolio.targets[index];
        if (!in_use[index]) continue;
        if (!target.verified_on)
            never.push_back(target.id);
        else if (date - *target.verified_on > days)
            stale.push_back(target.id);
    }
    warn(invocation, "unverified-target",
         PLAN_TEXT("never verified: {0}; a sensitive application may not rest on them: verify, then write verified_on"),
         never, days);
    warn(invocation, "stale-target",
         PLAN_TEXT("verified more than {1} days ago: {0}; verify them again, then write verified_on"), stale, days);
}

}  // namespace plan::tools
