#include "libplan/schedule/ruin_and_recreate.hpp"

#include "libplan/base/random.hpp"
#include "libplan/schedule/job_placement.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <thread>
#include <utility>
#include <vector>

namespace plan {

using schedule::Day;
using schedule::JobPlacement;
using schedule::Schedule;
using schedule::Window;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

// The four numbers below were chosen on the two inventories that the project ships, by totals after 3,000 schedules.
constexpr int most_removed = 8;
/// One place in so many is passed over without a look, so that the cheapest is not always taken.
constexpr int passed_over = 20;

/// The threshold begins at this share of what the first changes for the worse cost on average.
constexpr double first_ease = 0.05;
constexpr int scale_sample = 200;

/// One of the searches.
class Walker {
public:
    Walker(const ImprovementProblem& problem, const MoveCosts& costs, const std::vector<std::vector<int>>& neighbours,
           std::uint64_t seed)
        : problem_(problem),
          costs_(costs),
          neighbours_(neighbours),
          jobs_(problem.jobs->count),
          random_(seed),
          placement_(*problem.network, problem.jobs->job_of_activity, jobs_) {
        chosen_.assign(at(jobs_), 0);
        changed_.assign(at(jobs_), 0);
        jobs_of_window_.resize(problem.migration->problem.windows.size());
        jobs_in_window_.resize(jobs_of_window_.size());
        measure_jobs();
    }

    void begin(const Schedule& schedule, double total) {
        placement_.load(schedule);
        current_ = best_ = total;
        best_schedule_ = schedule;
        for (const int job : since_best_) changed_[at(job)] = 0;
        since_best_.clear();
        for (std::vector<int>& jobs : jobs_of_window_) jobs.clear();
        for (const int job : with_block_) jobs_of_window_[at(window_of_job(job))].push_back(job);
        for (std::size_t window = 0; window < jobs_of_window_.size(); ++window)
            jobs_in_window_[window] = static_cast<int>(jobs_of_window_[window].size());
        price_ = price_of_choices();
    }

    /// Steps until `placements` more are made; `share` is how far the whole search is.
    void run(std::int64_t placements, double share) {
        const double left = std::max(0.0, 1 - share);
        const double ease = first_ease * left * left * left;
        const std::int64_t end = work() + placements;
        while (work() < end) step(ease * scale_);
    }

    [[nodiscard]] double best() const { return best_; }
    [[nodiscard]] const Schedule& best_schedule() const { return best_schedule_; }
    [[nodiscard]] double drift() const { return std::abs(current_ - problem_.objective->total(placement_.schedule())); }
    /// Placements made, and steps: one that finds no place for its first job makes none.
    [[nodiscard]] std::int64_t work() const { return placement_.placements() + steps_; }

private:
    /// How long a block lasts at least, and how long what comes before and after it, in days.
    struct Length {
        Day before = 0, block = 0, after = 0;
    };
    struct Place {
        double cost = 0;
        std::uint32_t draw = 0;  ///< equal costs in random order, because full windows tend to lie side by side
        int window = -1;         ///< or the day, for a job without a block

        friend bool operator<(const Place& a, const Place& b) {
            return a.cost != b.cost ? a.cost > b.cost : a.draw > b.draw;
        }
    };

    [[nodiscard]] const schedule::Problem& days() const { return problem_.migration->problem; }
    [[nodiscard]] int window_of_job(int job) const {
        return placement_.schedule().window[at(placement_.block_of(job))];
    }

    void measure_jobs() {
        lengths_.resize(at(jobs_));
        const schedule::Problem& problem = days();
        for (int job = 0; job < jobs_; ++job) {
            Length& length = lengths_[at(job)];
            if (placement_.block_of(job) >= 0) with_block_.push_back(job);
            for (const int* a = placement_.activities().begin(job); a != placement_.activities().end(job); ++a) {
                const schedule::Activity& what = problem.activities[at(*a)];
                int shortest = problem.modes[at(what.mode_begin)].duration;
                for (int m = what.mode_begin; m < what.mode_end; ++m)
                    shortest = std::min(shortest, problem.modes[at(m)].duration);
                if (problem_.network->block_of(problem_.network->unit_of(*a)) >= 0)
                    length.block = std::max(length.block, shortest);
                else
                    (length.block > 0 ? length.after : length.before) += shortest * 7 / 5;
            }
        }
    }

    /// Draws jobs to take out.
    void choose() {
        removed_.clear();
        const double share = random_.unit();
        const int count = std::min(jobs_, 1 + static_cast<int>(share * share * most_removed));
        mark(random_.below(jobs_));
        const int way = random_.below(8);
        if (way < 5)
            choose_neighbours(count);
        else if (way < 7)
            choose_of_windows(count);
        for (int tries = 0; static_cast<int>(removed_.size()) < count && tries < count; ++tries)
            mark(random_.below(jobs_));
    }

    void mark(int job) {
        if (chosen_[at(job)]) return;
        chosen_[at(job)] = 1;
        removed_.push_back(job);
    }

    void choose_neighbours(int count) {
        for (int tries = 0; static_cast<int>(removed_.size()) < count && tries < 3 * count; ++tries) {
            const std::vector<int>& near = neighbours_[at(removed_[random_.below(removed_.size())])];
            if (!near.empty()) mark(near[random_.below(near.size())]);
        }
    }

    /// From the window of the first job, and from another one.
    void choose_of_windows(int count) {
        if (placement_.block_of(removed_.front()) < 0) return;
        const int first = window_of_job(removed_.front());
        const int second = window_of_job(with_block_[random_.below(with_block_.size())]);
        for (int tries = 0; static_cast<int>(removed_.size()) < count && tries < 2 * count; ++tries) {
            const std::vector<int>& of_window = jobs_of_window_[at(tries % 2 == 0 ? first : second)];
            if (!of_window.empty()) mark(of_window[random_.below(of_window.size())]);
        }
    }

    void step(double ease) {
        ++steps_;
        choose();
        const Day finish_before = placement_.finish();
        double change = 0;
        old_windows_.clear();
        for (const int job : removed_) {
            old_windows_.push_back(placement_.block_of(job) >= 0 ? window_of_job(job) : -1);
            if (old_windows_.back() >= 0) --jobs_in_window_[at(old_windows_.back())];
            change -= costs_.of(job, placement_);
            placement_.remove(job);
        }
        std::size_t placed = 0;
        const bool whole = put_all_back(change, placed);
        change += costs_.at_finish(placement_.finish()) - costs_.at_finish(finish_before);
        const double price = whole ? price_of_choices() : 0;
        if (whole && welcome(change + price - price_, ease))
            take(change + price - price_), price_ = price;
        else
            roll_back(placed);
        for (const int job : removed_) chosen_[at(job)] = 0;
    }

    /// As it was before the step, of whose jobs `placed` were put back.
    void roll_back(std::size_t placed) {
        for (std::size_t i = 0; i < removed_.size(); ++i) {
            if (old_windows_[i] < 0) continue;
            ++jobs_in_window_[at(old_windows_[i])];
            if (i < placed) --jobs_in_window_[at(window_of_job(removed_[i]))];
        }
        placement_.roll_back();
    }

    /// Of the plan as it stands in the middle of a step. Which windows are in use is known here, so that wishes on the
    /// numbers of waves need no look at every job.
    [[nodiscard]] double price_of_choices() {
        if (problem_.objective->counts_waves()) {
            wave_numbers_.clear();
            int last = 0;
            for (const int jobs : jobs_in_window_) wave_numbers_.push_back(jobs > 0 ? ++last : 0);
        }
        return problem_.objective->price_of_choices(placement_.schedule(), wave_numbers_);
    }

    /// One after the other, those that others wait for before these. False when one finds no place.
    bool put_all_back(double& change, std::size_t& placed) {
        constexpr int one_in = 6;
        const bool wishes = !with_block_.empty() && random_.below(one_in) == 0;
        wish_ = wishes ? window_of_windows() : -1;
        for (placed = 0; placed < removed_.size(); ++placed) {
            std::size_t next = placed;
            while (!ready(removed_[next])) ++next;
            std::swap(removed_[placed], removed_[next]);
            std::swap(old_windows_[placed], old_windows_[next]);
            const int job = removed_[placed];
            if (!put_back(job)) return false;
            if (old_windows_[placed] >= 0) ++jobs_in_window_[at(window_of_job(job))];
            change += costs_.of(job, placement_);
        }
        return true;
    }

    /// A window in which some job of this plan lies, or one beside it.
    int window_of_windows() {
        const int window = window_of_job_or(with_block_[random_.below(with_block_.size())]) + random_.below(3) - 1;
        return std::clamp(window, 0, static_cast<int>(days().windows.size()) - 1);
    }
    int window_of_job_or(int job) const { return std::max(0, window_of_job(job)); }

    bool ready(int job) const {
        const schedule::Rows& preceding = placement_.preceding_jobs();
        return std::all_of(preceding.begin(job), preceding.end(job),
                           [&](int other) { return placement_.placed(other); });
    }

    bool put_back(int job) {
        const bool has_block = placement_.block_of(job) >= 0;
        list_places(job, has_block);
        if (has_block && wish_ >= 0 && placement_.place_in(job, wish_)) return true;
        while (!places_.empty()) {
            std::pop_heap(places_.begin(), places_.end());
            const int where = places_.back().window;
            places_.pop_back();
            if (!places_.empty() && random_.below(passed_over) == 0) continue;
            if (has_block ? placement_.place_in(job, where) : placement_.place_from(job, where)) return true;
        }
        return false;
    }

    void list_places(int job, bool has_block) {
        places_.clear();
        const schedule::Problem& problem = days();
        const Length& length = lengths_[at(job)];
        if (!has_block) {
            add_place(job, 0, length.before, length.before, 0);
            for (const Window& window : problem.windows)
                if (window.start > length.before) add_place(job, window.start, window.start, window.start + 1, 0);
        } else {
            const Window range = placement_.block_range(job);
            const std::vector<int>& allowed = problem.windows_of(problem.blocks[at(placement_.block_of(job))]);
            bool wish_allowed = false;
            for (const int w : allowed) {
                const Window& window = problem.windows[at(w)];
                const Day start = std::max({window.start, range.start, length.before * 5 / 7});
                if (start + length.block > std::min(window.end, range.end)) continue;
                if (w == wish_) wish_allowed = true;
                add_place(job, w, start, start + length.block, length.after);
            }
            if (!wish_allowed) wish_ = -1;
        }
        std::make_heap(places_.begin(), places_.end());
    }

    void add_place(int job, int where, Day start, Day end, Day after) {
        const Day finish = std::max(placement_.finish(), end + after);
        const double cost = costs_.estimate(job, start, end, placement_) + costs_.at_finish(finish);
        places_.push_back({cost, static_cast<std::uint32_t>(random_.next() >> 32), where});
    }

    /// Whether what now stands may take the place of what stood before.
    bool welcome(double change, double ease) {
        constexpr double noise = 1e-9;
        if (change > noise && sampled_ < scale_sample) scale_ += (change - scale_) / ++sampled_;
        if (change > ease * random_.unit()) return false;
        return !problem_.accept || problem_.accept(placement_.schedule());
    }

    void take(double change) {
        current_ += change;
        for (std::size_t i = 0; i < removed_.size(); ++i) {
            const int job = removed_[i];
            if (!changed_[at(job)]) changed_[at(job)] = 1, since_best_.push_back(job);
            if (old_windows_[i] < 0 || old_windows_[i] == window_of_job(job)) continue;
            std::vector<int>& old = jobs_of_window_[at(old_windows_[i])];
            old.erase(std::find(old.begin(), old.end(), job));
            jobs_of_window_[at(window_of_job(job))].push_back(job);
        }
        placement_.commit();
        constexpr double noise = 1e-7;
        if (current_ < best_ - noise) keep();
    }

    /// Only what changed since the last time, because improvements come by the thousand.
    void keep() {
        best_ = current_;
        const Schedule& now = placement_.schedule();
        for (const int job : since_best_) {
            changed_[at(job)] = 0;
            for (const int* a = placement_.activities().begin(job); a != placement_.activities().end(job); ++a) {
                best_schedule_.start[at(*a)] = now.start[at(*a)];
                best_schedule_.end[at(*a)] = now.end[at(*a)];
                best_schedule_.mode[at(*a)] = now.mode[at(*a)];
            }
            if (const int block = placement_.block_of(job); block >= 0)
                best_schedule_.window[at(block)] = now.window[at(block)];
        }
        since_best_.clear();
    }

    const ImprovementProblem& problem_;
    const MoveCosts& costs_;
    const std::vector<std::vector<int>>& neighbours_;
    int jobs_;
    Random random_;
    JobPlacement placement_;
    std::vector<int> with_block_;
    std::vector<Length> lengths_;                   ///< by job
    std::vector<std::vector<int>> jobs_of_window_;  ///< of the current schedule
    std::vector<int> jobs_in_window_;               ///< how many, in the middle of a step, too
    std::vector<int> wave_numbers_;                 ///< of the windows in use
    double price_ = 0;                              ///< of soft constraints on windows, of the current schedule
    std::vector<int> removed_, old_windows_;        ///< of this step
    std::vector<char> chosen_, changed_;            ///< by job: of this step; since the best
    std::vector<int> since_best_;
    std::vector<Place> places_;
    int wish_ = -1;
    double current_ = 0, best_ = 0;
    Schedule best_schedule_;
    double scale_ = 0;  ///< mean of the first changes for the worse
    int sampled_ = 0;
    std::int64_t steps_ = 0;
};

/// Both searches, round by round.
class Search {
public:
    Search(const ImprovementProblem& problem, const Schedule& schedule, const ImprovementLimits& limits)
        : problem_(problem),
          limits_(limits),
          costs_(*problem.objective, *problem.migration, *problem.jobs),
          neighbours_(job_neighbours(*problem.jobs, *problem.objective)),
          first_(problem, costs_, neighbours_, limits.seed),
          second_(problem, costs_, neighbours_, limits.seed + 0x9e3779b97f4a7c15ULL) {
        const double total = problem.objective->total(schedule);
        first_.begin(schedule, total);
        second_.begin(schedule, total);
        done_before_ = first_.work() + second_.work();
    }

    Improvement run() {
        double share = 0;
        while (share < 1) {
            round(share);
            share = share_done();
            if (share >= next_meeting_ && share < 1) meet();
            if (limits_.progress) limits_.progress(share, std::min(first_.best(), second_.best()));
        }
        const Walker& best = first_.best() <= second_.best() ? first_ : second_;
        // Sums that were added up step by step drift; what counts is what the objective says.
        return {best.best_schedule(), problem_.objective->total(best.best_schedule()),
                std::max(first_.drift(), second_.drift()), done()};
    }

private:
    static constexpr std::int64_t chunk = 20'000;  // a few hundredths of a second

    [[nodiscard]] std::int64_t done() const { return first_.work() + second_.work() - done_before_; }
    [[nodiscard]] double share_done() const {
        double share = limits_.time_spent ? limits_.time_spent() : 0;
        if (limits_.placements > 0)
            share = std::max(share, static_cast<double>(done()) / static_cast<double>(limits_.placements));
        return share;
    }

    void round(double share) {
        std::int64_t placements = chunk;
        if (limits_.placements > 0) placements = std::clamp<std::int64_t>((limits_.placements - done()) / 2, 1, chunk);
        if (limits_.threads < 2) {
            first_.run(placements, share);
            second_.run(placements, share);
            return;
        }
        std::thread other([&] { second_.run(placements, share); });
        first_.run(placements, share);
        other.join();
    }

    /// The search that is behind goes on from where the other one was best.
    void meet() {
        constexpr double meetings = 10;
        next_meeting_ += 1 / meetings;
        const bool first_leads = first_.best() <= second_.best();
        Walker &ahead = first_leads ? first_ : second_, &behind = first_leads ? second_ : first_;
        behind.begin(ahead.best_schedule(), ahead.best());
    }

    const ImprovementProblem& problem_;
    const ImprovementLimits& limits_;
    MoveCosts costs_;
    std::vector<std::vector<int>> neighbours_;
    Walker first_, second_;
    std::int64_t done_before_ = 0;
    double next_meeting_ = 0.1;
};

}  // namespace

Improvement ruin_and_recreate(const ImprovementProblem& problem, const Schedule& schedule,
                              const ImprovementLimits& limits) {
    const bool fixed = problem.jobs->count == 0;
    if (fixed) return {schedule, problem.objective->total(schedule), 0, 0};
    return Search(problem, schedule, limits).run();
}

}  // namespace plan
