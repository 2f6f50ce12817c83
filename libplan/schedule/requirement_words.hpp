#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/schedule/migration_problem.hpp"

#include <string>
#include <vector>

namespace plan {

/// One requirement in words, with its id and its place in the input. An error.
[[nodiscard]] Diagnostic describe_requirement(const Portfolio& portfolio, const PlanSettings& settings,
                                              const MigrationProblem& migration, const Requirement& requirement);

/// The first few ids, and dots when there are more.
[[nodiscard]] std::string sample(const std::vector<std::string>& ids);

}  // namespace plan
