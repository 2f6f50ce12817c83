#pragma once

#include "libplan/policy/measures.hpp"
#include "libplan/record/reasons.hpp"

namespace plan {

/// The technical debt of an application: a reason for each component that is out of support on the planning date, or
/// will be on the day of its cut-over, and one for those of which nobody says until when they are supported.
/// `table` may be null. O(components).
[[nodiscard]] Reasons support_reasons(const Application& application, const SupportTable* table, Date planning_date,
                                      Language language);

}  // namespace plan
