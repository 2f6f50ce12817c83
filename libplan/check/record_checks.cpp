#include "libplan/check/record_checks.hpp"

#include "libplan/check/record_check_parts.hpp"

namespace plan {

std::vector<Diagnostic> check_records(const Portfolio& portfolio, const RecordCheckOptions& options) {
    RecordFindings findings(record_finding_texts());
    check_identity(portfolio, findings);
    check_references(portfolio, findings);
    check_ranges(portfolio, findings);
    check_applications(portfolio, options.as_of, findings);
    check_flows(portfolio, findings);
    check_servers(portfolio, findings);
    check_teams(portfolio, findings);
    check_calendars(portfolio, findings);
    check_targets(portfolio, options, findings);
    check_constraints(portfolio, findings);
    check_constraint_conflicts(portfolio, findings);
    check_enrichment(portfolio, findings);
    return findings.take();
}

std::string constraint_name(const Portfolio& portfolio, std::size_t index) {
    const Constraint& constraint = portfolio.constraints[index];
    if (!constraint.id.empty()) return constraint.id;
    const std::string where = portfolio.where(RecordType::constraint, index).to_string();
    return where.empty() ? "#" + std::to_string(index + 1) : where;
}

Strategy strategy_of(const Application& application) {
    return application.assessment && application.assessment->strategy != Strategy::unspecified
               ? application.assessment->strategy
               : application.strategy;
}

bool is_move(Strategy strategy) {
    return strategy != Strategy::unspecified && strategy != Strategy::retire && strategy != Strategy::retain;
}

}  // namespace plan
