#include "libplan/schedule/staffing.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

constexpr double usual_days = 20;
constexpr double long_days = 60;
constexpr double too_many_days = 1e9;

/// The least number of half people that do `effort` in `days`, as far as the capacity goes.
double people_within(double effort, double days, double capacity) {
    return std::min(capacity, std::max(0.5, std::ceil(2 * effort / days - 1e-9) / 2));
}

Staffing cut_to_need(double effort, double people) {
    Staffing staffing;
    staffing.duration_days = duration_of(effort, people);
    staffing.people = people_within(effort, static_cast<double>(staffing.duration_days), people);
    return staffing;
}

}  // namespace

std::int64_t duration_of(double effort_days, double people) {
    const double days = std::ceil(effort_days / people - 1e-9);
    return static_cast<std::int64_t>(std::clamp(days, 1.0, too_many_days));
}

Staffing staff_phase(double effort_days, double capacity) {
    const double one = std::min(capacity, 1.0);
    const double share = std::max(one, std::floor(capacity / 2));
    double people = std::clamp(std::ceil(effort_days / usual_days), one, share);
    if (duration_of(effort_days, people) > static_cast<std::int64_t>(long_days))
        people = std::max(people, people_within(effort_days, long_days, capacity));
    return cut_to_need(effort_days, people);
}

std::optional<Staffing> staff_cutover(double effort_days, double capacity, std::int64_t preferred_days,
                                      std::int64_t longest_days) {
    const auto days = static_cast<double>(std::max<std::int64_t>(preferred_days, 1));
    const double people = std::max(std::min(capacity, 1.0), people_within(effort_days, days, capacity));
    const Staffing staffing = cut_to_need(effort_days, people);
    if (staffing.duration_days > longest_days) return std::nullopt;
    return staffing;
}

}  // namespace plan
