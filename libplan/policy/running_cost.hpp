#pragma once

#include "libplan/policy/effort_model.hpp"

namespace plan {

/// What an application costs today and at its target, what the move costs beside its days, and when it has paid.
struct CostEstimate {
    std::vector<std::pair<std::string, double>> amounts;  ///< in euros: "today", "target" a year; "overlap" once
    std::optional<std::int64_t> payback_year;
    Reasons because;
};

/// Cost today is the inventory's. Cost at the target is the model's share of it, else its prices for the measures; of
/// an application that stays, none is given. With all of it known: years = (migration + overlap) / (today - target),
/// from the cut-over (planned, else the deadline, else the planning date), whole months. `migration` is the cost of the
/// days; empty when there is none.
[[nodiscard]] CostEstimate estimate_costs(const EffortModel& model, const Application& application, Strategy strategy,
                                          const Measures& measures, std::optional<double> migration, Date planning_date,
                                          Language language);

}  // namespace plan
