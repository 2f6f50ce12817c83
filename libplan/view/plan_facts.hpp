#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/gantt_rows.hpp"

#include <string>
#include <vector>

namespace plan {

/// A key figure of a plan, ready to print: "Période" – "3 mars 2026 – 12 nov. 2027".
struct PlanFact {
    std::string label, value;
};

/// Applications and how many move, waves, period, effort, and where a `plan` record says so the distance to the lower
/// bound and whether the independent checker passed it. Linear.
[[nodiscard]] std::vector<PlanFact> plan_facts(const Portfolio& portfolio, const GanttRows& chart, Language language);

}  // namespace plan
