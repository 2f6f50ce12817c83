#include "libplan/schedule/job_placement.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Rows from lists.
Rows rows_of(const std::vector<std::vector<int>>& lists) {
    Rows rows;
    rows.offset.push_back(0);
    for (const std::vector<int>& list : lists) {
        rows.items.insert(rows.items.end(), list.begin(), list.end());
        rows.offset.push_back(static_cast<int>(rows.items.size()));
    }
    return rows;
}

}  // namespace

JobPlacement::JobPlacement(const Network& network, const std::vector<int>& job_of_activity, int jobs)
    : network_(&network), problem_(&network.problem()), jobs_(jobs), profile_(network.problem()) {
    sort_activities(job_of_activity);
    activity_placed_.assign(problem_->activities.size(), 0);
    job_placed_.assign(at(jobs), 0);
}

void JobPlacement::sort_activities(const std::vector<int>& job_of_activity) {
    block_.assign(at(jobs_), -1);
    last_.assign(problem_->activities.size(), 1);
    std::vector<char> follows(problem_->activities.size(), 0);  // what comes after the block of its job
    std::vector<std::vector<int>> all(at(jobs_)), before(at(jobs_)), after(at(jobs_)), preceding(at(jobs_));
    for (const int unit : network_->order()) {
        for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a) {
            const int job = job_of_activity[at(*a)];
            if (job < 0) continue;
            all[at(job)].push_back(*a);
            const int block = network_->block_of(unit);
            if (block >= 0) block_[at(job)] = block;
            for (const int* i = network_->arcs_into().begin(*a); i != network_->arcs_into().end(*a); ++i) {
                const int from = problem_->arcs[at(*i)].from, other = job_of_activity[at(from)];
                if (other != job) {
                    if (other >= 0) preceding[at(job)].push_back(other);
                    continue;
                }
                last_[at(from)] = 0;
                if (follows[at(from)] || network_->block_of(network_->unit_of(from)) >= 0) follows[at(*a)] = 1;
            }
            if (block >= 0) continue;
            (follows[at(*a)] ? after : before)[at(job)].push_back(*a);
        }
    }
    for (std::vector<int>& list : preceding) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    activities_ = rows_of(all), before_ = rows_of(before), after_ = rows_of(after), preceding_ = rows_of(preceding);
}

void JobPlacement::load(const Schedule& schedule) {
    schedule_ = schedule;
    profile_.reset();
    ends_.assign(at(problem_->horizon) + 1, 0);
    window_load_.assign(problem_->windows.size(), 0);
    stood_.clear(), removed_.clear();
    std::fill(activity_placed_.begin(), activity_placed_.end(), 0);
    std::fill(job_placed_.begin(), job_placed_.end(), 1);
    finish_ = 0;
    for (int a = 0; a < static_cast<int>(schedule.start.size()); ++a)
        put(a, schedule.mode[at(a)], schedule.start[at(a)], schedule.end[at(a)]);
    for (std::size_t b = 0; b < problem_->blocks.size(); ++b)
        if (schedule.window[b] >= 0)
            window_load_[at(schedule.window[b])] += static_cast<int>(problem_->blocks[b].activities.size());
}

void JobPlacement::put(int activity, int mode, Day start, Day end) {
    profile_.change(problem_->modes[at(mode)], start, end, 1);
    schedule_.start[at(activity)] = start;
    schedule_.end[at(activity)] = end;
    schedule_.mode[at(activity)] = mode;
    activity_placed_[at(activity)] = 1;
    ++ends_[day_of_end(end)];
    finish_ = std::max(finish_, std::min(end, problem_->horizon));
    ++placements_;
}

void JobPlacement::take(int activity) {
    const Day end = schedule_.end[at(activity)];
    profile_.change(problem_->modes[at(schedule_.mode[at(activity)])], schedule_.start[at(activity)], end, -1);
    activity_placed_[at(activity)] = 0;
    --ends_[day_of_end(end)];
    while (finish_ > 0 && ends_[at(finish_)] == 0) --finish_;
}

Day JobPlacement::lower_bound(int activity) const {
    Day bound = problem_->activities[at(activity)].release;
    for (const int* i = network_->arcs_into().begin(activity); i != network_->arcs_into().end(activity); ++i) {
        const Arc& arc = problem_->arcs[at(*i)];
        if (activity_placed_[at(arc.from)]) bound = std::max(bound, schedule_.end[at(arc.from)] + arc.lag);
    }
    return bound;
}

Day JobPlacement::upper_bound(int activity) const {
    Day bound = std::min(problem_->activities[at(activity)].deadline, problem_->horizon);
    for (const int* i = network_->arcs_out_of().begin(activity); i != network_->arcs_out_of().end(activity); ++i) {
        const Arc& arc = problem_->arcs[at(*i)];
        if (activity_placed_[at(arc.to)]) bound = std::min(bound, schedule_.start[at(arc.to)] - arc.lag);
    }
    return bound;
}

Window JobPlacement::block_range(int job) const {
    Window range{0, problem_->horizon};
    if (block_of(job) < 0) return range;
    for (const int member : problem_->blocks[at(block_of(job))].activities) {
        range.start = std::max(range.start, lower_bound(member));
        range.end = std::min(range.end, upper_bound(member));
    }
    return range;
}

bool JobPlacement::window_open(int job, int window) const {
    const Block& block = problem_->blocks[at(block_of(job))];
    const std::int64_t load =
        std::int64_t{window_load_[at(window)]} + static_cast<std::int64_t>(block.activities.size());
    if (load > problem_->windows[at(window)].capacity) return false;
    return std::none_of(block.apart.begin(), block.apart.end(),
                        [&](int other) { return schedule_.window[at(other)] == window; });
}

bool JobPlacement::place_early(int activity, Day from, Day until) {
    from = std::max(from, lower_bound(activity));
    until = std::min(until, upper_bound(activity));
    const Activity& what = problem_->activities[at(activity)];
    Day best_start = -1, best_end = never;
    int best_mode = -1;
    for (int m = what.mode_begin; m < what.mode_end; ++m) {
        const Mode& mode = problem_->modes[at(m)];
        const Day start = profile_.earliest(mode, from, std::min(until, best_end));
        if (start < 0) continue;
        const Day end = problem_->calendars[at(mode.calendar)].end_of(start, mode.duration);
        if (end < best_end) best_start = start, best_end = end, best_mode = m;
    }
    if (best_mode < 0) return false;
    put(activity, best_mode, best_start, best_end);
    return true;
}

bool JobPlacement::place_late(int activity) {
    const Day from = lower_bound(activity), until = upper_bound(activity);
    const Activity& what = problem_->activities[at(activity)];
    Day best_start = -1;
    int best_mode = -1;
    for (int m = what.mode_begin; m < what.mode_end; ++m) {
        const Day start = profile_.latest(problem_->modes[at(m)], std::max(from, best_start), until);
        if (start > best_start) best_start = start, best_mode = m;
    }
    if (best_mode < 0) return false;
    const Mode& mode = problem_->modes[at(best_mode)];
    put(activity, best_mode, best_start, problem_->calendars[at(mode.calendar)].end_of(best_start, mode.duration));
    return true;
}

bool JobPlacement::finish_placing(int job, bool complete) {
    if (complete) {
        job_placed_[at(job)] = 1;
        return true;
    }
    for (const int* a = activities_.begin(job); a != activities_.end(job); ++a)
        if (activity_placed_[at(*a)]) take(*a);
    return false;
}

void JobPlacement::set_window(int job, int window) {
    const int block = block_of(job);
    if (block < 0) return;
    const int size = static_cast<int>(problem_->blocks[at(block)].activities.size());
    int& now = schedule_.window[at(block)];
    if (now >= 0) window_load_[at(now)] -= size;
    now = window;
    if (now >= 0) window_load_[at(now)] += size;
}

void JobPlacement::remove(int job) {
    removed_.push_back({job, block_of(job) >= 0 ? schedule_.window[at(block_of(job))] : -1});
    for (const int* a = activities_.begin(job); a != activities_.end(job); ++a) {
        stood_.push_back({*a, schedule_.mode[at(*a)], schedule_.start[at(*a)], schedule_.end[at(*a)]});
        take(*a);
    }
    set_window(job, -1);
    job_placed_[at(job)] = 0;
}

bool JobPlacement::place_in(int job, int window) {
    if (!window_open(job, window)) return false;
    const Window& where = problem_->windows[at(window)];
    const int unit = network_->unit_of_block(block_of(job));
    for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a)
        if (!place_early(*a, where.start, where.end)) return finish_placing(job, false);
    for (const int* a = before_.end(job); a != before_.begin(job);)
        if (!place_late(*--a)) return finish_placing(job, false);
    for (const int* a = after_.begin(job); a != after_.end(job); ++a)
        if (!place_early(*a, 0, problem_->horizon)) return finish_placing(job, false);
    set_window(job, window);
    return finish_placing(job, true);
}

bool JobPlacement::place_from(int job, Day day) {
    for (const int* a = before_.begin(job); a != before_.end(job); ++a)
        if (!place_early(*a, last_[at(*a)] ? day : 0, problem_->horizon)) return finish_placing(job, false);
    return finish_placing(job, true);
}

bool JobPlacement::place_at(int activity, int mode, Day start) {
    const Activity& what = problem_->activities[at(activity)];
    if (mode < what.mode_begin || mode >= what.mode_end || start < lower_bound(activity)) return false;
    const Mode& how = problem_->modes[at(mode)];
    const DayCalendar& calendar = problem_->calendars[at(how.calendar)];
    const Day end = calendar.end_of(start, how.duration);
    if (end > upper_bound(activity) || (how.duration > 0 && !calendar.works(start))) return false;
    if (!profile_.fits(how, start, end)) return false;
    put(activity, mode, start, end);
    return true;
}

bool JobPlacement::place_as(int job, const Schedule& wanted) {
    const int block = block_of(job), window = block >= 0 ? wanted.window[at(block)] : -1;
    if (block >= 0) {
        const std::vector<int>& allowed = problem_->windows_of(problem_->blocks[at(block)]);
        if (!std::binary_search(allowed.begin(), allowed.end(), window) || !window_open(job, window)) return false;
    }
    for (const int* a = activities_.begin(job); a != activities_.end(job); ++a) {
        const bool moment = wanted.start[at(*a)] < 0;
        const bool inside = network_->block_of(network_->unit_of(*a)) >= 0;
        if (moment ? !place_early(*a, 0, problem_->horizon) : !place_at(*a, wanted.mode[at(*a)], wanted.start[at(*a)]))
            return finish_placing(job, false);
        if (!inside) continue;
        const Window& where = problem_->windows[at(window)];
        if (schedule_.start[at(*a)] < where.start || schedule_.end[at(*a)] > where.end)
            return finish_placing(job, false);
    }
    set_window(job, window);
    return finish_placing(job, true);
}

void JobPlacement::commit() {
    stood_.clear(), removed_.clear();
}

void JobPlacement::roll_back() {
    for (const Removed& removed : removed_)
        if (placed(removed.job)) {
            for (const int* a = activities_.begin(removed.job); a != activities_.end(removed.job); ++a) take(*a);
            set_window(removed.job, -1);
        }
    for (const Stood& stood : stood_) put(stood.activity, stood.mode, stood.start, stood.end);
    for (const Removed& removed : removed_) {
        set_window(removed.job, removed.window);
        job_placed_[at(removed.job)] = 1;
    }
    commit();
}

}  // namespace plan::schedule
