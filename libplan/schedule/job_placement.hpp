#pragma once

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"
#include "libplan/schedule/profile.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace plan::schedule {

/// A complete schedule of which jobs can be taken out and put in again elsewhere, at the cost of these jobs alone. A
/// job is a set of activities with at most one block. What precedes the block is placed as late as it can be, so that
/// earlier days stay free for others; the block and what follows it as early as they can be. Activities of no job stand
/// still. Memory is that of the profile and a few numbers an activity, allocated once.
class JobPlacement {
public:
    /// `job_of_activity`: -1 for those of no job. `network` must have no cycle and outlive it.
    JobPlacement(const Network& network, const std::vector<int>& job_of_activity, int jobs);

    /// Starts from `schedule`, which must be complete and keep to the problem. O(activities and the days they take).
    void load(const Schedule& schedule);
    [[nodiscard]] const Schedule& schedule() const { return schedule_; }
    /// The largest end of all that is placed.
    [[nodiscard]] Day finish() const { return finish_; }

    [[nodiscard]] bool placed(int job) const { return job_placed_[static_cast<std::size_t>(job)] != 0; }
    /// The block of a job, or -1.
    [[nodiscard]] int block_of(int job) const { return block_[static_cast<std::size_t>(job)]; }
    /// The window of a job with a block, which is placed.
    [[nodiscard]] int window_of(int job) const { return schedule_.window[static_cast<std::size_t>(block_of(job))]; }
    [[nodiscard]] const Rows& activities() const { return activities_; }  ///< by job, each after what it depends on
    /// Jobs that have an activity at the other end of an arc, each once.
    [[nodiscard]] const Rows& preceding_jobs() const { return preceding_; }
    /// Days on which the block of `job` may lie, from what is placed outside of it; [0, horizon) for a job without.
    [[nodiscard]] Window block_range(int job) const;
    /// Whether the block of `job` may use `window`: those apart from it, and what it may hold.
    [[nodiscard]] bool window_open(int job, int window) const;

    /// Takes a job out. What stood there is remembered until `commit` or `roll_back`.
    void remove(int job);
    /// Puts a job with a block into `window`. False, and nothing is changed, when it does not fit.
    bool place_in(int job, int window);
    /// Puts a job without a block in, its last activities not before `day`. False when it does not fit.
    bool place_from(int job, Day day);
    /// Puts a job in where `wanted` has it; what lasts no day, where it can be. False when it does not fit there.
    bool place_as(int job, const Schedule& wanted);
    void commit();
    /// Back to the last `load` or `commit`.
    void roll_back();

    /// Activities placed so far: the work done.
    [[nodiscard]] std::int64_t placements() const { return placements_; }

private:
    struct Stood {
        int activity = 0, mode = 0;
        Day start = 0, end = 0;
    };
    struct Removed {
        int job = 0, window = -1;
    };

    /// Activities of no job may lie outside the days of the problem: they stand still.
    [[nodiscard]] std::size_t day_of_end(Day end) const {
        return static_cast<std::size_t>(std::clamp(end, 0, problem_->horizon));
    }
    [[nodiscard]] Day lower_bound(int activity) const;
    [[nodiscard]] Day upper_bound(int activity) const;
    bool place_early(int activity, Day from, Day until);
    bool place_late(int activity);
    void put(int activity, int mode, Day start, Day end);
    void take(int activity);
    bool place_at(int activity, int mode, Day start);
    bool finish_placing(int job, bool complete);
    void set_window(int job, int window);
    void sort_activities(const std::vector<int>& job_of_activity);

    const Network* network_;
    const Problem* problem_;
    int jobs_;
    std::vector<int> block_;            ///< by job
    Rows activities_, before_, after_;  ///< by job: all; those before its block (or all); those after it
    Rows preceding_;
    std::vector<char> last_;  ///< by activity: nothing of its job follows it
    ResourceProfile profile_;
    Schedule schedule_;
    std::vector<char> activity_placed_, job_placed_;
    std::vector<int> window_load_;
    std::vector<int> ends_;  ///< by day: activities that end there
    Day finish_ = 0;
    std::vector<Stood> stood_;
    std::vector<Removed> removed_;
    std::int64_t placements_ = 0;
};

}  // namespace plan::schedule
