#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstddef>
#include <vector>

namespace plan::schedule {

/// How an activity's end follows from its start, and which starts it may have, as tables over the days of planning:
/// the one form in which calendars, durations and windows reach the exact search. Every query is O(1).
class StartShape {
public:
    /// `ends[s]` is the end of an activity that starts on day s, or -1 when it cannot start on that day; the size is
    /// the horizon + 1. Ends must not fall as starts rise. `worked` tells on which days it uses resources.
    StartShape(const std::vector<Day>& ends, std::vector<bool> worked);

    [[nodiscard]] Day horizon() const { return static_cast<Day>(up_.size()) - 2; }
    /// The first possible start on or after `day`; horizon + 1 when there is none.
    [[nodiscard]] Day up(Day day) const { return up_[index(day)]; }
    /// The last possible start on or before `day`; -1 when there is none.
    [[nodiscard]] Day down(Day day) const { return day < 0 ? -1 : down_[index(day)]; }
    /// The end that follows from the first possible start on or after `day`; horizon + 1 when there is none.
    [[nodiscard]] Day end(Day day) const { return end_[index(day)]; }
    /// The smallest day s such that end(s) > `day`.
    [[nodiscard]] Day reach(Day day) const { return day < 0 ? 0 : reach_[index(day)]; }
    /// The last possible start that ends at or before `end`; -1 when there is none.
    [[nodiscard]] Day latest(Day end) const { return down(reach(end) - 1); }
    [[nodiscard]] bool works(Day day) const { return every_day_ || worked_[static_cast<std::size_t>(day)]; }
    /// Days before `day` that are worked; 0 <= day <= horizon.
    [[nodiscard]] Day worked_before(Day day) const { return every_day_ ? day : rank_[static_cast<std::size_t>(day)]; }
    /// The worked day number `rank`, 0 <= rank < worked_before(horizon).
    [[nodiscard]] Day worked_day(Day rank) const { return every_day_ ? rank : days_[static_cast<std::size_t>(rank)]; }

private:
    [[nodiscard]] std::size_t index(Day day) const {
        if (day <= 0) return 0;
        return static_cast<std::size_t>(day <= horizon() ? day : horizon() + 1);
    }

    std::vector<Day> up_, down_, end_, reach_;  ///< horizon + 2 entries
    std::vector<bool> worked_;
    std::vector<Day> rank_, days_;  ///< empty when every day is worked
    bool every_day_ = true;
};

}  // namespace plan::schedule
