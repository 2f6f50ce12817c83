#include "libplan/schedule/loose_generation.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

LooseGenerator::LooseGenerator(const PackedSide& side) : side_(&side) {
    place_.resize(at(side.kernel().jobs));
    hold_.resize(at(side.kernel().jobs));
}

bool LooseGenerator::fits(int job, Day day, const std::uint32_t* free) const {
    const KernelProject& kernel = side_->kernel();
    for (int word = 0; word < kernel.words; ++word) {
        const std::uint32_t demand = kernel.demand[std::ptrdiff_t{word} * kernel.jobs + job];
        const std::uint32_t* const row = free + word * kernel.stride + day;
        for (Day i = 0; demand != 0 && i < kernel.duration[job]; ++i)
            if (((row[i] - demand) & kernel.guard) != kernel.guard) return false;
    }
    return true;
}

void LooseGenerator::change(int job, Day day, bool take, std::uint32_t* free) const {
    const KernelProject& kernel = side_->kernel();
    for (int word = 0; word < kernel.words; ++word) {
        const std::uint32_t demand = kernel.demand[std::ptrdiff_t{word} * kernel.jobs + job];
        std::uint32_t* const row = free + word * kernel.stride + day;
        for (Day i = 0; demand != 0 && i < kernel.duration[job]; ++i) row[i] = take ? row[i] - demand : row[i] + demand;
    }
}

Day LooseGenerator::next_allowed(int job, Day day) const {
    const std::span<const StartRange> ranges = side_->start_ranges(job);
    if (ranges.empty()) return day;
    const auto range =
        std::partition_point(ranges.begin(), ranges.end(), [&](const StartRange& other) { return other.last < day; });
    return range == ranges.end() ? never : std::max(day, range->first);
}

Day LooseGenerator::first_fit(int job, Day day, Day last, const std::uint32_t* free) const {
    for (day = next_allowed(job, day); day <= last; day = next_allowed(job, day + 1))
        if (fits(job, day, free)) return day;
    return never;
}

int LooseGenerator::hold_back(int job, Day day, const Day* start) {
    int first = -1;
    for (const KernelLink& link : side_->loose_links_out_of(job)) {
        if (place_[at(link.job)] < 0 || start[link.job] >= day + link.lag) continue;
        hold_[at(link.job)] = std::max(hold_[at(link.job)], day + link.lag);
        if (first < 0 || place_[at(link.job)] < first) first = place_[at(link.job)];
    }
    return first;
}

Day LooseGenerator::generate(std::span<const int> list, Day floor, Day limit, std::uint32_t* free, Day* start) {
    const KernelProject& kernel = side_->kernel();
    std::fill(place_.begin(), place_.end(), -1);
    std::fill(hold_.begin(), hold_.end(), floor);
    const std::int64_t most_returns = 20 + 2 * static_cast<std::int64_t>(list.size());
    std::int64_t returns = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const int job = list[i];
        Day day = std::max(hold_[at(job)], kernel.release[job]);
        for (const KernelLink& link : side_->links_into(job)) day = std::max(day, start[link.job] + link.lag);
        for (const KernelLink& link : side_->loose_links_into(job))
            if (place_[at(link.job)] >= 0) day = std::max(day, start[link.job] + link.lag);
        day = first_fit(job, day, std::min(limit - kernel.tail[job], kernel.latest[job]), free);
        if (day == never) return -1;
        if (const int back = hold_back(job, day, start); back >= 0) {
            if (++returns > most_returns) return -1;
            for (std::size_t other = at(back); other < i; ++other) {
                change(list[other], start[list[other]], false, free);
                place_[at(list[other])] = -1;
            }
            i = at(back) - 1;  // the loop goes on with that place; 0 - 1 wraps round to it
            continue;
        }
        start[job] = day;
        place_[at(job)] = static_cast<int>(i);
        change(job, day, true, free);
    }
    Day finish = 0;
    for (const int job : list) finish = std::max(finish, start[job] + kernel.duration[job]);
    return finish;
}

}  // namespace plan::schedule
