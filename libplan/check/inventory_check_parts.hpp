#pragma once

#include "libplan/check/inventory_findings.hpp"
#include "libplan/check/record_checks.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The checks of sense by subject; check_records() runs them after those of structure, in this order. Internal to this
/// room.
namespace plan {

void check_types(const Portfolio& portfolio, InventoryFindings& findings);
void check_answers(const Portfolio& portfolio, InventoryFindings& findings);
void check_plausible(const Portfolio& portfolio, InventoryFindings& findings);
void check_lists(const Portfolio& portfolio, InventoryFindings& findings);
void check_past_and_future(const Portfolio& portfolio, std::optional<Date> as_of, InventoryFindings& findings);
void check_verdicts(const Portfolio& portfolio, InventoryFindings& findings);
void check_sites(const Portfolio& portfolio, InventoryFindings& findings);
void check_flow_data(const Portfolio& portfolio, InventoryFindings& findings);
void check_cycles(const Portfolio& portfolio, const CouplingModel& coupling, InventoryFindings& findings);
void check_addresses(const Portfolio& portfolio, InventoryFindings& findings);
void check_catalogue(const Portfolio& portfolio, const RecordCheckOptions& options, InventoryFindings& findings);
void check_calendar_sense(const Portfolio& portfolio, InventoryFindings& findings);
void check_constraint_sense(const Portfolio& portfolio, InventoryFindings& findings);
void check_duplicates(const Portfolio& portfolio, InventoryFindings& findings);
/// Of group, bridge, wave, task and plan; what the proof of a plan says better is left to it when it follows.
void check_planned_records(const Portfolio& portfolio, InventoryFindings& findings);

/// "a > b > c"; a long way is shown by its beginning and its end.
[[nodiscard]] std::string shortened(const std::vector<std::string>& names, std::string_view separator);

}  // namespace plan
