#pragma once

#include "libplan/check/findings.hpp"

#include <cstdint>

namespace plan {

/// What the plan checks can say; the texts are in plan_findings.cpp, in the same order.
enum class PlanFinding : std::uint8_t {
    // The plan as a whole
    no_plan,
    several_plans,
    wrong_finish,
    plan_reversed,
    before_start,
    // Which tasks there are
    task_of_nobody,
    task_not_needed,
    onboarding_not_needed,
    missing_task,
    missing_onboarding,
    duplicate_task,
    wrong_task_id,
    wrong_task_group,
    wrong_effort,
    // Order and length
    wrong_duration,
    wrong_onboarding_duration,
    wrong_span,
    not_worked,
    phase_order,
    onboarding_order,
    unknown_predecessor,
    predecessor_order,
    missing_predecessor,
    wrong_slack,
    negative_slack,
    critical_slack,
    // Teams
    no_team,
    unknown_team,
    wrong_phase,
    wrong_team,
    onboarding_team,
    no_people,
    too_many_people,
    team_away,
    overload,
    // Windows, waves and groups
    no_wave,
    unknown_wave,
    wrong_wave,
    wave_not_due,
    unusable_window,
    outside_window,
    window_full,
    group_split,
    cutover_before_test,
    wave_number,
    wave_id,
    duplicate_wave,
    wave_lists_too_much,
    wave_forgets,
    wave_empty,
    wave_dates,
    wave_effort,
    // Hosting
    not_eligible,
    qualification_ends,
    valid_too_long,
    commitment_too_weak,
    not_a_buyer,
    target_overfull,
    // Constraints
    together_broken,
    apart_broken,
    before_broken,
    not_before_broken,
    deadline_broken,
    window_broken,
    wave_broken,
    // Bridges
    bridge_of_nobody,
    missing_bridge,
    duplicate_bridge,
    bridge_dates,
    bridge_days,
    bridge_weight,
    bridge_flows,
    // The objective
    wrong_term,
    wrong_total,
    bad_weight,
    bound_above,
    wrong_gap,
    // The plan before
    fact_moved,
    begins_before_today,
    // What each application is told
    planned_missing,
    planned_needless,
    planned_wave,
    planned_cutover,
    planned_alone,
    planned_before,
    planned_with,
    planned_bridges,
    // Reasons
    no_reason,
    empty_reason,
    count
};

using PlanFindings = Findings<PlanFinding>;

}  // namespace plan
