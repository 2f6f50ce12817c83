#pragma once

#include "libplan/check/findings.hpp"

#include <cstdint>

namespace plan {

/// What the record checks can say; the texts are in record_findings.cpp, in the same order.
enum class RecordFinding : std::uint8_t {
    // Identity
    empty_id,
    odd_id,
    duplicate_id,
    duplicate_window,
    shared_alias,
    // References
    dangling_flow,
    dangling_flow_near,
    unknown_application,
    unknown_application_near,
    unknown_team,
    unknown_team_near,
    no_team_known,
    unknown_calendar,
    unknown_calendar_near,
    unknown_target,
    unknown_target_near,
    unknown_group,
    group_disagrees,
    group_forgets,
    unknown_window,
    unknown_window_near,
    // Applications
    no_owner,
    isolated,
    negative,
    out_of_range,
    unknown_word,
    unknown_word_near,
    contradicting_data,
    contradicting_secrets,
    retired_moves,
    retired_dependency,
    date_passed,
    unsourced_funding,
    funding_over,
    // Flows and servers
    self_loop,
    duplicate_flow,
    shared_address,
    // Teams and calendars
    dates_reversed,
    no_capacity,
    uncovered_phase,
    uncovered_phase_later,
    invalid_weekday,
    unknown_holidays,
    overlapping_windows,
    window_in_freeze,
    no_usable_window,
    window_without_room,
    // Targets
    unsourced_target,
    stale_catalogue,
    qualification_ended,
    // Constraints
    incomplete_constraint,
    repeated_application,
    before_cycle,
    before_cycle_soft,
    together_apart,
    dates_clash,
    windows_clash,
    waves_clash,
    // Decisions already in the stream
    effort_order,
    no_effort,
    target_not_eligible,
    eligible_and_rejected,
    count
};

using RecordFindings = Findings<RecordFinding>;

}  // namespace plan
