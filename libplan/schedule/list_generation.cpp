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

ListGenerator::ListGenerator(const PackedProject& project) : project_(&project) {
    const std::size_t jobs = at(project.jobs());
    for (const auto& [side, packed] : {std::pair{&forward_, &project.forward()}, {&backward_, &project.backward()}}) {
        side->packed = packed;
        side->free = packed->initial();
    }
    count_.resize(8 * jobs + 66);
    list_.resize(jobs);
    reversed_.resize(jobs);
    missing_.resize(jobs);
    key_.resize(jobs);
    mirrored_start_.resize(jobs);
    start_.resize(jobs);
    entries_.resize(jobs);
}

Day ListGenerator::generate(Side& side, std::span<const int> list, Day floor, Day limit, Day* start) {
    const KernelProject& kernel = side.packed->kernel();
    for (std::ptrdiff_t word = 0; word < kernel.words; ++word) {
        const std::ptrdiff_t row = word * kernel.stride;
        std::copy(side.packed->initial().begin() + row + side.used_from,
                  side.packed->initial().begin() + row + side.used_until, side.free.begin() + row + side.used_from);
    }
    limit = std::min(limit, kernel.horizon);
    const Day finish =
        serial_kernel()(kernel, list.data(), static_cast<int>(list.size()), floor, limit, side.free.data(), start);
    side.used_from = std::min(floor, limit);
    side.used_until = finish >= 0 ? std::max(finish, side.used_from) : std::max(limit, side.used_from);
    ++schedules_;
    return std::max(finish, -1);
}

Day ListGenerator::forward(std::span<const int> list, Day limit, std::span<Day> start) {
    return generate(forward_, list, 0, limit, start.data());
}

Day ListGenerator::backward(std::span<const int> list, Day end, std::span<Day> start) {
    const Day floor = project_->project().horizon - end;
    const Day finish = generate(backward_, list, floor, project_->project().horizon, start.data());
    return finish < 0 ? -1 : finish - floor;
}

/// The jobs of `list` by key, equal ones in the order of the list.
void ListGenerator::sort_by(std::span<const Day> key, Day least, Day most, std::span<const int> list,
                            std::span<int> sorted) {
    const std::size_t range = at(most - least) + 2;
    if (range <= count_.size()) {
        std::fill_n(count_.begin(), range, 0);
        for (const Day value : key) ++count_[at(value - least) + 1];
        for (std::size_t i = 1; i < range; ++i) count_[i] += count_[i - 1];
        for (const int job : list) sorted[at(count_[at(key[at(job)] - least)]++)] = job;
        return;
    }
    for (std::size_t i = 0; i < list.size(); ++i)
        entries_[i] = static_cast<std::uint64_t>(key[at(list[i])] - least) << 32 | i;
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

Day ListGenerator::improve(std::span<int> list, std::span<Day> start) {
    const Day horizon = project_->project().horizon;
    const std::vector<int>& duration = project_->project().duration;
    const Day first = forward(list, horizon, start);
    if (first < 0) return -1;
    std::reverse_copy(list.begin(), list.end(), reversed_.begin());
    for (std::size_t job = 0; job < key_.size(); ++job) key_[job] = first - start[job] - duration[job];
    sort_by(key_, 0, first, reversed_, list_);
    if (project_->overlaps()) repair(project_->backward(), list_);
    const Day length = backward(list_, first, mirrored_start_);
    Day second = -1;
    if (length >= 0) {
        for (std::size_t job = 0; job < key_.size(); ++job) key_[job] = horizon - mirrored_start_[job] - duration[job];
        std::reverse(list_.begin(), list_.end());
        sort_by(key_, first - length, first, list_, reversed_);
        second = forward(reversed_, first, start_);
    }
    if (second >= 0) {
        std::copy(start_.begin(), start_.end(), start.begin());
        std::copy(reversed_.begin(), reversed_.end(), list_.begin());
    } else {
        std::copy(list.begin(), list.end(), list_.begin());
    }
    sort_by(start, 0, first, list_, list);
    return second >= 0 ? second : first;
}

}  // namespace plan::schedule
