#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/schedule/migration_search.hpp"

#include <vector>

namespace plan {

/// Why `solution` found no plan: what is impossible by itself, or else the cycle, or else a set of requirements that
/// cannot hold together, minimal by deletion. Where the critical path already rules out every plan the set is proven;
/// otherwise it is what the search could not satisfy, and says so. Each of a minimal set is followed by what a plan
/// without it alone would be, from a short search. All errors; the first is a headline.
[[nodiscard]] std::vector<Diagnostic> explain_clash(const Portfolio& portfolio, const PlanSettings& settings,
                                                    const std::vector<ResolvedFlow>& flows,
                                                    const MigrationSolution& solution);

}  // namespace plan
