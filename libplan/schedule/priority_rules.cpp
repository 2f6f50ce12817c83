#include "libplan/schedule/priority_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <queue>
#include <tuple>
#include <utility>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

struct JobFeatures {
    Day hard_due = schedule::never, due = schedule::never;
    double exposure = 0;
    double effort = 0;

    [[nodiscard]] double exposure_per_day() const { return exposure / std::max(effort, 0.5); }
};

std::vector<JobFeatures> features_of(const MigrationProblem& migration, const MigrationJobs& jobs,
                                     const ObjectiveModel& objective) {
    std::vector<JobFeatures> features(at(jobs.count));
    for (std::size_t i = 0; i < migration.applications.size(); ++i) {
        const int job = jobs.job_of_application[i];
        if (job < 0) continue;
        const ApplicationTasks& tasks = migration.applications[i];
        JobFeatures& job_features = features[at(job)];
        if (tasks.move >= 0)
            job_features.hard_due =
                std::min(job_features.hard_due, migration.problem.activities[at(tasks.move)].deadline);
        job_features.due = std::min(job_features.due, objective.due(static_cast<int>(i)));
        job_features.exposure += objective.exposure_weight(static_cast<int>(i));
        for (int task = tasks.task_begin; task < tasks.task_end; ++task)
            job_features.effort += migration.tasks[at(task)].effort_days;
    }
    return features;
}

/// The jobs by `key`, smallest first, those with a hard deadline before the others.
template <class Key>
std::vector<int> sorted_by(const std::vector<JobFeatures>& features, Key key) {
    std::vector<int> order(features.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const JobFeatures &first = features[at(a)], &second = features[at(b)];
        if (first.hard_due != second.hard_due) return first.hard_due < second.hard_due;
        return key(first) < key(second);
    });
    return order;
}

/// Grows from the first job of `order`: always next the job with most bridge weight to those already taken. Those with
/// a hard deadline are taken by themselves, unless clusters are to stay `whole`.
std::vector<int> clustered(const std::vector<int>& order, const std::vector<JobFeatures>& features,
                           const MigrationJobs& jobs, const ObjectiveModel& objective, bool whole = false) {
    std::vector<std::vector<std::pair<int, double>>> neighbours(at(jobs.count));
    for (const BridgePair& pair : objective.pairs()) {
        const int from = jobs.job_of_application[at(pair.from)], to = jobs.job_of_application[at(pair.to)];
        if (from < 0 || to < 0 || from == to) continue;
        neighbours[at(from)].emplace_back(to, pair.weight);
        neighbours[at(to)].emplace_back(from, pair.weight);
    }
    std::vector<double> attached(at(jobs.count), 0);
    std::vector<bool> taken(at(jobs.count), false);
    std::vector<int> rank(at(jobs.count)), result;
    for (std::size_t i = 0; i < order.size(); ++i) rank[at(order[i])] = static_cast<int>(i);
    std::priority_queue<std::tuple<double, int, int>> queue;  // attached weight, minus rank, job
    const auto take = [&](int job) {
        if (taken[at(job)]) return;
        taken[at(job)] = true;
        result.push_back(job);
        for (const auto& [other, weight] : neighbours[at(job)]) {
            if (taken[at(other)]) continue;
            attached[at(other)] += weight;
            queue.emplace(attached[at(other)], -rank[at(other)], other);
        }
    };
    for (const int job : order) {
        if (!whole && features[at(job)].hard_due != schedule::never) {
            take(job);
            continue;
        }
        take(job);
        while (!queue.empty()) {
            const int next = std::get<2>(queue.top());
            queue.pop();
            take(next);
        }
    }
    return result;
}

}  // namespace

MigrationJobs make_jobs(const MigrationProblem& migration) {
    MigrationJobs jobs;
    jobs.job_of_application.assign(migration.applications.size(), -1);
    jobs.job_of_activity.assign(migration.problem.activities.size(), -1);
    std::vector<int> job_of_block(migration.problem.blocks.size(), -1);
    for (std::size_t i = 0; i < migration.applications.size(); ++i) {
        const ApplicationTasks& tasks = migration.applications[i];
        if (tasks.task_begin == tasks.task_end) continue;
        int& job = jobs.job_of_application[i];
        if (tasks.group >= 0) {
            int& of_block = job_of_block[at(migration.group_block[at(tasks.group)])];
            if (of_block < 0) of_block = jobs.count++;
            job = of_block;
        } else {
            job = jobs.count++;
        }
        for (int task = tasks.task_begin; task < tasks.task_end; ++task) jobs.job_of_activity[at(task)] = job;
    }
    const auto tasks = static_cast<int>(migration.tasks.size());
    for (const schedule::Arc& arc : migration.problem.arcs)  // a milestone goes with the cut-overs that wait for it
        if (arc.from >= tasks) jobs.job_of_activity[at(arc.from)] = jobs.job_of_activity[at(arc.to)];
    return jobs;
}

std::vector<std::vector<int>> job_neighbours(const MigrationJobs& jobs, const ObjectiveModel& objective) {
    std::vector<std::vector<int>> neighbours(at(jobs.count));
    for (const BridgePair& pair : objective.pairs()) {
        const int from = jobs.job_of_application[at(pair.from)], to = jobs.job_of_application[at(pair.to)];
        if (from < 0 || to < 0 || from == to) continue;
        neighbours[at(from)].push_back(to);
        neighbours[at(to)].push_back(from);
    }
    for (std::vector<int>& near : neighbours) {
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
    }
    return neighbours;
}

std::vector<std::vector<int>> priority_orders(const MigrationProblem& migration, const MigrationJobs& jobs,
                                              const ObjectiveModel& objective) {
    const std::vector<JobFeatures> features = features_of(migration, jobs, objective);
    std::vector<std::vector<int>> orders;
    const auto by_due = [](const JobFeatures& job) {
        return std::make_tuple(job.due, -job.exposure_per_day(), job.effort);
    };
    orders.push_back(sorted_by(features, by_due));
    const auto by_exposure = [](const JobFeatures& job) {
        return std::make_tuple(-job.exposure_per_day(), static_cast<double>(job.due), job.effort);
    };
    orders.push_back(sorted_by(features, by_exposure));
    orders.push_back(sorted_by(features, [](const JobFeatures& job) {
        return std::make_tuple(-job.effort, static_cast<double>(job.due), 0.0);
    }));
    orders.push_back(clustered(orders[1], features, jobs, objective));
    orders.push_back(clustered(orders[0], features, jobs, objective, true));
    orders.push_back(clustered(orders[1], features, jobs, objective, true));
    return orders;
}

}  // namespace plan
