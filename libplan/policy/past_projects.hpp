#pragma once

#include "libplan/policy/measures.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plan {

/// A migration that is done: what was known of the application, and the person-days that it took.
struct PastProject {
    std::string id;
    Strategy strategy = Strategy::unspecified;
    Measures measures;                             ///< of those that a model may name; absent: not known
    std::vector<std::pair<Phase, double>> phases;  ///< in phase order, days > 0; empty: only the total is known
    double total = 0;                              ///< of the phases, else as given
    Location where;
};

/// Reads past projects from CSV. Columns: id, strategy, then any measure (a field of the application under its name or
/// a header of the inventory, or flows, strong_flows, components, unsupported_components, class), and the days: one
/// column a phase ("study days", "étude (jours)"), or effort_days for the whole. Reports columns that it does not know.
/// Throws Error(invalid_input) with the line: a column that is missing or stands twice, a strategy, number or word that
/// is none, days that are not above zero or beyond a million, no days at all, a project that stands twice, more than
/// 1000 projects; "file-too-large" beyond 16 MiB.
[[nodiscard]] std::vector<PastProject> read_past_projects(std::string_view text, const std::string& name,
                                                          const Report& report);

}  // namespace plan
