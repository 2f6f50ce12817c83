#include "libplan/schedule/search.hpp"

#include "libplan/schedule/chains.hpp"
#include "libplan/schedule/schedule_variation.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <thread>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

class OrderSearch {
public:
    OrderSearch(const SearchProblem& problem, const SearchLimits& limits)
        : problem_(problem), limits_(limits), network_(*problem.network), generator_(network_) {
        rank_.resize(at(problem.jobs));
        keys_.resize(at(network_.unit_count()));
        last_end_.resize(at(problem.jobs));
        position_.resize(at(network_.unit_count()));
        for (std::size_t i = 0; i < network_.order().size(); ++i)
            position_[at(network_.order()[i])] = static_cast<std::int64_t>(i);
    }

    SearchResult run() {
        for (std::size_t i = 0; i < problem_.orders.size(); ++i) {
            if (result_.found && spent()) break;
            begin_from(problem_.orders[i]);
            if (i > 0 || !result_.found || spent()) continue;
            for (const PatientOrder& order : problem_.flow_orders)
                if (!spent() && build(order.jobs, order.patience)) justify_while_better();
            if (!spent()) begin_from_tails();
            if (!problem_.family.first.empty()) try_family();
        }
        if (problem_.variation_seed && result_.found) vary(*problem_.variation_seed);
        list_others();
        return std::move(result_);
    }

private:
    bool spent() const { return result_.schedules >= limits_.schedules || (limits_.enough && limits_.enough()); }

    /// Builds the schedule of `order` into candidate_.
    bool build(const std::vector<int>& order, std::int64_t patience = 0) {
        for (std::size_t i = 0; i < order.size(); ++i) rank_[at(order[i])] = static_cast<std::int64_t>(i);
        for (int unit = 0; unit < network_.unit_count(); ++unit) {
            const int job = problem_.job_of_unit[at(unit)];
            const std::int64_t rank = job >= 0 ? rank_[at(job)] : problem_.jobs;
            keys_[at(unit)] = rank << 32 | position_[at(unit)];
        }
        if (patience < problem_.jobs) inherit_keys(patience << 32);
        ++result_.schedules;
        failed_ = -1;
        if (!generator_.forward(keys_, candidate_)) {
            failed_ = generator_.failed_unit();
            return false;
        }
        return !problem_.accept || problem_.accept(candidate_);
    }

    /// What another unit waits for is as urgent as that unit, or a little less; units of no job have nobody but those
    /// that wait for them.
    void inherit_keys(std::int64_t patience) {
        const Problem& problem = network_.problem();
        inherited_ = keys_;
        for (auto unit = network_.order().rbegin(); unit != network_.order().rend(); ++unit)
            for (const int* a = network_.members().begin(*unit); a != network_.members().end(*unit); ++a)
                for (const int* i = network_.arcs_into().begin(*a); i != network_.arcs_into().end(*a); ++i) {
                    std::int64_t& key = inherited_[at(network_.unit_of(problem.arcs[at(*i)].from))];
                    key = std::min(key, inherited_[at(*unit)]);
                }
        for (std::size_t unit = 0; unit < keys_.size(); ++unit)
            keys_[unit] = std::min(keys_[unit], inherited_[unit] + (problem_.job_of_unit[unit] >= 0 ? patience : 0));
    }

    void begin_from(std::vector<int> order) {
        of_orders_.emplace_back();
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
        if (!spent()) justify(value);
    }

    /// Unit by unit, what has most work behind it first: the rule for short plans, whatever the jobs.
    void begin_from_tails() {
        const std::vector<std::int64_t> chain = chains_from(network_);
        for (int unit = 0; unit < network_.unit_count(); ++unit) {
            keys_[at(unit)] = 0;
            for (const int* a = network_.members().begin(unit); a != network_.members().end(unit); ++a)
                keys_[at(unit)] = std::min(keys_[at(unit)], -chain[at(*a)]);
        }
        ++result_.schedules;
        if (generator_.forward(keys_, candidate_) && (!problem_.accept || problem_.accept(candidate_)))
            justify_while_better();
    }

    /// One parent and one child at a time (Rechenberg 1973), until so many children in a row were no better.
    void try_family() {
        constexpr int most_in_vain = 40;
        FamilyBest best;
        for (const std::vector<double>& numbers : problem_.family.first)
            if (!spent()) try_numbers(numbers, best);
        if (best.numbers.empty()) return;
        Random random(problem_.variation_seed.value_or(1));
        for (int in_vain = 0; in_vain < most_in_vain && !spent() && result_.value > problem_.least;) {
            if (limits_.progress) limits_.progress(result_.value);
            std::vector<double> numbers = best.numbers;
            for (int change = 1 + random.below(3); change > 0; --change) {
                double& number = numbers[random.below(numbers.size())];
                number = std::clamp(number + random.unit() - 0.5, 0.0, 1.0);
            }
            in_vain = try_numbers(numbers, best) ? 0 : in_vain + 1;
        }
    }

    struct FamilyBest {
        std::vector<double> numbers;
        double value = std::numeric_limits<double>::infinity();  ///< justified
        double built = std::numeric_limits<double>::infinity();  ///< the least before that
    };

    /// Whether the order of these numbers is better than the best, which it then is, as it is when equal. Only what is
    /// about as good as the best is worth being justified.
    bool try_numbers(const std::vector<double>& numbers, FamilyBest& best) {
        constexpr double about = 1.003;
        const PatientOrder order = problem_.family.order(numbers);
        if (!build(order.jobs, order.patience)) return false;
        const double built = problem_.evaluate(candidate_);
        if (built > best.built * about) return false;
        best.built = std::min(best.built, built);
        const double value = justify_while_better();
        if (value > best.value) return false;
        const bool better = value < best.value;
        best.value = value;
        best.numbers = numbers;
        return better;
    }

    /// Two variations, whatever the number of threads, that meet now and then at the better one.
    void vary(std::uint64_t seed) {
        constexpr std::int64_t round = 24;
        const VariationProblem problem{problem_.network, problem_.evaluate, problem_.accept, limits_.enough};
        ScheduleVariation first(problem, seed), second(problem, seed + 0x9e3779b97f4a7c15ULL);
        first.begin(result_.schedule);
        second.begin(result_.schedule);
        const std::int64_t before = result_.schedules;
        while (!spent() && result_.value > problem_.least) {
            if (limits_.progress) limits_.progress(result_.value);
            const std::int64_t each = std::min(round, (limits_.schedules - result_.schedules + 1) / 2);
            if (limits_.threads < 2) {
                first.run(each);
                second.run(each);
            } else {
                std::thread other([&] { second.run(each); });
                first.run(each);
                other.join();
            }
            result_.schedules = before + first.schedules() + second.schedules();
            for (const ScheduleVariation* one : {&first, &second})
                if (one->best() < result_.value) {
                    result_.value = one->best();
                    result_.schedule = one->best_schedule();
                }
            if (first.cost() <= second.cost())
                second.follow(first);
            else
                first.follow(second);
        }
    }

    /// Gives the least value that candidate_ had.
    double justify_while_better() {
        double value = problem_.evaluate(candidate_);
        keep(value);
        for (double before = value + 1; value < before && !spent();) {
            before = value;
            value = justified(before);
            keep(value);
        }
        return value;
    }

    /// Justifies candidate_, and gives its value.
    double justified(double value) {
        result_.schedules += 2;
        return generator_.justify(candidate_, value, [&](const Schedule& schedule) {
            const bool allowed = !problem_.accept || problem_.accept(schedule);
            return allowed ? problem_.evaluate(schedule) : std::numeric_limits<double>::infinity();
        });
    }

    int job_to_blame() const { return problem_.job_of_unit[at(failed_)]; }

    void keep(double value) {
        Candidate& of_order = of_orders_.back();
        if (of_order.schedule.start.empty() || value < of_order.value) of_order = {candidate_, value};
        if (result_.found && value >= result_.value) return;
        result_.found = true;
        result_.value = value;
        result_.schedule = candidate_;
    }

    void list_others() {
        for (Candidate& of_order : of_orders_)
            if (!of_order.schedule.start.empty() && of_order.value > result_.value)
                result_.others.push_back(std::move(of_order.schedule));
    }

    /// Justifies candidate_, and when that helps tries the order in which the jobs now end.
    void justify(double value) {
        const double after = justified(value);
        if (after >= value) return;
        keep(after);
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

    struct Candidate {
        Schedule schedule;
        double value = 0;
    };

    const SearchProblem& problem_;
    const SearchLimits& limits_;
    const Network& network_;
    Generator generator_;
    std::vector<std::int64_t> rank_, keys_, inherited_, position_;
    std::vector<Day> last_end_;
    std::vector<int> current_;
    double current_value_ = 0;
    Schedule candidate_;
    int failed_ = -1;
    std::vector<Candidate> of_orders_;  ///< the best of each
    SearchResult result_;
};

}  // namespace

SearchResult search(const SearchProblem& problem, const SearchLimits& limits) {
    return OrderSearch(problem, limits).run();
}

}  // namespace plan::schedule
