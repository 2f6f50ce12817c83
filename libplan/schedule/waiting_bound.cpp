#include "libplan/schedule/waiting_bound.hpp"

#include <algorithm>
#include <cstddef>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// The items of one resource, those that give most for their work first, as the weights of a day have it.
class Ranking {
public:
    Ranking(const std::vector<Waiting>& items, int resource) {
        for (std::size_t i = 0; i < items.size(); ++i)
            for (const auto& [used, amount] : items[i].work)
                if (used == resource && amount > 0) {
                    entries_.push_back({i, amount});
                    total_ += amount;
                }
    }

    [[nodiscard]] bool bars(std::int64_t capacity) const { return total_ > capacity; }

    void sort(const std::vector<double>& weight) {
        std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
            const double of_a = weight[a.item] / static_cast<double>(a.amount);
            const double of_b = weight[b.item] / static_cast<double>(b.amount);
            return of_a != of_b ? of_a > of_b : a.item < b.item;
        });
    }

    /// The least weight that `capacity` leaves waiting, of items that may have ended.
    [[nodiscard]] double left(const std::vector<double>& weight, const std::vector<bool>& may_end,
                              std::int64_t capacity) const {
        double sum = 0;
        for (const Entry& entry : entries_) {
            if (!may_end[entry.item] || weight[entry.item] <= 0) continue;
            if (entry.amount <= capacity) {
                capacity -= entry.amount;
                continue;
            }
            sum +=
                weight[entry.item] * (static_cast<double>(entry.amount - capacity) / static_cast<double>(entry.amount));
            capacity = 0;
        }
        return sum;
    }

private:
    struct Entry {
        std::size_t item = 0;
        std::int64_t amount = 0;
    };
    std::vector<Entry> entries_;
    std::int64_t total_ = 0;
};

}  // namespace

double waiting_bound(const std::vector<Waiting>& items, const Supply& capacity) {
    if (items.empty() || capacity.empty()) return 0;
    std::vector<Ranking> rankings;
    for (int r = 0; r < static_cast<int>(capacity.size()); ++r) rankings.emplace_back(items, r);
    std::vector<double> weight(items.size(), 0);
    std::vector<bool> may_end(items.size(), false);
    double sum = 0;
    for (Day day = 0; day < static_cast<Day>(capacity.front().size()); ++day) {
        bool changed = day == 0, waiting = false;
        double certain = 0;
        for (std::size_t i = 0; i < items.size(); ++i) {
            for (const auto& [from, cost] : items[i].from)
                if (from == day || (day == 0 && from < 0)) {
                    weight[i] += cost;
                    sum += cost * std::max(0, -from);  // nothing ends before day 0
                    changed = true;
                } else if (from > day) {
                    waiting = true;
                }
            may_end[i] = items[i].earliest <= day;
            if (!may_end[i]) {
                certain += weight[i];
                waiting = true;
            }
        }
        double barred = 0;
        for (int r = 0; r < static_cast<int>(rankings.size()); ++r) {
            if (changed) rankings[at(r)].sort(weight);
            if (!rankings[at(r)].bars(capacity[at(r)][at(day)])) continue;
            waiting = true;
            barred = std::max(barred, rankings[at(r)].left(weight, may_end, capacity[at(r)][at(day)]));
        }
        sum += certain + barred;
        if (!waiting) break;
    }
    return sum;
}

Supply supply_of(const Problem& problem) {
    Supply supply;
    for (const Resource& resource : problem.resources) {
        std::vector<std::int64_t>& before = supply.emplace_back(1, 0);
        for (const std::int32_t units : resource.capacity) before.push_back(before.back() + units);
    }
    return supply;
}

void add_work(const Problem& problem, int activity, std::vector<std::pair<int, std::int64_t>>& work) {
    const Activity& what = problem.activities[at(activity)];
    if (what.mode_end - what.mode_begin != 1) return;
    const Mode& mode = problem.modes[at(what.mode_begin)];
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
        const Demand& demand = problem.demands[at(d)];
        auto same = std::find_if(work.begin(), work.end(), [&](const auto& w) { return w.first == demand.resource; });
        if (same == work.end()) same = work.emplace(work.end(), demand.resource, 0);
        same->second += std::int64_t{demand.amount} * mode.duration;
    }
}

}  // namespace plan::schedule
