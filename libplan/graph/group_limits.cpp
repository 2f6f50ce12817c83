#include "libplan/graph/group_limits.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/some_names.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

constexpr double tenths = 10;  // efforts are weighed in tenths of a person-day, rounded up
constexpr std::int64_t no_limit = INT64_MAX / 4;

}  // namespace

std::int64_t limit_weight(const GroupLimits& limits) {
    if (limits.applications) return static_cast<std::int64_t>(*limits.applications);
    return limits.effort_days ? static_cast<std::int64_t>(std::floor(*limits.effort_days * tenths)) : no_limit;
}

std::int64_t unit_weight(const GroupLimits& limits, const Group& unit) {
    if (!limits.effort_days) return static_cast<std::int64_t>(unit.applications.size());
    return static_cast<std::int64_t>(std::ceil(unit.weight.value_or(0) * tenths - 1e-6));
}

std::string limit_text(const GroupLimits& limits) {
    if (limits.applications) return std::to_string(*limits.applications);
    return limits.effort_days ? number_text(*limits.effort_days) : "";
}

void require_units_below(const GroupLimits& limits, const GroupUnits& units) {
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        const Group& group = units.group(unit);
        if (unit_weight(limits, group) <= limit_weight(limits)) continue;
        const double weight =
            limits.applications ? static_cast<double>(group.applications.size()) : group.weight.value_or(0);
        const char* const text =
            limits.applications
                ? PLAN_TEXT(
                      "group '{0}' must move together and has {1} applications, more than {2}: raise the limit, or "
                      "weaken a coupling or a constraint that ties it ({3})")
                : PLAN_TEXT(
                      "group '{0}' must move together and takes {1} person-days, more than {2}: raise the limit, or "
                      "weaken a coupling or a constraint that ties it ({3})");
        throw Error(Failure::negative,
                    {Severity::error,
                     "group-too-large",
                     text,
                     {group.id, number_text(weight), limit_text(limits), some_names(group.applications)},
                     {}});
    }
}

}  // namespace plan
