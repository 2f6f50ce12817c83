#include "libplan/base/text.hpp"
#include "libplan/check/plan_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace plan {

namespace {

/// Longer waits would leave the calendar; they are findings of the record checks.
int bounded_days(std::int64_t days) {
    return static_cast<int>(std::clamp<std::int64_t>(days, 0, 100'000));
}

class Breaks {
public:
    Breaks(const PlanFacts& facts, std::size_t constraint)
        : facts_(facts), index_(constraint), constraint_(facts.portfolio.constraints[constraint]) {}

    std::vector<BrokenConstraint> find();

private:
    void together();
    void apart();
    void before();
    void not_before();
    void deadline();
    void window();
    void wave();

    [[nodiscard]] const Journey& journey(std::size_t application) const { return facts_.journeys[application]; }
    [[nodiscard]] const std::string& id(std::size_t application) const {
        return facts_.portfolio.applications[application].id;
    }
    void add(PlanFinding finding, double amount, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), constraint_name(facts_.portfolio, index_));
        broken_.push_back({finding, index_, amount, std::move(arguments)});
    }

    const PlanFacts& facts_;
    std::size_t index_;
    const Constraint& constraint_;
    std::vector<std::size_t> moves_;  ///< the named applications that move or retire, in their order
    std::vector<BrokenConstraint> broken_;
};

std::vector<BrokenConstraint> Breaks::find() {
    moves_ = ordered_moves(facts_, constraint_);
    switch (constraint_.kind) {
        case ConstraintKind::together:
            together();
            break;
        case ConstraintKind::apart:
            apart();
            break;
        case ConstraintKind::before:
            before();
            break;
        case ConstraintKind::not_before:
            not_before();
            break;
        case ConstraintKind::deadline:
            deadline();
            break;
        case ConstraintKind::window:
            window();
            break;
        case ConstraintKind::wave:
            wave();
            break;
        case ConstraintKind::unspecified:
            break;
    }
    return std::move(broken_);
}

void Breaks::together() {
    const std::size_t* first = nullptr;
    for (const std::size_t& application : moves_) {
        if (!journey(application).cuts_over()) continue;
        if (!first) first = &application;
        const std::string &one = facts_.group_of(*first), &other = facts_.group_of(application);
        if (one == other) continue;
        add(PlanFinding::together_broken, 1, {id(*first), id(application), one, other});
        return;
    }
}

void Breaks::apart() {
    std::map<std::string_view, std::size_t> first_in;
    for (const std::size_t application : moves_) {
        const CutoverWindow* used = journey(application).window;
        if (!used) continue;
        const auto [first, added] = first_in.emplace(used->id, application);
        if (added || first->second == application) continue;
        add(PlanFinding::apart_broken, 1, {id(first->second), id(application), used->id});
        return;
    }
}

void Breaks::before() {
    for (std::size_t position = 1; position < moves_.size(); ++position) {
        const std::size_t earlier = moves_[position - 1], later = moves_[position];
        const Date moved = journey(earlier).move->finish;
        const Date limit = moved + bounded_days(constraint_.lag_days.value_or(0));
        const Date start = journey(later).move->start;
        if (start > limit) continue;
        add(PlanFinding::before_broken, limit - start + 1,
            {id(earlier), moved.to_iso(), id(later), limit.to_iso(), start.to_iso()});
    }
}

void Breaks::not_before() {
    if (!constraint_.date) return;
    for (const std::size_t application : moves_) {
        const Date start = journey(application).move->start;
        if (start >= *constraint_.date) continue;
        add(PlanFinding::not_before_broken, *constraint_.date - start,
            {id(application), constraint_.date->to_iso(), start.to_iso()});
    }
}

void Breaks::deadline() {
    if (!constraint_.date) return;
    for (const std::size_t application : moves_) {
        const Date moved = journey(application).move->finish;
        if (moved <= *constraint_.date) continue;
        add(PlanFinding::deadline_broken, moved - *constraint_.date,
            {id(application), constraint_.date->to_iso(), moved.to_iso()});
    }
}

void Breaks::window() {
    if (constraint_.windows.empty()) return;
    for (const std::size_t application : moves_) {
        const CutoverWindow* used = journey(application).window;
        if (!used || std::ranges::find(constraint_.windows, used->id) != constraint_.windows.end()) continue;
        add(PlanFinding::window_broken, 1, {id(application), used->id, join(constraint_.windows, ", ")});
        return;
    }
}

void Breaks::wave() {
    if (!constraint_.wave) return;
    for (const std::size_t application : moves_) {
        const Wave* used = journey(application).wave;
        if (!used || used->number == *constraint_.wave) continue;
        add(PlanFinding::wave_broken, 1,
            {id(application), std::to_string(used->number), std::to_string(*constraint_.wave)});
        return;
    }
}

}  // namespace

std::vector<std::size_t> ordered_moves(const PlanFacts& facts, const Constraint& constraint) {
    std::vector<std::size_t> moves;
    for (const std::string& id : constraint.applications) {
        const auto index = facts.portfolio.application_index(id);
        if (index && facts.journeys[*index].move) moves.push_back(*index);
    }
    return moves;
}

std::vector<BrokenConstraint> breaks_of(const PlanFacts& facts, std::size_t constraint) {
    return Breaks(facts, constraint).find();
}

void check_kept_constraints(const PlanFacts& facts, PlanFindings& findings) {
    for (std::size_t index = 0; index < facts.portfolio.constraints.size(); ++index) {
        if (facts.portfolio.constraints[index].weight) continue;  // soft: a price, in the objective
        for (BrokenConstraint& broken : breaks_of(facts, index))
            findings.add(broken.finding, facts.portfolio.where(RecordType::constraint, index),
                         std::move(broken.arguments));
    }
}

/// A target must be eligible on the day of the move and for the months of operation that follow.

}  // namespace plan
