#include "libplan/schedule/flow_orders.hpp"

#include "libplan/schedule/chains.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace plan {

using schedule::OrderFamily;
using schedule::PatientOrder;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

std::vector<int> in_order_of_declaration(std::size_t jobs) {
    std::vector<int> order(jobs);
    std::iota(order.begin(), order.end(), 0);
    return order;
}

/// By job, how many come before it by `cost`.
std::vector<int> ranks(const std::vector<double>& cost) {
    std::vector<int> order = in_order_of_declaration(cost.size()), rank(cost.size());
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return cost[at(a)] < cost[at(b)]; });
    for (std::size_t i = 0; i < order.size(); ++i) rank[at(order[i])] = static_cast<int>(i);
    return rank;
}

/// What tasks ask of teams, each as a part of all that the team has to do.
class Shares {
public:
    explicit Shares(const schedule::Problem& problem) : problem_(problem), total_(problem.resources.size(), 0) {
        for (std::size_t a = 0; a < problem.activities.size(); ++a)
            for_each(static_cast<int>(a), [&](int resource, double work) { total_[at(resource)] += work; });
    }

    [[nodiscard]] double of(int task) const {
        double sum = 0;
        for_each(task, [&](int resource, double work) { sum += work / total_[at(resource)]; });
        return sum;
    }

private:
    template <class Each>
    void for_each(int task, Each each) const {
        const schedule::Mode& mode = problem_.modes[at(problem_.activities[at(task)].mode_begin)];
        for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
            const schedule::Demand& demand = problem_.demands[at(d)];
            if (demand.amount > 0 && mode.duration > 0)
                each(demand.resource, static_cast<double>(demand.amount) * mode.duration);
        }
    }

    const schedule::Problem& problem_;
    std::vector<double> total_;  ///< by resource: units times days
};

constexpr int places = 6;  ///< of tasks in their application that are told apart
constexpr std::size_t opening_at = 2 * places, closing_at = opening_at + 1, patience_at = closing_at + 1;
constexpr std::size_t numbers_of_order = patience_at + 1;
constexpr double largest_share = 0.5;

PatientOrder order_of(const std::vector<std::array<double, places>>& asked, const std::vector<double>& numbers) {
    std::vector<double> head(asked.size(), 0), tail(asked.size(), 0);
    for (std::size_t job = 0; job < asked.size(); ++job)
        for (int place = 0; place < places; ++place) {
            head[job] += numbers[at(place)] * asked[job][at(place)];
            tail[job] += numbers[at(places + place)] * asked[job][at(place)];
        }
    const auto count = static_cast<double>(asked.size());
    const double opening = largest_share * numbers[opening_at] * count;
    const double closing = largest_share * numbers[closing_at] * count;
    const double patience = largest_share * numbers[patience_at] * numbers[patience_at] * count;
    const std::vector<int> from_first = ranks(head), from_last = ranks(tail);
    const auto key = [&](int job) {
        const int first = from_first[at(job)], last = from_last[at(job)];
        const bool may_open = first < opening, may_close = last < closing;
        if (may_open && (!may_close || first <= last)) return std::make_pair(0, first);
        return may_close ? std::make_pair(2, -last) : std::make_pair(1, 0);
    };
    PatientOrder order{in_order_of_declaration(asked.size()), static_cast<int>(patience)};
    std::stable_sort(order.jobs.begin(), order.jobs.end(), [&](int a, int b) { return key(a) < key(b); });
    return order;
}

}  // namespace

std::vector<PatientOrder> flow_orders(const MigrationProblem& migration, const schedule::Network& network,
                                      const MigrationJobs& jobs) {
    const std::vector<std::int64_t> chain = schedule::chains_from(network);
    std::vector<PatientOrder> orders;
    constexpr int splits = 3;
    for (int split = 1; split <= splits; ++split) {
        std::vector<std::int64_t> head(at(jobs.count), 0), tail(at(jobs.count), 0);
        for (std::size_t i = 0; i < migration.applications.size(); ++i) {
            const int job = jobs.job_of_application[i];
            if (job < 0) continue;
            const ApplicationTasks& tasks = migration.applications[i];
            const int count = std::min(split, tasks.task_end - tasks.task_begin);
            std::int64_t first = 0;
            for (int task = tasks.task_begin; task < tasks.task_begin + count; ++task)
                first += migration.problem.modes[at(migration.problem.activities[at(task)].mode_begin)].duration;
            head[at(job)] = std::max(head[at(job)], first);
            tail[at(job)] =
                std::max(tail[at(job)], chain[at(std::min(tasks.task_begin + count + 1, tasks.task_end - 1))]);
        }
        std::vector<int>& order =
            orders.emplace_back(PatientOrder{in_order_of_declaration(at(jobs.count)), jobs.count}).jobs;
        const auto key = [&](int job) {
            const bool opens = head[at(job)] < tail[at(job)];
            return std::make_pair(!opens, opens ? head[at(job)] : -tail[at(job)]);
        };
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
    }
    return orders;
}

OrderFamily edge_orders(const MigrationProblem& migration, const MigrationJobs& jobs) {
    const Shares shares(migration.problem);
    std::vector<std::array<double, places>> asked(at(jobs.count));
    for (std::size_t i = 0; i < migration.applications.size(); ++i) {
        const int job = jobs.job_of_application[i];
        if (job < 0) continue;
        const ApplicationTasks& tasks = migration.applications[i];
        for (int task = tasks.task_begin; task < tasks.task_end; ++task)
            asked[at(job)][at(std::min(task - tasks.task_begin, places - 1))] += shares.of(task);
    }
    OrderFamily family;
    for (const auto& [before, after] : {std::pair{3, 2}, std::pair{2, 3}, std::pair{2, 2}})
        for (const double closing : {1.0 / 8, 1.0 / 16})
            for (const double patience : {1.0 / 4, 1.0 / 16}) {
                std::vector<double>& numbers = family.first.emplace_back(numbers_of_order, 0);
                std::fill_n(numbers.begin(), before, 1);
                std::fill_n(numbers.begin() + places + after, places - after, 1);
                numbers[opening_at] = 1.0 / 4 / largest_share;
                numbers[closing_at] = closing / largest_share;
                numbers[patience_at] = std::sqrt(patience / largest_share);
            }
    family.order = [asked = std::move(asked)](const std::vector<double>& numbers) { return order_of(asked, numbers); };
    return family;
}

}  // namespace plan
