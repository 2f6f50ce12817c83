#include "libplan/schedule/time_table.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

TimeTable::TimeTable(const ExactModel& model, LearningEngine& engine)
    : model_(&model), engine_(&engine), number_(engine.add_propagator(this)) {
    used_.assign(model.capacity.size() * at(model.horizon), 0);
    part_.resize(model.tasks.size());
    changed_.assign(model.capacity.size(), {0, model.horizon});
    users_.resize(model.capacity.size());
    is_marked_.assign(model.tasks.size(), false);
    moved_.assign(model.tasks.size(), false);
    for (int task = 0; task < static_cast<int>(model.tasks.size()); ++task) {
        const ExactModel::Task& what = model.tasks[at(task)];
        if (what.use_begin == what.use_end) continue;
        engine.listen(number_, lower_half(task));
        engine.listen(number_, upper_half(task));
        mark(task);
        moved_[at(task)] = true;
        for (int u = what.use_begin; u < what.use_end; ++u)
            users_[at(model.uses[at(u)].resource)].push_back({task, model.uses[at(u)].amount});
    }
}

void TimeTable::mark(int task) {
    if (is_marked_[at(task)]) return;
    is_marked_[at(task)] = true;
    marked_.push_back(task);
}

bool TimeTable::rose(Half half) {
    mark(variable_of(half));
    moved_[at(variable_of(half))] = true;
    return true;
}

void TimeTable::change(int task, Span days, int sign) {
    const ExactModel::Task& what = model_->tasks[at(task)];
    const StartShape& shape = model_->shape_of(task);
    for (int u = what.use_begin; u < what.use_end; ++u) {
        const ExactModel::Use& use = model_->uses[at(u)];
        std::int64_t* const used = used_.data() + at(use.resource) * at(model_->horizon);
        for (Day day = days.begin; day < days.end; ++day)
            if (shape.works(day)) used[day] += sign * use.amount;
        if (sign < 0 || days.begin >= days.end) continue;
        Span& changed = changed_[at(use.resource)];
        if (changed.begin >= changed.end)
            changed = days;
        else
            changed = {std::min(changed.begin, days.begin), std::max(changed.end, days.end)};
    }
}

/// Counts the certain days of tasks whose bounds have changed, then looks whether they leave anything too full.
bool TimeTable::settle_parts() {
    for (const int task : marked_) {
        Span now{engine_->upper(task), model_->shape_of(task).end(engine_->lower(task))};
        if (now.end <= now.begin) now = {};
        Span& before = part_[at(task)];
        if (now.begin == before.begin && now.end == before.end) continue;
        if (before.end <= now.begin || now.end <= before.begin) {
            change(task, before, -1);
            change(task, now, 1);
        } else {
            change(task, {before.begin, now.begin}, -1);
            change(task, {now.end, before.end}, -1);
            change(task, {now.begin, before.begin}, 1);
            change(task, {before.end, now.end}, 1);
        }
        before = now;
    }
    for (std::size_t i = 0; i < marked_.size(); ++i)
        if (!check(marked_[i], part_[at(marked_[i])])) return false;
    for (const int task : marked_) is_marked_[at(task)] = false;
    marked_.clear();
    return true;
}

bool TimeTable::check(int task, Span days) {
    const ExactModel::Task& what = model_->tasks[at(task)];
    for (int u = what.use_begin; u < what.use_end; ++u) {
        const int resource = model_->uses[at(u)].resource;
        const std::int64_t* const capacity = model_->capacity[at(resource)].data();
        const std::int64_t* const use = used(resource);
        for (Day day = days.begin; day < days.end; ++day) {
            if (use[day] <= capacity[day] || !model_->shape_of(task).works(day)) continue;
            Literals because;
            explain_day(resource, day, -1, capacity[day], engine_->trail_size(), because);
            engine_->refuse(std::move(because));
            return false;
        }
    }
    return true;
}

bool TimeTable::may_be_pushed(int task, const ExactModel::Use& use) const {
    if (engine_->fixed(task)) return false;
    if (moved_[at(task)]) return true;
    const Span changed = changed_[at(use.resource)];
    const StartShape& shape = model_->shape_of(task);
    const Day early = engine_->lower(task), late = engine_->upper(task);
    return (early < changed.end && shape.end(early) > changed.begin) ||
           (late < changed.end && shape.end(late) > changed.begin);
}

bool TimeTable::propagate() {
    if (marked_.empty()) return true;
    if (!settle_parts()) return false;
    for (int task = 0; task < static_cast<int>(model_->tasks.size()); ++task) {
        const ExactModel::Task& what = model_->tasks[at(task)];
        for (int u = what.use_begin; u < what.use_end; ++u) {
            const ExactModel::Use& use = model_->uses[at(u)];
            if (may_be_pushed(task, use) && (!push_early(task, use) || !push_late(task, use))) return false;
        }
    }
    // What was pushed is marked again and comes back here; the others have seen all changes.
    std::fill(moved_.begin(), moved_.end(), false);
    std::fill(changed_.begin(), changed_.end(), Span{});
    return true;
}

bool TimeTable::push_early(int task, const ExactModel::Use& use) {
    const StartShape& shape = model_->shape_of(task);
    const std::int64_t* const capacity = model_->capacity[at(use.resource)].data();
    const std::int64_t* const used = this->used(use.resource);
    for (;;) {
        const Day start = engine_->lower(task);
        Day day = std::min(shape.end(start), engine_->upper(task));  // its own certain days are in used_
        engine_->add_steps(1);
        do --day;
        while (day >= start && (used[day] + use.amount <= capacity[day] || !shape.works(day)));
        if (day < start) return true;
        if (!engine_->conclude(at_least(task, day + 1), {number_, use.resource * model_->horizon + day})) return false;
    }
}

bool TimeTable::push_late(int task, const ExactModel::Use& use) {
    const StartShape& shape = model_->shape_of(task);
    const std::int64_t* const capacity = model_->capacity[at(use.resource)].data();
    const std::int64_t* const used = this->used(use.resource);
    for (;;) {
        const Day start = engine_->upper(task), end = shape.end(start);
        Day day = std::max(start, shape.end(engine_->lower(task)));
        engine_->add_steps(1);
        while (day < end && (used[day] + use.amount <= capacity[day] || !shape.works(day))) ++day;
        if (day >= end) return true;
        if (!engine_->conclude(at_most(task, shape.latest(day)), {number_, use.resource * model_->horizon + day}))
            return false;
    }
}

void TimeTable::explain(const BoundLiteral& conclusion, std::int32_t detail, int place, Literals& because) {
    const int resource = detail / model_->horizon;
    const Day day = detail % model_->horizon;
    const int task = variable_of(conclusion.half);
    const ExactModel::Task& what = model_->tasks[at(task)];
    std::int64_t amount = 0;
    for (int u = what.use_begin; u < what.use_end; ++u)
        if (model_->uses[at(u)].resource == resource) amount = model_->uses[at(u)].amount;
    if (conclusion.half == lower_half(task))
        because.push_back(at_least(task, model_->shape_of(task).reach(day)));
    else
        because.push_back(at_most(task, day));
    explain_day(resource, day, task, model_->capacity[at(resource)][at(day)] - amount, place, because);
}

/// Why tasks other than `without` use more than `limit` on the day: few tasks, and rather such as take part in the
/// conflict anyway, or have been where they are for long.
void TimeTable::explain_day(int resource, Day day, int without, std::int64_t limit, int place, Literals& because) {
    candidates_.clear();
    std::int64_t excess = -limit;
    for (const User& user : users_[at(resource)]) {
        if (user.task == without) continue;
        const StartShape& shape = model_->shape_of(user.task);
        const BoundLiteral begun = at_most(user.task, day), lasting = at_least(user.task, shape.reach(day));
        if (!engine_->held_before(begun, place) || !engine_->held_before(lasting, place) || !shape.works(day)) continue;
        const int price = (engine_->free_of_charge(begun) ? 0 : 1) + (engine_->free_of_charge(lasting) ? 0 : 1);
        candidates_.push_back({user.amount, user.task, price});
        excess += user.amount;
    }
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
        return a.price != b.price ? a.price > b.price : a.amount != b.amount ? a.amount < b.amount : a.task < b.task;
    });
    for (const Candidate& candidate : candidates_) {
        if (candidate.price > 0 && candidate.amount < excess) {
            excess -= candidate.amount;
            continue;
        }
        because.push_back(at_most(candidate.task, day));
        because.push_back(at_least(candidate.task, model_->shape_of(candidate.task).reach(day)));
    }
}

}  // namespace plan::schedule
