#include "libplan/schedule/energy_check.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Days of [begin, end) that are worked.
Day worked(const StartShape& shape, Day begin, Day end) {
    return begin < end ? shape.worked_before(end) - shape.worked_before(begin) : 0;
}

}  // namespace

EnergyCheck::EnergyCheck(const ExactModel& model, const TimeTable& time_table, LearningEngine& engine)
    : model_(&model), time_table_(&time_table), engine_(&engine), number_(engine.add_propagator(this)) {
    users_.resize(model.capacity.size());
    changed_.assign(model.capacity.size(), true);
    room_.resize(at(model.horizon) + 1);
    for (int task = 0; task < static_cast<int>(model.tasks.size()); ++task) {
        const ExactModel::Task& what = model.tasks[at(task)];
        for (int u = what.use_begin; u < what.use_end; ++u)
            users_[at(model.uses[at(u)].resource)].push_back({task, model.uses[at(u)].amount});
        if (what.use_begin == what.use_end) continue;
        engine.listen(number_, lower_half(task));
        engine.listen(number_, upper_half(task));
    }
}

bool EnergyCheck::rose(Half half) {
    const ExactModel::Task& what = model_->tasks[at(variable_of(half))];
    for (int u = what.use_begin; u < what.use_end; ++u) changed_[at(model_->uses[at(u)].resource)] = true;
    return true;
}

bool EnergyCheck::propagate() {
    for (int resource = 0; resource < static_cast<int>(changed_.size()); ++resource) {
        if (!changed_[at(resource)] || !is_due()) continue;
        if (!check(resource)) {
            ++found_;
            return false;
        }
        changed_[at(resource)] = false;
    }
    return true;
}

/// Whether a look is worth its time: the less they find, the fewer of them. On the root every one is.
bool EnergyCheck::is_due() {
    if (engine_->level() == 0) return true;
    if (++asked_ % period_ != 0) return false;
    constexpr int window = 1000, few = window / 64, many = window / 16, longest_period = 16;
    if (++looked_ == window) {
        if (found_ < few)
            period_ = std::min(2 * period_, longest_period);
        else if (found_ > many)
            period_ = std::max(period_ / 2, 1);
        looked_ = found_ = 0;
    }
    return true;
}

bool EnergyCheck::check(int resource) {
    free_.clear();
    ends_.clear();
    for (const User& user : users_[at(resource)]) {
        const Day early = engine_->lower(user.task), late = engine_->upper(user.task);
        if (early == late) continue;
        const StartShape& shape = model_->shape_of(user.task);
        const Day certain = worked(shape, late, shape.end(early));
        const Day duration = model_->tasks[at(user.task)].duration;
        if (certain == duration) continue;
        free_.push_back({early, shape.end(late), std::max(late, shape.end(early)), (duration - certain) * user.amount,
                         user.amount, &shape});
        ends_.push_back(free_.back().late_end);
    }
    if (free_.size() < 2) return true;
    std::sort(free_.begin(), free_.end(), [](const Free& a, const Free& b) { return a.early_start > b.early_start; });
    std::sort(ends_.begin(), ends_.end());
    ends_.erase(std::unique(ends_.begin(), ends_.end()), ends_.end());
    const std::vector<std::int64_t>& capacity = model_->capacity[at(resource)];
    const std::int64_t* const used = time_table_->used(resource);
    for (Day day = 0; day < model_->horizon; ++day) room_[at(day) + 1] = room_[at(day)] + capacity[at(day)] - used[day];
    engine_->add_steps(static_cast<std::int64_t>(ends_.size() * free_.size() / 16));
    for (const Day end : ends_) {
        std::int64_t energy = 0;
        const std::int64_t room = room_[at(end)];
        for (const Free& task : free_) {
            if (task.early_start >= end) continue;
            if (task.late_end <= end)
                energy += task.energy;
            else if (task.certain_from < end)
                energy += task.amount * worked(*task.shape, task.certain_from, end);
            else
                continue;
            if (energy <= room - room_[at(task.early_start)]) continue;
            refuse(resource, task.early_start, end);
            return false;
        }
    }
    return true;
}

void EnergyCheck::refuse(int resource, Day begin, Day end) {
    shares_.clear();
    std::int64_t excess = 0;
    for (Day day = begin; day < end; ++day) excess -= model_->capacity[at(resource)][at(day)];
    for (const User& user : users_[at(resource)]) {
        const StartShape& shape = model_->shape_of(user.task);
        const Day early = engine_->lower(user.task), late = engine_->upper(user.task);
        const Day days = std::min(worked(shape, std::max(early, begin), std::min(shape.end(early), end)),
                                  worked(shape, std::max(late, begin), std::min(shape.end(late), end)));
        if (days <= 0) continue;
        excess += days * user.amount;
        const int price = (engine_->free_of_charge(at_least(user.task, early)) ? 0 : 1) +
                          (engine_->free_of_charge(at_most(user.task, late)) ? 0 : 1);
        shares_.push_back({user.task, price, days, user.amount});
    }
    std::sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
        const std::int64_t of_a = a.amount * a.days, of_b = b.amount * b.days;
        return a.price != b.price ? a.price > b.price : of_a != of_b ? of_a < of_b : a.task < b.task;
    });
    Literals because;
    for (Share& share : shares_) {
        if (share.price > 0) {
            const Day given = static_cast<Day>(std::min<std::int64_t>(share.days, (excess - 1) / share.amount));
            share.days -= given;
            excess -= given * share.amount;
        }
        if (share.days == 0) continue;
        // It lies for `days` worked days in the span whenever it ends after the first of them could and starts in time.
        const StartShape& shape = model_->shape_of(share.task);
        const Day needed = shape.worked_day(shape.worked_before(begin) + share.days - 1);
        because.push_back(at_least(share.task, shape.reach(needed)));
        because.push_back(at_most(share.task, shape.worked_day(shape.worked_before(end) - share.days)));
    }
    engine_->refuse(std::move(because));
}

}  // namespace plan::schedule
