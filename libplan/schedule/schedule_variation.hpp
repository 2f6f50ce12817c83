#pragma once

#include "libplan/base/random.hpp"
#include "libplan/schedule/generation.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

/// What a variation may do.
struct VariationProblem {
    const Network* network = nullptr;
    Evaluate evaluate;                            ///< in days, or about
    std::function<bool(const Schedule&)> accept;  ///< what must hold beyond the problem itself; empty: nothing
    std::function<bool()> enough;                 ///< asked between schedules; empty: never
};

/// A schedule that is varied where only its end counts. All starts, or those of the first or the last weeks, are put
/// off by chance and taken as keys, and what results is justified while that helps. It becomes the schedule to go on
/// from when it is worth no more, where also counts how early the work of each resource is done on average: ends are
/// equal for long while teams that waited at the beginning wait less and less. One a thread.
class ScheduleVariation {
public:
    /// `problem` must outlive it.
    ScheduleVariation(const VariationProblem& problem, std::uint64_t seed);

    /// Goes on from `schedule`.
    void begin(const Schedule& schedule);
    /// Builds about so many schedules.
    void run(std::int64_t schedules);
    /// Goes on from where the other one stands.
    void follow(const ScheduleVariation& other);

    [[nodiscard]] double cost() const { return cost_; }  ///< of the schedule that it goes on from
    [[nodiscard]] double best() const { return best_; }  ///< value of the best so far
    [[nodiscard]] const Schedule& best_schedule() const { return best_schedule_; }
    [[nodiscard]] std::int64_t schedules() const { return schedules_; }  ///< built

private:
    [[nodiscard]] double cost_of(const Schedule& schedule, double value) const;
    [[nodiscard]] double value_of(const Schedule& schedule) const;
    void put_off();
    void step();
    [[nodiscard]] bool over() const { return problem_->enough && problem_->enough(); }

    const VariationProblem* problem_;
    Generator generator_;
    Random random_;
    std::vector<std::int64_t> keys_;
    Schedule base_, candidate_, best_schedule_;
    double cost_ = 0, best_ = 0;
    std::int64_t schedules_ = 0;
};

}  // namespace plan::schedule
