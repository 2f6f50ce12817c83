#pragma once

#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/migration_problem.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace plan {

/// The applications of a migration problem that cut over, its movers, and what limits which of them can have moved by a
/// day: have ended their cut-over at or before it.
struct MoveLimits {
    struct Limit {
        std::vector<std::int64_t> amount;  ///< by mover: of work, or of applications
        /// By day, horizon + 1 entries: movers that have moved by then amount to no more.
        std::vector<std::int64_t> supply;
    };

    std::vector<int> mover_of;         ///< by application: number among these movers, or -1
    std::vector<int> block;            ///< by mover: of the problem
    std::vector<schedule::Day> first;  ///< by mover: it has not moved before that day
    std::vector<schedule::Day> last;   ///< by mover: it has moved by that day
    schedule::Day tail = 0;            ///< days that follow any move before the plan ends, at least
    std::vector<bool> inside;          ///< horizon + 1 entries: whether the day before it belongs to a window
    std::vector<Limit> limits;         ///< those that bar something
    /// Of the cut-overs alone, and what windows can hold of them before each day: movers that have not moved by a day
    /// between windows amount to no more than what windows from then on hold.
    std::vector<Limit> room;
    /// Start of each window, and the latest end of it and those before; by start.
    std::vector<std::pair<schedule::Day, schedule::Day>> windows;

    [[nodiscard]] int count() const { return static_cast<int>(first.size()); }
};

/// No schedule breaks a limit: what has moved has been worked for, by teams on days that they work, from the earliest
/// day on and early enough for what comes between that work and the cut-over; work that several teams may do is held
/// against them all; and windows hold so many applications. `earliest` is that of the network. The problem must have no
/// settled cut-over. O(pools * (modes + horizon)) for at most twelve pools of teams.
[[nodiscard]] MoveLimits move_limits(const MigrationProblem& migration, const schedule::Network& network,
                                     const schedule::EarliestDates& earliest);

/// The first day on which no limit bars all movers from having moved; past the horizon if there is none.
[[nodiscard]] schedule::Day all_moved(const MoveLimits& moves);

}  // namespace plan
