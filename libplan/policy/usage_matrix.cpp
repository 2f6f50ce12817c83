#include "libplan/policy/usage_matrix.hpp"

#include <algorithm>

namespace plan {

namespace {

bool says_to_verify(const Reasons& reasons) {
    return std::ranges::any_of(reasons, [](const Reason& reason) {
        return std::ranges::find(reason.args, std::pair<std::string, std::string>{"confidence", "to-verify"}) !=
               reason.args.end();
    });
}

/// What the catalogue says of it is not sure.
bool to_verify(const Target& target, const HostingSettings& settings) {
    if (target.kind == "on_premises") return false;
    return target.confidence != "read" || !target.verified_on ||
           settings.decision_date - *target.verified_on > settings.max_age_days;
}

Usage cell(const Target& target, HostingJudge::Candidate&& candidate, const HostingSettings& settings) {
    Usage usage;
    usage.target = target.id;
    const bool eligible = candidate.rejected_because.empty();
    usage.verdict = eligible ? Admission::eligible : Admission::rejected;
    usage.valid_until = candidate.valid_until;
    usage.because = std::move(eligible ? candidate.because : candidate.rejected_because);
    if (to_verify(target, settings) || says_to_verify(usage.because)) usage.to_verify = true;
    return usage;
}

}  // namespace

std::vector<Usage> usage_matrix(const DecisionTable& table, const Portfolio& portfolio, const HostingSettings& settings,
                                Language language) {
    const HostingJudge judge(table, portfolio, settings, language);
    std::vector<Usage> matrix;
    for (const TypicalCase& row : table.rows())
        for (const TypicalCase& column : table.columns()) {
            Application application;
            Target none;
            auto given = row.given;
            given.insert(given.end(), column.given.begin(), column.given.end());
            set_given(given, application, none);
            for (HostingJudge::Candidate& candidate : judge.candidates(application, {})) {
                Usage usage = cell(portfolio.targets[candidate.target], std::move(candidate), settings);
                usage.row = row.id;
                usage.title = row.title.in(language);
                usage.sensitivity_class = application.classification->sensitivity_class;
                usage.service_type = column.id;
                matrix.push_back(std::move(usage));
            }
        }
    return matrix;
}

}  // namespace plan
