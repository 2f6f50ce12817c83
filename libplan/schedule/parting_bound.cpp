#include "libplan/schedule/parting_bound.hpp"

#include "libplan/schedule/minimum_cut.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace plan {

using schedule::Day;
using schedule::MinimumCut;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

using Cut = MinimumCut::Cut;
using Price = MinimumCut::Price;

/// Days on which the same applications have moved.
struct Run {
    Day begin = 0, end = 0;
    bool within = false;  ///< a window may go on: of a block some may have moved, and others not
    [[nodiscard]] Day days() const { return end - begin; }
};

/// The price of a limit that has proved best, by the unit and the day.
struct BestPrice {
    std::size_t limit = 0;
    double price = 0;
};

class PartingBound {
public:
    PartingBound(const DailyCosts& costs, const MoveLimits& moves, Day finish, std::int64_t effort)
        : moves_(moves), end_(moves.count()), finish_(finish), effort_(effort), waiting_(at(end_) + 1) {
        for (const DailyCosts::Waiting& waiting : costs.waiting)
            waiting_[at(node_of(waiting.application))].emplace_back(waiting.from, waiting.weight);
        for (const DailyCosts::Parted& parted : costs.parted) sum_of_arcs_ += parted.weight;
        find_runs();
        std::vector<MinimumCut::Arc> arcs = arcs_of(costs);
        within_.emplace(end_ + 1, arcs);
        tie_blocks(arcs);
        after_.emplace(end_ + 1, arcs);
        add_firsts(costs, arcs);
        before_.emplace(nodes_, std::move(arcs));
    }

    double value() {
        double sum = 0;
        for (const auto& node : waiting_)
            for (const auto& [from, weight] : node) sum += weight * std::max(0, -from);  // nothing ends before day 0
        for (const Run& run : runs_) sum += cost_of(run);
        return sum;
    }

private:
    [[nodiscard]] int node_of(int application) const {
        return application < 0 ? end_ : moves_.mover_of[at(application)];
    }

    void find_runs() {
        const auto days = static_cast<Day>(moves_.inside.size());
        for (Run run; run.begin < days; run.begin = run.end) {
            run.end = run.begin + 1;
            const auto changes = [&](Day day) { return day == finish_ || moves_.inside[at(day)]; };
            while (run.end < days && !changes(run.end)) ++run.end;
            run.within =
                run.days() == 1 && run.end < days && moves_.inside[at(run.begin)] && moves_.inside[at(run.end)];
            runs_.push_back(run);
        }
    }

    [[nodiscard]] std::vector<MinimumCut::Arc> arcs_of(const DailyCosts& costs) const {
        std::vector<MinimumCut::Arc> arcs, merged;
        for (const DailyCosts::Parted& parted : costs.parted)
            arcs.push_back({node_of(parted.moved), node_of(parted.waiting), parted.weight});
        std::sort(arcs.begin(), arcs.end(), [](const MinimumCut::Arc& a, const MinimumCut::Arc& b) {
            return a.from != b.from ? a.from < b.from : a.to < b.to;
        });
        for (const MinimumCut::Arc& arc : arcs)
            if (!merged.empty() && merged.back().from == arc.from && merged.back().to == arc.to)
                merged.back().cost += arc.cost;
            else
                merged.push_back(arc);
        for (int mover = 0; mover < end_; ++mover) merged.push_back({end_, mover, MinimumCut::barred});
        return merged;
    }

    void tie_blocks(std::vector<MinimumCut::Arc>& arcs) const {
        std::vector<std::pair<int, int>> members;  // block, mover
        for (int mover = 0; mover < end_; ++mover) members.emplace_back(moves_.block[at(mover)], mover);
        std::sort(members.begin(), members.end());
        for (std::size_t i = 1; i < members.size(); ++i)
            if (members[i].first == members[i - 1].first) {
                arcs.push_back({members[i].second, members[i - 1].second, MinimumCut::barred});
                arcs.push_back({members[i - 1].second, members[i].second, MinimumCut::barred});
            }
    }

    /// A node that is taken as soon as anything has moved.
    void add_firsts(const DailyCosts& costs, std::vector<MinimumCut::Arc>& arcs) {
        nodes_ = end_ + 1;
        Day days = 0, first = schedule::never;
        for (const Day day : moves_.first) first = std::min(first, day);
        for (const Run& run : runs_)
            if (!run.within && run.begin < finish_ && run.end > first) days += run.days();
        if (costs.firsts.empty() || days == 0) return;
        const int any = nodes_++;
        for (int mover = 0; mover < end_; ++mover) arcs.push_back({mover, any, MinimumCut::barred});
        for (const DailyCosts::First& what : costs.firsts)
            for (const int application : what.applications) {
                const double share = what.price / days / static_cast<double>(what.applications.size());
                const bool must = what.price >= DailyCosts::barred;
                arcs.push_back({any, node_of(application), must ? MinimumCut::barred : share});
                sum_of_arcs_ += must ? 0 : share;
            }
    }

    [[nodiscard]] std::vector<Price> prices_of(const Run& run) const {
        std::vector<Price> prices(at(run.within || run.begin >= finish_ ? end_ + 1 : nodes_));
        for (int node = 0; node <= end_; ++node) {
            for (const auto& [from, weight] : waiting_[at(node)])
                prices[at(node)].left += weight * std::max(0, run.end - std::max(run.begin, from));
            const bool must_be_taken = node < end_ && moves_.last[at(node)] <= run.begin;
            const bool must_be_left = run.begin < (node < end_ ? moves_.first[at(node)] : finish_);
            if (must_be_taken)
                prices[at(node)].left = MinimumCut::barred;
            else if (must_be_left)
                prices[at(node)].taken = MinimumCut::barred;
        }
        return prices;
    }

    [[nodiscard]] double amount(const MoveLimits::Limit& limit, const Cut& cut) const {
        double sum = 0;
        for (int node = 0; node < end_; ++node)
            if (cut.taken[at(node)]) sum += static_cast<double>(limit.amount[at(node)]);
        return sum;
    }

    [[nodiscard]] static double supply(const MoveLimits::Limit& limit, const Run& run) {
        return static_cast<double>(limit.supply[at(run.begin)]);
    }

    Cut solve(const Run& run, std::vector<Price> prices, const MoveLimits::Limit* limit, double price) {
        for (int node = 0; limit != nullptr && node < end_; ++node)
            if (prices[at(node)].taken < MinimumCut::barred)
                prices[at(node)].taken += price * static_cast<double>(limit->amount[at(node)]);
        MinimumCut& cuts = *(run.within ? within_ : run.begin < finish_ ? before_ : after_);
        return cuts.solve(prices, run.days(), effort_);
    }

    double cost_of(const Run& run) {
        const std::vector<Price> prices = prices_of(run);
        if (run.within && best_) {
            const MoveLimits::Limit& limit = moves_.limits[best_->limit];
            const double price = best_->price * run.days();
            return std::max(0.0, solve(run, prices, &limit, price).value - price * supply(limit, run));
        }
        const Cut free = solve(run, prices, nullptr, 0);
        double least = free.value;
        if (!free.exact || run.within) return least;
        for (std::size_t i = 0; i < moves_.limits.size(); ++i)
            if (amount(moves_.limits[i], free) > supply(moves_.limits[i], run))
                least = std::max(least, raise(run, prices, i, free));
        return least;
    }

    /// The dual of one limit that `free` breaks: the lines of two cuts, of which one breaks the limit and one keeps to
    /// it, meet at the next price, until no cut lies below where they meet.
    double raise(const Run& run, const std::vector<Price>& prices, std::size_t number, const Cut& free) {
        constexpr int most_steps = 20;
        constexpr double rounding = 1e-9;
        struct Line {
            double cost = 0, amount = 0;
        };
        const MoveLimits::Limit& limit = moves_.limits[number];
        const double bar = supply(limit, run);
        Line above{free.value, amount(limit, free)};
        std::optional<Line> below;
        double sum = 1;
        for (const Price& price : prices) sum += price.left < MinimumCut::barred ? price.left : 0;
        const double dear = sum + run.days() * sum_of_arcs_;  // dearer than anything, by the unit
        const bool tried = best_ && best_->limit == number && best_->price > 0;
        double price = tried ? best_->price * run.days() : dear;
        double best = free.value;
        for (int step = 0; step < most_steps; ++step) {
            const Cut cut = solve(run, prices, &limit, price);
            if (cut.value - price * bar > best) {
                best = cut.value - price * bar;
                best_ = BestPrice{number, price / run.days()};
            }
            if (!cut.exact) break;
            const Line line{cut.value - price * amount(limit, cut), amount(limit, cut)};
            if (below && cut.value >= above.cost + price * above.amount - rounding * (1 + cut.value)) break;
            if (line.amount > bar && price >= dear) break;  // nothing can keep to it
            (line.amount > bar ? above : below.emplace()) = line;
            price = below ? (below->cost - above.cost) / (above.amount - below->amount) : dear;
            if (!(price > 0)) break;
        }
        return best;
    }

    const MoveLimits& moves_;
    int end_;  ///< the node of the plan's end, after the movers
    Day finish_;
    std::int64_t effort_;
    std::vector<std::vector<std::pair<Day, double>>> waiting_;  ///< by node
    std::vector<Run> runs_;
    int nodes_ = 0;
    double sum_of_arcs_ = 0;
    /// In windows, in which a block may have moved in part; between them, as long as the plan cannot have ended; then.
    std::optional<MinimumCut> within_, before_, after_;
    std::optional<BestPrice> best_;
};

}  // namespace

double parting_bound(const DailyCosts& costs, const MoveLimits& moves, Day finish, std::int64_t effort) {
    return PartingBound(costs, moves, finish, effort).value();
}

}  // namespace plan
