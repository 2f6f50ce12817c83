#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

/// A scheduling problem on an axis of days, free of any word of migrations: activities with alternative modes,
/// renewable resources whose capacity varies from day to day, working calendars, minimal lags, releases, deadlines,
/// and blocks of activities that share one window. The problems of PSPLIB are the special case of one calendar that
/// works every day, one mode an activity, and no block.
namespace plan::schedule {

/// Days after the first day of planning, which is day 0. Ends are exclusive throughout this room.
using Day = std::int32_t;

/// Larger than any day, small enough to be added to without overflow.
inline constexpr Day never = std::numeric_limits<Day>::max() / 4;

/// Which days of [0, horizon) are worked. Immutable; every query is O(1).
class DayCalendar {
public:
    /// `worked[d]` tells whether day d is worked; the horizon is its size.
    explicit DayCalendar(const std::vector<bool>& worked);

    [[nodiscard]] Day horizon() const { return static_cast<Day>(rank_.size()) - 1; }
    [[nodiscard]] int count() const { return static_cast<int>(days_.size()); }
    /// The worked day number `rank`, 0 <= rank < count().
    [[nodiscard]] Day day(int rank) const { return days_[static_cast<std::size_t>(rank)]; }
    /// Worked days before `day`; `day` is first cut to [0, horizon]. Also the rank of the first worked day from `day`.
    [[nodiscard]] int rank(Day day) const {
        if (day <= 0) return 0;
        return rank_[static_cast<std::size_t>(day < horizon() ? day : horizon())];
    }
    [[nodiscard]] bool works(Day day) const { return day >= 0 && day < horizon() && rank(day + 1) > rank(day); }
    /// End (exclusive) of `duration` worked days begun on or after `day`; `never` when too few are left.
    [[nodiscard]] Day end_of(Day day, int duration) const;
    /// Start of the latest `duration` worked days that end at or before `end`; -1 when there are too few.
    [[nodiscard]] Day start_of(Day end, int duration) const;

private:
    std::vector<Day> days_;
    std::vector<int> rank_;  ///< size horizon + 1
};

/// A renewable resource: units available on each day, one entry a day of the horizon, not negative.
struct Resource {
    std::vector<std::int32_t> capacity;
};

struct Demand {
    int resource = 0;
    std::int32_t amount = 0;  ///< units on every day that the activity is worked
};

/// One way to carry out an activity. Worked days of `calendar` count; they follow each other without a gap in it.
struct Mode {
    int calendar = 0;
    int duration = 0;                      ///< worked days; 0 for a milestone, which uses nothing and takes no day
    int demand_begin = 0, demand_end = 0;  ///< range in Problem::demands
};

struct Activity {
    int mode_begin = 0, mode_end = 0;  ///< range in Problem::modes, at least one
    Day release = 0;                   ///< start >= release
    Day deadline = never;              ///< end <= deadline
};

/// end(from) + lag <= start(to). `lag >= 0`, in calendar days.
struct Arc {
    int from = 0, to = 0;
    Day lag = 0;
};

struct Window {
    Day start = 0, end = 0;
    int capacity = std::numeric_limits<int>::max();  ///< activities that it may hold
};

/// Activities that lie together inside one window. An activity is in one block at most.
struct Block {
    std::vector<int> activities;
    int window_set = 0;      ///< the windows that are allowed: index of Problem::window_sets
    std::vector<int> apart;  ///< blocks that must use another window (listed on both sides)
};

struct Problem {
    Day horizon = 0;
    std::vector<DayCalendar> calendars;  ///< each with this horizon
    std::vector<Resource> resources;
    std::vector<Demand> demands;
    std::vector<Mode> modes;
    std::vector<Activity> activities;
    std::vector<Arc> arcs;
    std::vector<Window> windows;  ///< by start
    /// Indices of windows, ascending. Most blocks share one set, which is why a block does not own its list.
    std::vector<std::vector<int>> window_sets;
    std::vector<Block> blocks;

    [[nodiscard]] const std::vector<int>& windows_of(const Block& block) const {
        return window_sets[static_cast<std::size_t>(block.window_set)];
    }
    /// Leaves the block only those of its windows that are in `allowed`, which is ascending.
    void restrict_windows(Block& block, const std::vector<int>& allowed);
};

/// Compressed rows: the items of row r are items[offset[r]] to items[offset[r + 1] - 1].
struct Rows {
    std::vector<int> offset;
    std::vector<int> items;

    [[nodiscard]] const int* begin(int row) const { return items.data() + offset[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const int* end(int row) const { return items.data() + offset[static_cast<std::size_t>(row) + 1]; }
};

/// What generation needs to know of a problem's precedence: its units (a block, or an activity in no block) in a
/// topological order, and the arcs at either end of an activity. The problem must outlive it and not change.
class Network {
public:
    /// Linear in activities and arcs. `cycle()` tells whether the units can be ordered; nothing else may be asked
    /// when they cannot.
    explicit Network(const Problem& problem);

    [[nodiscard]] const Problem& problem() const { return *problem_; }
    /// Arcs that form a cycle of units, each one ending in the unit where the next begins; empty when there is none.
    [[nodiscard]] const std::vector<int>& cycle() const { return cycle_; }
    [[nodiscard]] int unit_count() const { return static_cast<int>(block_.size()); }
    [[nodiscard]] int unit_of(int activity) const { return unit_of_[static_cast<std::size_t>(activity)]; }
    /// The block of a unit, or -1.
    [[nodiscard]] int block_of(int unit) const { return block_[static_cast<std::size_t>(unit)]; }
    [[nodiscard]] int unit_of_block(int block) const { return unit_of_block_[static_cast<std::size_t>(block)]; }
    /// Activities of a unit, each after those of the unit that it depends on, larger demands first.
    [[nodiscard]] const Rows& members() const { return members_; }
    [[nodiscard]] const Rows& arcs_into() const { return into_; }      ///< arc indices by activity
    [[nodiscard]] const Rows& arcs_out_of() const { return out_of_; }  ///< arc indices by activity
    /// Units, each after all that it depends on.
    [[nodiscard]] const std::vector<int>& order() const { return order_; }
    /// Arcs that enter each unit from other units.
    [[nodiscard]] const std::vector<int>& entering() const { return entering_; }
    [[nodiscard]] const std::vector<int>& leaving() const { return leaving_; }

private:
    void make_units();
    void order_members();
    void order_units();
    void find_cycle(const std::vector<int>& missing);

    const Problem* problem_;
    std::vector<int> unit_of_, block_, unit_of_block_;
    Rows members_, into_, out_of_;
    std::vector<int> order_, entering_, leaving_, cycle_;
};

/// Blocks that depend on each other both ways can only lie in one and the same window: joins them into one, until no
/// cycle of units runs through two blocks. Cycles that remain cannot hold and are left for `Network::cycle`.
void join_entangled_blocks(Problem& problem);

}  // namespace plan::schedule
