#include "libplan/schedule/generation.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

Day Schedule::finish() const {
    return end.empty() ? 0 : std::max(0, *std::max_element(end.begin(), end.end()));
}

Generator::Generator(const Network& network)
    : network_(&network), problem_(&network.problem()), profile_(network.problem()) {
    bound_.resize(problem_->activities.size());
    missing_.resize(at(network.unit_count()));
    window_load_.resize(problem_->windows.size());
    closed_to_.resize(problem_->windows.size());
    heap_.reserve(at(network.unit_count()));
    keys_.resize(at(network.unit_count()));
}

void Generator::begin(Schedule& schedule) {
    schedule.start.resize(problem_->activities.size());
    schedule.end.resize(problem_->activities.size());
    schedule.mode.resize(problem_->activities.size());
    schedule.window.assign(problem_->blocks.size(), -1);
    std::fill(window_load_.begin(), window_load_.end(), 0);
    std::fill(closed_to_.begin(), closed_to_.end(), -1);
    profile_.reset();
    heap_.clear();
    failed_ = -1;
}

bool Generator::forward(std::span<const std::int64_t> keys, Schedule& schedule) {
    begin(schedule);
    missing_ = network_->entering();
    for (std::size_t a = 0; a < bound_.size(); ++a) bound_[a] = problem_->activities[a].release;
    const auto later = [](const Entry& a, const Entry& b) { return a > b; };
    for (int unit = 0; unit < network_->unit_count(); ++unit)
        if (missing_[at(unit)] == 0) heap_.emplace_back(keys[at(unit)], unit);
    std::make_heap(heap_.begin(), heap_.end(), later);
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        const int unit = heap_.back().second;
        heap_.pop_back();
        if (!place_unit(unit, false, schedule)) {
            failed_ = unit;
            return false;
        }
        settle(unit, schedule);
        for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a)
            for (const int* i = network_->arcs_out_of().begin(*a); i != network_->arcs_out_of().end(*a); ++i) {
                const Arc& arc = problem_->arcs[at(*i)];
                bound_[at(arc.to)] = std::max(bound_[at(arc.to)], schedule.end[at(*a)] + arc.lag);
                const int to = network_->unit_of(arc.to);
                if (to == unit || --missing_[at(to)] > 0) continue;
                heap_.emplace_back(keys[at(to)], to);
                std::push_heap(heap_.begin(), heap_.end(), later);
            }
    }
    return true;
}

bool Generator::backward(std::span<const std::int64_t> keys, Day end, Schedule& schedule) {
    begin(schedule);
    missing_ = network_->leaving();
    for (std::size_t a = 0; a < bound_.size(); ++a) bound_[a] = std::min(problem_->activities[a].deadline, end);
    for (int unit = 0; unit < network_->unit_count(); ++unit)
        if (missing_[at(unit)] == 0) heap_.emplace_back(keys[at(unit)], unit);
    std::make_heap(heap_.begin(), heap_.end());
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end());
        const int unit = heap_.back().second;
        heap_.pop_back();
        if (!place_unit(unit, true, schedule)) {
            failed_ = unit;
            return false;
        }
        settle(unit, schedule);
        for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a)
            for (const int* i = network_->arcs_into().begin(*a); i != network_->arcs_into().end(*a); ++i) {
                const Arc& arc = problem_->arcs[at(*i)];
                bound_[at(arc.from)] = std::min(bound_[at(arc.from)], schedule.start[at(*a)] - arc.lag);
                const int from = network_->unit_of(arc.from);
                if (from == unit || --missing_[at(from)] > 0) continue;
                heap_.emplace_back(keys[at(from)], from);
                std::push_heap(heap_.begin(), heap_.end());
            }
    }
    return true;
}

bool Generator::place_early(int activity, Day from, Day until, Schedule& schedule) {
    const Activity& what = problem_->activities[at(activity)];
    until = std::min(until, what.deadline);
    Day best_end = never;
    for (int m = what.mode_begin; m < what.mode_end; ++m) {
        const Mode& mode = problem_->modes[at(m)];
        const Day start = profile_.earliest(mode, from, std::min(until, best_end));
        if (start < 0) continue;
        const Day end = problem_->calendars[at(mode.calendar)].end_of(start, mode.duration);
        if (end >= best_end) continue;
        best_end = end;
        schedule.start[at(activity)] = start;
        schedule.end[at(activity)] = end;
        schedule.mode[at(activity)] = m;
    }
    if (best_end == never) return false;
    profile_.change(problem_->modes[at(schedule.mode[at(activity)])], schedule.start[at(activity)], best_end, 1);
    return true;
}

bool Generator::place_late(int activity, Day from, Day until, Schedule& schedule) {
    const Activity& what = problem_->activities[at(activity)];
    from = std::max(from, what.release);
    Day best_start = -1;
    for (int m = what.mode_begin; m < what.mode_end; ++m) {
        const Mode& mode = problem_->modes[at(m)];
        const Day start = profile_.latest(mode, std::max(from, best_start), until);
        if (start <= best_start) continue;
        best_start = start;
        schedule.start[at(activity)] = start;
        schedule.end[at(activity)] = problem_->calendars[at(mode.calendar)].end_of(start, mode.duration);
        schedule.mode[at(activity)] = m;
    }
    if (best_start < 0) return false;
    profile_.change(problem_->modes[at(schedule.mode[at(activity)])], best_start, schedule.end[at(activity)], 1);
    return true;
}

bool Generator::window_open(int block, int window) const {
    const std::size_t activities = problem_->blocks[at(block)].activities.size();
    const std::int64_t load = std::int64_t{window_load_[at(window)]} + static_cast<std::int64_t>(activities);
    return load <= problem_->windows[at(window)].capacity && closed_to_[at(window)] != block;
}

/// Once for a block rather than for each of its windows, because there can be many of both.
void Generator::close_windows_apart(int block, const Schedule& schedule) {
    for (const int other : problem_->blocks[at(block)].apart)
        if (const int window = schedule.window[at(other)]; window >= 0) closed_to_[at(window)] = block;
}

bool Generator::place_unit(int unit, bool late, Schedule& schedule) {
    const int block = network_->block_of(unit);
    if (block < 0) {
        const int activity = *network_->members().begin(unit);
        return late ? place_late(activity, 0, bound_[at(activity)], schedule)
                    : place_early(activity, bound_[at(activity)], problem_->horizon, schedule);
    }
    const Block& what = problem_->blocks[at(block)];
    if (std::find(what.apart.begin(), what.apart.end(), block) != what.apart.end()) return false;
    close_windows_apart(block, schedule);
    const std::vector<int>& allowed = problem_->windows_of(what);
    const int count = static_cast<int>(allowed.size());
    for (int i = 0; i < count; ++i) {
        const int window = allowed[at(late ? count - 1 - i : i)];
        if (!window_open(block, window)) continue;
        const Window& where = problem_->windows[at(window)];
        if (!(late ? fill_window_late(unit, where, schedule) : fill_window_early(unit, where, schedule))) continue;
        schedule.window[at(block)] = window;
        window_load_[at(window)] += static_cast<int>(problem_->blocks[at(block)].activities.size());
        return true;
    }
    return false;
}

/// Members in their order; what one of them waits for inside the block is placed before it.
bool Generator::fill_window_early(int unit, const Window& window, Schedule& schedule) {
    const int* const first = network_->members().begin(unit);
    const int* const last = network_->members().end(unit);
    for (const int* a = first; a != last; ++a)
        if (bound_[at(*a)] >= window.end) return false;
    for (const int* a = first; a != last; ++a) {
        Day from = std::max(bound_[at(*a)], window.start);
        for (const int* i = network_->arcs_into().begin(*a); i != network_->arcs_into().end(*a); ++i) {
            const Arc& arc = problem_->arcs[at(*i)];
            if (network_->unit_of(arc.from) == unit) from = std::max(from, schedule.end[at(arc.from)] + arc.lag);
        }
        if (place_early(*a, from, window.end, schedule)) continue;
        empty_window(first, a, schedule);
        return false;
    }
    return true;
}

bool Generator::fill_window_late(int unit, const Window& window, Schedule& schedule) {
    const int* const first = network_->members().begin(unit);
    const int* const last = network_->members().end(unit);
    for (const int* a = first; a != last; ++a)
        if (bound_[at(*a)] <= window.start) return false;
    for (const int* a = last; a-- != first;) {
        Day until = std::min(bound_[at(*a)], window.end);
        for (const int* i = network_->arcs_out_of().begin(*a); i != network_->arcs_out_of().end(*a); ++i) {
            const Arc& arc = problem_->arcs[at(*i)];
            if (network_->unit_of(arc.to) == unit) until = std::min(until, schedule.start[at(arc.to)] - arc.lag);
        }
        if (place_late(*a, window.start, until, schedule)) continue;
        empty_window(a + 1, last, schedule);
        return false;
    }
    return true;
}

void Generator::empty_window(const int* first, const int* last, const Schedule& schedule) {
    for (const int* a = first; a != last; ++a)
        profile_.change(problem_->modes[at(schedule.mode[at(*a)])], schedule.start[at(*a)], schedule.end[at(*a)], -1);
}

void Generator::settle(int unit, const Schedule& schedule) {
    for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a)
        profile_.settle(problem_->modes[at(schedule.mode[at(*a)])], schedule.start[at(*a)], schedule.end[at(*a)]);
}

double Generator::justify(Schedule& schedule, double value, const Evaluate& evaluate) {
    const auto set_keys = [&](const std::vector<Day>& days, bool latest) {
        for (int unit = 0; unit < network_->unit_count(); ++unit) {
            Day key = latest ? -1 : never;
            for (const int* a = network_->members().begin(unit); a != network_->members().end(unit); ++a)
                key = latest ? std::max(key, days[at(*a)]) : std::min(key, days[at(*a)]);
            keys_[at(unit)] = key;
        }
    };
    set_keys(schedule.end, true);
    if (!backward(keys_, schedule.finish(), right_)) return value;
    set_keys(right_.start, false);
    if (!forward(keys_, left_)) return value;
    const double justified = evaluate(left_);
    if (justified > value) return value;
    std::swap(schedule, left_);
    return justified;
}

}  // namespace plan::schedule
