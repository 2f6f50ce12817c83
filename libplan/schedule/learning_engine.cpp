#include "libplan/schedule/learning_engine.hpp"

#include "libplan/schedule/start_shape.hpp"

#include <algorithm>
#include <utility>

namespace plan::schedule {

int LearningEngine::add_variable(std::int32_t lower, std::int32_t upper) {
    low_.insert(low_.end(), {lower, -upper});
    last_.insert(last_.end(), {-1, -1});
    root_ = low_;
    shapes_.push_back(nullptr);
    listeners_.resize(low_.size());
    need_.resize(low_.size());
    nogoods_.add_variable(lower, upper);
    return variables() - 1;
}

void LearningEngine::restrict_values(int variable, const StartShape* shape) {
    shapes_[index(variable)] = shape;
}

int LearningEngine::add_propagator(Propagator* propagator) {
    propagators_.push_back(propagator);
    return static_cast<int>(propagators_.size()) - 1;
}

void LearningEngine::listen(int propagator, Half half) {
    listeners_[index(half)].push_back(propagator);
}

/// The strongest value that says the same, given which values are possible.
std::int32_t LearningEngine::round(const BoundLiteral& literal) const {
    const StartShape* const shape = shapes_[index(variable_of(literal.half))];
    if (shape == nullptr) return literal.value;
    return (literal.half & 1) == 0 ? shape->up(literal.value) : -shape->down(-literal.value);
}

/// The weakest value that says the same: easier to explain.
std::int32_t LearningEngine::weakest(const BoundLiteral& literal) const {
    const StartShape* const shape = shapes_[index(variable_of(literal.half))];
    if (shape == nullptr) return literal.value;
    return (literal.half & 1) == 0 ? shape->down(literal.value - 1) + 1 : -(shape->up(-literal.value + 1) - 1);
}

bool LearningEngine::conclude(const BoundLiteral& literal, Reason reason) {
    if (holds(literal)) return true;
    const std::int32_t value = round(literal);
    const std::int32_t top = -low_[index(literal.half ^ 1)];
    if (value <= top) {
        lay(literal, value, reason);
        return true;
    }
    // "More than the other bound" is the weakest thing that is too much.
    conflict_.clear();
    explain({literal.half, std::min(value, top + 1)}, reason, trail_size(), conflict_);
    conflict_.push_back({literal.half ^ 1, -top});
    return false;
}

void LearningEngine::lay(const BoundLiteral& literal, std::int32_t value, Reason reason) {
    std::int32_t& low = low_[index(literal.half)];
    trail_.push_back({literal.half, low, value, last_[index(literal.half)], level(), reason});
    last_[index(literal.half)] = trail_size() - 1;
    low = value;
}

std::int32_t LearningEngine::value_before(Half half, int place) const {
    int entry = last_[index(half)];
    std::int32_t value = low_[index(half)];
    while (entry >= place) {
        value = trail_[index(entry)].old_value;
        entry = trail_[index(entry)].previous;
    }
    return value;
}

void LearningEngine::decide(const BoundLiteral& literal) {
    level_begin_.push_back(trail_size());
    lay(literal, round(literal), {Reason::decision, 0});
}

bool LearningEngine::propagate() {
    for (;;) {
        while (head_ < trail_.size()) {
            const Entry entry = trail_[head_++];
            ++steps_;
            if (!propagate_clauses(entry)) return false;
            for (const int listener : listeners_[index(entry.half)])
                if (!propagators_[index(listener)]->rose(entry.half)) return false;
        }
        for (Propagator* const propagator : propagators_) {
            if (!propagator->propagate()) return false;
            if (head_ < trail_.size()) break;
        }
        if (head_ == trail_.size()) {
            if (level() == 0) root_ = low_;
            return true;
        }
    }
}

bool LearningEngine::propagate_clauses(const Entry& entry) {
    const std::size_t last = nogoods_.list(entry.half, entry.new_value);
    for (std::size_t list = nogoods_.list(entry.half, entry.old_value + 1); list <= last; ++list)
        if (!propagate_clauses(entry, nogoods_.watches(list))) return false;
    return true;
}

bool LearningEngine::propagate_clauses(const Entry& entry, std::vector<Nogoods::Watch>& watches) {
    steps_ += static_cast<std::int64_t>(watches.size() / 16);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < watches.size(); ++i) {
        const Nogoods::Watch watch = watches[i];
        if (watch.from > entry.new_value || watch.from <= entry.old_value || holds(watch.blocker)) {
            watches[kept++] = watch;
            continue;
        }
        const BoundLiteral falsified = BoundLiteral{entry.half, watch.from}.negation();
        BoundLiteral* const literals = nogoods_.literals(watch.clause);
        const int size = nogoods_.size(watch.clause);
        ++steps_;
        if (literals[0] == falsified) std::swap(literals[0], literals[1]);
        const Nogoods::Watch still{watch.from, watch.clause, literals[0]};
        if (holds(literals[0])) {
            watches[kept++] = still;
            continue;
        }
        int other = 2;
        while (other < size && fails(literals[other])) ++other;
        if (other < size) {
            std::swap(literals[1], literals[other]);
            nogoods_.watch(literals[1], watch.clause, literals[0]);  // another list: a half is not its own opposite
            continue;
        }
        watches[kept++] = still;
        if (conclude(literals[0], {Reason::clause, watch.clause})) continue;
        while (++i < watches.size()) watches[kept++] = watches[i];
        watches.resize(kept);
        return false;
    }
    watches.resize(kept);
    return true;
}

void LearningEngine::backtrack(int level) {
    if (level >= this->level()) return;
    const int begin = level_begin_[index(level)];
    for (int place = trail_size() - 1; place >= begin; --place) {
        const Entry& entry = trail_[index(place)];
        low_[index(entry.half)] = entry.old_value;
        last_[index(entry.half)] = entry.previous;
        if (place < static_cast<int>(head_))
            for (const int listener : listeners_[index(entry.half)]) propagators_[index(listener)]->fell(entry.half);
    }
    trail_.resize(index(begin));
    level_begin_.resize(index(level));
    head_ = std::min(head_, trail_.size());
}

bool LearningEngine::add_clause(const Literals& clause) {
    scratch_.clear();
    for (const BoundLiteral& literal : clause) {
        if (holds(literal)) return true;
        if (!fails(literal)) scratch_.push_back(literal);
    }
    if (scratch_.empty()) return false;
    if (scratch_.size() == 1) return conclude(scratch_[0], {Reason::decision, 0});
    nogoods_.add(scratch_, static_cast<int>(scratch_.size()));
    return true;
}

void LearningEngine::forget() {
    // At the root no entry needs its reason any more.
    for (Entry& entry : trail_) entry.reason = {Reason::decision, 0};
    constexpr int kept_glue = 3;
    nogoods_.reduce(root_, kept_glue);
}

}  // namespace plan::schedule
