#pragma once

#include "libplan/base/random.hpp"
#include "libplan/schedule/job_placement.hpp"

#include <vector>

namespace plan {

/// Which jobs are taken out together: neighbours by flows, jobs of two windows, or a job that would cost less in
/// another window and jobs that lie in its way there. What a job would gain elsewhere if nothing were in its way is
/// remembered as its regret from the last time that it was looked at: half of the steps begin where it is large, as
/// most of a large plan is as good as it gets most of the time.
class RuinChoice {
public:
    /// `neighbours` by job; it must outlive this. `windows`: how many the problem has.
    RuinChoice(const std::vector<std::vector<int>>& neighbours, std::size_t windows);

    /// Starts from a plan that is complete.
    void begin(const schedule::JobPlacement& placement);
    /// A job lies in another window now.
    void move(int job, int from, int to);

    /// A job to begin with.
    [[nodiscard]] int draw(Random& random) const;
    void set_regret(int job, double regret) { regret_[static_cast<std::size_t>(job)] = regret; }
    /// Fills `removed` with `first` and a few more. `window`: where `first` would cost least, or -1.
    void choose(int first, int window, const schedule::JobPlacement& placement, Random& random,
                std::vector<int>& removed);
    /// How many jobs lie in each window, of the plan that stands.
    [[nodiscard]] const std::vector<std::vector<int>>& jobs_of_window() const { return jobs_of_window_; }
    [[nodiscard]] const std::vector<int>& with_block() const { return with_block_; }

private:
    void mark(int job, std::vector<int>& removed);
    void mark_neighbours(int count, Random& random, std::vector<int>& removed);
    void mark_of_windows(int count, const schedule::JobPlacement& placement, Random& random, std::vector<int>& removed);
    void mark_in_the_way(int count, int window, Random& random, std::vector<int>& removed);

    const std::vector<std::vector<int>>* neighbours_;
    std::vector<int> with_block_;  ///< jobs that lie in windows
    std::vector<std::vector<int>> jobs_of_window_;
    std::vector<double> regret_;  ///< by job
    std::vector<char> chosen_;    ///< by job
};

}  // namespace plan
