#include "libplan/base/text.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>

/// What earlier tools decided, and somebody may have edited since.
namespace plan {

namespace {

void check_assessment(const Application& application, const Location& where, RecordFindings& findings) {
    const Assessment& assessment = *application.assessment;
    for (const auto& [phase, estimate] : assessment.effort) {
        const bool rising = estimate.optimistic >= 0 && estimate.optimistic <= estimate.likely &&
                            estimate.likely <= estimate.pessimistic;
        if (!rising)
            findings.add(RecordFinding::effort_order, where,
                         {application.id, std::string(keyword(phase)), number_text(estimate.optimistic),
                          number_text(estimate.likely), number_text(estimate.pessimistic)});
    }
    if (assessment.readiness && (*assessment.readiness < 0 || *assessment.readiness > 100))
        findings.add(
            RecordFinding::out_of_range, where,
            {"application", application.id, "assessment.readiness", number_text(*assessment.readiness), "0", "100"});
    const bool has_effort =
        std::ranges::any_of(assessment.effort, [](const PhaseEffort& effort) { return effort.estimate.likely > 0; });
    if (is_move(assessment.strategy) && !has_effort)
        findings.add(RecordFinding::no_effort, where, {application.id, std::string(keyword(assessment.strategy))});
}

void check_hosting(const Application& application, const Location& where, RecordFindings& findings) {
    const Hosting& hosting = *application.hosting;
    const auto eligible = [&](const std::string& target) {
        return std::ranges::find(hosting.eligible, target, &EligibleTarget::target) != hosting.eligible.end();
    };
    if (!hosting.target.empty() && !eligible(hosting.target))
        findings.add(RecordFinding::target_not_eligible, where, {application.id, hosting.target});
    for (const RejectedTarget& rejected : hosting.rejected)
        if (eligible(rejected.target))
            findings.add(RecordFinding::eligible_and_rejected, where, {application.id, rejected.target});
}

}  // namespace

void check_enrichment(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.applications.size(); ++index) {
        const Application& application = portfolio.applications[index];
        if (!application.assessment && !application.hosting) continue;
        const Location where = portfolio.where(RecordType::application, index);
        if (application.assessment) check_assessment(application, where, findings);
        if (application.hosting) check_hosting(application, where, findings);
    }
}

}  // namespace plan
