#include "libplan/schedule/parting_bound.hpp"

#include "libplan/schedule/minimum_cut.hpp"
#include "libplan/schedule/parting_arcs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

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

/// A limit on what has moved by a run, or on what has not.
struct Bar {
    const std::vector<std::int64_t>* amounts = nullptr;
    double most = 0;
    bool on_left = false;
};

/// The price of a limit that has proved best, by the unit and the day.
struct BestPrice {
    std::size_t limit = 0;
    double price = 0;
};

/// What a run costs at least while the plan has not ended, and the cut and the prices that say so: by a unit of a
/// limit, of which `paid_back` was taken off.
struct RunCost {
    double least = 0, price = 0, paid_back = 0;
    std::vector<Price> prices;
    Cut cut;
};

class PartingBound {
public:
    PartingBound(const DailyCosts& costs, const MoveLimits& moves, Day finish, std::int64_t effort)
        : moves_(moves), end_(moves.count()), finish_(finish), effort_(effort), waiting_(at(end_) + 1) {
        for (const DailyCosts::Waiting& waiting : costs.waiting)
            waiting_[at(node_of(waiting.application))].emplace_back(waiting.from, waiting.weight);
        for (const DailyCosts::Parted& parted : costs.parted) sum_of_arcs_ += parted.weight;
        for (const auto& [start, end] : moves.windows) ends_.push_back(end_after(start));
        ends_.push_back(finish);
        std::sort(ends_.begin(), ends_.end());
        find_runs();
        std::vector<MinimumCut::Arc> arcs = parting_arcs(costs, moves);
        within_.emplace(end_ + 1, arcs);
        tie_blocks(moves, arcs);
        after_.emplace(end_ + 1, arcs);
        add_firsts(costs, arcs);
        before_.emplace(nodes_, std::move(arcs));
        room_price_.assign(moves.room.size(), 0);
    }

    double value() {
        double sum = 0;
        for (const auto& node : waiting_)
            for (const auto& [from, weight] : node) sum += weight * std::max(0, -from);  // nothing ends before day 0
        return sum + least_of_last_windows();
    }

private:
    [[nodiscard]] int node_of(int application) const {
        return application < 0 ? end_ : moves_.mover_of[at(application)];
    }

    void find_runs() {
        const auto days = static_cast<Day>(moves_.inside.size());
        for (Run run; run.begin < days; run.begin = run.end) {
            run.end = run.begin + 1;
            const auto changes = [&](Day day) {
                return moves_.inside[at(day)] || std::binary_search(ends_.begin(), ends_.end(), day);
            };
            while (run.end < days && !changes(run.end)) ++run.end;
            run.within =
                run.days() == 1 && run.end < days && moves_.inside[at(run.begin)] && moves_.inside[at(run.end)];
            runs_.push_back(run);
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

    [[nodiscard]] Day end_after(Day start) const { return std::max(finish_, start + 1 + moves_.tail); }

    /// The least over which window is the last one used: the plan ends after it, and what has not moved by a day has to
    /// move from then on up to it.
    double least_of_last_windows() {
        const auto last_day = static_cast<Day>(moves_.inside.size()) - 1;
        const Day all = all_moved(moves_);
        double least = MinimumCut::barred;
        if (end_ == 0 || moves_.windows.empty()) return cost_until(finish_, last_day + 1);  // no window is used
        for (const auto& [start, end] : moves_.windows) {
            if (end < all) continue;
            if (cost_until(end_after(start), last_day + 1) >= least) break;
            least = std::min(least, cost_until(end_after(start), end));
        }
        return least < MinimumCut::barred ? least : cost_until(finish_, last_day + 1);
    }

    /// Of the days before `finish` when all that cuts over has done so by `last`; past the last day, whenever it may.
    double cost_until(Day finish, Day last) {
        double sum = 0;
        for (std::size_t i = 0; i < runs_.size() && runs_[i].begin < finish; ++i) {
            if (known_.size() == i) known_.push_back(cost_of(runs_[i]));
            if (!known_[i].cut.exact) known_[i].prices.clear();  // of no further use
            sum += last < static_cast<Day>(moves_.inside.size()) ? cost_before(runs_[i], known_[i], last)
                                                                 : known_[i].least;
        }
        return sum;
    }

    [[nodiscard]] std::vector<Price> prices_of(const Run& run) const {
        std::vector<Price> prices(at(run.within || run.begin >= finish_ ? end_ + 1 : nodes_));
        for (int node = 0; node <= end_; ++node) {
            for (const auto& [from, weight] : waiting_[at(node)])
                prices[at(node)].left += weight * std::max(0, run.end - std::max(run.begin, from));
            if (node < end_ && moves_.last[at(node)] <= run.begin)
                prices[at(node)].left = MinimumCut::barred;
            else if (node == end_ || run.begin < moves_.first[at(node)])
                prices[at(node)].taken = MinimumCut::barred;
        }
        return prices;
    }

    [[nodiscard]] double amount(const Bar& bar, const Cut& cut) const {
        double sum = 0;
        for (int node = 0; node < end_; ++node)
            if ((cut.taken[at(node)] != 0) != bar.on_left) sum += static_cast<double>((*bar.amounts)[at(node)]);
        return sum;
    }

    [[nodiscard]] Bar bar_of(std::size_t limit, const Run& run) const {
        const MoveLimits::Limit& what = moves_.limits[limit];
        return {&what.amount, static_cast<double>(what.supply[at(run.begin)])};
    }

    void add_price(std::vector<Price>& prices, const Bar& bar, double price) const {
        for (int node = 0; node < end_; ++node) {
            double& of_node = bar.on_left ? prices[at(node)].left : prices[at(node)].taken;
            if (of_node < MinimumCut::barred) of_node += price * static_cast<double>((*bar.amounts)[at(node)]);
        }
    }

    Cut solve(const Run& run, const std::vector<Price>& prices) {
        MinimumCut& cuts = *(run.within ? within_ : run.begin < finish_ ? before_ : after_);
        return cuts.solve(prices, run.days(), effort_);
    }

    RunCost cost_of(const Run& run) {
        RunCost cost;
        cost.prices = prices_of(run);
        if (run.within && best_) {
            const Bar bar = bar_of(best_->limit, run);
            add_price(cost.prices, bar, best_->price * run.days());
            cost.least = std::max(0.0, solve(run, cost.prices).value - best_->price * run.days() * bar.most);
            return cost;
        }
        const Cut free = solve(run, cost.prices);
        cost.least = free.value;
        cost.cut = free;
        if (!free.exact || run.within) return cost;
        for (std::size_t i = 0; i < moves_.limits.size(); ++i) {
            const Bar bar = bar_of(i, run);
            if (amount(bar, free) <= bar.most) continue;
            const bool tried = best_ && best_->limit == i;
            RunCost raised = raise(run, prices_of(run), free, bar, tried ? best_->price * run.days() : 0);
            if (raised.least <= cost.least) continue;
            best_ = BestPrice{i, raised.price / run.days()};
            cost = std::move(raised);
        }
        return cost;
    }

    /// The same when what has not moved by the run must find room in windows that end at or before `last`.
    double cost_before(const Run& run, const RunCost& known, Day last) {
        if (run.within || !known.cut.exact || effort_ <= 0) return known.least;
        double least = known.least;
        for (const MoveLimits::Limit& room : moves_.room) {
            const std::int64_t held = room.supply[at(std::max(last, run.begin))] - room.supply[at(run.begin)];
            const Bar bar{&room.amount, static_cast<double>(held), true};
            if (amount(bar, known.cut) <= bar.most) continue;
            double& tried = room_price_[static_cast<std::size_t>(&room - moves_.room.data())];
            const RunCost raised = raise(run, known.prices, known.cut, bar, tried * run.days());
            if (raised.least - known.paid_back <= least) continue;
            least = raised.least - known.paid_back;
            tried = raised.price / run.days();
        }
        return least;
    }

    /// The dual of one limit that `free` breaks: the lines of two cuts, of which one breaks the limit and one keeps to
    /// it, meet at the next price, until no cut lies below where they meet. `guess`: a price to begin with, or 0.
    RunCost raise(const Run& run, const std::vector<Price>& prices, const Cut& free, const Bar& bar, double guess) {
        constexpr int most_steps = 20;
        constexpr double rounding = 1e-9;
        struct Line {
            double cost = 0, amount = 0;
        };
        Line above{free.value, amount(bar, free)};
        std::optional<Line> below;
        double dear = 1 + run.days() * sum_of_arcs_;  // dearer than anything, by the unit
        for (const Price& price : prices)
            for (const double of_node : {price.taken, price.left}) dear += of_node < MinimumCut::barred ? of_node : 0;
        double price = guess > 0 ? guess : dear;
        RunCost best;
        for (int step = 0; step < most_steps; ++step) {
            std::vector<Price> raised = prices;
            add_price(raised, bar, price);
            Cut cut = solve(run, raised);
            const Line line{cut.exact ? cut.value - price * amount(bar, cut) : 0, cut.exact ? amount(bar, cut) : 0};
            const bool exact = cut.exact,
                       touches = below && cut.value >= above.cost + price * above.amount - rounding * (1 + cut.value);
            if (cut.value - price * bar.most > best.least)
                best = {cut.value - price * bar.most, price, price * bar.most, std::move(raised), std::move(cut)};
            if (!exact || touches) break;
            if (line.amount > bar.most && price >= dear) break;  // nothing can keep to it
            (line.amount > bar.most ? above : below.emplace()) = line;
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
    std::vector<Day> ends_;  ///< the earliest end of a plan after each window, ascending
    std::vector<Run> runs_;
    std::vector<RunCost> known_;  ///< by run, from the first on, as far as they have been asked for
    int nodes_ = 0;
    double sum_of_arcs_ = 0;
    /// In windows, in which a block may have moved in part; between them, as long as the plan cannot have ended; then.
    std::optional<MinimumCut> within_, before_, after_;
    std::optional<BestPrice> best_;
    std::vector<double> room_price_;  ///< by room: the price that has proved best, by the unit and the day
};

}  // namespace

double parting_bound(const DailyCosts& costs, const MoveLimits& moves, Day finish, std::int64_t effort) {
    return PartingBound(costs, moves, finish, effort).value();
}

}  // namespace plan
