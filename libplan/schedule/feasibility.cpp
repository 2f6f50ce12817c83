#include "libplan/schedule/feasibility.hpp"

#include "libplan/schedule/profile.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

bool activities_hold(const Problem& problem, const Schedule& schedule) {
    ResourceProfile profile(problem);
    for (std::size_t a = 0; a < problem.activities.size(); ++a) {
        const Activity& activity = problem.activities[a];
        const int m = schedule.mode[a];
        if (m < activity.mode_begin || m >= activity.mode_end) return false;
        const Mode& mode = problem.modes[at(m)];
        const Day start = schedule.start[a], end = schedule.end[a];
        if (start < activity.release || end > std::min(activity.deadline, problem.horizon)) return false;
        const DayCalendar& calendar = problem.calendars[at(mode.calendar)];
        if (mode.duration > 0 && !calendar.works(start)) return false;
        if (calendar.end_of(start, mode.duration) != end || !profile.fits(mode, start, end)) return false;
        profile.change(mode, start, end, 1);
    }
    return true;
}

bool blocks_hold(const Problem& problem, const Schedule& schedule) {
    std::vector<std::int64_t> load(problem.windows.size(), 0);
    for (std::size_t b = 0; b < problem.blocks.size(); ++b) {
        const Block& block = problem.blocks[b];
        const int w = schedule.window[b];
        const std::vector<int>& allowed = problem.windows_of(block);
        if (!std::binary_search(allowed.begin(), allowed.end(), w)) return false;
        const Window& window = problem.windows[at(w)];
        for (const int activity : block.activities)
            if (schedule.start[at(activity)] < window.start || schedule.end[at(activity)] > window.end) return false;
        load[at(w)] += static_cast<std::int64_t>(block.activities.size());
        if (load[at(w)] > window.capacity) return false;
        for (const int other : block.apart)
            if (schedule.window[at(other)] == w) return false;
    }
    return true;
}

}  // namespace

bool keeps_to(const Problem& problem, const Schedule& schedule) {
    const bool arcs_hold = std::all_of(problem.arcs.begin(), problem.arcs.end(), [&](const Arc& arc) {
        return schedule.end[at(arc.from)] + arc.lag <= schedule.start[at(arc.to)];
    });
    return arcs_hold && activities_hold(problem, schedule) && blocks_hold(problem, schedule);
}

}  // namespace plan::schedule
