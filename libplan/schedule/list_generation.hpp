#pragma once

#include "libplan/schedule/packed_project.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plan::schedule {

/// Serial schedule generation (Kelley 1963) from an activity list: each job in turn as early as it fits. Owns its
/// working memory; nothing is allocated after construction. One a thread.
class ListGenerator {
public:
    /// `project` must outlive it and have no cycle.
    explicit ListGenerator(const PackedProject& project);

    /// The end of the last job, or -1 when a job has no start or not all can end by `limit`. `list` has every job
    /// after those that it is placed after.
    Day forward(std::span<const int> list, Day limit, std::span<Day> start);
    /// All as late as they fit, ending at or before `end`; `list` has every job before those that it is placed after.
    /// `start` is of the mirrored project. The length of what results, or -1.
    Day backward(std::span<const int> list, Day end, std::span<Day> start);

    /// Double justification (Valls, Ballestín and Quintanilla 2005): from the schedule that `list` gives, all jobs to
    /// the right in order of their ends, then to the left in order of their starts. `list` and `start` are replaced
    /// by the best of both schedules; the list is in order of starts. Its end, or -1 when the list has no schedule.
    Day improve(std::span<int> list, std::span<Day> start);

    /// How many schedules were built.
    [[nodiscard]] std::int64_t schedules() const { return schedules_; }

private:
    struct Side {
        const PackedSide* packed = nullptr;
        std::vector<std::uint32_t> free;
        Day used_from = 0, used_until = 0;  ///< days that may differ from the initial ones
    };

    Day generate(Side& side, std::span<const int> list, Day floor, Day limit, Day* start);
    void sort_by(std::span<const Day> key, Day least, Day most, std::span<const int> list, std::span<int> sorted);
    void repair(const PackedSide& side, std::span<int> list);

    const PackedProject* project_;
    Side forward_, backward_;
    std::vector<int> count_, list_, reversed_, missing_;
    std::vector<Day> key_, mirrored_start_, start_;
    std::vector<std::uint64_t> entries_;
    std::int64_t schedules_ = 0;
};

}  // namespace plan::schedule
