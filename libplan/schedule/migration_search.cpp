#include "libplan/schedule/migration_search.hpp"

#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/earlier_moves.hpp"
#include "libplan/schedule/earlier_schedule.hpp"
#include "libplan/schedule/feasibility.hpp"
#include "libplan/schedule/flow_orders.hpp"
#include "libplan/schedule/left_shift.hpp"
#include "libplan/schedule/priority_rules.hpp"
#include "libplan/schedule/ruin_and_recreate.hpp"
#include "libplan/schedule/search.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>

namespace plan {

using schedule::Day;
using schedule::Schedule;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr Day first_horizon = 5 * 366;
constexpr Day after_last_window = 366;
/// Built from orders to begin with, of which there are a few; the rest of the effort goes into changes.
constexpr std::int64_t schedules_to_begin = 64;
constexpr double share_to_begin = 0.2;  // of the time, at most, once there is a plan

bool declares_windows(const Portfolio& portfolio) {
    return std::any_of(portfolio.calendars.begin(), portfolio.calendars.end(),
                       [](const Calendar& calendar) { return !calendar.windows.empty(); });
}

Day initial_horizon(const Portfolio& portfolio, Date start) {
    Day horizon = first_horizon;
    for (const Calendar& calendar : portfolio.calendars)
        for (const CutoverWindow& window : calendar.windows)
            horizon = std::max(horizon, window.finish - start + 1 + after_last_window);
    return std::min(horizon, largest_horizon(start));
}

/// One problem over one span: its network, objective and search.
class Attempt {
public:
    Attempt(const Portfolio& portfolio, const PlanSettings& settings, const std::vector<ResolvedFlow>& flows,
            const MigrationEffort& effort, MigrationSolution& solution)
        : portfolio_(portfolio),
          settings_(settings),
          flows_(flows),
          effort_(effort),
          solution_(solution),
          migration_(*solution.migration),
          network_(migration_.problem) {}

    void run() {
        if (!network_.cycle().empty()) {
            solution_.cycle = network_.cycle();
            solution_.proven_infeasible = true;
            return;
        }
        const schedule::EarliestDates earliest = schedule::earliest_dates(network_);
        if (earliest.failed_unit >= 0) {
            solution_.proven_infeasible = true;
            fail_at(earliest.failed_unit);
            return;
        }
        const Day finish = schedule::finish_bound(network_, earliest);
        if (finish > migration_.problem.horizon) {
            solution_.proven_infeasible = solution_.span_too_short = true;
            return;
        }
        const ObjectiveModel objective(portfolio_, migration_, flows_, settings_.weights);
        solution_.lower_bound = objective.lower_bound(network_, earliest, finish);
        if (effort_.schedules == 0) effort_.schedules = default_schedules(migration_.problem);
        if (effort_.repairs == 0)
            effort_.repairs = std::max<std::int64_t>(default_schedules(migration_.problem) / 10, 20);
        finish_alone_ = objective.only_counts_finish();
        prepare(objective);
        if (keep_earlier(objective)) return;
        if (!migration_.wave_pins.empty() && !apply_wave_pins()) return;
        if (!migration_.wave_pins.empty())
            search_.accept = [this](const Schedule& schedule) { return broken_pin(schedule) < 0; };
        MigrationEffort beginning = effort_;
        const bool timed = settings_.seconds && !settings_.schedules;
        if (finish_alone_ && timed) beginning.schedules = std::numeric_limits<std::int64_t>::max();
        if (!finish_alone_) beginning.schedules = std::min<std::int64_t>(effort_.schedules, schedules_to_begin);
        take(search(beginning));
        if (!solution_.found) return;
        improve(objective);
        put_facts_back(solution_.schedule);
    }

private:
    void prepare(const ObjectiveModel& objective) {
        jobs_ = make_jobs(migration_);
        search_.network = &network_;
        search_.jobs = jobs_.count;
        search_.job_of_unit.assign(at(network_.unit_count()), -1);
        for (std::size_t a = 0; a < jobs_.job_of_activity.size(); ++a)
            if (jobs_.job_of_activity[a] >= 0)
                search_.job_of_unit[at(network_.unit_of(static_cast<int>(a)))] = jobs_.job_of_activity[a];
        search_.orders = priority_orders(migration_, jobs_, objective);
        search_.flow_orders = flow_orders(migration_, network_, jobs_);
        if (finish_alone_) search_.family = edge_orders(migration_, jobs_);
        if (settings_.baseline) search_.orders.insert(search_.orders.begin(), earlier_order(migration_, jobs_));
        if (search_.orders.size() > effort_.orders) search_.orders.resize(effort_.orders);
        if (finish_alone_) search_.variation_seed = settings_.seed;
        search_.least = solution_.lower_bound.total;
        search_.evaluate = [&objective](const Schedule& schedule) { return objective.total(schedule); };
    }

    schedule::SearchResult search(const MigrationEffort& effort) const {
        schedule::SearchLimits limits;
        limits.schedules = effort.schedules;
        limits.repairs = effort.repairs;
        limits.threads = settings_.threads;
        if (settings_.progress && settings_.time_spent)
            limits.progress = [this](double value) {
                settings_.progress(settings_.time_spent(), value, std::min(value, solution_.lower_bound.total));
            };
        const double share = finish_alone_ ? 1 : share_to_begin;
        if (settings_.time_spent) limits.enough = [this, share] { return settings_.time_spent() >= share; };
        return schedule::search(search_, limits);
    }

    void take(schedule::SearchResult result) {
        solution_.schedules += result.schedules;
        solution_.found = result.found;
        if (result.found)
            solution_.schedule = std::move(result.schedule), others_ = std::move(result.others);
        else if (result.failed_unit >= 0)
            fail_at(result.failed_unit);
        else if (!migration_.wave_pins.empty())
            solution_.wave_constraint = migration_.wave_pins.front().constraint;
    }

    /// The earlier plan itself, while it holds and costs no more than it did: then nothing that concerns it has
    /// changed.
    bool keep_earlier(const ObjectiveModel& objective) {
        if (!settings_.baseline) return false;
        std::optional<Schedule> earlier = earlier_schedule(migration_, network_);
        if (!earlier || !schedule::keeps_to(migration_.problem, *earlier)) return false;
        if (!migration_.wave_pins.empty() && broken_pin(*earlier) >= 0) return false;
        put_facts_back(*earlier);
        constexpr double rounding = 1e-5;  // printed totals have six decimals
        if (objective.total(*earlier) > settings_.baseline->total + rounding) return false;
        solution_.schedule = std::move(*earlier);
        solution_.found = solution_.unchanged = true;
        // As when it was found: windows that waves are counted without are closed.
        if (!migration_.wave_pins.empty()) restrict_windows(windows_from(solution_.schedule));
        // Where nothing has happened yet, the plan is to say what it said: nothing of having been planned before.
        if (std::none_of(migration_.earlier.begin(), migration_.earlier.end(),
                         [](const EarlierTask& task) { return task.settled; }))
            migration_.earlier.clear();
        return true;
    }

    /// Settled tasks lie where they took place, even outside the days and windows of the problem.
    void put_facts_back(Schedule& schedule) const {
        for (std::size_t task = 0; task < migration_.earlier.size(); ++task) {
            if (!migration_.earlier[task].settled) continue;
            schedule.start[task] = migration_.earlier[task].actual_start;
            schedule.end[task] = migration_.earlier[task].actual_end;
        }
    }

    /// What is left of the effort goes into changing where jobs lie; then all that costs nothing begins as early as it
    /// can.
    void improve(const ObjectiveModel& objective) {
        if (jobs_.count == 0) return;
        if (settings_.baseline) restore(objective);
        const bool timed = settings_.seconds && !settings_.schedules;
        if (finish_alone_) return settle(objective);
        const std::int64_t left = effort_.schedules - solution_.schedules;
        const bool relocates = left > 0 || timed;
        if (relocates) relocate(objective, timed, left);
        if (relocates || settings_.baseline) settle(objective);  // what generation returns is settled already
    }

    void relocate(const ObjectiveModel& objective, bool timed, std::int64_t left) {
        const auto activities = static_cast<std::int64_t>(migration_.problem.activities.size());
        ImprovementLimits limits;
        if (!timed) limits.placements = left * activities;
        limits.time_spent = settings_.time_spent;
        limits.seed = settings_.seed;
        limits.threads = settings_.threads;
        if (settings_.progress)
            limits.progress = [this](double share, double total) {
                settings_.progress(share, total, std::min(total, solution_.lower_bound.total));
            };
        const ImprovementProblem problem{&migration_, &network_, &jobs_, &objective, search_.accept};
        std::vector<Schedule> starts{solution_.schedule};
        // Of the other orders, those that take neighbours together, which come last, are most unlike the best.
        constexpr std::size_t most = 3;
        if (!settings_.baseline)
            std::move(others_.end() - static_cast<std::ptrdiff_t>(std::min(most, others_.size())), others_.end(),
                      std::back_inserter(starts));
        Improvement better = ruin_and_recreate(problem, starts, limits);
        solution_.schedules += better.placements / activities;
        solution_.schedule = std::move(better.schedule);
    }

    /// Begins near the earlier plan, where that is not dearer than what was found from scratch.
    void restore(const ObjectiveModel& objective) {
        Schedule restored = restore_earlier(migration_, network_, jobs_, solution_.schedule);
        if (search_.accept && !search_.accept(restored)) return;
        if (objective.total(restored) <= objective.total(solution_.schedule)) solution_.schedule = std::move(restored);
    }

    /// Lets all that costs nothing begin as early as it can, and moves what then fits better in an earlier window,
    /// until neither changes anything.
    void settle(const ObjectiveModel& objective) {
        const std::vector<char> priced = priced_activities();
        Schedule& schedule = solution_.schedule;
        for (bool changed = true; changed;) {
            schedule = schedule::shift_left(network_, schedule, priced);
            EarlierMoves moves(migration_, network_, objective, schedule);
            changed = moves.descend();
            if (changed) schedule = moves.schedule();
        }
    }

    /// Moves, which the objective dates, what lies in windows, and what an earlier plan had.
    std::vector<char> priced_activities() const {
        std::vector<char> priced(migration_.problem.activities.size(), 0);
        for (std::size_t task = 0; task < migration_.earlier.size(); ++task)
            priced[task] = migration_.earlier[task].record != nullptr;
        for (const ApplicationTasks& tasks : migration_.applications)
            if (tasks.move >= 0) priced[at(tasks.move)] = 1;
        for (const schedule::Block& block : migration_.problem.blocks)
            for (const int activity : block.activities) priced[at(activity)] = 1;
        return priced;
    }

    void fail_at(int unit) { solution_.failed_activity = *network_.members().begin(unit); }

    /// The first pin whose wave has another number; -1 when all hold.
    int broken_pin(const Schedule& schedule) const {
        const std::vector<int> numbers = wave_numbers(migration_, schedule);
        for (std::size_t p = 0; p < migration_.wave_pins.size(); ++p) {
            const int block = network_.block_of(network_.unit_of(migration_.wave_pins[p].cutover));
            if (numbers[at(schedule.window[at(block)])] != migration_.wave_pins[p].wave) return static_cast<int>(p);
        }
        return -1;
    }

    /// A wave's number depends on which windows are in use, so these are settled first: all groups keep to a list of
    /// windows, "wave k" is the k-th of the list, and as long as one before it stays empty, or a pinned group is not
    /// ready for it, the list loses that window and later ones take its number.
    bool apply_wave_pins() {
        const std::vector<schedule::Block> blocks = migration_.problem.blocks;
        const std::vector<std::vector<int>> window_sets = migration_.problem.window_sets;
        const schedule::SearchResult free = search({1, effort_.repairs, effort_.orders});
        solution_.schedules += free.schedules;
        if (!free.found) return fail_at(free.failed_unit), false;
        std::vector<int> list = windows_from(free.schedule);
        const std::size_t tries = list.size() + 1;
        for (std::size_t attempt = 0; attempt < tries; ++attempt) {
            migration_.problem.blocks = blocks;
            migration_.problem.window_sets = window_sets;
            if (!restrict_windows(list)) return false;
            const schedule::SearchResult result = search({1, effort_.repairs, effort_.orders});
            solution_.schedules += result.schedules;
            if (result.found && broken_pin(result.schedule) < 0) return true;
            drop_window(result, list);
        }
        solution_.wave_constraint = migration_.wave_pins.front().constraint;
        return false;
    }

    /// The windows in use, and all that come after them.
    std::vector<int> windows_from(const Schedule& schedule) const {
        std::vector<int> list;
        int last = -1;
        const std::vector<int> numbers = wave_numbers(migration_, schedule);
        for (std::size_t w = 0; w < numbers.size(); ++w)
            if (numbers[w] > 0) list.push_back(static_cast<int>(w)), last = static_cast<int>(w);
        for (int w = last + 1; w < static_cast<int>(numbers.size()); ++w) list.push_back(w);
        return list;
    }

    bool restrict_windows(const std::vector<int>& list) {
        schedule::Problem& problem = migration_.problem;
        for (std::vector<int>& windows : problem.window_sets) {
            std::vector<int> kept;
            std::set_intersection(windows.begin(), windows.end(), list.begin(), list.end(), std::back_inserter(kept));
            windows = std::move(kept);
        }
        for (const WavePin& pin : migration_.wave_pins) {
            if (pin.wave < 1 || pin.wave > static_cast<std::int64_t>(list.size())) {
                solution_.wave_constraint = pin.constraint;
                return false;
            }
            const int block = network_.block_of(network_.unit_of(pin.cutover));
            problem.restrict_windows(problem.blocks[at(block)], {list[static_cast<std::size_t>(pin.wave) - 1]});
        }
        return true;
    }

    void drop_window(const schedule::SearchResult& result, std::vector<int>& list) const {
        if (result.found) {
            const std::vector<int> numbers = wave_numbers(migration_, result.schedule);
            const auto empty = std::find_if(list.begin(), list.end(), [&](int w) { return numbers[at(w)] == 0; });
            if (empty != list.end()) list.erase(empty);
        } else if (!list.empty()) {
            list.erase(list.begin());
        }
    }

    const Portfolio& portfolio_;
    const PlanSettings& settings_;
    const std::vector<ResolvedFlow>& flows_;
    MigrationEffort effort_;
    MigrationSolution& solution_;
    MigrationProblem& migration_;
    schedule::Network network_;
    MigrationJobs jobs_;
    schedule::SearchProblem search_;
    std::vector<Schedule> others_;  ///< what came of other orders: costs more, but more may come of it
    bool finish_alone_ = false;     ///< what jobs cost where they lie is nothing: orders of all work matter
};

/// Whether more days could help: not where a hard deadline or a list of windows is what fails.
bool longer_span_may_help(const Portfolio& portfolio, const MigrationSolution& solution) {
    if (solution.span_too_short) return true;
    if (!solution.cycle.empty() || solution.failed_activity < 0) return false;
    const MigrationProblem& migration = *solution.migration;
    const int activity = solution.failed_activity;
    if (migration.problem.activities[at(activity)].deadline < schedule::never) return false;
    const bool cutover =
        activity < static_cast<int>(migration.tasks.size()) && migration.tasks[at(activity)].phase == Phase::cutover;
    return !cutover || !declares_windows(portfolio);
}

}  // namespace

MigrationSolution solve_migration(const Portfolio& portfolio, const PlanSettings& settings,
                                  const std::vector<ResolvedFlow>& flows, const MigrationEffort& effort,
                                  const std::set<Requirement>& lifted) {
    MigrationSolution solution;
    const Day largest = largest_horizon(settings.start);
    for (Day horizon = initial_horizon(portfolio, settings.start);; horizon = std::min(largest, 2 * horizon)) {
        solution.migration =
            std::make_unique<MigrationProblem>(make_migration_problem(portfolio, settings, horizon, lifted));
        if (horizon < largest && horizon_seems_short(*solution.migration)) continue;
        if (!solution.migration->impossible.empty()) return solution;
        solution.proven_infeasible = solution.span_too_short = false;
        solution.failed_activity = -1;
        Attempt(portfolio, settings, flows, effort, solution).run();
        if (solution.found || horizon == largest || !longer_span_may_help(portfolio, solution)) return solution;
    }
}

bool ruled_out(const Portfolio& portfolio, const PlanSettings& settings, Day horizon,
               const std::set<Requirement>& lifted) {
    const MigrationProblem migration = make_migration_problem(portfolio, settings, horizon, lifted);
    const schedule::Network network(migration.problem);
    if (!migration.impossible.empty() || !network.cycle().empty()) return true;
    const schedule::EarliestDates earliest = schedule::earliest_dates(network);
    return earliest.failed_unit >= 0 || schedule::finish_bound(network, earliest) > horizon;
}

std::int64_t size_of(const schedule::Problem& problem) {
    std::size_t size = problem.modes.size() + problem.arcs.size() +
                       problem.blocks.size() * problem.windows.size() / 20 +
                       problem.resources.size() * at(problem.horizon) / 500;
    for (const schedule::Block& block : problem.blocks) size += block.apart.size();
    return static_cast<std::int64_t>(std::max<std::size_t>(size, 1));
}

std::int64_t default_schedules(const schedule::Problem& problem) {
    constexpr std::int64_t steps = 3'000'000, most = 5000, least = 80;
    return std::clamp(steps / size_of(problem), least, most);
}

}  // namespace plan
