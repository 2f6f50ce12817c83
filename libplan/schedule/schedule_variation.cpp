#include "libplan/schedule/schedule_variation.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// A day on which the work of one resource is done earlier on average weighs as much as so many days of the end.
constexpr double weight_of_mean = 2;

}  // namespace

ScheduleVariation::ScheduleVariation(const VariationProblem& problem, std::uint64_t seed)
    : problem_(&problem), generator_(*problem.network), random_(seed) {
    keys_.resize(at(problem.network->unit_count()));
}

void ScheduleVariation::begin(const Schedule& schedule) {
    base_ = best_schedule_ = schedule;
    best_ = value_of(schedule);
    cost_ = cost_of(schedule, best_);
}

void ScheduleVariation::follow(const ScheduleVariation& other) {
    base_ = other.base_;
    cost_ = other.cost_;
}

double ScheduleVariation::value_of(const Schedule& schedule) const {
    const bool allowed = !problem_->accept || problem_->accept(schedule);
    return allowed ? problem_->evaluate(schedule) : std::numeric_limits<double>::infinity();
}

double ScheduleVariation::cost_of(const Schedule& schedule, double value) const {
    const Problem& problem = problem_->network->problem();
    std::vector<double> work(problem.resources.size(), 0), moment(problem.resources.size(), 0);
    for (std::size_t a = 0; a < schedule.end.size(); ++a) {
        const Mode& mode = problem.modes[at(schedule.mode[a])];
        for (int d = mode.demand_begin; d < mode.demand_end; ++d) {
            const Demand& demand = problem.demands[at(d)];
            const double units = static_cast<double>(demand.amount) * mode.duration;
            work[at(demand.resource)] += units;
            moment[at(demand.resource)] += units * schedule.end[a];
        }
    }
    double means = 0;
    for (std::size_t r = 0; r < work.size(); ++r)
        if (work[r] > 0) means += moment[r] / work[r];
    return value + weight_of_mean * means;
}

/// Keys for the next schedule.
void ScheduleVariation::put_off() {
    constexpr int powers = 6;         // by up to 1, 2, 4 to 32 days
    constexpr int reaches = 5;        // the first or the last 1, 2, 4 to 16 weeks
    constexpr std::int64_t day = 64;  // finer than days, so that equal starts come in any order
    enum class Part : std::uint8_t { all, first, last } part{};
    const int drawn = random_.below(3);
    part = drawn == 0 ? Part::all : drawn == 1 ? Part::first : Part::last;
    const std::int64_t most = day << random_.below(powers);
    const Day reach = Day{7} << random_.below(reaches), finish = base_.finish();
    const Network& network = *problem_->network;
    for (int unit = 0; unit < network.unit_count(); ++unit) {
        Day start = never;
        for (const int* a = network.members().begin(unit); a != network.members().end(unit); ++a)
            start = std::min(start, base_.start[at(*a)]);
        const bool put_off = part == Part::all || (part == Part::first ? start < reach : start > finish - reach);
        keys_[at(unit)] = day * start + (put_off ? random_.below(most) : 0);
    }
}

void ScheduleVariation::step() {
    put_off();
    ++schedules_;
    if (!generator_.forward(keys_, candidate_)) return;
    double value = value_of(candidate_);
    for (double before = std::numeric_limits<double>::infinity(); value < before && !over();) {
        before = value;
        schedules_ += 2;
        value = generator_.justify(candidate_, before, [this](const Schedule& schedule) { return value_of(schedule); });
    }
    if (value < best_) best_ = value, best_schedule_ = candidate_;
    const double cost = cost_of(candidate_, value);
    if (cost <= cost_) cost_ = cost, base_ = candidate_;
}

void ScheduleVariation::run(std::int64_t schedules) {
    const std::int64_t end = schedules_ + schedules;
    while (schedules_ < end && !over()) step();
}

}  // namespace plan::schedule
