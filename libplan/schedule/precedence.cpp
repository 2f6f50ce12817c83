#include "libplan/schedule/precedence.hpp"

#include <cstddef>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

Precedence::Precedence(const ExactModel& model, const std::vector<Pair>& pairs, int finish, LearningEngine& engine)
    : model_(&model), engine_(&engine), finish_(finish), number_(engine.add_propagator(this)) {
    touching_.resize(at(2 * engine.variables()));
    for (const Arc& arc : model.arcs) add_link({arc.from, arc.to, arc.lag, {}, false});
    for (int task = 0; task < static_cast<int>(model.tasks.size()); ++task) add_link({task, finish, 0, {}, false});
    for (const Pair& pair : pairs) {
        add_link({pair.first, pair.second, 0, at_least(pair.variable, 1), true});
        add_link({pair.second, pair.first, 0, at_most(pair.variable, 0), true});
    }
    for (Half half = 0; half < static_cast<Half>(touching_.size()); ++half)
        if (!touching_[at(half)].empty()) engine.listen(number_, half);
}

void Precedence::add_link(const Link& link) {
    const int number = static_cast<int>(links_.size());
    links_.push_back(link);
    touching_[at(lower_half(link.from))].push_back(number);
    touching_[at(upper_half(link.to))].push_back(number);
    if (link.conditional) touching_[at(link.condition.half)].push_back(number);
}

bool Precedence::rose(Half half) {
    for (const int link : touching_[at(half)])
        if (!push(link)) return false;
    return true;
}

bool Precedence::push(int number) {
    const Link& link = links_[at(number)];
    const Day bound = end(link.from, engine_->lower(link.from)) + link.lag;
    if (link.conditional && !engine_->holds(link.condition)) {
        // The link cannot hold when the one cannot end before the latest start of the other.
        if (bound <= engine_->upper(link.to) || engine_->fails(link.condition)) return true;
        return engine_->conclude(link.condition.negation(), {number_, number});
    }
    if (bound > engine_->lower(link.to) && !engine_->conclude(at_least(link.to, bound), {number_, number}))
        return false;
    const Day latest = model_->shape_of(link.from).latest(engine_->upper(link.to) - link.lag);
    return latest >= engine_->upper(link.from) || engine_->conclude(at_most(link.from, latest), {number_, number});
}

void Precedence::explain(const BoundLiteral& conclusion, std::int32_t detail, int place, Literals& because) {
    const Link& link = links_[at(detail)];
    const StartShape& shape = model_->shape_of(link.from);
    if (link.conditional && conclusion.half == (link.condition.half ^ 1)) {
        const Day latest = -engine_->value_before(upper_half(link.to), place);
        because.push_back(at_most(link.to, latest));
        because.push_back(at_least(link.from, shape.reach(latest - link.lag)));
        return;
    }
    if (link.conditional) because.push_back(link.condition);
    if (conclusion.half == lower_half(link.to))
        because.push_back(at_least(link.from, shape.reach(conclusion.value - link.lag - 1)));
    else  // "not later than v": had it started on v + 1 or later, it would end too late
        because.push_back(at_most(link.to, shape.end(-conclusion.value + 1) + link.lag - 1));
}

}  // namespace plan::schedule
