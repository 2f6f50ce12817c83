#include "libplan/schedule/move_costs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace plan {

using schedule::Day;
using schedule::JobPlacement;

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

MoveCosts::MoveCosts(const ObjectiveModel& objective, const MigrationProblem& migration, const MigrationJobs& jobs)
    : portfolio_(objective.portfolio_), migration_(&migration), job_of_(&jobs.job_of_activity) {
    terms_.resize(at(jobs.count));
    links_.resize(at(jobs.count));
    sequences_.resize(at(jobs.count));
    per_day_of_finish_ = objective.weights_.makespan;
    add_terms(objective);
    add_disruption(objective.weights_.disruption);
    for (const BridgePair& pair : objective.pairs_) add_pair(pair, pair.weight * objective.weights_.bridges);
}

void MoveCosts::add_terms(const ObjectiveModel& objective) {
    const ObjectiveWeights& weights = objective.weights_;
    for (const auto& late : objective.late_)
        add_term(late.activity, late.early ? late.day : late.day + 1, late.weight * weights.lateness,
                 late.early ? Shape::before : Shape::after);
    for (const auto& exposed : objective.exposed_) {
        const double weight = exposed.weight * weights.exposure;
        if (exposed.activity >= 0)
            add_term(exposed.activity, exposed.from, weight, Shape::after);
        else
            open_.push_back({exposed.from, weight, weight * exposed.from});
    }
    sort_open();
    for (const auto& order : objective.sequences_) {
        const int first = (*job_of_)[at(order.first)], second = (*job_of_)[at(order.second)];
        const double weight = order.weight * weights.lateness;
        sequences_[at(first)].push_back({order.first, order.second, second, order.lag, weight, true});
        if (first != second)
            sequences_[at(second)].push_back({order.second, order.first, first, order.lag, weight, false});
    }
}

void MoveCosts::sort_open() {
    std::stable_sort(open_.begin(), open_.end(), [](const Open& a, const Open& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < open_.size(); ++i) {
        open_[i].weight += open_[i - 1].weight;
        open_[i].weighted_days += open_[i - 1].weighted_days;
    }
}

double MoveCosts::at_finish(Day finish) const {
    const auto later =
        std::upper_bound(open_.begin(), open_.end(), finish, [](Day day, const Open& open) { return day < open.from; });
    const double of_days = per_day_of_finish_ * finish;
    if (later == open_.begin()) return of_days;
    const Open& begun = *(later - 1);
    return of_days + begun.weight * finish - begun.weighted_days;
}

void MoveCosts::add_term(int activity, Day day, double weight, Shape shape) {
    const int job = (*job_of_)[at(activity)];
    if (weight != 0 && job >= 0) terms_[at(job)].push_back({activity, day, weight, shape, 0});
}

void MoveCosts::add_disruption(double weight) {
    if (migration_->earlier.empty() || weight == 0) return;
    for (const ApplicationTasks& tasks : migration_->applications)
        for (int task = tasks.task_begin; task < tasks.task_end; ++task) {
            const int job = (*job_of_)[at(task)];
            const EarlierTask& earlier = migration_->earlier[at(task)];
            if (job < 0 || !earlier.record || earlier.settled) continue;
            const EarlierTask& move = migration_->earlier[at(tasks.move)];
            terms_[at(job)].push_back(
                {task, earlier.start, weight, Shape::away, move.record ? move.start : earlier.start});
        }
}

void MoveCosts::add_link(int from, int to, double from_first, double to_first) {
    const int from_job = (*job_of_)[at(from)], to_job = (*job_of_)[at(to)];
    links_[at(from_job)].push_back({from, to, to_job, from_first, to_first});
    if (from_job != to_job) links_[at(to_job)].push_back({to, from, from_job, to_first, from_first});
}

/// The cases of ObjectiveModel::span, as shapes.
void MoveCosts::add_pair(const BridgePair& pair, double weight) {
    if (weight == 0) return;
    const ApplicationTasks& from = migration_->applications[at(pair.from)];
    const ApplicationTasks& to = migration_->applications[at(pair.to)];
    const double from_first = pair.from_joins ? 0 : weight, to_first = pair.to_joins ? 0 : weight;
    if (from.fate == Fate::project || to.fate == Fate::project) {
        const bool from_is_project = from.fate == Fate::project;
        const Application& project = portfolio_->applications[at(from_is_project ? pair.from : pair.to)];
        const ApplicationTasks& other = from_is_project ? to : from;
        if (other.fate != Fate::moves || !project.hosting || project.hosting->target.empty()) return;
        const Day live = project.go_live ? std::max(0, *project.go_live - migration_->start) : 0;
        add_term(other.move, live, from_is_project ? from_first : to_first, Shape::after);
        return;
    }
    if (from.fate == Fate::moves && to.fate == Fate::moves) return add_link(from.move, to.move, from_first, to_first);
    if (from.fate != Fate::moves && to.fate != Fate::moves) return;
    const bool from_moves = from.fate == Fate::moves;
    const ApplicationTasks &mover = from_moves ? from : to, &stays = from_moves ? to : from;
    const double mover_first = from_moves ? from_first : to_first;
    if (stays.fate == Fate::retires && stays.move >= 0) return add_link(mover.move, stays.move, mover_first, 0);
    add_term(mover.move, 0, -mover_first, Shape::linear);  // until the end of the plan
    per_day_of_finish_ += mover_first;
}

double MoveCosts::price(const Term& term, Day start, Day end) {
    switch (term.shape) {
        case Shape::after:
            return end > term.day ? term.weight * (end - term.day) : 0;
        case Shape::before:
            return start < term.day ? term.weight * (term.day - start) : 0;
        case Shape::away:
            return term.weight * std::abs(start - term.day);
        case Shape::linear:
            break;
    }
    return term.weight * end;
}

double MoveCosts::price(const Link& link, Day own, Day other) {
    return own < other ? link.own_first * (other - own) : link.other_first * (own - other);
}

double MoveCosts::of(int job, const JobPlacement& placement) const {
    const std::vector<Day>&start = placement.schedule().start, &end = placement.schedule().end;
    double sum = 0;
    for (const Term& term : terms_[at(job)]) sum += price(term, start[at(term.activity)], end[at(term.activity)]);
    for (const Link& link : links_[at(job)])
        if (placement.placed(link.other_job)) sum += price(link, end[at(link.own)], end[at(link.other)]);
    for (const Sequence& order : sequences_[at(job)]) {
        if (!placement.placed(order.other_job)) continue;
        const int first = order.own_first ? order.own : order.other, second = order.own_first ? order.other : order.own;
        sum += order.weight * std::max(0, end[at(first)] + order.lag - start[at(second)]);
    }
    return sum;
}

double MoveCosts::estimate(int job, Day start, Day end, const JobPlacement& placement) const {
    const schedule::Schedule& schedule = placement.schedule();
    double sum = 0;
    for (const Term& term : terms_[at(job)])
        sum += term.shape == Shape::away ? term.weight * std::abs(start - term.anchor) : price(term, start, end);
    for (const Link& link : links_[at(job)])
        if (placement.placed(link.other_job)) sum += price(link, end, schedule.end[at(link.other)]);
    for (const Sequence& order : sequences_[at(job)]) {
        if (!placement.placed(order.other_job)) continue;
        const Day days = order.own_first ? end + order.lag - schedule.start[at(order.other)]
                                         : schedule.end[at(order.other)] + order.lag - start;
        sum += order.weight * std::max(0, days);
    }
    return sum;
}

std::vector<MoveCosts::LinkPrice> MoveCosts::links_of(int job, const JobPlacement& placement) const {
    const std::vector<Day>& end = placement.schedule().end;
    std::vector<LinkPrice> prices;
    for (const Link& link : links_[at(job)])
        if (link.other_job != job) prices.push_back({link.other, price(link, end[at(link.own)], end[at(link.other)])});
    return prices;
}

}  // namespace plan
