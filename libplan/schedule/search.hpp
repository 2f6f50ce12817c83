#pragma once

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace plan::schedule {

/// An order of jobs in which a job need not come before all that wait for it.
struct PatientOrder {
    std::vector<int> jobs;  ///< a permutation
    int patience = 0;       ///< a job has its turn so many jobs after the first that waits for it, or before
};

/// Orders that numbers between 0 and 1 describe.
struct OrderFamily {
    std::function<PatientOrder(const std::vector<double>& numbers)> order;
    std::vector<std::vector<double>> first;  ///< numbers to begin with, all of one length; empty: no family
};

/// What is searched: an order of jobs, each a set of units that are started together (an application, or the
/// applications of a group). Units of no job are placed as soon as the first job that needs them.
struct SearchProblem {
    const Network* network = nullptr;
    std::vector<int> job_of_unit;  ///< -1: of no job
    int jobs = 0;
    std::vector<std::vector<int>> orders;   ///< orders to begin with, each a permutation of the jobs; at least one
    std::vector<PatientOrder> flow_orders;  ///< more, tried after the first of these
    OrderFamily family;  ///< more still: those to begin with, then the best one with some of its numbers changed
    Evaluate evaluate;
    /// What must hold beyond the problem itself; empty: nothing.
    std::function<bool(const Schedule&)> accept;
    /// What is left of the limits goes into variations of the best schedule, drawn from this seed: see
    /// ScheduleVariation. Empty: none.
    std::optional<std::uint64_t> variation_seed;
    double least = 0;  ///< no schedule is worth less: variations end there
};

struct SearchLimits {
    std::int64_t schedules = 1;  ///< how many schedules may be built, at least 1
    std::int64_t repairs = 0;    ///< how often an order that fails may be changed before it is given up
    /// Whether to be content with what was found; asked between schedules once there is one, from any thread. Empty:
    /// never.
    std::function<bool()> enough;
    std::function<void(double value)> progress;  ///< called with the best value after some variations; may be empty
    int threads = 1;  ///< 1 or 2, for variations; the result is the same, unless `enough` ends them
};

struct SearchResult {
    bool found = false;
    Schedule schedule;  ///< the best one; active
    double value = 0;
    std::vector<Schedule> others;  ///< the best that came of each of the orders, but for that one
    std::int64_t schedules = 0;    ///< built
    int failed_unit = -1;          ///< when none was found: a unit that the last try could not place
};

/// Builds a schedule from every order; where a unit finds no place, its job comes first and the order is tried again
/// (squeaky wheel optimisation, Joslin and Clements 1999). Each is justified, and the order in which jobs then end is
/// tried as well. Of a family of orders the numbers of the best one are changed as long as that helps. One more takes
/// units by the longest chain behind them (Kolisch 1996), whatever the jobs. The best schedule of all is returned. The
/// same input gives the same result.
[[nodiscard]] SearchResult search(const SearchProblem& problem, const SearchLimits& limits);

}  // namespace plan::schedule
