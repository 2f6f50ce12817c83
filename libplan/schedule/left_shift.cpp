#include "libplan/schedule/left_shift.hpp"

#include "libplan/schedule/profile.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

// Taken in order of their starts, activities find at each day no more in their way than there was: what is placed
// before them started earlier, and ends no later than it did.
Schedule shift_left(const Network& network, const Schedule& schedule, const std::vector<char>& fixed) {
    const Problem& problem = network.problem();
    Schedule shifted = schedule;
    ResourceProfile profile(problem);
    const auto mode_of = [&](int activity) -> const Mode& { return problem.modes[at(schedule.mode[at(activity)])]; };
    const auto put = [&](int activity) {
        profile.change(mode_of(activity), shifted.start[at(activity)], shifted.end[at(activity)], 1);
        profile.settle(mode_of(activity), shifted.start[at(activity)], shifted.end[at(activity)]);
    };
    std::vector<int> order;  // topological, so that equal starts keep it
    for (const int unit : network.order())
        for (const int* a = network.members().begin(unit); a != network.members().end(unit); ++a) {
            if (fixed[at(*a)])
                put(*a);
            else
                order.push_back(*a);
        }
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return schedule.start[at(a)] < schedule.start[at(b)]; });
    for (const int activity : order) {
        Day bound = problem.activities[at(activity)].release;
        for (const int* i = network.arcs_into().begin(activity); i != network.arcs_into().end(activity); ++i) {
            const Arc& arc = problem.arcs[at(*i)];
            bound = std::max(bound, shifted.end[at(arc.from)] + arc.lag);
        }
        const Mode& mode = mode_of(activity);
        shifted.start[at(activity)] = profile.earliest(mode, bound, problem.horizon);
        shifted.end[at(activity)] =
            problem.calendars[at(mode.calendar)].end_of(shifted.start[at(activity)], mode.duration);
        put(activity);
    }
    return shifted;
}

}  // namespace plan::schedule
