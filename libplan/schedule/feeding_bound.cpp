#include "libplan/schedule/feeding_bound.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr double rounding = 1e-6;

/// What a path asks of a resource, and of the others before and after.
struct Share {
    Day head = 0, tail = 0;
    std::int64_t demand = 0, work = 0;
    std::vector<std::pair<int, std::int64_t>> before, after;  ///< resource, units times days
};

/// The most that can be taken at a time by how much work is allowed for it: a concave line.
class Curve {
public:
    explicit Curve(std::vector<std::pair<std::int64_t, std::int64_t>> work_and_demand) {
        std::sort(work_and_demand.begin(), work_and_demand.end(), [](const auto& a, const auto& b) {
            return static_cast<double>(a.second) * static_cast<double>(b.first) >
                   static_cast<double>(b.second) * static_cast<double>(a.first);
        });
        work_.push_back(0);
        demand_.push_back(0);
        for (const auto& [work, demand] : work_and_demand) {
            work_.push_back(work_.back() + work);
            demand_.push_back(demand_.back() + demand);
        }
    }

    [[nodiscard]] double at_most(std::int64_t work) const {
        const auto next = std::upper_bound(work_.begin(), work_.end(), work);
        const auto i = static_cast<std::size_t>(next - work_.begin());
        if (next == work_.end()) return static_cast<double>(demand_.back());
        const double part = static_cast<double>(work - work_[i - 1]) / static_cast<double>(work_[i] - work_[i - 1]);
        return static_cast<double>(demand_[i - 1]) + part * static_cast<double>(demand_[i] - demand_[i - 1]);
    }

private:
    std::vector<std::int64_t> work_, demand_;  ///< sums so far
};

/// The activity that goes before each one on its path; -1 for the first. Of several that only it follows, the one
/// declared last before it: phases of an application stand side by side.
std::vector<int> path_predecessors(const Network& network) {
    const Problem& problem = network.problem();
    const auto count = static_cast<int>(problem.activities.size());
    std::vector<int> before(at(count), -1);
    for (int a = 0; a < count; ++a) {
        std::pair<bool, int> best{false, -1};
        for (const int* i = network.arcs_into().begin(a); i != network.arcs_into().end(a); ++i) {
            const int from = problem.arcs[at(*i)].from;
            const bool only = network.arcs_out_of().end(from) - network.arcs_out_of().begin(from) == 1;
            if (only) best = std::max(best, std::make_pair(from < a, from));
        }
        before[at(a)] = best.second;
    }
    return before;
}

class Feeding {
public:
    Feeding(const Network& network, const FeedingFacts& facts) : problem_(network.problem()), facts_(facts) {
        shares_.resize(problem_.resources.size());
        const std::vector<int> before = path_predecessors(network);
        std::vector<char> followed(before.size(), 0);
        for (const int from : before)
            if (from >= 0) followed[at(from)] = 1;
        std::vector<int> path;
        for (int a = 0; a < static_cast<int>(before.size()); ++a) {
            if (followed[at(a)]) continue;
            path.clear();
            for (int on = a; on >= 0; on = before[at(on)]) path.push_back(on);
            std::reverse(path.begin(), path.end());
            add_path(path);
        }
    }

    [[nodiscard]] Day bound(Day known) const {
        for (std::size_t r = 0; r < shares_.size(); ++r)
            if (!shares_[r].empty()) known = bound_of(r, known);
        return known;
    }

private:
    using WorkOf = std::vector<std::pair<int, std::int64_t>>;

    [[nodiscard]] const std::vector<std::int64_t>& capacity(std::size_t resource) const {
        return (*facts_.capacity_before)[resource];
    }

    static void add(WorkOf& works, int resource, std::int64_t work) {
        auto same = std::find_if(works.begin(), works.end(), [&](const auto& w) { return w.first == resource; });
        if (same == works.end()) same = works.emplace(works.end(), resource, 0);
        same->second += work;
    }

    void add_path(const std::vector<int>& path) {
        WorkOf done;
        std::vector<std::pair<int, Share>> open;  // by resource
        for (const int activity : path) {
            const Activity& what = problem_.activities[at(activity)];
            const Mode& mode = problem_.modes[at(what.mode_begin)];
            if (what.mode_end - what.mode_begin != 1 || mode.duration == 0) continue;
            const WorkOf before = done;
            for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
                const Demand& demand = problem_.demands[at(d)];
                if (demand.amount <= 0) continue;
                const std::int64_t work = std::int64_t{demand.amount} * mode.duration;
                add(done, demand.resource, work);
                auto same = std::find_if(open.begin(), open.end(),
                                         [&](const auto& share) { return share.first == demand.resource; });
                if (same == open.end()) {
                    same = open.emplace(open.end(), demand.resource, Share{});
                    same->second.head = (*facts_.head)[at(activity)];
                    same->second.before = before;
                }
                Share& share = same->second;
                share.demand = std::max<std::int64_t>(share.demand, demand.amount);
                share.work += work;
                share.tail = (*facts_.tail)[at(activity)];
            }
            // What follows the last use of a resource: begun anew at each use.
            for (auto& [resource, share] : open) {
                bool uses = false;
                for (int d = mode.demand_begin; d < mode.demand_end; ++d)
                    uses = uses || (problem_.demands[at(d)].resource == resource && problem_.demands[at(d)].amount > 0);
                if (uses) {
                    share.after.clear();
                    continue;
                }
                for (int d = mode.demand_begin; d < mode.demand_end; ++d)
                    if (problem_.demands[at(d)].amount > 0)
                        add(share.after, problem_.demands[at(d)].resource,
                            std::int64_t{problem_.demands[at(d)].amount} * mode.duration);
            }
        }
        for (auto& [resource, share] : open) shares_[at(resource)].push_back(std::move(share));
    }

    struct Limit {
        int resource = 0;
        double free = 0;  ///< what paths that ask nothing of that resource may take
        Curve curve;
    };

    [[nodiscard]] std::vector<Limit> limits_of(std::size_t resource, WorkOf Share::*side) const {
        std::vector<std::vector<std::pair<std::int64_t, std::int64_t>>> entries(shares_.size());
        std::int64_t total = 0;
        for (const Share& share : shares_[resource]) {
            total += share.demand;
            for (const auto& [other, work] : share.*side)
                if (at(other) != resource) entries[at(other)].emplace_back(work, share.demand);
        }
        std::vector<Limit> limits;
        for (std::size_t other = 0; other < entries.size(); ++other) {
            if (entries[other].empty()) continue;
            std::int64_t free = total;
            for (const auto& [work, demand] : entries[other]) free -= demand;
            limits.push_back({static_cast<int>(other), static_cast<double>(free), Curve(std::move(entries[other]))});
        }
        return limits;
    }

    /// Demands by the day from which on they may be there: sums by day, up to the horizon.
    [[nodiscard]] std::vector<std::int64_t> by_day(std::size_t resource, Day Share::*day) const {
        std::vector<std::int64_t> sums(at(problem_.horizon) + 1, 0);
        for (const Share& share : shares_[resource])
            sums[at(std::clamp(share.*day, 0, problem_.horizon))] += share.demand;
        for (std::size_t i = 1; i < sums.size(); ++i) sums[i] += sums[i - 1];
        return sums;
    }

    [[nodiscard]] Day bound_of(std::size_t resource, Day known) const {
        double needed = 0;
        for (const Share& share : shares_[resource]) needed += static_cast<double>(share.work);
        const std::vector<std::int64_t>& own = capacity(resource);
        const std::vector<Limit> before = limits_of(resource, &Share::before);
        const std::vector<Limit> after = limits_of(resource, &Share::after);
        const std::vector<std::int64_t> begun = by_day(resource, &Share::head), left = by_day(resource, &Share::tail);
        std::vector<double> fed{0};  // what can be done before each day, as far as the beginning tells
        double most = 0;
        for (Day day = 0; day < problem_.horizon; ++day) {
            double rate = static_cast<double>(own[at(day) + 1] - own[at(day)]);
            most = std::max(most, rate);
            rate = std::min(rate, static_cast<double>(begun[at(day)]));
            for (const Limit& limit : before)
                rate = std::min(rate, limit.free + limit.curve.at_most(capacity(at(limit.resource))[at(day)]));
            fed.push_back(fed.back() + rate);
        }
        const auto possible = [&](Day finish) {
            double sum = 0;
            for (Day day = finish - 1; day >= 0; --day) {
                double rate = static_cast<double>(left[at(finish - 1 - day)]);
                for (const Limit& limit : after) {
                    const std::vector<std::int64_t>& other = capacity(at(limit.resource));
                    rate = std::min(rate, limit.free + limit.curve.at_most(other[at(finish)] - other[at(day) + 1]));
                }
                if (rate >= most) return sum + fed[at(day) + 1] + rounding * (1 + needed) >= needed;
                sum += std::min(rate, fed[at(day) + 1] - fed[at(day)]);
            }
            return sum + rounding * (1 + needed) >= needed;
        };
        if (known > problem_.horizon || possible(known)) return known;
        Day impossible = known, enough = problem_.horizon + 1;  // nothing is said beyond the horizon
        while (enough - impossible > 1) {
            const Day middle = impossible + (enough - impossible) / 2;
            (middle <= problem_.horizon && !possible(middle) ? impossible : enough) = middle;
        }
        return enough;
    }

    const Problem& problem_;
    const FeedingFacts& facts_;
    std::vector<std::vector<Share>> shares_;  ///< by resource, one for each path that uses it
};

}  // namespace

Day feeding_bound(const Network& network, const FeedingFacts& facts, Day known) {
    return Feeding(network, facts).bound(known);
}

}  // namespace plan::schedule
