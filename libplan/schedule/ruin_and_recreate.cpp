#include "libplan/schedule/ruin_and_recreate.hpp"

#include "libplan/schedule/schedule_walk.hpp"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>
#include <vector>

namespace plan {

using schedule::Schedule;

namespace {

/// The threshold begins at this share of what the first changes for the worse cost on average.
constexpr double first_warmth = 0.05;
/// So much of the whole search goes into each start while they are compared, as warm as at the beginning; no heat is
/// worth running that would place each activity less often.
constexpr double share_of_heat = 0.04;
constexpr std::int64_t least_in_heat = 15;

struct Start {
    Schedule schedule;
    double total = 0;
};

/// Both searches, round by round.
class Search {
public:
    Search(const ImprovementProblem& problem, const ImprovementLimits& limits)
        : problem_(problem),
          limits_(limits),
          costs_(*problem.objective, *problem.migration, *problem.jobs),
          neighbours_(job_neighbours(*problem.jobs, *problem.objective)),
          first_(problem, costs_, neighbours_, limits.seed),
          second_(problem, costs_, neighbours_, limits.seed + 0x9e3779b97f4a7c15ULL) {}

    Improvement run(const std::vector<Schedule>& schedules) {
        std::vector<Start> starts;
        for (const Schedule& schedule : schedules) starts.push_back({schedule, problem_.objective->total(schedule)});
        std::stable_sort(starts.begin(), starts.end(),
                         [](const Start& a, const Start& b) { return a.total < b.total; });
        const Start first = starts.front();
        heats(starts);
        begin(starts.front(), starts.back());
        improve();
        const ScheduleWalk& best = first_.best() <= second_.best() ? first_ : second_;
        // Sums that were added up step by step drift; what counts is what the objective says.
        Improvement result{best.best_schedule(), problem_.objective->total(best.best_schedule()),
                           std::max(first_.drift(), second_.drift()), done()};
        if (result.total > first.total) result.schedule = first.schedule, result.total = first.total;
        return result;
    }

private:
    static constexpr std::int64_t chunk = 20'000;  // a few hundredths of a second

    [[nodiscard]] std::int64_t done() const { return first_.work() + second_.work() - loading_; }
    [[nodiscard]] double share_done() const {
        double share = limits_.time_spent ? limits_.time_spent() : 0;
        if (limits_.placements > 0)
            share = std::max(share, static_cast<double>(done()) / static_cast<double>(limits_.placements));
        return share;
    }

    /// Loading a schedule is no work on it.
    void begin(const Start& of_first, const Start& of_second) {
        const std::int64_t before = first_.work() + second_.work();
        first_.begin(of_first.schedule, of_first.total);
        second_.begin(of_second.schedule, of_second.total);
        loading_ += first_.work() + second_.work() - before;
    }

    /// What a start costs says little of what can be made of it, so each is improved a little, two at a time; the
    /// better half goes on to the next heats, until two are left.
    void heats(std::vector<Start>& starts) {
        const auto activities = static_cast<std::int64_t>(problem_.migration->problem.activities.size());
        const double placements = share_of_heat * static_cast<double>(limits_.placements);
        if (limits_.placements > 0 && placements < static_cast<double>(least_in_heat * activities)) starts.resize(1);
        while (starts.size() > 2) {
            for (std::size_t i = 0; i < starts.size(); i += 2) {
                Start& one = starts[i];
                Start& other = starts[std::min(i + 1, starts.size() - 1)];
                begin(one, other);
                const double end = share_done() + 2 * share_of_heat;
                for (double share = 0; share < end && share < 1; share = share_done()) {
                    round(first_warmth, end);
                    tell(share_done());
                }
                one = {first_.best_schedule(), first_.best()};
                if (&one != &other || second_.best() < first_.best()) other = {second_.best_schedule(), second_.best()};
            }
            std::stable_sort(starts.begin(), starts.end(),
                             [](const Start& a, const Start& b) { return a.total < b.total; });
            starts.resize((starts.size() + 1) / 2);
        }
    }

    void improve() {
        const double begun = share_done();
        constexpr double meetings = 10;
        double next_meeting = begun + (1 - begun) / meetings;
        for (double share = begun; share < 1;) {
            const double left = std::max(0.0, 1 - share);
            round(first_warmth * left * left * left, 1);
            share = share_done();
            if (share >= next_meeting && share < 1) {
                meet();
                next_meeting += (1 - begun) / meetings;
            }
            tell(share);
        }
    }

    /// A little of the work that is left until `end`, a share of the whole.
    void round(double warmth, double end) {
        std::int64_t work = chunk;
        if (limits_.placements > 0) {
            const auto last = static_cast<std::int64_t>(end * static_cast<double>(limits_.placements));
            work = std::clamp<std::int64_t>((last - done()) / 2, 1, chunk);
        }
        if (limits_.threads < 2) {
            first_.run(work, warmth);
            second_.run(work, warmth);
            return;
        }
        std::thread other([&] { second_.run(work, warmth); });
        first_.run(work, warmth);
        other.join();
    }

    /// The search that is behind goes on from where the other one was best.
    void meet() {
        const ScheduleWalk& ahead = first_.best() <= second_.best() ? first_ : second_;
        const Start best{ahead.best_schedule(), ahead.best()};
        ScheduleWalk& behind = &ahead == &first_ ? second_ : first_;
        const std::int64_t before = behind.work();
        behind.begin(best.schedule, best.total);
        loading_ += behind.work() - before;
    }

    void tell(double share) const {
        if (limits_.progress) limits_.progress(share, std::min(first_.best(), second_.best()));
    }

    const ImprovementProblem& problem_;
    const ImprovementLimits& limits_;
    MoveCosts costs_;
    std::vector<std::vector<int>> neighbours_;
    ScheduleWalk first_, second_;
    std::int64_t loading_ = 0;
};

}  // namespace

Improvement ruin_and_recreate(const ImprovementProblem& problem, const std::vector<Schedule>& starts,
                              const ImprovementLimits& limits) {
    const bool fixed = problem.jobs->count == 0;
    if (fixed) return {starts.front(), problem.objective->total(starts.front()), 0, 0};
    return Search(problem, limits).run(starts);
}

}  // namespace plan
