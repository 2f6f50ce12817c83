#pragma once

#include "libplan/base/language.hpp"
#include "libplan/graph/group_limits.hpp"
#include "libplan/graph/group_units.hpp"

#include <cstddef>
#include <vector>

namespace plan {

/// The groups that units make when `standing` gives each the unit that stands for its group, the first of it. Each
/// group that was joined says for each of its parts what ties it there and what the next best place would have been,
/// and, under a limit, what is left to other groups. Groups that do not cut over are those of `units.must()`.
/// O(applications + flows).
[[nodiscard]] MoveGroups assemble_groups(const GroupUnits& units, const std::vector<std::size_t>& standing,
                                         const GroupLimits& limits, Language language);

}  // namespace plan
