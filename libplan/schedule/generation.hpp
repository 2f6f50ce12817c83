#pragma once

#include "libplan/schedule/problem.hpp"
#include "libplan/schedule/profile.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace plan::schedule {

/// Where every activity of a problem lies. `end` is exclusive; a milestone has start = end.
struct Schedule {
    std::vector<Day> start, end;  ///< by activity
    std::vector<int> mode;        ///< by activity, index of Problem::modes
    std::vector<int> window;      ///< by block, index of Problem::windows; -1 for an empty block

    [[nodiscard]] Day finish() const;  ///< the largest end; 0 when there is none
};

/// Smaller is better. Called on complete schedules only.
using Evaluate = std::function<double(const Schedule&)>;

/// Serial schedule generation (Kelley 1963; Kolisch 1996 for its theory) in both directions, over units: blocks are
/// placed whole, in the earliest window that takes all of their activities. Every schedule that `forward` returns is
/// active: no activity can start earlier while the others stand still. Keeps its working memory: nothing is
/// allocated after construction, except the first time that a Schedule is filled.
class Generator {
public:
    /// `network` must have no cycle and outlive the generator.
    explicit Generator(const Network& network);

    /// Places units as early as possible, among those whose predecessors are placed always the one of smallest key
    /// first (one key a unit; ties by unit). False when a unit has no place: see `failed_unit`. Of several modes the
    /// one that ends first is taken, the first of equals. O(n log n) and the days looked at.
    bool forward(std::span<const std::int64_t> keys, Schedule& schedule);

    /// The mirror image: as late as possible and no later than `end`, the largest key first. False when a unit has no
    /// place before `end`.
    bool backward(std::span<const std::int64_t> keys, Day end, Schedule& schedule);

    /// Double justification (Valls, Ballestín and Quintanilla 2005): all units pushed right in order of their ends,
    /// then left again in order of their starts. Here blocks change windows on the way, and deadlines may make
    /// either half fail. `schedule` is replaced only when `evaluate` is smaller for the result, or as small. Returns
    /// the value of what it then holds.
    double justify(Schedule& schedule, double value, const Evaluate& evaluate);

    /// After a failure: the unit that found no place.
    [[nodiscard]] int failed_unit() const { return failed_; }
    [[nodiscard]] const Network& network() const { return *network_; }

private:
    using Entry = std::pair<std::int64_t, int>;  ///< key and unit

    void begin(Schedule& schedule);
    bool place_unit(int unit, bool late, Schedule& schedule);
    bool place_early(int activity, Day from, Day until, Schedule& schedule);
    bool place_late(int activity, Day from, Day until, Schedule& schedule);
    bool window_open(int block, int window) const;
    void close_windows_apart(int block, const Schedule& schedule);
    bool fill_window_early(int unit, const Window& window, Schedule& schedule);
    bool fill_window_late(int unit, const Window& window, Schedule& schedule);
    void empty_window(const int* first, const int* last, const Schedule& schedule);
    void settle(int unit, const Schedule& schedule);

    const Network* network_;
    const Problem* problem_;
    ResourceProfile profile_;
    std::vector<Day> bound_;        ///< by activity: earliest start, or latest end, from placed neighbours
    std::vector<int> missing_;      ///< by unit: arcs from units not yet placed
    std::vector<int> window_load_;  ///< activities in each window
    std::vector<int> closed_to_;    ///< by window: the last block that it was closed to by another one in it, or -1
    std::vector<Entry> heap_;
    std::vector<std::int64_t> keys_;
    Schedule right_, left_;  ///< the two halves of a justification
    int failed_ = -1;
};

}  // namespace plan::schedule
