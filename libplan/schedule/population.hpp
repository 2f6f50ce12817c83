#pragma once

#include "libplan/schedule/list_generation.hpp"
#include "libplan/schedule/random.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

/// A population of activity lists that evolves: a genetic algorithm with double justification of every child (Valls,
/// Ballestín and Quintanilla 2005, 2008). Allocates nothing after construction.
class Population {
public:
    /// `project` must outlive it. A schedule that ends at `lower_bound` closes the search.
    Population(const PackedProject& project, std::uint64_t seed, Day lower_bound);

    /// Goes on until at least `schedules` more have been built, the search is closed, or `stop` says so.
    void evolve(std::int64_t schedules, const std::function<bool()>& stop);

    [[nodiscard]] bool found() const { return best_finish_ < never; }
    [[nodiscard]] bool closed() const { return best_finish_ <= lower_bound_; }
    [[nodiscard]] const std::vector<Day>& best_start() const { return best_start_; }
    [[nodiscard]] Day best_finish() const { return best_finish_; }
    [[nodiscard]] std::int64_t schedules() const { return generator_.schedules(); }

private:
    [[nodiscard]] std::span<int> list(int member) {
        return {lists_.data() + static_cast<std::size_t>(member) * jobs_, jobs_};
    }
    void sample(std::span<int> list);
    void cross(std::span<const int> mother, std::span<const int> father);
    void mutate();
    [[nodiscard]] int pick();
    void accept(Day finish);
    Day evaluate(std::span<int> list);

    const PackedProject* project_;
    std::size_t jobs_;
    ListGenerator generator_;
    Random random_;
    Day lower_bound_;
    std::vector<int> lists_;  ///< one row a member
    std::vector<Day> finish_;
    int filled_ = 0;
    std::vector<int> child_, missing_, eligible_, mark_;
    int stamp_ = 0;
    std::vector<Day> start_, best_start_;
    Day best_finish_ = never;
};

}  // namespace plan::schedule
