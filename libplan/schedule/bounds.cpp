#include "libplan/schedule/bounds.hpp"

#include "libplan/schedule/feeding_bound.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Sets the earliest dates of `activity` from `from` on; false when none of its modes ends by `until`.
bool set_earliest(const Problem& problem, int activity, Day from, Day until, EarliestDates& dates) {
    const Activity& what = problem.activities[at(activity)];
    Day start = never, end = never;
    for (int m = what.mode_begin; m < what.mode_end; ++m) {
        const Mode& mode = problem.modes[at(m)];
        const DayCalendar& calendar = problem.calendars[at(mode.calendar)];
        end = std::min(end, calendar.end_of(from, mode.duration));
        start = std::min(start, mode.duration > 0 ? calendar.end_of(from, 1) - 1 : from);
    }
    dates.start[at(activity)] = start;
    dates.end[at(activity)] = end;
    return end <= std::min({until, what.deadline, problem.horizon});
}

Day earliest_start(const Network& network, int activity, const EarliestDates& dates, bool within_unit) {
    const Problem& problem = network.problem();
    Day from = problem.activities[at(activity)].release;
    for (const int* i = network.arcs_into().begin(activity); i != network.arcs_into().end(activity); ++i) {
        const Arc& arc = problem.arcs[at(*i)];
        if ((network.unit_of(arc.from) == network.unit_of(activity)) == within_unit)
            from = std::max(from, dates.end[at(arc.from)] + arc.lag);
    }
    return from;
}

bool place_in_window(const Network& network, int unit, const Window& window, EarliestDates& dates) {
    for (const int* a = network.members().begin(unit); a != network.members().end(unit); ++a) {
        const Day from = std::max(
            {window.start, earliest_start(network, *a, dates, false), earliest_start(network, *a, dates, true)});
        if (from >= window.end || !set_earliest(network.problem(), *a, from, window.end, dates)) return false;
    }
    return true;
}

bool place_unit(const Network& network, int unit, EarliestDates& dates) {
    const Problem& problem = network.problem();
    const int block = network.block_of(unit);
    if (block < 0) {
        const int activity = *network.members().begin(unit);
        return set_earliest(problem, activity, earliest_start(network, activity, dates, false), never, dates);
    }
    const Block& what = problem.blocks[at(block)];
    if (std::find(what.apart.begin(), what.apart.end(), block) != what.apart.end()) return false;
    for (const int window : problem.windows_of(what)) {
        const Window& where = problem.windows[at(window)];
        if (where.capacity < static_cast<int>(what.activities.size())) continue;
        if (place_in_window(network, unit, where, dates)) return true;
    }
    return false;
}

struct Work {
    Day head = 0, tail = 0;
    std::int64_t energy = 0;
};

/// Capacity before each day, counting the days on which one of the resource's activities may be worked.
std::vector<std::int64_t> capacity_before(const Problem& problem, int resource, const std::vector<bool>& open) {
    std::vector<std::int64_t> before(at(problem.horizon) + 1, 0);
    for (Day day = 0; day < problem.horizon; ++day)
        before[at(day) + 1] = before[at(day)] + (open[at(day)] ? problem.resources[at(resource)].capacity[at(day)] : 0);
    return before;
}

Day energy_bound(std::vector<Work>& works, const std::vector<std::int64_t>& before) {
    std::sort(works.begin(), works.end(), [](const Work& a, const Work& b) { return a.head > b.head; });
    Day bound = 0, tail = never;
    std::int64_t energy = 0;
    for (std::size_t i = 0; i < works.size(); ++i) {
        energy += works[i].energy;
        tail = std::min(tail, works[i].tail);
        if (i + 1 < works.size() && works[i + 1].head == works[i].head) continue;
        const std::int64_t needed = before[at(std::min(works[i].head, static_cast<Day>(before.size()) - 1))] + energy;
        const auto day = std::lower_bound(before.begin(), before.end(), needed);
        bound = std::max(bound, static_cast<Day>(day - before.begin()) + tail);
    }
    return bound;
}

}  // namespace

EarliestDates earliest_dates(const Network& network) {
    EarliestDates dates;
    dates.start.assign(network.problem().activities.size(), 0);
    dates.end.assign(network.problem().activities.size(), 0);
    for (const int unit : network.order()) {
        if (place_unit(network, unit, dates)) continue;
        dates.failed_unit = unit;
        break;
    }
    return dates;
}

int shortest_duration(const Problem& problem, int activity) {
    const Activity& what = problem.activities[at(activity)];
    int shortest = std::numeric_limits<int>::max();
    for (int m = what.mode_begin; m < what.mode_end; ++m) shortest = std::min(shortest, problem.modes[at(m)].duration);
    return shortest;
}

std::vector<bool> window_days(const Problem& problem) {
    std::vector<bool> inside(at(problem.horizon), false);
    Day done = 0;  // windows come by start
    for (const Window& window : problem.windows)
        for (Day day = std::max({window.start, done, 0}); day < std::min(window.end, problem.horizon); ++day) {
            inside[at(day)] = true;
            done = day + 1;
        }
    return inside;
}

std::vector<Day> shortest_tails(const Network& network) {
    const Problem& problem = network.problem();
    std::vector<Day> tail(problem.activities.size(), 0);
    const std::vector<int>& order = network.order();
    for (auto unit = order.rbegin(); unit != order.rend(); ++unit)
        for (const int* a = network.members().end(*unit); a-- != network.members().begin(*unit);)
            for (const int* i = network.arcs_out_of().begin(*a); i != network.arcs_out_of().end(*a); ++i) {
                const Arc& arc = problem.arcs[at(*i)];
                const int shortest = shortest_duration(problem, arc.to);
                const std::int64_t days = std::int64_t{arc.lag} + shortest + tail[at(arc.to)];
                tail[at(*a)] = static_cast<Day>(std::clamp<std::int64_t>(days, tail[at(*a)], never));
            }
    return tail;
}

Day finish_bound(const Network& network, const EarliestDates& earliest) {
    const Problem& problem = network.problem();
    const std::vector<Day> tail = shortest_tails(network);
    const std::vector<bool> inside = window_days(problem);
    std::vector<std::vector<Work>> works(problem.resources.size());
    std::vector<std::vector<int>> calendars(problem.resources.size());  // -1: the days of windows
    for (std::size_t a = 0; a < problem.activities.size(); ++a) {
        const Activity& activity = problem.activities[a];
        const Mode& mode = problem.modes[at(activity.mode_begin)];
        const bool single = activity.mode_end - activity.mode_begin == 1;
        const bool in_block = network.block_of(network.unit_of(static_cast<int>(a))) >= 0;
        for (int d = mode.demand_begin; single && d < mode.demand_end; ++d) {
            const Demand& demand = problem.demands[at(d)];
            works[at(demand.resource)].push_back(
                {earliest.start[a], tail[a], std::int64_t{demand.amount} * mode.duration});
            std::vector<int>& used = calendars[at(demand.resource)];
            const int calendar = in_block ? -1 : mode.calendar;
            if (std::find(used.begin(), used.end(), calendar) == used.end()) used.push_back(calendar);
        }
    }
    Day bound = 0;
    for (const Day end : earliest.end) bound = std::max(bound, end);
    std::vector<std::vector<std::int64_t>> before(works.size());
    for (std::size_t r = 0; r < works.size(); ++r) {
        if (works[r].empty()) continue;
        std::vector<bool> open(at(problem.horizon), false);
        for (const int calendar : calendars[r])
            for (Day day = 0; day < problem.horizon; ++day)
                if (calendar < 0 ? inside[at(day)] : problem.calendars[at(calendar)].works(day)) open[at(day)] = true;
        before[r] = capacity_before(problem, static_cast<int>(r), open);
        bound = std::max(bound, energy_bound(works[r], before[r]));
    }
    return feeding_bound(network, {&earliest.start, &tail, &before}, bound);
}

}  // namespace plan::schedule
