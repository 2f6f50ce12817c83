#include "libplan/schedule/profile.hpp"

#include <algorithm>
#include <limits>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

ResourceProfile::ResourceProfile(const Problem& problem) : problem_(&problem), horizon_(problem.horizon) {
    const std::size_t resources = problem.resources.size();
    const std::size_t row = at(horizon_) + 1;
    smallest_.assign(resources, std::numeric_limits<std::int32_t>::max());
    for (const Demand& demand : problem.demands)
        if (demand.amount > 0) smallest_[at(demand.resource)] = std::min(smallest_[at(demand.resource)], demand.amount);
    initial_.reserve(resources * at(horizon_));
    initial_next_.resize(resources * row);
    initial_previous_.resize(resources * row);
    for (std::size_t r = 0; r < resources; ++r) {
        const std::vector<std::int32_t>& capacity = problem.resources[r].capacity;
        initial_.insert(initial_.end(), capacity.begin(), capacity.end());
        Day* const next = initial_next_.data() + r * row;
        Day* const previous = initial_previous_.data() + r * row;
        next[at(horizon_)] = horizon_;
        previous[0] = 0;
        for (Day day = 0; day < horizon_; ++day) {
            const bool open = capacity[at(day)] >= smallest_[r];
            next[at(day)] = open ? day : day + 1;
            previous[at(day) + 1] = open ? day + 1 : day;
        }
    }
    reset();
}

void ResourceProfile::reset() {
    free_ = initial_;
    next_ = initial_next_;
    previous_ = initial_previous_;
}

Day ResourceProfile::next_open(int resource, Day day) {
    Day* const next = next_.data() + at(resource) * (at(horizon_) + 1);
    while (next[at(day)] != day) {
        next[at(day)] = next[at(next[at(day)])];
        day = next[at(day)];
    }
    return day;
}

Day ResourceProfile::previous_open(int resource, Day day) {
    Day* const previous = previous_.data() + at(resource) * (at(horizon_) + 1);
    Day shifted = day + 1;
    while (previous[at(shifted)] != shifted) {
        previous[at(shifted)] = previous[at(previous[at(shifted)])];
        shifted = previous[at(shifted)];
    }
    return shifted - 1;
}

bool ResourceProfile::open_on(const Mode& mode, Day day) const {
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
        const Demand& demand = problem_->demands[at(d)];
        if (free_[cell(demand.resource, day)] < demand.amount) return false;
    }
    return true;
}

template <class IsOpen>
Day ResourceProfile::earliest_where(const Mode& mode, Day from, Day until, IsOpen is_open) {
    const DayCalendar& calendar = problem_->calendars[at(mode.calendar)];
    int rank = calendar.rank(from);
    const int end = calendar.rank(until);
    int run = 0;
    while (rank < end && end - rank >= mode.duration - run) {
        const Day day = calendar.day(rank);
        if (is_open(day)) {
            if (++run == mode.duration) return calendar.day(rank - run + 1);
            ++rank;
            continue;
        }
        run = 0;
        Day open = day + 1;
        for (int d = mode.demand_begin; d < mode.demand_end; ++d)
            open = std::max(open, next_open(problem_->demands[at(d)].resource, day));
        rank = calendar.rank(open);
    }
    return -1;
}

template <class IsOpen>
Day ResourceProfile::latest_where(const Mode& mode, Day from, Day until, IsOpen is_open) {
    const DayCalendar& calendar = problem_->calendars[at(mode.calendar)];
    const int begin = calendar.rank(from);
    int rank = calendar.rank(until) - 1;
    int run = 0;
    while (rank >= begin && rank - begin + 1 >= mode.duration - run) {
        const Day day = calendar.day(rank);
        if (is_open(day)) {
            if (++run == mode.duration) return day;
            --rank;
            continue;
        }
        run = 0;
        Day open = day - 1;
        for (int d = mode.demand_begin; d < mode.demand_end; ++d)
            open = std::min(open, previous_open(problem_->demands[at(d)].resource, day));
        rank = calendar.rank(open + 1) - 1;
    }
    return -1;
}

Day ResourceProfile::earliest(const Mode& mode, Day from, Day until) {
    from = std::max(from, 0);
    until = std::min(until, horizon_);
    if (mode.duration <= 0) return from <= until ? from : -1;
    if (mode.demand_end - mode.demand_begin != 1)
        return earliest_where(mode, from, until, [&](Day day) { return open_on(mode, day); });
    const Demand demand = problem_->demands[at(mode.demand_begin)];
    const std::int32_t* const free = free_.data() + cell(demand.resource, 0);
    return earliest_where(mode, from, until, [&](Day day) { return free[day] >= demand.amount; });
}

Day ResourceProfile::latest(const Mode& mode, Day from, Day until) {
    from = std::max(from, 0);
    until = std::min(until, horizon_);
    if (mode.duration <= 0) return from <= until ? until : -1;
    if (mode.demand_end - mode.demand_begin != 1)
        return latest_where(mode, from, until, [&](Day day) { return open_on(mode, day); });
    const Demand demand = problem_->demands[at(mode.demand_begin)];
    const std::int32_t* const free = free_.data() + cell(demand.resource, 0);
    return latest_where(mode, from, until, [&](Day day) { return free[day] >= demand.amount; });
}

bool ResourceProfile::fits(const Mode& mode, Day start, Day end) const {
    const DayCalendar& calendar = problem_->calendars[at(mode.calendar)];
    const int last = calendar.rank(end);
    for (int rank = calendar.rank(start); rank < last; ++rank)
        if (!open_on(mode, calendar.day(rank))) return false;
    return true;
}

void ResourceProfile::change(const Mode& mode, Day start, Day end, int sign) {
    const DayCalendar& calendar = problem_->calendars[at(mode.calendar)];
    const int last = calendar.rank(end);
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
        const Demand& demand = problem_->demands[at(d)];
        for (int rank = calendar.rank(start); rank < last; ++rank)
            free_[cell(demand.resource, calendar.day(rank))] -= sign * demand.amount;
    }
}

void ResourceProfile::settle(const Mode& mode, Day start, Day end) {
    const DayCalendar& calendar = problem_->calendars[at(mode.calendar)];
    const int last = calendar.rank(end);
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
        const int resource = problem_->demands[at(d)].resource;
        const std::size_t row = at(resource) * (at(horizon_) + 1);
        for (int rank = calendar.rank(start); rank < last; ++rank) {
            const Day day = calendar.day(rank);
            if (free_[cell(resource, day)] >= smallest_[at(resource)]) continue;
            if (next_[row + at(day)] == day) next_[row + at(day)] = day + 1;
            if (previous_[row + at(day) + 1] == day + 1) previous_[row + at(day) + 1] = day;
        }
    }
}

}  // namespace plan::schedule
