#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plan::schedule {

/// What is left of every resource on every day while a schedule is built, with questions about where a mode fits.
/// Days on which too little is left for the smallest demand are stepped over in nearly constant time (a disjoint-set
/// forest per resource and direction, Tarjan 1975), so that a profile filled from one side costs what is new in it.
/// Memory: 12 bytes a day and resource, allocated once.
class ResourceProfile {
public:
    /// The problem must outlive the profile.
    explicit ResourceProfile(const Problem& problem);

    /// Everything free again. O(resources * horizon).
    void reset();

    /// Start of the earliest fit of `mode` within [from, until); -1 when there is none.
    [[nodiscard]] Day earliest(const Mode& mode, Day from, Day until);
    /// Start of the latest fit of `mode` within [from, until); -1 when there is none.
    [[nodiscard]] Day latest(const Mode& mode, Day from, Day until);
    /// Whether `mode` fits on the worked days of [start, end).
    [[nodiscard]] bool fits(const Mode& mode, Day start, Day end) const;

    /// Takes (`sign` 1) or gives back (-1) what the mode uses on the worked days of [start, end).
    void change(const Mode& mode, Day start, Day end, int sign);
    /// Lets later questions step over the days of [start, end) that are used up. Not to be called before a change
    /// that might be taken back.
    void settle(const Mode& mode, Day start, Day end);

    [[nodiscard]] std::int32_t free(int resource, Day day) const { return free_[cell(resource, day)]; }

private:
    [[nodiscard]] std::size_t cell(int resource, Day day) const {
        return static_cast<std::size_t>(resource) * static_cast<std::size_t>(horizon_) + static_cast<std::size_t>(day);
    }
    [[nodiscard]] Day next_open(int resource, Day day);
    [[nodiscard]] Day previous_open(int resource, Day day);
    [[nodiscard]] bool open_on(const Mode& mode, Day day) const;
    template <class IsOpen>
    [[nodiscard]] Day earliest_where(const Mode& mode, Day from, Day until, IsOpen is_open);
    template <class IsOpen>
    [[nodiscard]] Day latest_where(const Mode& mode, Day from, Day until, IsOpen is_open);

    const Problem* problem_;
    Day horizon_;
    std::vector<std::int32_t> smallest_;  ///< smallest demand of each resource
    std::vector<std::int32_t> initial_, free_;
    /// Step forwards from a day: horizon_ + 1 entries a resource; the root is an open day or the horizon.
    std::vector<Day> initial_next_, next_;
    /// The same backwards, shifted by one so that 0 means that no day is left.
    std::vector<Day> initial_previous_, previous_;
};

}  // namespace plan::schedule
