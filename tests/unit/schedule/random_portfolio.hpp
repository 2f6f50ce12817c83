#pragma once

#include "libplan/base/random.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/planner.hpp"

#include <string>
#include <utility>
#include <vector>

/// Portfolios as the tools before plan-schedule leave them.
namespace plan {

/// An application that moves to target "cloud", with these likely person-days.
[[nodiscard]] Application moving_application(std::string id, std::vector<std::pair<Phase, double>> efforts);

/// One that goes through all phases, `days` each.
[[nodiscard]] Application moving_application(std::string id, double days = 2);

[[nodiscard]] Date day(std::string_view iso);

[[nodiscard]] Constraint constraint(std::string id, ConstraintKind kind, std::vector<std::string> applications);

/// Target "cloud", where the application "resident" runs already, so that nobody waits for an onboarding.
[[nodiscard]] Portfolio portfolio_of(std::vector<Application> applications);

/// From Monday 4 January 2027, in English.
[[nodiscard]] PlanSettings settings_of(std::int64_t schedules = 30);

/// The task of a finished plan, by id.
[[nodiscard]] const Task& task_of(const PlanResult& result, std::string_view id);

/// Every kind of record and constraint, at random. `hard` constraints may make it infeasible.
[[nodiscard]] Portfolio random_portfolio(Random& random, int applications, bool hard);

}  // namespace plan
