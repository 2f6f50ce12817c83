#pragma once

#include "libplan/graph/group_units.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace plan {

/// How large groups may become; at most one of the two is given.
struct GroupLimits {
    std::optional<std::size_t> applications;  ///< at least 1
    std::optional<double> effort_days;        ///< positive; person-days, as they are likely
    std::uint64_t seed = 1;
    /// Asked now and then: what was found so far is the result.
    std::function<bool()> stop = [] { return false; };
};

/// The limit in the unit that groups are weighed in: applications, or tenths of a person-day; without limit, more than
/// everything weighs.
[[nodiscard]] std::int64_t limit_weight(const GroupLimits& limits);
/// What a unit weighs against it; efforts are rounded up.
[[nodiscard]] std::int64_t unit_weight(const GroupLimits& limits, const Group& unit);
[[nodiscard]] std::string limit_text(const GroupLimits& limits);

/// Throws Error(negative), code "group-too-large", when a unit alone is above the limit.
void require_units_below(const GroupLimits& limits, const GroupUnits& units);

}  // namespace plan
