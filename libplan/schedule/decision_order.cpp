#include "libplan/schedule/decision_order.hpp"

#include <algorithm>

namespace plan::schedule {

void DecisionOrder::add_variable(std::int32_t lower, std::int32_t upper) {
    const auto count = static_cast<std::size_t>(std::max(0, upper - lower));  // "<= upper" says nothing
    owner_.insert(owner_.end(), count, static_cast<int>(base_.size()));
    base_.push_back(lower);
    first_.push_back(static_cast<int>(owner_.size()));
    score_.resize(owner_.size(), 0);
    place_.resize(owner_.size(), -1);
}

void DecisionOrder::bump(const BoundLiteral& literal) {
    const int variable = variable_of(literal.half);
    const std::int32_t value = (literal.half & 1) == 0 ? literal.value - 1 : -literal.value;
    const std::int32_t offset = value - base_[index(variable)];
    if (offset < 0 || offset >= first_[index(variable) + 1] - first_[index(variable)]) return;
    const int item = first_[index(variable)] + offset;
    const bool known = score_[index(item)] > 0;
    score_[index(item)] += increment_;
    constexpr float too_much = 1e30F;
    if (score_[index(item)] > too_much) {
        for (float& score : score_) score = score > 0 ? std::max(score / too_much, 1e-30F) : 0;
        increment_ /= too_much;
    }
    if (place_[index(item)] >= 0)
        rise(place_[index(item)]);
    else if (!known)
        insert(item);
}

DecisionOrder::Item DecisionOrder::top() const {
    const int item = heap_.front();
    const int variable = owner_[index(item)];
    return {variable, base_[index(variable)] + item - first_[index(variable)]};
}

void DecisionOrder::set_aside(int level) {
    const int item = heap_.front();
    place_[index(item)] = -1;
    aside_.push_back({level, item});
    const int last = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return;
    heap_[0] = last;
    place_[index(last)] = 0;
    sink(0);
}

void DecisionOrder::backtracked(int level) {
    while (!aside_.empty() && aside_.back().level > level) {
        insert(aside_.back().item);
        aside_.pop_back();
    }
}

void DecisionOrder::insert(int item) {
    heap_.push_back(item);
    place_[index(item)] = static_cast<int>(heap_.size()) - 1;
    rise(place_[index(item)]);
}

void DecisionOrder::rise(int place) {
    const int item = heap_[index(place)];
    while (place > 0 && before(item, heap_[index((place - 1) / 2)])) {
        heap_[index(place)] = heap_[index((place - 1) / 2)];
        place_[index(heap_[index(place)])] = place;
        place = (place - 1) / 2;
    }
    heap_[index(place)] = item;
    place_[index(item)] = place;
}

void DecisionOrder::sink(int place) {
    const int item = heap_[index(place)];
    const int size = static_cast<int>(heap_.size());
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
        if (child + 1 < size && before(heap_[index(child + 1)], heap_[index(child)])) ++child;
        if (!before(heap_[index(child)], item)) break;
        heap_[index(place)] = heap_[index(child)];
        place_[index(heap_[index(place)])] = place;
        place = child;
    }
    heap_[index(place)] = item;
    place_[index(item)] = place;
}

}  // namespace plan::schedule
