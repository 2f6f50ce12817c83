#include "libplan/schedule/schedule_walk.hpp"

#include "libplan/schedule/bounds.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace plan {

using schedule::Day;
using schedule::Schedule;
using schedule::Window;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// One place in so many is passed over without a look, so that the cheapest is not always taken.
constexpr int passed_over = 20;
constexpr int scale_sample = 200;

}  // namespace

ScheduleWalk::ScheduleWalk(const ImprovementProblem& problem, const MoveCosts& costs,
                           const std::vector<std::vector<int>>& neighbours, std::uint64_t seed)
    : problem_(problem),
      costs_(costs),
      random_(seed),
      placement_(*problem.network, problem.jobs->job_of_activity, problem.jobs->count),
      ruins_(neighbours, problem.migration->problem.windows.size()),
      prices_(*problem.objective, *problem.jobs, problem.migration->problem.windows.size()) {
    changed_.assign(at(problem.jobs->count), 0);
    jobs_in_window_.resize(problem.migration->problem.windows.size());
    measure_jobs();
}

void ScheduleWalk::measure_jobs() {
    lengths_.resize(at(problem_.jobs->count));
    const schedule::Problem& problem = problem_.migration->problem;
    for (int job = 0; job < problem_.jobs->count; ++job) {
        Length& length = lengths_[at(job)];
        for (const int* a = placement_.activities().begin(job); a != placement_.activities().end(job); ++a) {
            const int shortest = schedule::shortest_duration(problem, *a);
            if (problem_.network->block_of(problem_.network->unit_of(*a)) >= 0)
                length.block = std::max(length.block, shortest);
            else
                (length.block > 0 ? length.after : length.before) += shortest * 7 / 5;
        }
    }
}

void ScheduleWalk::begin(const Schedule& schedule, double total) {
    placement_.load(schedule);
    current_ = best_ = total;
    best_schedule_ = schedule;
    for (const int job : since_best_) changed_[at(job)] = 0;
    since_best_.clear();
    ruins_.begin(placement_);
    for (std::size_t window = 0; window < jobs_in_window_.size(); ++window)
        jobs_in_window_[window] = static_cast<int>(ruins_.jobs_of_window()[window].size());
    prices_.begin(placement_.schedule(), jobs_in_window_);
    scale_ = 0;
    sampled_ = 0;
}

void ScheduleWalk::run(std::int64_t work, double warmth) {
    const std::int64_t end = this->work() + work;
    while (this->work() < end) step(warmth * scale_);
}

double ScheduleWalk::drift() const {
    return std::abs(current_ - problem_.objective->total(placement_.schedule()));
}

/// Where the job, which is placed, would cost least if nothing were in its way; -1 without a block. What it would gain
/// there is its regret.
int ScheduleWalk::best_window(int job) {
    wish_ = -1;
    list_places(job);
    if (places_.empty()) return -1;
    const Place& best = places_.front();
    ruins_.set_regret(job, costs_.of(job, placement_) + costs_.at_finish(placement_.finish()) - best.cost);
    return has_block(job) ? best.window : -1;
}

void ScheduleWalk::step(double ease) {
    ++steps_;
    const int first = ruins_.draw(random_);
    ruins_.choose(first, best_window(first), placement_, random_, removed_);
    const Day finish_before = placement_.finish();
    double change = 0;
    old_windows_.clear();
    for (const int job : removed_) {
        old_windows_.push_back(has_block(job) ? placement_.window_of(job) : -1);
        if (old_windows_.back() >= 0) --jobs_in_window_[at(old_windows_.back())];
        change -= costs_.of(job, placement_);
        placement_.remove(job);
    }
    std::size_t placed = 0;
    const bool whole = put_all_back(change, placed);
    change += costs_.at_finish(placement_.finish()) - costs_.at_finish(finish_before);
    if (whole) change += prices_.after(removed_, placement_.schedule(), jobs_in_window_) - prices_.price();
    if (whole && welcome(change, ease))
        take(change);
    else
        roll_back(placed);
}

/// As it was before the step, of whose jobs `placed` were put back.
void ScheduleWalk::roll_back(std::size_t placed) {
    for (std::size_t i = 0; i < removed_.size(); ++i) {
        if (old_windows_[i] < 0) continue;
        ++jobs_in_window_[at(old_windows_[i])];
        if (i < placed) --jobs_in_window_[at(placement_.window_of(removed_[i]))];
    }
    placement_.roll_back();
}

/// One after the other, those that others wait for before these. False when one finds no place.
bool ScheduleWalk::put_all_back(double& change, std::size_t& placed) {
    constexpr int one_in = 6;
    const bool wishes = !ruins_.with_block().empty() && random_.below(one_in) == 0;
    wish_ = wishes ? draw_wish() : -1;
    for (placed = 0; placed < removed_.size(); ++placed) {
        std::size_t next = placed;
        while (!ready(removed_[next])) ++next;
        std::swap(removed_[placed], removed_[next]);
        std::swap(old_windows_[placed], old_windows_[next]);
        const int job = removed_[placed];
        if (!put_back(job)) return false;
        if (old_windows_[placed] >= 0) ++jobs_in_window_[at(placement_.window_of(job))];
        change += costs_.of(job, placement_);
    }
    return true;
}

/// A window in which some job of this plan lies, or one beside it.
int ScheduleWalk::draw_wish() {
    const int job = ruins_.with_block()[random_.below(ruins_.with_block().size())];
    const int window = std::max(0, placement_.window_of(job)) + random_.below(3) - 1;
    return std::clamp(window, 0, static_cast<int>(jobs_in_window_.size()) - 1);
}

bool ScheduleWalk::ready(int job) const {
    const schedule::Rows& preceding = placement_.preceding_jobs();
    return std::all_of(preceding.begin(job), preceding.end(job), [&](int other) { return placement_.placed(other); });
}

bool ScheduleWalk::put_back(int job) {
    list_places(job);
    if (has_block(job) && wish_ >= 0 && placement_.place_in(job, wish_)) return true;
    while (!places_.empty()) {
        std::pop_heap(places_.begin(), places_.end());
        const int where = places_.back().window;
        places_.pop_back();
        if (!places_.empty() && random_.below(passed_over) == 0) continue;
        if (has_block(job) ? placement_.place_in(job, where) : placement_.place_from(job, where)) return true;
    }
    return false;
}

/// A heap, the cheapest first.
void ScheduleWalk::list_places(int job) {
    places_.clear();
    const schedule::Problem& problem = problem_.migration->problem;
    const Length& length = lengths_[at(job)];
    if (!has_block(job)) {
        add_place(job, 0, length.before, length.before, 0);
        for (const Window& window : problem.windows)
            if (window.start > length.before) add_place(job, window.start, window.start, window.start + 1, 0);
    } else {
        const Window range = placement_.block_range(job);
        const std::vector<int>& allowed = problem.windows_of(problem.blocks[at(placement_.block_of(job))]);
        bool wish_allowed = false;
        for (const int w : allowed) {
            const Window& window = problem.windows[at(w)];
            const Day start = std::max({window.start, range.start, length.before * 5 / 7});
            if (start + length.block > std::min(window.end, range.end)) continue;
            if (w == wish_) wish_allowed = true;
            add_place(job, w, start, start + length.block, length.after);
        }
        if (!wish_allowed) wish_ = -1;
    }
    std::make_heap(places_.begin(), places_.end());
}

void ScheduleWalk::add_place(int job, int where, Day start, Day end, Day after) {
    const Day finish = std::max(placement_.finish(), end + after);
    const double cost = costs_.estimate(job, start, end, placement_) + costs_.at_finish(finish);
    places_.push_back({cost, static_cast<std::uint32_t>(random_.next() >> 32), where});
}

/// Whether what now stands may take the place of what stood before.
bool ScheduleWalk::welcome(double change, double ease) {
    constexpr double noise = 1e-9;
    if (change > noise && sampled_ < scale_sample) scale_ += (change - scale_) / ++sampled_;
    if (change > ease * random_.unit()) return false;
    return !problem_.accept || problem_.accept(placement_.schedule());
}

void ScheduleWalk::take(double change) {
    current_ += change;
    for (std::size_t i = 0; i < removed_.size(); ++i) {
        const int job = removed_[i];
        if (!changed_[at(job)]) changed_[at(job)] = 1, since_best_.push_back(job);
        if (old_windows_[i] >= 0 && old_windows_[i] != placement_.window_of(job))
            ruins_.move(job, old_windows_[i], placement_.window_of(job));
    }
    prices_.keep();
    placement_.commit();
    constexpr double noise = 1e-7;
    if (current_ < best_ - noise) keep();
}

/// Only what changed since the last time, because improvements come by the thousand.
void ScheduleWalk::keep() {
    best_ = current_;
    const Schedule& now = placement_.schedule();
    for (const int job : since_best_) {
        changed_[at(job)] = 0;
        for (const int* a = placement_.activities().begin(job); a != placement_.activities().end(job); ++a) {
            best_schedule_.start[at(*a)] = now.start[at(*a)];
            best_schedule_.end[at(*a)] = now.end[at(*a)];
            best_schedule_.mode[at(*a)] = now.mode[at(*a)];
        }
        if (const int block = placement_.block_of(job); block >= 0)
            best_schedule_.window[at(block)] = now.window[at(block)];
    }
    since_best_.clear();
}

}  // namespace plan
