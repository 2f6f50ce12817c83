#pragma once

#include "libplan/check/record_checks.hpp"
#include "libplan/check/record_findings.hpp"

#include <optional>
#include <string>

/// The record checks by subject; check_records() runs them in this order. Internal to this room.
namespace plan {

void check_identity(const Portfolio& portfolio, RecordFindings& findings);
void check_references(const Portfolio& portfolio, RecordFindings& findings);
void check_ranges(const Portfolio& portfolio, RecordFindings& findings);
void check_applications(const Portfolio& portfolio, std::optional<Date> as_of, RecordFindings& findings);
void check_funding(const Portfolio& portfolio, RecordFindings& findings);
void check_flows(const Portfolio& portfolio, RecordFindings& findings);
void check_servers(const Portfolio& portfolio, RecordFindings& findings);
void check_teams(const Portfolio& portfolio, RecordFindings& findings);
void check_calendars(const Portfolio& portfolio, RecordFindings& findings);
void check_targets(const Portfolio& portfolio, const RecordCheckOptions& options, RecordFindings& findings);
void check_constraints(const Portfolio& portfolio, RecordFindings& findings);
void check_constraint_conflicts(const Portfolio& portfolio, RecordFindings& findings);
void check_enrichment(const Portfolio& portfolio, RecordFindings& findings);

/// Of bridge, wave, task and plan, where check_plan() does not judge them.
void check_planned_identity(const Portfolio& portfolio, RecordFindings& findings);
void check_planned_ranges(const Portfolio& portfolio, RecordFindings& findings);

/// Indices of the targets that are judged: all, or those that an application goes to.
[[nodiscard]] std::vector<std::size_t> judged_targets(const Portfolio& portfolio, bool only_used);

/// How messages call a constraint: its id, or where it stands, since an id is not required.
[[nodiscard]] std::string constraint_name(const Portfolio& portfolio, std::size_t index);

/// The strategy in force: the assessment's, else the inventory's.
[[nodiscard]] Strategy strategy_of(const Application& application);
/// The application is to be moved to a target.
[[nodiscard]] bool is_move(Strategy strategy);

}  // namespace plan
