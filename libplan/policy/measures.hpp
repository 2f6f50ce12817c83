#pragma once

#include "libplan/record/portfolio.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What is known of one application under the names that an effort model uses: every field of the application's
/// record, and the counts below. An absent name is unknown, which is not zero.
///   flows                   flows that touch the application, both directions
///   strong_flows            those of them with strong coupling
///   components              declared components
///   unsupported_components  those whose support ended before the planning date; unknown without any component date
///   class                   sensitivity class, when it has been decided
using Measures = std::map<std::string, std::string, std::less<>>;

/// Those of the names above that are counts.
[[nodiscard]] std::span<const std::string_view> measured_counts();

/// The names that measures may have, for readers of models.
[[nodiscard]] std::vector<std::string_view> measure_names();

/// Measures of every application, in the order of portfolio.applications. Linear in applications and flows.
[[nodiscard]] std::vector<Measures> measure_applications(const Portfolio& portfolio, Date planning_date);

}  // namespace plan
