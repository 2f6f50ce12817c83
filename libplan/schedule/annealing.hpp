#pragma once

#include "libplan/base/random.hpp"
#include "libplan/schedule/list_generation.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over activity lists. A neighbour has a job or a few moved
/// in the list of one side, either the one from the front or the one from the back, and is justified. What is compared
/// is the finish less a share of the slack: many lists end on the same day, and among those with more room the way to
/// an earlier day is shorter. Allocates nothing after construction.
class Annealing {
public:
    /// `project` must outlive it and have no cycle. A schedule that ends at `lower_bound` closes the search.
    Annealing(const PackedProject& project, std::uint64_t seed, Day lower_bound);

    /// Goes on until at least `schedules` more have been built, the search is closed, or `spent` says 1 or more:
    /// the share of the whole search that is over after so many schedules, which sets the temperature.
    void run(std::int64_t schedules, const std::function<double(std::int64_t)>& spent);

    [[nodiscard]] bool found() const { return best_finish_ < never; }
    [[nodiscard]] bool closed() const { return best_finish_ <= lower_bound_; }
    [[nodiscard]] const std::vector<Day>& best_start() const { return best_start_; }
    [[nodiscard]] Day best_finish() const { return best_finish_; }
    /// How often it has cooled down since the first, quick time; whole after each.
    [[nodiscard]] double coolings_done() const { return coolings_done_; }
    [[nodiscard]] std::int64_t schedules() const { return generator_.schedules(); }

private:
    double cooled_at(double share);
    void begin();
    void sample(std::vector<int>& list);
    ListChange change(int side);
    int move(std::vector<int>& list, int side, int from);
    void step();
    void keep_best(const TwoWayList& schedule);
    [[nodiscard]] double cost(const TwoWayList& schedule) const;

    const PackedProject* project_;
    ListGenerator generator_;
    Random random_;
    Day lower_bound_;
    double mean_duration_ = 1, temperature_ = 0, coolings_ = 0, coolings_done_ = 0;
    TwoWayList current_, changed_;
    bool begun_ = false;
    std::vector<int> missing_, eligible_;
    std::vector<Day> best_start_;
    Day best_finish_ = never;
};

}  // namespace plan::schedule
