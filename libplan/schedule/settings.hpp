#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/records.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plan {

/// Weights of the objective; all at least 0. Each is written to `plan.settings` under the name given here.
struct ObjectiveWeights {
    double lateness = 10;              ///< weight_lateness
    double exposure = 1;               ///< weight_exposure
    double bridges = 0.1;              ///< weight_bridges
    double makespan = 1;               ///< weight_makespan
    double disruption = 1;             ///< weight_disruption
    double lateness_deadline = 1;      ///< lateness_weight_deadline: an application's own deadline
    double lateness_contract_end = 2;  ///< lateness_weight_contract_end
    double lateness_derogation = 3;    ///< lateness_weight_derogation
    /// exposure_weight_CLASS; 1 for a class that is not named.
    std::vector<std::pair<std::string, double>> exposure_of_class;
    CouplingModel coupling = basic_coupling();  ///< coupling and coupling_…: what a flow weighs in `bridges`
};

/// An earlier plan of the portfolio, from which the new one is to differ as little as the weights say.
struct Baseline {
    std::string name;         ///< written to the settings, unless the plan stays what it was
    std::vector<Task> tasks;  ///< with what has become of them: status, actual dates
    double total = 0;         ///< of its objective, without disruption
};

struct PlanSettings {
    Date start;                 ///< first day of planning: no task begins before it
    std::optional<Date> as_of;  ///< written to the settings when given
    /// Tasks that it says are done or under way keep their dates, and nothing else begins before `as_of`. While all of
    /// it still holds and costs no more than it did, it is the plan.
    std::optional<Baseline> baseline;
    int horizon_months = 12;  ///< a hosting offer must stay eligible that long after the move; 0 to 1200
    /// About how many schedules the search may build, or work as much; empty: no limit if `seconds` is given, else
    /// `default_schedules`.
    std::optional<std::int64_t> schedules;
    std::optional<double> seconds;  ///< written to the settings when given; `time_spent` is what counts
    /// The share of the time allowed that has passed: the search ends at 1, as soon as it has a plan. Asked from any
    /// thread. Empty: no limit.
    std::function<double()> time_spent;
    int threads = 1;  ///< 1 or 2; the plan is the same, unless time ends the search
    std::uint64_t seed = 1;
    Language language = Language::french;
    ObjectiveWeights weights;
    /// Called now and then with the share of the search that is done, the best total and the proven bound.
    std::function<void(double, double, double)> progress;
};

/// The last day on which plans may end: dates have no other form after it.
inline constexpr int last_year = 2199;

}  // namespace plan
