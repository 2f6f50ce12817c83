#pragma once

#include "libplan/check/findings.hpp"

#include <cstdint>

namespace plan {

/// What the checks of sense can say: answers that do not go together, places, addresses, cycles, likely duplicates,
/// and what plan records say by themselves. The texts are in inventory_findings.cpp, in the same order.
enum class InventoryFinding : std::uint8_t {
    // Answers of applications
    contradiction,
    unlisted_data,
    unlikely,
    partial_answer,
    incomplete_derogation,
    mention_without_class,
    decided_with_questions,
    blocked_without_question,
    retired_with_flows,
    unnamed_component,
    support_ended,
    odd_url,
    // Any record
    date_ahead,
    no_longer_holds,
    implausible,
    implausible_small,
    repeated_word,
    unknown_type,
    unknown_type_near,
    // Places
    unknown_site,
    unknown_site_near,
    flow_to_unknown_site,
    site_mismatch,
    // Flows
    anonymised_data,
    unheld_data,
    flows_without_kind,
    dependency_cycle,
    strong_cycle,
    // Servers
    invalid_address,
    unusable_address,
    repeated_address,
    unattached_server,
    // Likely duplicates
    same_name,
    similar_name,
    alias_like_name,
    same_offer,
    same_servers,
    same_flow,
    mirrored_flow,
    same_constraint,
    // Teams, calendars, targets
    team_gone,
    unused_calendar,
    windows_passed,
    no_window_ahead,
    undated_qualification,
    qualification_soon,
    to_verify_in_use,
    to_verify,
    unreachable_target,
    // Constraints
    ignored_field,
    unbound_application,
    later_than_own_date,
    // Records of a plan
    unknown_reference,
    unknown_reference_near,
    task_of_nothing,
    task_of_both,
    status_without,
    status_with,
    task_cycle,
    bridge_to_itself,
    unverified_plan,
    count
};

using InventoryFindings = Findings<InventoryFinding>;

}  // namespace plan
