#pragma once

#include "libplan/base/language.hpp"
#include "libplan/graph/group_limits.hpp"
#include "libplan/graph/group_units.hpp"

#include <cstddef>
#include <string>

namespace plan {

/// Why an application is in its group, for a person: what ties it there, the strongest links inside, those that are cut
/// and what they weigh for each day between two cut-overs, and what would change in the next best group, or what
/// forbids it. `groups` are the groups made of `units`; `limits` what they had to keep to. Control characters of the
/// stream are made visible. O(applications + flows).
[[nodiscard]] std::string group_text(const GroupUnits& units, const MoveGroups& groups, const GroupLimits& limits,
                                     std::size_t application, Language language);

}  // namespace plan
