#pragma once

#include "libplan/base/random.hpp"
#include "libplan/schedule/choice_prices.hpp"
#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/move_costs.hpp"
#include "libplan/schedule/ruin_and_recreate.hpp"
#include "libplan/schedule/ruin_choice.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// One of the searches of ruin_and_recreate: a schedule that changes step by step, and the best that it has been.
class ScheduleWalk {
public:
    /// All must outlive it, and not change. `neighbours` as job_neighbours gives them.
    ScheduleWalk(const ImprovementProblem& problem, const MoveCosts& costs,
                 const std::vector<std::vector<int>>& neighbours, std::uint64_t seed);

    /// Goes on from `schedule`, which is complete and has this total.
    void begin(const schedule::Schedule& schedule, double total);

    /// Steps until about `work` more is done. What costs more is taken up to a threshold, which is `warmth` times what
    /// the first changes for the worse cost on average.
    void run(std::int64_t work, double warmth);

    [[nodiscard]] double best() const { return best_; }
    [[nodiscard]] const schedule::Schedule& best_schedule() const { return best_schedule_; }
    /// How far what was added up step by step lies from what the objective says.
    [[nodiscard]] double drift() const;
    /// Placements made, and steps: one that finds no place for its first job makes none.
    [[nodiscard]] std::int64_t work() const { return placement_.placements() + steps_; }

private:
    /// How long a block lasts at least, and how long what comes before and after it, in days.
    struct Length {
        schedule::Day before = 0, block = 0, after = 0;
    };
    struct Place {
        double cost = 0;
        std::uint32_t draw = 0;  ///< equal costs in random order, because full windows tend to lie side by side
        int window = -1;         ///< or the day, for a job without a block

        friend bool operator<(const Place& a, const Place& b) {
            return a.cost != b.cost ? a.cost > b.cost : a.draw > b.draw;
        }
    };

    [[nodiscard]] bool has_block(int job) const { return placement_.block_of(job) >= 0; }
    void measure_jobs();
    void step(double ease);
    [[nodiscard]] int best_window(int job);
    void roll_back(std::size_t placed);
    bool put_all_back(double& change, std::size_t& placed);
    [[nodiscard]] int draw_wish();
    [[nodiscard]] bool ready(int job) const;
    bool put_back(int job);
    void list_places(int job);
    void add_place(int job, int where, schedule::Day start, schedule::Day end, schedule::Day after);
    [[nodiscard]] bool welcome(double change, double ease);
    void take(double change);
    void keep();

    const ImprovementProblem& problem_;
    const MoveCosts& costs_;
    Random random_;
    schedule::JobPlacement placement_;
    RuinChoice ruins_;
    ChoicePrices prices_;
    std::vector<Length> lengths_;             ///< by job
    std::vector<int> jobs_in_window_;         ///< how many, in the middle of a step, too
    std::vector<int> removed_, old_windows_;  ///< of this step
    std::vector<char> changed_;               ///< by job, since the best
    std::vector<int> since_best_;             ///< jobs that have changed
    std::vector<Place> places_;
    int wish_ = -1;  ///< a window to try first, in this step
    double current_ = 0, best_ = 0;
    schedule::Schedule best_schedule_;
    double scale_ = 0;  ///< mean of the first changes for the worse
    int sampled_ = 0;
    std::int64_t steps_ = 0;
};

}  // namespace plan
