#include "libplan/schedule/objective.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace plan {

using schedule::Day;
using schedule::Schedule;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

int window_of(const MigrationProblem& migration, const Schedule& schedule, int application) {
    const int group = migration.applications[at(application)].group;
    return group < 0 ? -1 : schedule.window[at(migration.group_block[at(group)])];
}

std::vector<int> wave_numbers(const MigrationProblem& migration, const Schedule& schedule) {
    std::vector<int> numbers(migration.windows.size(), 0);
    for (const int window : schedule.window)
        if (window >= 0) numbers[at(window)] = 1;
    int last = 0;
    for (int& number : numbers)
        if (number > 0) number = ++last;
    return numbers;
}

ObjectiveModel::ObjectiveModel(const Portfolio& portfolio, const MigrationProblem& migration,
                               const std::vector<ResolvedFlow>& flows, const ObjectiveWeights& weights)
    : portfolio_(&portfolio), migration_(&migration), weights_(weights) {
    due_.assign(portfolio.applications.size(), schedule::never);
    exposure_weight_.assign(portfolio.applications.size(), 0);
    for (std::size_t i = 0; i < due_.size(); ++i)
        if (migration.applications[i].move >= 0) {
            const Day deadline = migration.problem.activities[at(migration.applications[i].move)].deadline;
            due_[i] = std::min(due_[i], deadline - 1);
        }
    add_own_dates();
    add_exposure(weights.exposure_of_class);
    for (const Constraint& constraint : portfolio.constraints)
        if (constraint.weight) add_soft_constraint(constraint);
    add_pairs(flows);
}

void ObjectiveModel::add_own_dates() {
    for (std::size_t i = 0; i < portfolio_->applications.size(); ++i) {
        const Application& application = portfolio_->applications[i];
        const int move = migration_->applications[i].move;
        if (move < 0) continue;
        const auto add = [&](const std::optional<Date>& date, double weight) {
            if (!date || weight <= 0) return;
            const Day day = *date - migration_->start;
            late_.push_back({move, day, weight, false});
            due_[i] = std::min(due_[i], day);
        };
        add(application.deadline, weights_.lateness_deadline);
        add(application.contract_end, weights_.lateness_contract_end);
        add(application.derogation_until, weights_.lateness_derogation);
    }
}

void ObjectiveModel::add_exposure(const std::vector<std::pair<std::string, double>>& of_class) {
    for (std::size_t i = 0; i < portfolio_->applications.size(); ++i) {
        const Application& application = portfolio_->applications[i];
        if (!application.hosting) continue;
        Day from = 0;
        if (application.hosting->today == Compliance::derogation) {
            if (!application.hosting->today_until) continue;
            from = std::max(0, *application.hosting->today_until - migration_->start + 1);
        } else if (application.hosting->today != Compliance::non_conforming) {
            continue;
        }
        double weight = 1;
        if (application.classification)
            for (const auto& [name, of_name] : of_class)
                if (name == application.classification->sensitivity_class) weight = of_name;
        exposed_.push_back({static_cast<int>(i), migration_->applications[i].move, from, weight});
        exposure_weight_[i] = weight;
    }
}

std::vector<int> ObjectiveModel::named(const Constraint& constraint) const {
    std::vector<int> applications;
    for (const std::string& id : constraint.applications)
        if (const auto index = portfolio_->application_index(id)) applications.push_back(static_cast<int>(*index));
    return applications;
}

void ObjectiveModel::add_soft_constraint(const Constraint& constraint) {
    const double weight = *constraint.weight;
    switch (constraint.kind) {
        case ConstraintKind::deadline:
        case ConstraintKind::not_before:
            for (const int application : named(constraint)) {
                const int move = migration_->applications[at(application)].move;
                if (move < 0 || !constraint.date) continue;
                const bool early = constraint.kind == ConstraintKind::not_before;
                const Day day = *constraint.date - migration_->start;
                late_.push_back({move, day, weight, early});
                if (!early) due_[at(application)] = std::min(due_[at(application)], day);
            }
            break;
        case ConstraintKind::before: {
            const auto lag = std::clamp<std::int64_t>(constraint.lag_days.value_or(0), 0, longest_lag);
            int previous = -1;
            for (const int application : named(constraint)) {
                const int move = migration_->applications[at(application)].move;
                if (move < 0) continue;
                if (previous >= 0) sequences_.push_back({previous, move, static_cast<Day>(lag), weight});
                previous = move;
            }
            break;
        }
        case ConstraintKind::together:
        case ConstraintKind::apart:
        case ConstraintKind::window:
        case ConstraintKind::wave:
            add_choice(constraint);
            break;
        case ConstraintKind::unspecified:
            break;
    }
}

/// A soft choice is broken or kept as a whole. Which group an application is in is not the plan's to choose.
void ObjectiveModel::add_choice(const Constraint& constraint) {
    if (constraint.kind == ConstraintKind::window && constraint.windows.empty()) return;
    if (constraint.kind == ConstraintKind::wave && !constraint.wave) return;
    Choice choice{&constraint, {}, false};
    std::set<int> seen;
    const auto group_of = [&](int application) {
        const Application& record = portfolio_->applications[at(application)];
        return record.group.empty() ? record.id : record.group;
    };
    for (const int application : named(constraint)) {
        if (migration_->applications[at(application)].cutover < 0 || !seen.insert(application).second) continue;
        choice.applications.push_back(application);
        if (group_of(application) != group_of(choice.applications.front())) choice.broken_always = true;
    }
    choices_.push_back(std::move(choice));
    counts_waves_ = counts_waves_ || constraint.kind == ConstraintKind::wave;
}

BridgePair ObjectiveModel::make_pair_of(const ResolvedFlow& flow) const {
    BridgePair pair;
    pair.from = static_cast<int>(flow.from);
    pair.to = static_cast<int>(flow.to);
    const Application& from = portfolio_->applications[flow.from];
    const Application& to = portfolio_->applications[flow.to];
    pair.from_joins = from.hosting && from.hosting->target == to.site;
    pair.to_joins = to.hosting && to.hosting->target == from.site;
    return pair;
}

void ObjectiveModel::add_pairs(const std::vector<ResolvedFlow>& flows) {
    std::unordered_map<std::uint64_t, std::size_t> position;
    position.reserve(flows.size());
    for (const ResolvedFlow& flow : flows) {
        if (flow.from == flow.to) continue;
        const std::uint64_t key = std::uint64_t{flow.from} << 32 | flow.to;
        const auto [entry, added] = position.try_emplace(key, pairs_.size());
        if (added) pairs_.push_back(make_pair_of(flow));
        BridgePair& pair = pairs_[entry->second];
        pair.weight += coupling_weight(weights_.coupling, portfolio_->flows[flow.flow]);
        ++pair.flows;
    }
    std::sort(pairs_.begin(), pairs_.end(),
              [](const BridgePair& a, const BridgePair& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
}

void ObjectiveModel::add_up(Objective& objective) const {
    objective.total = weights_.lateness * objective.lateness + weights_.exposure * objective.exposure +
                      weights_.bridges * objective.bridges + weights_.makespan * objective.makespan_days +
                      weights_.disruption * objective.disruption;
}

Objective ObjectiveModel::terms(const Schedule& schedule) const {
    Objective objective;
    const Day finish = std::max(1, schedule.finish());  // a plan without tasks still has its first day
    objective.lateness = lateness(schedule) + broken_choices(schedule, numbers_for_choices(schedule));
    objective.exposure = exposure(schedule.end, finish);
    objective.bridges = bridges(schedule, finish);
    objective.makespan_days = finish;
    objective.disruption = disruption(schedule);
    add_up(objective);
    return objective;
}

bool ObjectiveModel::only_counts_finish() const {
    const bool dates = weights_.lateness != 0 && !(late_.empty() && sequences_.empty() && choices_.empty());
    const bool exposes = weights_.exposure != 0 && !exposed_.empty();
    const bool bridges_count = weights_.bridges != 0 && !pairs_.empty();
    const bool disrupts = weights_.disruption != 0 && !migration_->earlier.empty();
    return weights_.makespan > 0 && !dates && !exposes && !bridges_count && !disrupts;
}

double ObjectiveModel::disruption(const Schedule& schedule) const {
    double sum = 0;
    for (std::size_t task = 0; task < migration_->earlier.size(); ++task)
        if (migration_->earlier[task].record) sum += std::abs(schedule.start[task] - migration_->earlier[task].start);
    return sum;
}

double ObjectiveModel::lateness(const Schedule& schedule) const {
    double sum = 0;
    for (const Late& late : late_) {
        const Day days =
            late.early ? late.day - schedule.start[at(late.activity)] : schedule.end[at(late.activity)] - 1 - late.day;
        if (days > 0) sum += late.weight * days;
    }
    for (const Sequence& order : sequences_) {
        const Day days = schedule.end[at(order.first)] + order.lag - schedule.start[at(order.second)];
        if (days > 0) sum += order.weight * days;
    }
    return sum;
}

std::vector<int> ObjectiveModel::numbers_for_choices(const Schedule& schedule) const {
    return counts_waves_ ? wave_numbers(*migration_, schedule) : std::vector<int>();
}

double ObjectiveModel::price_of_choices(const Schedule& schedule) const {
    return weights_.lateness * broken_choices(schedule, numbers_for_choices(schedule));
}

double ObjectiveModel::price_of_choice(std::size_t choice, const Schedule& schedule,
                                       std::span<const int> wave_numbers) const {
    const Choice& wish = choices_[choice];
    return broken(wish, schedule, wave_numbers) ? weights_.lateness * *wish.constraint->weight : 0;
}

double ObjectiveModel::broken_choices(const Schedule& schedule, std::span<const int> wave_numbers) const {
    double sum = 0;
    for (const Choice& choice : choices_)
        if (broken(choice, schedule, wave_numbers)) sum += *choice.constraint->weight;
    return sum;
}

bool ObjectiveModel::broken(const Choice& choice, const Schedule& schedule, std::span<const int> wave_numbers) const {
    const Constraint& constraint = *choice.constraint;
    if (constraint.kind == ConstraintKind::together) return choice.broken_always;
    if (constraint.kind == ConstraintKind::wave)
        return std::any_of(choice.applications.begin(), choice.applications.end(), [&](int application) {
            return wave_numbers[at(window_of(*migration_, schedule, application))] != *constraint.wave;
        });
    std::vector<int> windows;
    for (const int application : choice.applications) windows.push_back(window_of(*migration_, schedule, application));
    if (constraint.kind == ConstraintKind::apart) {
        std::sort(windows.begin(), windows.end());
        return std::adjacent_find(windows.begin(), windows.end()) != windows.end();
    }
    return std::any_of(windows.begin(), windows.end(), [&](int window) {
        const std::string& id = migration_->windows[at(window)].id;
        return std::find(constraint.windows.begin(), constraint.windows.end(), id) == constraint.windows.end();
    });
}

double ObjectiveModel::exposure(const std::vector<Day>& end, Day finish) const {
    double sum = 0;
    for (const Exposed& exposed : exposed_) {
        const Day until = exposed.activity >= 0 ? end[at(exposed.activity)] : finish;
        if (until > exposed.from) sum += exposed.weight * (until - exposed.from);
    }
    return sum;
}

double ObjectiveModel::bridges(const Schedule& schedule, Day finish) const {
    double sum = 0;
    for (const BridgePair& pair : pairs_)
        if (const auto days = span(pair, schedule, finish)) sum += pair.weight * (days->finish - days->start + 1);
    return sum;
}

std::optional<BridgeSpan> ObjectiveModel::span(const BridgePair& pair, const Schedule& schedule, Day finish) const {
    const ApplicationTasks& from = migration_->applications[at(pair.from)];
    const ApplicationTasks& to = migration_->applications[at(pair.to)];
    if (from.fate == Fate::project || to.fate == Fate::project) return project_span(pair, schedule, finish);
    const auto move_of = [&](const ApplicationTasks& tasks) {
        return tasks.fate == Fate::moves ? schedule.end[at(tasks.move)] - 1 : schedule::never;
    };
    const Day from_move = move_of(from), to_move = move_of(to);
    const bool from_first = from_move <= to_move;
    BridgeSpan days;
    days.start = std::min(from_move, to_move);
    if (days.start == schedule::never || from_move == to_move) return std::nullopt;
    days.start += 1;
    days.first_mover = from_first ? pair.from : pair.to;
    if (from_first ? pair.from_joins : pair.to_joins) return std::nullopt;
    days.finish = std::min(std::max(from_move, to_move), finish - 1);
    const ApplicationTasks& last = from_first ? to : from;
    if (last.fate == Fate::retires && last.move >= 0)
        days.finish = std::min(days.finish, schedule.end[at(last.move)] - 1);
    if (days.start > days.finish) return std::nullopt;
    return days;
}

/// The day from which a pair with a project to come waits for its other end: a project is at its target from its first
/// day in service on, and the other end has to follow.
std::optional<Day> ObjectiveModel::waits_from(const BridgePair& pair) const {
    const bool from_is_project = migration_->applications[at(pair.from)].fate == Fate::project;
    const int project = from_is_project ? pair.from : pair.to;
    const Application& record = portfolio_->applications[at(project)];
    if (migration_->applications[at(project)].fate != Fate::project) return std::nullopt;
    if (migration_->applications[at(from_is_project ? pair.to : pair.from)].fate != Fate::moves) return std::nullopt;
    if (!record.hosting || record.hosting->target.empty()) return std::nullopt;
    if (from_is_project ? pair.from_joins : pair.to_joins) return std::nullopt;
    return record.go_live ? std::max(0, *record.go_live - migration_->start) : 0;
}

std::optional<BridgeSpan> ObjectiveModel::project_span(const BridgePair& pair, const Schedule& schedule,
                                                       Day finish) const {
    const std::optional<Day> start = waits_from(pair);
    if (!start) return std::nullopt;
    const bool from_is_project = migration_->applications[at(pair.from)].fate == Fate::project;
    const ApplicationTasks& other = migration_->applications[at(from_is_project ? pair.to : pair.from)];
    BridgeSpan days;
    days.first_mover = from_is_project ? pair.from : pair.to;
    days.start = *start;
    days.finish = std::min(schedule.end[at(other.move)], finish) - 1;
    if (days.start > days.finish) return std::nullopt;
    return days;
}

}  // namespace plan
