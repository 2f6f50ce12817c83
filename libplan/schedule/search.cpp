#include "libplan/schedule/search.hpp"

#include "libplan/schedule/random.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// How much worse than the current order a changed one may be at the beginning, as a share; chosen on generated
/// portfolios of 120 applications, where 0.003 beat 0, 0.01 and 0.03.
constexpr double ease = 0.003;

class OrderSearch {
public:
    OrderSearch(const SearchProblem& problem, const SearchLimits& limits)
        : problem_(problem), limits_(limits), network_(*problem.network), generator_(network_), random_(limits.seed) {
        rank_.resize(at(problem.jobs));
        keys_.resize(at(network_.unit_count()));
        last_end_.resize(at(problem.jobs));
        position_.resize(at(network_.unit_count()));
        for (std::size_t i = 0; i < network_.order().size(); ++i)
            position_[at(network_.order()[i])] = static_cast<std::int64_t>(i);
    }

    SearchResult run() {
        for (const std::vector<int>& order : problem_.orders) {
            if (result_.found && spent()) break;
            begin_from(order);
        }
        while (result_.found && !spent() && problem_.jobs > 1) improve();
        return std::move(result_);
    }

private:
    bool spent() const { return result_.schedules >= limits_.schedules; }

    /// Builds the schedule of `order` into candidate_.
    bool build(const std::vector<int>& order) {
        for (std::size_t i = 0; i < order.size(); ++i) rank_[at(order[i])] = static_cast<std::int64_t>(i);
        for (int unit = 0; unit < network_.unit_count(); ++unit) {
            const int job = problem_.job_of_unit[at(unit)];
            const std::int64_t rank = job >= 0 ? rank_[at(job)] : problem_.jobs;
            keys_[at(unit)] = rank << 32 | position_[at(unit)];
        }
        inherit_keys();
        count();
        failed_ = -1;
        if (!generator_.forward(keys_, candidate_)) {
            failed_ = generator_.failed_unit();
            return false;
        }
        return !problem_.accept || problem_.accept(candidate_);
    }

    /// What another unit waits for is at least as urgent as that unit.
    void inherit_keys() {
        const Problem& problem = network_.problem();
        for (auto unit = network_.order().rbegin(); unit != network_.order().rend(); ++unit)
            for (const int* a = network_.members().begin(*unit); a != network_.members().end(*unit); ++a)
                for (const int* i = network_.arcs_into().begin(*a); i != network_.arcs_into().end(*a); ++i) {
                    std::int64_t& key = keys_[at(network_.unit_of(problem.arcs[at(*i)].from))];
                    key = std::min(key, keys_[at(*unit)]);
                }
    }

    void count(std::int64_t schedules = 1) {
        result_.schedules += schedules;
        constexpr std::int64_t every = 32;
        if (limits_.progress && result_.found && result_.schedules / every != (result_.schedules - schedules) / every)
            limits_.progress(result_.schedules, limits_.schedules, result_.value);
    }

    void begin_from(std::vector<int> order) {
        bool built = build(order);
        for (std::int64_t repair = 0; !built && failed_ >= 0 && repair < limits_.repairs; ++repair) {
            const int job = job_to_blame();
            if (job < 0 || order.front() == job) break;
            order.erase(std::find(order.begin(), order.end(), job));
            order.insert(order.begin(), job);
            built = build(order);
        }
        if (!built) {
            if (!result_.found) result_.failed_unit = failed_;
            return;
        }
        const double value = problem_.evaluate(candidate_);
        if (!result_.found || value < current_value_) current_ = order, current_value_ = value;
        keep(value);
        justify(value);
    }

    int job_to_blame() const { return problem_.job_of_unit[at(failed_)]; }

    void keep(double value) {
        if (result_.found && value >= result_.value) return;
        result_.found = true;
        result_.value = value;
        result_.schedule = candidate_;
    }

    /// Justifies candidate_, and when that helps tries the order in which the jobs now end.
    void justify(double value) {
        const double justified = generator_.justify(candidate_, value, [&](const Schedule& schedule) {
            const bool allowed = !problem_.accept || problem_.accept(schedule);
            return allowed ? problem_.evaluate(schedule) : std::numeric_limits<double>::infinity();
        });
        count(2);
        if (justified >= value) return;
        keep(justified);
        std::fill(last_end_.begin(), last_end_.end(), 0);
        for (std::size_t a = 0; a < candidate_.end.size(); ++a)
            if (const int job = problem_.job_of_unit[at(network_.unit_of(static_cast<int>(a)))]; job >= 0)
                last_end_[at(job)] = std::max(last_end_[at(job)], candidate_.end[a]);
        std::vector<int> order = current_;
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return last_end_[at(a)] < last_end_[at(b)]; });
        if (!build(order)) return;
        const double value_of_order = problem_.evaluate(candidate_);
        keep(value_of_order);
        if (value_of_order < current_value_) current_ = order, current_value_ = value_of_order;
    }

    /// Moves `length` jobs from place `from` to place `to`; those between make room.
    static void shift(std::vector<int>& order, int from, int length, int to) {
        const auto begin = order.begin();
        if (to < from)
            std::rotate(begin + to, begin + from, begin + from + length);
        else
            std::rotate(begin + from, begin + from + length, begin + to + length);
    }

    /// A job next to one that it had better be near; false when the job drawn has none.
    bool pull_together(std::vector<int>& order) {
        if (problem_.neighbours.empty()) return false;
        const int from = random_.below(problem_.jobs);
        const std::vector<int>& near = problem_.neighbours[at(order[at(from)])];
        if (near.empty()) return false;
        const int other = near[at(random_.below(static_cast<int>(near.size())))];
        const int place = static_cast<int>(std::find(order.begin(), order.end(), other) - order.begin());
        shift(order, from, 1, place);
        return true;
    }

    /// A job next to a neighbour, or one or a few in a row to another place, mostly a near one.
    void change(std::vector<int>& order) {
        if (random_.below(2) == 0 && pull_together(order)) return;
        const int jobs = problem_.jobs;
        const int length = 1 + (random_.below(4) == 0 ? random_.below(std::min(4, jobs - 1)) : 0);
        const int from = random_.below(jobs - length + 1);
        const double reach = random_.unit();
        const int step = 1 + random_.below(std::max(1, static_cast<int>(reach * reach * jobs)));
        const bool earlier = random_.below(2) == 0;
        shift(order, from, length, earlier ? std::max(0, from - step) : std::min(jobs - length, from + step));
    }

    void improve() {
        changed_ = current_;
        change(changed_);
        if (!build(changed_)) return;
        const double value = problem_.evaluate(candidate_);
        const double left = 1 - static_cast<double>(result_.schedules) / static_cast<double>(limits_.schedules);
        if (value > current_value_ * (1 + ease * left)) return;
        const bool better = value < current_value_;
        std::swap(current_, changed_);
        current_value_ = value;
        keep(value);
        constexpr int one_in = 8;
        if (better && random_.below(one_in) == 0 && !spent()) justify(value);
    }

    const SearchProblem& problem_;
    const SearchLimits& limits_;
    const Network& network_;
    Generator generator_;
    Random random_;
    std::vector<std::int64_t> rank_, keys_, position_;
    std::vector<Day> last_end_;
    std::vector<int> current_, changed_;
    double current_value_ = 0;
    Schedule candidate_;
    int failed_ = -1;
    SearchResult result_;
};

}  // namespace

SearchResult search(const SearchProblem& problem, const SearchLimits& limits) {
    return OrderSearch(problem, limits).run();
}

}  // namespace plan::schedule
