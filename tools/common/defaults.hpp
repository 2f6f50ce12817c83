#pragma once

#include "tools/common/tool.hpp"

namespace plan::tools {

/// When the stream has no target, fills portfolio.targets from the shipped catalogue; they are never written out.
/// Reports the errors of the catalogue, and a note that it is used.
/// Throws Error(input_output) when the catalogue is missing.
void use_default_targets(Invocation& invocation, Portfolio& portfolio);

/// The day on which decisions are taken: --as-of, else the newest `verified_on` of the targets in use, so that no
/// clock is read. Call use_default_targets() first. Throws Error(usage) when neither gives a day.
[[nodiscard]] Date planning_date(const Invocation& invocation, const Portfolio& portfolio);

/// Of the targets whose place in `in_use` is set: one warning for those never verified, and one for those verified more
/// than `days` before `date`.
void warn_stale_targets(Invocation& invocation, const Portfolio& portfolio, const std::vector<bool>& in_use, Date date,
                        int days);

}  // namespace plan::tools
