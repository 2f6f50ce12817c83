#include "libplan/schedule/problem.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Rows of `count` from (row, item) pairs in order: a counting sort, so that items keep their order.
template <class RowOf>
Rows make_rows(int count, int items, RowOf row_of) {
    Rows rows;
    rows.offset.assign(at(count) + 1, 0);
    for (int item = 0; item < items; ++item) ++rows.offset[at(row_of(item)) + 1];
    for (std::size_t row = 1; row < rows.offset.size(); ++row) rows.offset[row] += rows.offset[row - 1];
    rows.items.resize(at(items));
    std::vector<int> next(rows.offset.begin(), rows.offset.end() - 1);
    for (int item = 0; item < items; ++item) rows.items[at(next[at(row_of(item))]++)] = item;
    return rows;
}

std::int64_t energy(const Problem& problem, int activity) {
    const Mode& mode = problem.modes[at(problem.activities[at(activity)].mode_begin)];
    std::int64_t amount = 0;
    for (int d = mode.demand_begin; d < mode.demand_end; ++d) amount += problem.demands[at(d)].amount;
    return amount * mode.duration;
}

/// Walks from `node` against the arcs, which must never end, until a node comes again: the arcs of that round,
/// forwards.
template <class Previous, class Source>
std::vector<int> walk_round(int node, int count, Previous previous, Source source) {
    std::vector<int> position(at(count), -1);
    std::vector<int> walked;
    while (position[at(node)] < 0) {
        position[at(node)] = static_cast<int>(walked.size());
        walked.push_back(previous(node));
        node = source(walked.back());
    }
    return {walked.rbegin(), walked.rend() - position[at(node)]};
}

}  // namespace

DayCalendar::DayCalendar(const std::vector<bool>& worked) {
    rank_.reserve(worked.size() + 1);
    for (std::size_t day = 0; day < worked.size(); ++day) {
        rank_.push_back(static_cast<int>(days_.size()));
        if (worked[day]) days_.push_back(static_cast<Day>(day));
    }
    rank_.push_back(static_cast<int>(days_.size()));
}

Day DayCalendar::end_of(Day day, int duration) const {
    if (duration <= 0) return day;
    if (day > horizon()) return never;
    const std::int64_t last = std::int64_t{rank(day)} + duration - 1;
    return last < count() ? this->day(static_cast<int>(last)) + 1 : never;
}

Day DayCalendar::start_of(Day end, int duration) const {
    if (duration <= 0) return end;
    const int first = rank(end) - duration;
    return first >= 0 ? day(first) : -1;
}

void Problem::restrict_windows(Block& block, const std::vector<int>& allowed) {
    std::vector<int> common;
    const std::vector<int>& before = windows_of(block);
    std::set_intersection(before.begin(), before.end(), allowed.begin(), allowed.end(), std::back_inserter(common));
    if (common.size() == before.size()) return;
    block.window_set = static_cast<int>(window_sets.size());
    window_sets.push_back(std::move(common));
}

Network::Network(const Problem& problem) : problem_(&problem) {
    const int activities = static_cast<int>(problem.activities.size());
    const int arcs = static_cast<int>(problem.arcs.size());
    into_ = make_rows(activities, arcs, [&](int arc) { return problem.arcs[at(arc)].to; });
    out_of_ = make_rows(activities, arcs, [&](int arc) { return problem.arcs[at(arc)].from; });
    make_units();
    order_members();
    order_units();
}

void Network::make_units() {
    const Problem& problem = *problem_;
    unit_of_.assign(problem.activities.size(), -1);
    unit_of_block_.assign(problem.blocks.size(), -1);
    std::vector<int> block_of(problem.activities.size(), -1);
    for (std::size_t block = 0; block < problem.blocks.size(); ++block)
        for (const int activity : problem.blocks[block].activities) block_of[at(activity)] = static_cast<int>(block);
    for (std::size_t activity = 0; activity < unit_of_.size(); ++activity) {
        const int block = block_of[activity];
        if (block >= 0 && unit_of_block_[at(block)] >= 0) {
            unit_of_[activity] = unit_of_block_[at(block)];
            continue;
        }
        unit_of_[activity] = static_cast<int>(block_.size());
        if (block >= 0) unit_of_block_[at(block)] = unit_of_[activity];
        block_.push_back(block);
    }
    members_ = make_rows(unit_count(), static_cast<int>(unit_of_.size()), [&](int a) { return unit_of_[at(a)]; });
    entering_.assign(block_.size(), 0);
    leaving_.assign(block_.size(), 0);
    for (std::size_t i = 0; i < problem.arcs.size(); ++i) {
        const Arc& arc = problem.arcs[i];
        if (arc.from == arc.to && cycle_.empty()) cycle_ = {static_cast<int>(i)};
        if (unit_of(arc.from) == unit_of(arc.to)) continue;
        ++entering_[at(unit_of(arc.to))];
        ++leaving_[at(unit_of(arc.from))];
    }
}

/// Within a block: larger first, because what is bulky is hard to place late; then by what depends on what.
void Network::order_members() {
    const Problem& problem = *problem_;
    std::vector<int> missing(problem.activities.size(), 0);
    for (int unit = 0; unit < unit_count(); ++unit) {
        int* const first = members_.items.data() + members_.offset[at(unit)];
        int* const last = members_.items.data() + members_.offset[at(unit) + 1];
        if (last - first < 2) continue;
        std::stable_sort(first, last, [&](int a, int b) { return energy(problem, a) > energy(problem, b); });
        bool linked = false;
        for (const int* a = first; a != last; ++a)
            for (const int* arc = into_.begin(*a); arc != into_.end(*a); ++arc)
                if (unit_of(problem.arcs[at(*arc)].from) == unit) ++missing[at(*a)], linked = true;
        if (!linked) continue;
        std::vector<int> sorted;
        std::vector<int> left(first, last);
        for (bool progress = true; progress && !left.empty();) {
            progress = false;
            std::vector<int> later;
            for (const int a : left) {
                if (missing[at(a)] > 0) {
                    later.push_back(a);
                    continue;
                }
                sorted.push_back(a);
                progress = true;
                for (const int* arc = out_of_.begin(a); arc != out_of_.end(a); ++arc)
                    if (unit_of(problem.arcs[at(*arc)].to) == unit) --missing[at(problem.arcs[at(*arc)].to)];
            }
            left.swap(later);
        }
        if (!left.empty()) {
            const auto previous = [&](int a) {
                for (const int* arc = into_.begin(a); arc != into_.end(a); ++arc)
                    if (std::find(left.begin(), left.end(), problem.arcs[at(*arc)].from) != left.end()) return *arc;
                return -1;
            };
            if (cycle_.empty())
                cycle_ = walk_round(left.front(), static_cast<int>(problem.activities.size()), previous,
                                    [&](int arc) { return problem.arcs[at(arc)].from; });
            sorted.insert(sorted.end(), left.begin(), left.end());
        }
        std::copy(sorted.begin(), sorted.end(), first);
    }
}

void Network::order_units() {
    std::vector<int> missing = entering_;
    order_.reserve(block_.size());
    for (int unit = 0; unit < unit_count(); ++unit)
        if (missing[at(unit)] == 0) order_.push_back(unit);
    for (std::size_t next = 0; next < order_.size(); ++next)
        for (const int* a = members_.begin(order_[next]); a != members_.end(order_[next]); ++a)
            for (const int* arc = out_of_.begin(*a); arc != out_of_.end(*a); ++arc) {
                const int to = unit_of(problem_->arcs[at(*arc)].to);
                if (to != order_[next] && --missing[at(to)] == 0) order_.push_back(to);
            }
    if (static_cast<int>(order_.size()) < unit_count() && cycle_.empty()) find_cycle(missing);
}

/// Every unit left has an unordered predecessor: walking back from one of them must come round.
void Network::find_cycle(const std::vector<int>& missing) {
    const auto previous = [&](int unit) {
        for (const int* a = members_.begin(unit); a != members_.end(unit); ++a)
            for (const int* arc = into_.begin(*a); arc != into_.end(*a); ++arc) {
                const int from = unit_of(problem_->arcs[at(*arc)].from);
                if (from != unit && missing[at(from)] > 0) return *arc;
            }
        return -1;
    };
    int unit = 0;
    while (missing[at(unit)] == 0) ++unit;
    cycle_ = walk_round(unit, unit_count(), previous, [&](int arc) { return unit_of(problem_->arcs[at(arc)].from); });
}

namespace {

void join_blocks(Problem& problem, const std::vector<int>& joined) {
    Block& kept = problem.blocks[at(joined.front())];
    for (std::size_t i = 1; i < joined.size(); ++i) {
        Block& other = problem.blocks[at(joined[i])];
        kept.activities.insert(kept.activities.end(), other.activities.begin(), other.activities.end());
        problem.restrict_windows(kept, problem.windows_of(other));
        kept.apart.insert(kept.apart.end(), other.apart.begin(), other.apart.end());
        other = Block{};
    }
    std::sort(kept.activities.begin(), kept.activities.end());
    for (Block& block : problem.blocks) {
        for (int& apart : block.apart)
            if (std::find(joined.begin(), joined.end(), apart) != joined.end()) apart = joined.front();
        std::sort(block.apart.begin(), block.apart.end());
        block.apart.erase(std::unique(block.apart.begin(), block.apart.end()), block.apart.end());
    }
}

}  // namespace

void join_entangled_blocks(Problem& problem) {
    for (;;) {
        const Network network(problem);
        std::vector<int> blocks;
        for (const int arc : network.cycle()) {
            const int block = network.block_of(network.unit_of(problem.arcs[at(arc)].to));
            if (block >= 0) blocks.push_back(block);
        }
        std::sort(blocks.begin(), blocks.end());
        blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
        if (blocks.size() < 2) return;
        join_blocks(problem, blocks);
    }
}

}  // namespace plan::schedule
