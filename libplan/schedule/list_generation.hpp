#pragma once

#include "libplan/schedule/loose_generation.hpp"
#include "libplan/schedule/packed_project.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace plan::schedule {

/// A schedule as activity lists, from both ends.
struct TwoWayList {
    enum Side : int { forward = 0, backward = 1 };

    /// By side: all jobs, each after those that it is placed after from that side.
    std::array<std::vector<int>, 2> list;
    /// By side and job: the start that the list gives; backward, days from the end of all to the job's end.
    std::array<std::vector<Day>, 2> start;
    Day finish = 0;          ///< the end of the last job
    std::int64_t slack = 0;  ///< sum over jobs of the days between the start from the back and that from the front

    Day latest_end = 0;  ///< no start of either side is later

    explicit TwoWayList(int jobs);
};

/// How the list of one side was changed from that of another schedule, and what is still of interest.
struct ListChange {
    const TwoWayList* before = nullptr;  ///< null: nothing is known
    int first = 0, last = 0;             ///< the first and the last place of the list that differ
    Day longest = never;                 ///< nothing that is longer after its first justification is of interest
};

/// What became of a list.
enum class ListOutcome : std::uint8_t {
    impossible,  ///< it gives no schedule
    unchanged,   ///< it gives the same schedule as the list that it was changed from
    too_long,    ///< given up
    built,
};

/// Serial schedule generation (Kelley 1963) from activity lists: each job in turn as early as it fits, or from the end
/// as late. Owns its working memory; nothing is allocated after construction. One a thread.
class ListGenerator {
public:
    /// `project` must outlive it and have no cycle.
    explicit ListGenerator(const PackedProject& project);

    /// The end of the last job, or -1 when a job has no start or not all can end by `limit`. The first `fixed` jobs of
    /// the list keep the starts that they have, which must be those that the list gives.
    Day forward(std::span<const int> list, int fixed, Day limit, std::span<Day> start);

    /// Builds `schedule.list[side]` and then what follows from it by justification (Valls, Ballestín and Quintanilla
    /// 2005): the other way in order of the ends, and once more; only a project that can be shifted may begin at the
    /// back. Three schedules, a fourth when the third is shorter. When it is built, all of `schedule` is filled but for
    /// the order of its lists: `finish` is the smallest found, and `settle` is to be called before a list is changed.
    /// With `change.before`, `schedule.start[side]` holds the starts of that schedule at first.
    [[nodiscard]] ListOutcome justify(TwoWayList& schedule, TwoWayList::Side side, const ListChange& change = {});

    /// Puts the lists in order of starts, so that they give the starts that they have.
    void settle(TwoWayList& schedule);

    /// The starts of the schedule that ends at `schedule.finish`, on the project's own days.
    void starts_of(const TwoWayList& schedule, std::span<Day> start) const;

    /// How many schedules were built.
    [[nodiscard]] std::int64_t schedules() const { return schedules_; }

private:
    struct Side {
        explicit Side(const PackedSide& side) : packed(&side), loose(side), free(side.initial()) {}

        const PackedSide* packed;
        LooseGenerator loose;
        std::vector<std::uint32_t> free;
        Day used_from = 0, used_until = 0;  ///< days that may differ from the initial ones
    };

    Day generate(Side& side, std::span<const int> list, int fixed, Day floor, Day limit, Day* start);
    Day generate_rest(Side& side, std::span<const int> list, Day finish, Day* start);
    Day build_changed(TwoWayList& schedule, int side, const ListChange& change, ListOutcome& outcome);
    ListOutcome justify_shifting(TwoWayList& schedule, int side, Day first, Day longest);
    void justify_in_place(TwoWayList& schedule, Day first);
    Day build(TwoWayList& schedule, int side, Day end);
    void turn(TwoWayList& schedule, int side, Day length);
    void sort_by(std::span<const Day> key, Day most, std::span<const int> list, std::span<int> sorted);
    void repair(const PackedSide& side, std::span<int> list);

    const PackedProject* project_;
    std::array<Side, 2> sides_;
    std::vector<int> count_, list_, missing_;
    std::vector<Day> key_, kept_;
    std::vector<std::uint64_t> entries_;
    std::int64_t schedules_ = 0;
};

}  // namespace plan::schedule
