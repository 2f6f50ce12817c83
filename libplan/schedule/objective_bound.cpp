#include "libplan/schedule/bridge_bound.hpp"
#include "libplan/schedule/move_limits.hpp"
#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/parting_bound.hpp"
#include "libplan/schedule/waiting_bound.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace plan {

using schedule::Day;
using schedule::Waiting;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// By application: what waits for its move, with all the work that its own tasks up to the move need.
class Moves {
public:
    Moves(const MigrationProblem& migration, const schedule::EarliestDates& earliest)
        : migration_(migration), earliest_(earliest), item_of_(migration.problem.activities.size(), -1) {
        for (std::size_t a = 0; a < migration.applications.size(); ++a)
            if (migration.applications[a].move >= 0)
                application_of_.push_back({migration.applications[a].move, static_cast<int>(a)});
    }

    void add(int activity, Day from, double weight) {
        int& item = item_of_[at(activity)];
        if (item < 0) {
            item = static_cast<int>(items_.size());
            items_.push_back({earliest_.end[at(activity)], {}, {}});
        }
        items_[at(item)].from.emplace_back(from, weight);
    }

    double bound() {
        for (const auto& [move, application] : application_of_) {
            if (item_of_[at(move)] < 0) continue;
            const ApplicationTasks& tasks = migration_.applications[at(application)];
            for (int task = tasks.task_begin; task < tasks.task_end && task <= move; ++task)
                schedule::add_work(migration_.problem, task, items_[at(item_of_[at(move)])].work);
        }
        return schedule::waiting_bound(items_, schedule::supply_of(migration_.problem));
    }

private:
    const MigrationProblem& migration_;
    const schedule::EarliestDates& earliest_;
    std::vector<int> item_of_;  ///< by activity, or -1
    std::vector<std::pair<int, int>> application_of_;
    std::vector<Waiting> items_;
};

/// Whether it is never anywhere but where it is, whatever the plan.
bool stays(const ApplicationTasks& tasks) {
    return tasks.fate != Fate::moves && tasks.fate != Fate::retires && tasks.fate != Fate::project;
}

}  // namespace

double ObjectiveModel::least_lateness(const schedule::EarliestDates& earliest) const {
    Moves moves(*migration_, earliest);
    for (const Late& late : late_)
        if (!late.early) moves.add(late.activity, late.day + 1, late.weight);
    return moves.bound() + always_broken();
}

double ObjectiveModel::least_exposure(const schedule::EarliestDates& earliest, Day finish) const {
    Moves moves(*migration_, earliest);
    double sum = 0;
    for (const Exposed& exposed : exposed_)
        if (exposed.activity >= 0)
            moves.add(exposed.activity, exposed.from, exposed.weight);
        else  // until the plan ends
            sum += exposed.weight * std::max(0, finish - exposed.from);
    return sum + moves.bound();
}

/// The total, with what pulls one move both ways counted together: a day earlier is a day less of exposure or lateness
/// and a day more of bridge to an end that stays, so that at equal weight the two last from the first day that costs to
/// the end of the plan, whenever the move is.
double ObjectiveModel::least_together(const schedule::EarliestDates& earliest, Day finish, BridgeBound bridges) const {
    struct Cost {
        int activity = 0;
        Day from = 0;
        double weight = 0;  ///< of a day, in points of the total
    };
    std::vector<Cost> costs;
    double sum = weights_.makespan * finish + weights_.lateness * always_broken();
    for (const Exposed& exposed : exposed_)
        if (exposed.activity >= 0)
            costs.push_back({exposed.activity, exposed.from, weights_.exposure * exposed.weight});
        else
            sum += weights_.exposure * exposed.weight * std::max(0, finish - exposed.from);
    for (const Late& late : late_)
        if (!late.early) costs.push_back({late.activity, late.day + 1, weights_.lateness * late.weight});
    std::stable_sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) { return a.from < b.from; });
    Moves moves(*migration_, earliest);
    for (const Cost& cost : costs) {
        const double shared = std::min(cost.weight, weights_.bridges * bridges.weight_to_stayers(cost.activity));
        if (shared > 0) {
            sum += shared * std::max(0, finish - cost.from);
            bridges.leave_out(cost.activity, shared / weights_.bridges);
        }
        moves.add(cost.activity, cost.from, cost.weight - std::max(0.0, shared));
    }
    return sum + moves.bound() + weights_.bridges * bridges.value();
}

/// The total, with all that depends on which applications have moved by a day counted together.
double ObjectiveModel::least_apart(const MoveLimits& moves, const schedule::EarliestDates& earliest, Day finish) const {
    constexpr std::int64_t effort = 100'000'000;
    DailyCosts costs;
    Moves others(*migration_, earliest);  // what retires
    std::vector<int> application_of(migration_->problem.activities.size(), -1);
    for (std::size_t a = 0; a < moves.mover_of.size(); ++a)
        if (moves.mover_of[a] >= 0) application_of[at(migration_->applications[a].cutover)] = static_cast<int>(a);
    const auto wait = [&](int activity, Day from, double weight) {
        if (weight <= 0) return;
        if (activity >= 0 && application_of[at(activity)] < 0)
            others.add(activity, from, weight);
        else
            costs.waiting.push_back({activity < 0 ? -1 : application_of[at(activity)], from, weight});
    };
    wait(-1, 0, weights_.makespan);
    for (const Exposed& exposed : exposed_) wait(exposed.activity, exposed.from, weights_.exposure * exposed.weight);
    for (const Late& late : late_)
        if (!late.early) wait(late.activity, late.day + 1, weights_.lateness * late.weight);
    for (const BridgePair& pair : pairs_) {
        const double weight = weights_.bridges * pair.weight;
        if (weight <= 0) continue;
        const bool from_moves = moves.mover_of[at(pair.from)] >= 0, to_moves = moves.mover_of[at(pair.to)] >= 0;
        if (from_moves && !pair.from_joins && (to_moves || stays(migration_->applications[at(pair.to)])))
            costs.parted.push_back({pair.from, to_moves ? pair.to : -1, weight});
        if (to_moves && !pair.to_joins && (from_moves || stays(migration_->applications[at(pair.from)])))
            costs.parted.push_back({pair.to, from_moves ? pair.from : -1, weight});
        if (const auto from = waits_from(pair))
            costs.waiting.push_back({from_moves ? pair.from : pair.to, *from, weight});
    }
    for (const Choice& choice : choices_)
        if (choice.constraint->kind == ConstraintKind::wave && choice.constraint->wave == 1)
            costs.firsts.push_back({choice.applications, weights_.lateness * *choice.constraint->weight});
    for (const WavePin& pin : migration_->wave_pins)
        if (pin.wave == 1) costs.firsts.push_back({{application_of[at(pin.cutover)]}, DailyCosts::barred});
    const bool end_alone = costs.parted.empty() && costs.firsts.empty() &&
                           std::all_of(costs.waiting.begin(), costs.waiting.end(),
                                       [](const DailyCosts::Waiting& waiting) { return waiting.application < 0; });
    if (end_alone) return 0;  // the terms' sum counts that already
    return parting_bound(costs, moves, finish, effort) + others.bound() + weights_.lateness * always_broken();
}

/// Soft constraints that no plan can keep.
double ObjectiveModel::always_broken() const {
    double sum = 0;
    for (const Choice& choice : choices_)
        if (choice.constraint->kind == ConstraintKind::together && choice.broken_always)
            sum += *choice.constraint->weight;
    return sum;
}

Objective ObjectiveModel::lower_bound(const schedule::Network& network, const schedule::EarliestDates& earliest,
                                      Day finish) const {
    Objective objective;
    finish = std::max(1, finish);
    const bool settled = std::any_of(migration_->earlier.begin(), migration_->earlier.end(),
                                     [](const EarlierTask& task) { return task.settled; });
    std::optional<MoveLimits> moves;
    if (!settled) {
        moves = move_limits(*migration_, network, earliest);
        finish = std::max(finish, all_moved(*moves) + moves->tail);
    }
    objective.lateness = least_lateness(earliest);
    objective.exposure = least_exposure(earliest, finish);
    const BridgeBound bridges(pairs_, *migration_, network, earliest, finish);
    objective.bridges = bridges.value();
    objective.makespan_days = finish;
    add_up(objective);
    objective.total = std::max(objective.total, least_together(earliest, finish, bridges));
    if (moves) objective.total = std::max(objective.total, least_apart(*moves, earliest, finish));
    return objective;
}

}  // namespace plan
