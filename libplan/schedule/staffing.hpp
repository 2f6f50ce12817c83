#pragma once

#include <cstdint>
#include <optional>

namespace plan {

/// How many people do a task, and for how many worked days.
struct Staffing {
    double people = 0;
    std::int64_t duration_days = 0;
};

/// A phase that can be spread over time. Enough people for it to last at most twenty worked days, but no more than
/// half the team, so that two applications can be served at a time; when it would then last more than sixty, as many
/// as make it sixty, up to the whole team. The count is cut to what the resulting duration needs, in half people.
/// `effort_days` > 0 person-days; `capacity` >= 0.001 people. The duration is at most 10^9, whatever the effort.
[[nodiscard]] Staffing staff_phase(double effort_days, double capacity);

/// A cut-over, which must fit its window: enough people for it to last at most `preferred_days`, up to the whole team.
/// Nothing when the whole team needs more than `longest_days`.
[[nodiscard]] std::optional<Staffing> staff_cutover(double effort_days, double capacity, std::int64_t preferred_days,
                                                    std::int64_t longest_days);

/// Worked days of `effort_days` done by `people`: ceil(effort / people - 1e-9), at least 1 and at most 10^9.
[[nodiscard]] std::int64_t duration_of(double effort_days, double people);

}  // namespace plan
