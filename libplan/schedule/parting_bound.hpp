#pragma once

#include "libplan/schedule/move_limits.hpp"

#include <vector>

namespace plan {

/// What a schedule costs by the day, as far as that depends on which applications have moved by then. Applications are
/// indices in the portfolio, and have a cut-over; weights are in points of the total, at least 0.
struct DailyCosts {
    struct Waiting {
        int application = -1;  ///< until this one has moved; -1: until the plan ends
        schedule::Day from = 0;
        double weight = 0;  ///< of each day from `from` on
    };
    struct Parted {
        int moved = 0,
            waiting = -1;  ///< on days when the one has moved and the other has not; -1: the plan has not ended
        double weight = 0;
    };
    struct First {
        std::vector<int> applications;
        double price = 0;  ///< due once unless all these are in the first window that is used; `barred`: they must be
    };
    static constexpr double barred = 1e300;
    std::vector<Waiting> waiting;
    std::vector<Parted> parted;
    std::vector<First> firsts;
};

/// No schedule that ends at `finish` or later, which none does before, has smaller costs. Day by day, or rather from
/// one day on which something may move to the next: of all sets that can have moved by then, one that costs least is a
/// minimum cut between what has moved and what has not. A limit of what can have moved has a price (Lagrange), raised
/// until the cut keeps to it or the price no longer pays (a secant method on the concave dual function); every price
/// gives a bound, so that rounding and an effort cut short only make it weaker. Three things bind days together: what
/// is due once is shared out among the days on which something has moved and not what is to be first; the plan ends
/// after the last window that is used; and what has not moved by a day has to find room in windows from then on up to
/// that one. The bound is the least over which window that is. At most `effort` looks at an arc of a cut; the same
/// result on all machines.
[[nodiscard]] double parting_bound(const DailyCosts& costs, const MoveLimits& moves, schedule::Day finish,
                                   std::int64_t effort);

}  // namespace plan
