#include "libplan/schedule/list_generation.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

TwoWayList::TwoWayList(int jobs) {
    for (const int side : {0, 1}) {
        list[at(side)].resize(at(jobs));
        start[at(side)].resize(at(jobs));
    }
}

ListGenerator::ListGenerator(const PackedProject& project)
    : project_(&project), sides_{Side(project.forward()), Side(project.backward())} {
    const std::size_t jobs = at(project.jobs());
    count_.resize(8 * jobs + 66);
    list_.resize(jobs);
    missing_.resize(jobs);
    key_.resize(jobs);
    kept_.resize(jobs);
    entries_.resize(jobs);
}

Day ListGenerator::generate(Side& side, std::span<const int> list, int fixed, Day floor, Day limit, Day* start) {
    const KernelProject& kernel = side.packed->kernel();
    for (std::ptrdiff_t word = 0; word < kernel.words; ++word) {
        const std::ptrdiff_t row = word * kernel.stride;
        std::copy(side.packed->initial().begin() + row + side.used_from,
                  side.packed->initial().begin() + row + side.used_until, side.free.begin() + row + side.used_from);
    }
    limit = std::min(limit, kernel.horizon);
    const Day finish = project_->is_loose() ? side.loose.generate(list, floor, limit, side.free.data(), start)
                                            : serial_kernel()(kernel, list.data(), static_cast<int>(list.size()), fixed,
                                                              floor, limit, side.free.data(), start);
    side.used_from = std::min(floor, limit);
    side.used_until = std::max(finish >= 0 ? finish : kernel.horizon, side.used_from);
    ++schedules_;
    return std::max(finish, -1);
}

/// Goes on where `generate` has ended with `finish`; the same kind of result.
Day ListGenerator::generate_rest(Side& side, std::span<const int> list, Day finish, Day* start) {
    const KernelProject& kernel = side.packed->kernel();
    const Day rest = serial_kernel()(kernel, list.data(), static_cast<int>(list.size()), 0, 0, kernel.horizon,
                                     side.free.data(), start);
    side.used_until = rest >= 0 ? std::max(side.used_until, rest) : kernel.horizon;
    return rest < 0 ? -1 : std::max(finish, rest);
}

Day ListGenerator::forward(std::span<const int> list, int fixed, Day limit, std::span<Day> start) {
    return generate(sides_[0], list, fixed, 0, limit, start.data());
}

/// Builds the list of one side. Backward, all end at or before `end`, which matters only where days differ; starts are
/// then counted from there. The length of what results, or -1.
Day ListGenerator::build(TwoWayList& schedule, int side, Day end) {
    const Day horizon = project_->project().horizon;
    const Day floor = side == TwoWayList::backward && !project_->can_be_shifted() ? horizon - end : 0;
    std::vector<Day>& start = schedule.start[at(side)];
    const Day finish = generate(sides_[at(side)], schedule.list[at(side)], 0, floor, horizon, start.data());
    if (floor > 0)
        for (Day& day : start) day -= floor;
    return finish < 0 ? -1 : finish - floor;
}

/// The list that was changed: what lies before the change is placed without a search, and where those that changed
/// places start as they did, the rest does too. Most changes are of that kind.
Day ListGenerator::build_changed(TwoWayList& schedule, int side, const ListChange& change, ListOutcome& outcome) {
    const std::span<const int> list = schedule.list[at(side)];
    Day* const start = schedule.start[at(side)].data();
    Side& on = sides_[at(side)];
    const Day horizon = project_->project().horizon;
    outcome = ListOutcome::impossible;
    Day finish = -1;
    if (change.before == nullptr || project_->is_loose()) {
        finish = generate(on, list, 0, 0, horizon, start);
    } else {
        const std::size_t rest = at(change.last) + 1;
        finish = generate(on, list.first(rest), change.first, 0, horizon, start);
        const auto moved = list.subspan(at(change.first), rest - at(change.first));
        const Day* const before = change.before->start[at(side)].data();
        const bool same =
            finish >= 0 && std::all_of(moved.begin(), moved.end(), [&](int job) { return start[job] == before[job]; });
        if (same) outcome = ListOutcome::unchanged;
        if (finish < 0 || same) return -1;
        finish = generate_rest(on, list.subspan(rest), finish, start);
    }
    if (finish >= 0) outcome = ListOutcome::built;
    return finish;
}

/// Makes the list of the other side: in order of ends on this one.
void ListGenerator::turn(TwoWayList& schedule, int side, Day length) {
    const std::vector<int>& duration = project_->project().duration;
    const std::vector<Day>& start = schedule.start[at(side)];
    for (std::size_t job = 0; job < key_.size(); ++job) key_[job] = length - start[job] - duration[job];
    std::reverse_copy(schedule.list[at(side)].begin(), schedule.list[at(side)].end(), list_.begin());
    sort_by(key_, length, list_, schedule.list[at(1 - side)]);
    if (project_->overlaps()) repair(*sides_[at(1 - side)].packed, schedule.list[at(1 - side)]);
}

ListOutcome ListGenerator::justify(TwoWayList& schedule, TwoWayList::Side side, const ListChange& change) {
    ListOutcome outcome{};
    const Day first = build_changed(schedule, side, change, outcome);
    if (outcome != ListOutcome::built) return outcome;
    if (!project_->can_be_shifted())
        justify_in_place(schedule, first);
    else if (justify_shifting(schedule, side, first, change.longest) == ListOutcome::too_long)
        return ListOutcome::too_long;
    const std::vector<int>& duration = project_->project().duration;
    schedule.slack = 0;
    for (std::size_t job = 0; job < duration.size(); ++job)
        schedule.slack += schedule.finish - schedule.start[0][job] - duration[job] - schedule.start[1][job];
    return ListOutcome::built;
}

void ListGenerator::settle(TwoWayList& schedule) {
    for (const int side : {0, 1}) {
        std::copy(schedule.list[at(side)].begin(), schedule.list[at(side)].end(), list_.begin());
        sort_by(schedule.start[at(side)], schedule.latest_end, list_, schedule.list[at(side)]);
        if (project_->overlaps()) repair(*sides_[at(side)].packed, schedule.list[at(side)]);
    }
}

/// Every turn is at most as long as the one before: each job finds a place no later than where it lay.
ListOutcome ListGenerator::justify_shifting(TwoWayList& schedule, int side, Day first, Day longest) {
    turn(schedule, side, first);
    const Day second = build(schedule, 1 - side, 0);
    if (second > longest) return ListOutcome::too_long;
    turn(schedule, 1 - side, second);
    const Day third = build(schedule, side, 0);
    schedule.finish = third;
    schedule.latest_end = first;
    if (third == second) return ListOutcome::built;
    turn(schedule, side, third);
    schedule.finish = build(schedule, 1 - side, 0);
    return ListOutcome::built;
}

/// Where days differ, a turn may fail or end later, and then the first schedule stays.
void ListGenerator::justify_in_place(TwoWayList& schedule, Day first) {
    const std::vector<int>& duration = project_->project().duration;
    std::vector<Day>&start = schedule.start[0], &back = schedule.start[1];
    schedule.finish = schedule.latest_end = first;
    std::copy(start.begin(), start.end(), kept_.begin());
    turn(schedule, 0, first);
    if (build(schedule, 1, first) < 0) {
        for (std::size_t job = 0; job < back.size(); ++job) back[job] = first - start[job] - duration[job];
        return;
    }
    turn(schedule, 1, first);
    const Day third = build(schedule, 0, first);
    if (third >= 0 && third <= first)
        schedule.finish = third;
    else
        std::copy(kept_.begin(), kept_.end(), start.begin());
}

void ListGenerator::starts_of(const TwoWayList& schedule, std::span<Day> start) const {
    const std::vector<int>& duration = project_->project().duration;
    Day end = 0;
    for (std::size_t job = 0; job < duration.size(); ++job) end = std::max(end, schedule.start[0][job] + duration[job]);
    for (std::size_t job = 0; job < duration.size(); ++job)
        start[job] =
            end == schedule.finish ? schedule.start[0][job] : schedule.finish - schedule.start[1][job] - duration[job];
}

/// The jobs of `list` by key, equal ones in the order of the list.
void ListGenerator::sort_by(std::span<const Day> key, Day most, std::span<const int> list, std::span<int> sorted) {
    const std::size_t range = at(most) + 2;
    if (range <= count_.size()) {
        std::fill_n(count_.begin(), range, 0);
        for (const Day value : key) ++count_[at(value) + 1];
        for (std::size_t i = 1; i < range; ++i) count_[i] += count_[i - 1];
        for (const int job : list) sorted[at(count_[at(key[at(job)])]++)] = job;
        return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) entries_[i] = static_cast<std::uint64_t>(key[at(list[i])]) << 32 | i;
    std::sort(entries_.begin(), entries_.end());
    for (std::size_t i = 0; i < list.size(); ++i) sorted[i] = list[entries_[i] & 0xffffffffU];
}

/// Puts every job after those that it is placed after, and leaves the order as it is otherwise.
void ListGenerator::repair(const PackedSide& side, std::span<int> list) {
    for (std::size_t i = 0; i < list.size(); ++i) key_[at(list[i])] = static_cast<Day>(i);
    std::size_t heap = 0, done = 0;
    const auto push = [&](int job) {
        entries_[heap++] = static_cast<std::uint64_t>(key_[at(job)]) << 32 | static_cast<std::uint64_t>(job);
        std::push_heap(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(heap), std::greater<>());
    };
    for (const int job : list) missing_[at(job)] = static_cast<int>(side.links_into(job).size());
    for (const int job : list)
        if (missing_[at(job)] == 0) push(job);
    while (heap > 0) {
        std::pop_heap(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(heap), std::greater<>());
        const auto job = static_cast<int>(entries_[--heap] & 0xffffffffU);
        list[done++] = job;
        for (const int to : side.successors(job))
            if (--missing_[at(to)] == 0) push(to);
    }
}

}  // namespace plan::schedule
