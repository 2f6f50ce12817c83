#include "libplan/schedule/move_limits.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr std::size_t most_pools = 12;

/// Resources, ascending, that do the same kind of work together.
using Pool = std::vector<int>;

/// A task on the way to a cut-over.
struct Step {
    int activity = 0, mover = 0;
    Day after = 0;  ///< days from its end to that of the cut-over, at least
    bool cutover = false;
};

class LimitBuilder {
public:
    LimitBuilder(const MigrationProblem& migration, const schedule::Network& network,
                 const schedule::EarliestDates& earliest)
        : problem_(migration.problem), earliest_(earliest) {
        moves_.inside = schedule::window_days(problem_);
        moves_.inside.insert(moves_.inside.begin(), false);
        for (Day end = 0; const schedule::Window& window : problem_.windows) {
            end = std::max(end, window.end);
            if (window.start < problem_.horizon)
                moves_.windows.emplace_back(window.start, std::min(end, problem_.horizon));
        }
        const std::vector<Day> tails = schedule::shortest_tails(network);
        moves_.tail = schedule::never;
        for (const ApplicationTasks& tasks : migration.applications) {
            moves_.mover_of.push_back(-1);
            if (tasks.cutover < 0) continue;
            moves_.mover_of.back() = moves_.count();
            moves_.tail = std::min(moves_.tail, tails[at(tasks.cutover)]);
            add_steps(tasks);
            add_mover(tasks.cutover, migration.group_block[at(tasks.group)]);
        }
    }

    MoveLimits build() {
        if (moves_.count() == 0) moves_.tail = 0;
        limit_applications();
        for (const Pool& pool : pools()) limit_work(pool), limit_room(pool);
        return std::move(moves_);
    }

private:
    void add_mover(int cutover, int block) {
        const Day deadline = std::min(problem_.activities[at(cutover)].deadline, problem_.horizon);
        const Day first = earliest_.end[at(cutover)];
        Day begins = schedule::never, ends = 0;
        for (const int w : problem_.windows_of(problem_.blocks[at(block)])) {
            const schedule::Window& window = problem_.windows[at(w)];
            if (window.end < first || window.start >= deadline) continue;
            begins = std::min(begins, window.start + 1);
            ends = std::max(ends, window.end);
        }
        moves_.block.push_back(block);
        moves_.first.push_back(begins == schedule::never ? first : std::max(first, begins));
        moves_.last.push_back(ends == 0 ? deadline : std::min(deadline, ends));
    }

    void add_steps(const ApplicationTasks& tasks) {
        Day after = 0;
        for (int task = tasks.cutover; task >= tasks.task_begin; --task) {
            steps_.push_back({task, moves_.count(), after, task == tasks.cutover});
            after = std::min(schedule::never, after + schedule::shortest_duration(problem_, task));
        }
    }

    /// The teams that one task may be done by, and what such pools that share a team make together.
    [[nodiscard]] std::vector<Pool> pools() const {
        std::vector<Pool> pools;
        const auto add = [&](Pool pool) {
            std::sort(pool.begin(), pool.end());
            pool.erase(std::unique(pool.begin(), pool.end()), pool.end());
            if (!pool.empty() && pools.size() < most_pools &&
                std::find(pools.begin(), pools.end(), pool) == pools.end())
                pools.push_back(std::move(pool));
        };
        for (const Step& step : steps_) {
            Pool pool;
            const schedule::Activity& activity = problem_.activities[at(step.activity)];
            for (int m = activity.mode_begin; m < activity.mode_end; ++m)
                for (int d = problem_.modes[at(m)].demand_begin; d < problem_.modes[at(m)].demand_end; ++d)
                    pool.push_back(problem_.demands[at(d)].resource);
            add(std::move(pool));
        }
        for (std::size_t a = 0; a < pools.size(); ++a)
            for (std::size_t b = 0; b < a; ++b) {
                const bool shared = std::any_of(pools[a].begin(), pools[a].end(), [&](int team) {
                    return std::binary_search(pools[b].begin(), pools[b].end(), team);
                });
                if (!shared) continue;
                Pool both = pools[a];
                both.insert(both.end(), pools[b].begin(), pools[b].end());
                add(std::move(both));
            }
        return pools;
    }

    /// Units times days of the pool that the task takes, in whichever mode.
    [[nodiscard]] std::int64_t work(const Pool& pool, int activity) const {
        const schedule::Activity& what = problem_.activities[at(activity)];
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        for (int m = what.mode_begin; m < what.mode_end; ++m) {
            const schedule::Mode& mode = problem_.modes[at(m)];
            std::int64_t sum = 0;
            for (int d = mode.demand_begin; d < mode.demand_end; ++d)
                if (std::binary_search(pool.begin(), pool.end(), problem_.demands[at(d)].resource))
                    sum += std::int64_t{problem_.demands[at(d)].amount} * mode.duration;
            least = std::min(least, sum);
        }
        return least;
    }

    void limit_work(const Pool& pool) {
        MoveLimits::Limit limit;
        limit.amount.assign(at(moves_.count()), 0);
        Day head = schedule::never, after = schedule::never;
        std::vector<std::vector<int>> calendars(pool.size());  // -1: the days of windows
        for (const Step& step : steps_) {
            const std::int64_t amount = work(pool, step.activity);
            if (amount <= 0) continue;
            limit.amount[at(step.mover)] += amount;
            head = std::min(head, earliest_.start[at(step.activity)]);
            after = std::min(after, step.after);
            const schedule::Activity& activity = problem_.activities[at(step.activity)];
            for (int m = activity.mode_begin; m < activity.mode_end; ++m)
                for (int d = problem_.modes[at(m)].demand_begin; d < problem_.modes[at(m)].demand_end; ++d) {
                    const auto team = std::lower_bound(pool.begin(), pool.end(), problem_.demands[at(d)].resource);
                    if (team == pool.end() || *team != problem_.demands[at(d)].resource) continue;
                    std::vector<int>& of_team = calendars[static_cast<std::size_t>(team - pool.begin())];
                    const int calendar = step.cutover ? -1 : problem_.modes[at(m)].calendar;
                    if (std::find(of_team.begin(), of_team.end(), calendar) == of_team.end())
                        of_team.push_back(calendar);
                }
        }
        if (head == schedule::never) return;
        std::vector<std::int64_t> before(at(problem_.horizon) + 1, 0);
        for (Day day = 0; day < problem_.horizon; ++day) {
            before[at(day) + 1] = before[at(day)];
            if (day < head) continue;
            for (std::size_t i = 0; i < pool.size(); ++i)
                if (open(calendars[i], day)) before[at(day) + 1] += problem_.resources[at(pool[i])].capacity[at(day)];
        }
        for (Day day = 0; day <= problem_.horizon; ++day) limit.supply.push_back(before[at(std::max(0, day - after))]);
        add(std::move(limit));
    }

    /// What cut-overs take of the pool, against what it can give in windows.
    void limit_room(const Pool& pool) {
        MoveLimits::Limit limit;
        limit.amount.assign(at(moves_.count()), 0);
        std::int64_t all = 0;
        for (const Step& step : steps_)
            if (step.cutover) all += limit.amount[at(step.mover)] = work(pool, step.activity);
        if (all == 0) return;
        limit.supply.assign(at(problem_.horizon) + 1, 0);
        for (Day day = 0; day < problem_.horizon; ++day) {
            limit.supply[at(day) + 1] = limit.supply[at(day)];
            if (!moves_.inside[at(day) + 1]) continue;
            for (const int team : pool) limit.supply[at(day) + 1] += problem_.resources[at(team)].capacity[at(day)];
        }
        moves_.room.push_back(std::move(limit));
    }

    [[nodiscard]] bool open(const std::vector<int>& calendars, Day day) const {
        return std::any_of(calendars.begin(), calendars.end(), [&](int calendar) {
            return calendar < 0 ? moves_.inside[at(day) + 1] : problem_.calendars[at(calendar)].works(day);
        });
    }

    void limit_applications() {
        MoveLimits::Limit limit;
        limit.amount.assign(at(moves_.count()), 1);
        limit.supply.assign(at(problem_.horizon) + 1, 0);
        for (const schedule::Window& window : problem_.windows)
            if (window.start < problem_.horizon)
                limit.supply[at(std::max(0, window.start + 1))] += std::max(0, window.capacity);
        for (std::size_t day = 1; day < limit.supply.size(); ++day) limit.supply[day] += limit.supply[day - 1];
        moves_.room.push_back(limit);
        moves_.room.back().supply.front() = 0;  // a window that has begun before the first day may still hold them all
        add(std::move(limit));
    }

    void add(MoveLimits::Limit limit) {
        const std::int64_t all = std::accumulate(limit.amount.begin(), limit.amount.end(), std::int64_t{0});
        if (!limit.supply.empty() && all > limit.supply.front()) moves_.limits.push_back(std::move(limit));
    }

    const schedule::Problem& problem_;
    const schedule::EarliestDates& earliest_;
    MoveLimits moves_;
    std::vector<Step> steps_;
};

}  // namespace

MoveLimits move_limits(const MigrationProblem& migration, const schedule::Network& network,
                       const schedule::EarliestDates& earliest) {
    return LimitBuilder(migration, network, earliest).build();
}

Day all_moved(const MoveLimits& moves) {
    Day day = 0;
    for (const Day first : moves.first) day = std::max(day, first);
    for (const MoveLimits::Limit& limit : moves.limits) {
        const std::int64_t all = std::accumulate(limit.amount.begin(), limit.amount.end(), std::int64_t{0});
        const auto enough = std::lower_bound(limit.supply.begin(), limit.supply.end(), all);
        day = std::max(day, static_cast<Day>(enough - limit.supply.begin()));
    }
    const auto days = static_cast<Day>(moves.inside.size());
    while (day > 0 && day < days && !moves.inside[at(day)]) ++day;  // the last one to move does so in a window
    return std::min(day, days);
}

}  // namespace plan
