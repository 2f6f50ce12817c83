#include "libplan/schedule/earlier_schedule.hpp"

#include "libplan/schedule/job_placement.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace plan {

using schedule::Day;
using schedule::JobPlacement;
using schedule::Schedule;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// A window of the block in which all of its members lie; -1 when there is none.
int window_around(const schedule::Problem& problem, const schedule::Block& block, const Schedule& schedule) {
    for (const int w : problem.windows_of(block)) {
        const schedule::Window& window = problem.windows[at(w)];
        if (std::all_of(block.activities.begin(), block.activities.end(), [&](int activity) {
                return schedule.start[at(activity)] >= window.start && schedule.end[at(activity)] <= window.end;
            }))
            return w;
    }
    return -1;
}

/// Start -1 for what the earlier plan says nothing of, or had done by others or in another time.
Schedule as_planned(const MigrationProblem& migration) {
    const schedule::Problem& problem = migration.problem;
    Schedule schedule;
    schedule.start.assign(problem.activities.size(), -1);
    schedule.end.assign(problem.activities.size(), -1);
    schedule.mode.assign(problem.activities.size(), -1);
    for (std::size_t a = 0; a < migration.earlier.size(); ++a) {
        const EarlierTask& earlier = migration.earlier[a];
        if (earlier.mode < 0) continue;
        const schedule::Mode& mode = problem.modes[at(earlier.mode)];
        schedule.mode[a] = earlier.mode;
        schedule.start[a] = earlier.settled ? problem.activities[a].release : earlier.start;
        schedule.end[a] = problem.calendars[at(mode.calendar)].end_of(schedule.start[a], mode.duration);
    }
    schedule.window.assign(problem.blocks.size(), -1);
    for (std::size_t b = 0; b < problem.blocks.size(); ++b)
        schedule.window[b] = window_around(problem, problem.blocks[b], schedule);
    return schedule;
}

bool has_place(const JobPlacement& placement, const MigrationProblem& migration, const Schedule& earlier, int job) {
    const int tasks = static_cast<int>(migration.tasks.size());
    return std::all_of(placement.activities().begin(job), placement.activities().end(job),
                       [&](int activity) { return activity >= tasks || earlier.start[at(activity)] >= 0; });
}

bool place_anywhere(JobPlacement& placement, const MigrationProblem& migration, int job) {
    const int block = placement.block_of(job);
    if (block < 0) return placement.place_from(job, 0);
    const std::vector<int>& windows = migration.problem.windows_of(migration.problem.blocks[at(block)]);
    return std::any_of(windows.begin(), windows.end(), [&](int window) { return placement.place_in(job, window); });
}

}  // namespace

std::optional<Schedule> earlier_schedule(const MigrationProblem& migration, const schedule::Network& network) {
    Schedule schedule = as_planned(migration);
    for (std::size_t task = 0; task < migration.tasks.size(); ++task)
        if (schedule.start[task] < 0) return std::nullopt;
    if (std::find(schedule.window.begin(), schedule.window.end(), -1) != schedule.window.end()) return std::nullopt;
    for (std::size_t a = migration.tasks.size(); a < schedule.start.size(); ++a) {
        Day ready = migration.problem.activities[a].release;
        const int milestone = static_cast<int>(a);
        for (const int* i = network.arcs_into().begin(milestone); i != network.arcs_into().end(milestone); ++i)
            ready = std::max(ready, schedule.end[at(migration.problem.arcs[at(*i)].from)]);
        schedule.start[a] = schedule.end[a] = ready;
        schedule.mode[a] = migration.problem.activities[a].mode_begin;
    }
    return schedule;
}

std::vector<int> earlier_order(const MigrationProblem& migration, const MigrationJobs& jobs) {
    std::vector<Day> move(at(jobs.count), -1);
    for (std::size_t i = 0; i < migration.applications.size(); ++i) {
        const int job = jobs.job_of_application[i], activity = migration.applications[i].move;
        if (job < 0 || activity < 0) continue;
        const EarlierTask& earlier = migration.earlier[at(activity)];
        if (earlier.record) move[at(job)] = std::max(move[at(job)], earlier.start);
    }
    std::vector<int> order(at(jobs.count));
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](int job) { return move[at(job)] < 0 ? schedule::never : move[at(job)]; };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key(a) < key(b); });
    return order;
}

Schedule restore_earlier(const MigrationProblem& migration, const schedule::Network& network, const MigrationJobs& jobs,
                         const Schedule& found) {
    const Schedule earlier = as_planned(migration);
    JobPlacement placement(network, jobs.job_of_activity, jobs.count);
    placement.load(found);
    for (int job = 0; job < jobs.count; ++job) placement.remove(job);
    std::vector<int> others;
    for (const int job : earlier_order(migration, jobs))
        if (!has_place(placement, migration, earlier, job) || !placement.place_as(job, earlier)) others.push_back(job);
    for (const int job : others)
        if (!place_anywhere(placement, migration, job)) return found;
    return placement.schedule();
}

}  // namespace plan
