#include "libplan/check/record_checks.hpp"

#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

/// Whether what stands is likely to be meant.
std::vector<Diagnostic> check_sense(const Portfolio& portfolio, const RecordCheckOptions& options) {
    InventoryFindings findings(inventory_finding_texts());
    check_types(portfolio, findings);
    check_answers(portfolio, findings);
    check_plausible(portfolio, findings);
    check_lists(portfolio, findings);
    check_past_and_future(portfolio, options.as_of, findings);
    check_verdicts(portfolio, findings);
    check_sites(portfolio, findings);
    check_flow_data(portfolio, findings);
    check_cycles(portfolio, options.coupling, findings);
    check_addresses(portfolio, findings);
    check_catalogue(portfolio, options, findings);
    check_calendar_sense(portfolio, findings);
    check_constraint_sense(portfolio, findings);
    check_duplicates(portfolio, findings);
    if (!options.plan_proved) check_planned_records(portfolio, findings);
    return findings.take();
}

}  // namespace

std::vector<Diagnostic> check_records(const Portfolio& portfolio, const RecordCheckOptions& options) {
    RecordFindings findings(record_finding_texts());
    check_identity(portfolio, findings);
    check_references(portfolio, findings);
    check_ranges(portfolio, findings);
    check_applications(portfolio, options.as_of, findings);
    check_funding(portfolio, findings);
    check_flows(portfolio, findings);
    check_servers(portfolio, findings);
    check_teams(portfolio, findings);
    check_calendars(portfolio, findings);
    check_targets(portfolio, options, findings);
    check_constraints(portfolio, findings);
    check_constraint_conflicts(portfolio, findings);
    check_enrichment(portfolio, findings);
    if (!options.plan_proved) {
        check_planned_identity(portfolio, findings);
        check_planned_ranges(portfolio, findings);
    }
    std::vector<Diagnostic> found = findings.take();
    std::ranges::move(check_sense(portfolio, options), std::back_inserter(found));
    return found;
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
