#include "libplan/schedule/exact_search.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace plan::schedule {

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// 1 1 2 1 1 2 4 ... (Luby, Sinclair and Zuckerman 1993), by number from 1.
int luby(int number) {
    int power = 1;
    while (power < number + 1) power *= 2;
    while (power != number + 1) {
        number -= power / 2 - 1;
        power = 1;
        while (power < number + 1) power *= 2;
    }
    return power / 2;
}

/// Tasks that can never lie side by side, and of which neither has to come first. Of one calendar: else one might lie
/// in a pause of the other.
std::vector<Precedence::Pair> rival_pairs(const Network& network, const ExactModel& model) {
    const int tasks = static_cast<int>(model.tasks.size());
    std::vector<std::vector<bool>> after(at(tasks), std::vector<bool>(at(tasks), false));
    const std::vector<int>& order = network.order();
    for (auto unit = order.rbegin(); unit != order.rend(); ++unit)
        for (const int* a = network.members().end(*unit); a-- != network.members().begin(*unit);)
            for (const int* i = network.arcs_out_of().begin(*a); i != network.arcs_out_of().end(*a); ++i) {
                const int to = model.arcs[at(*i)].to;
                after[at(*a)][at(to)] = true;
                for (int b = 0; b < tasks; ++b)
                    if (after[at(to)][at(b)]) after[at(*a)][at(b)] = true;
            }
    std::vector<std::int64_t> most;
    for (const std::vector<std::int64_t>& capacity : model.capacity)
        most.push_back(capacity.empty() ? 0 : *std::max_element(capacity.begin(), capacity.end()));
    const auto rivals = [&](int a, int b) {
        const ExactModel::Task &first = model.tasks[at(a)], &second = model.tasks[at(b)];
        if (first.calendar != second.calendar) return false;
        for (int u = first.use_begin; u < first.use_end; ++u)
            for (int v = second.use_begin; v < second.use_end; ++v)
                if (model.uses[at(u)].resource == model.uses[at(v)].resource &&
                    model.uses[at(u)].amount + model.uses[at(v)].amount > most[at(model.uses[at(u)].resource)])
                    return true;
        return false;
    };
    std::vector<Precedence::Pair> pairs;
    for (int a = 0; a < tasks; ++a)
        for (int b = a + 1; b < tasks; ++b)
            if (!after[at(a)][at(b)] && !after[at(b)][at(a)] && rivals(a, b)) pairs.push_back({a, b, 0});
    return pairs;
}

}  // namespace

bool exact_search_fits(const Problem& problem, Day upper) {
    constexpr std::size_t most_activities = 2000, most_cells = 2'000'000;
    const std::size_t activities = problem.activities.size();
    return activities <= most_activities && activities * at(std::clamp(upper, 1, problem.horizon)) <= most_cells;
}

ExactSearch::ExactSearch(const Network& network, Day lower, Day upper)
    : network_(&network),
      model_(make_exact_model(network, std::clamp(upper - 1, 0, network.problem().horizon))),
      lower_(lower),
      upper_(upper) {
    refuted_ = lower >= upper;
    for (const ExactModel::Task& task : model_.tasks) {
        if (task.latest < task.earliest) refuted_ = true;
        engine_.add_variable(task.earliest, std::max(task.latest, task.earliest));
        engine_.restrict_values(engine_.variables() - 1, &model_.shape_of(engine_.variables() - 1));
    }
    finish_ = engine_.add_variable(0, model_.horizon);
    rivals_ = rival_pairs(network, model_);
    for (Precedence::Pair& pair : rivals_) pair.variable = engine_.add_variable(0, 1);
    precedence_ = std::make_unique<Precedence>(model_, rivals_, finish_, engine_);
    time_table_ = std::make_unique<TimeTable>(model_, engine_);
    energy_ = std::make_unique<EnergyCheck>(model_, *time_table_, engine_);
    if (!refuted_) begin();
    if (refuted_) lower_ = upper_;
}

ExactSearch::~ExactSearch() = default;

/// What holds at the root, and the statements that may be decided.
void ExactSearch::begin() {
    const auto must = [&](const BoundLiteral& literal) {
        refuted_ = refuted_ || !engine_.conclude(literal, {Reason::decision, 0});
    };
    for (int task = 0; task < finish_; ++task) {
        must(at_least(task, model_.shape_of(task).up(engine_.lower(task))));
        must(at_most(task, model_.shape_of(task).down(engine_.upper(task))));
    }
    must(at_least(finish_, lower_));
    for (int task = 0; task < finish_ && !refuted_; ++task)  // arcs are looked at when a half rises
        refuted_ = !precedence_->rose(lower_half(task)) || !precedence_->rose(upper_half(task));
    refuted_ = refuted_ || !precedence_->rose(upper_half(finish_)) || !engine_.propagate();
    if (refuted_) return;
    for (int variable = 0; variable < engine_.variables(); ++variable)
        order_.add_variable(engine_.lower(variable), engine_.upper(variable));
    lower_ = engine_.lower(finish_);
    restart();
}

void ExactSearch::restart() {
    engine_.backtrack(0);
    order_.backtracked(0);
    constexpr int unit = 100, reduction = 4000;
    until_restart_ = std::int64_t{unit} * luby(++restarts_);
    if (until_reduction_ <= 0) {
        if (conflicts_ > 0) engine_.forget();
        until_reduction_ = reduction + engine_.learned() / 2;
    }
}

void ExactSearch::set_upper(Day upper) {
    if (upper >= upper_) return;
    upper_ = upper;
    schedule_.reset();
    if (closed()) return;
    restart();
    if (!engine_.conclude(at_most(finish_, upper_ - 1), {Reason::decision, 0}) || !engine_.propagate())
        lower_ = upper_;
    else
        lower_ = engine_.lower(finish_);
}

void ExactSearch::exchange(ExactSearch& one, ExactSearch& other) {
    // First the ends: what was learned for later ones holds for earlier ones, not the other way round.
    one.set_upper(other.upper_);
    other.set_upper(one.upper_);
    const std::vector<Literals> of_one = std::exchange(one.shared_, {});
    const Day lower_of_one = one.lower_;
    one.accept(std::exchange(other.shared_, {}), other.lower_);
    other.accept(of_one, lower_of_one);
    one.lower_ = other.lower_ = std::max(one.lower_, other.lower_);
}

/// Clauses that hold for all schedules that end before `upper_`, and a bound.
void ExactSearch::accept(const std::vector<Literals>& clauses, Day lower) {
    if (closed() || (clauses.empty() && lower <= lower_)) return;
    restart();
    bool possible = engine_.propagate();
    for (const Literals& clause : clauses) possible = possible && engine_.add_clause(clause);
    possible = possible && engine_.conclude(at_least(finish_, lower), {Reason::decision, 0}) && engine_.propagate();
    lower_ = possible ? std::max(lower_, engine_.lower(finish_)) : upper_;
}

void ExactSearch::run(std::int64_t steps, const std::function<bool()>& stop) {
    const std::int64_t end = engine_.steps() + steps;
    constexpr std::int64_t between_questions = 100'000;
    std::int64_t ask = engine_.steps() + between_questions;
    while (!finished() && engine_.steps() < end) {
        if (stop && engine_.steps() >= ask) {
            if (stop()) return;
            ask = engine_.steps() + between_questions;
        }
        if (!engine_.propagate()) {
            ++conflicts_, --until_restart_, --until_reduction_;
            if (!engine_.learn()) {
                lower_ = upper_;
                return;
            }
            constexpr std::size_t short_size = 16;
            const Literals& learned = engine_.learned_clause();
            if (sharing_ && learned.size() <= short_size) shared_.push_back(learned);
            if (on_learned_) on_learned_(learned);
            for (const BoundLiteral& literal : engine_.involved()) order_.bump(literal);
            order_.decay();
            order_.backtracked(engine_.level());
        } else if (engine_.level() == 0 && engine_.lower(finish_) > lower_) {
            lower_ = engine_.lower(finish_);
        } else if (engine_.level() > 0 && until_restart_ <= 0) {
            restart();
        } else if (!decide()) {
            take_solution();
        }
    }
}

/// False when all starts are fixed.
bool ExactSearch::decide() {
    if (engine_.level() == 0) target_ = choose_target();
    if (engine_.upper(finish_) > target_) {
        engine_.decide(at_most(finish_, target_));
        return true;
    }
    return decide_statement() || decide_earliest();
}

/// Bounds rise from below day by day. When they have come near, half of the conflicts are spent on the last day that is
/// still wanted: if that is impossible all is proven at once, and if not, better schedules are found on the way.
Day ExactSearch::choose_target() {
    if (approach_ != Approach::mixed) return approach_ == Approach::above && near() ? upper_ - 1 : lower_;
    constexpr std::int64_t first_phase = 3000;
    while (conflicts_ >= phase_end_) {
        if (phase_length_ == 0)
            phase_length_ = first_phase;
        else if (!from_above_)
            phase_length_ += phase_length_ / 2;
        from_above_ = !from_above_;
        phase_end_ = conflicts_ + phase_length_;
    }
    return from_above_ && near() ? upper_ - 1 : lower_;
}

bool ExactSearch::near() const {
    constexpr int near_percent = 6;
    return !model_.relaxed && (upper_ - lower_) * 100 <= near_percent * lower_;
}

bool ExactSearch::decide_statement() {
    while (!order_.empty()) {
        const DecisionOrder::Item item = order_.top();
        if (engine_.lower(item.variable) <= item.value && item.value < engine_.upper(item.variable)) {
            engine_.decide(at_most(item.variable, item.value));
            return true;
        }
        order_.set_aside(engine_.level());
    }
    return false;
}

bool ExactSearch::decide_earliest() {
    int best = -1;
    for (int task = 0; task < finish_; ++task) {
        if (engine_.fixed(task)) continue;
        if (best < 0 || engine_.lower(task) < engine_.lower(best) ||
            (engine_.lower(task) == engine_.lower(best) && engine_.upper(task) < engine_.upper(best)))
            best = task;
    }
    if (best < 0) return false;
    engine_.decide(at_most(best, engine_.lower(best)));
    return true;
}

/// Starts stand; the end of all is then the largest end.
void ExactSearch::take_solution() {
    if (model_.relaxed) {
        exhausted_ = true;
        return;
    }
    std::vector<Day> starts;
    Day finish = 0;
    for (int task = 0; task < finish_; ++task) {
        starts.push_back(engine_.lower(task));
        finish = std::max(finish, model_.shape_of(task).end(starts.back()));
    }
    upper_ = finish;
    schedule_ = schedule_from(network_->problem(), starts);
    restart();
    if (closed()) return;
    if (!engine_.conclude(at_most(finish_, upper_ - 1), {Reason::decision, 0}) || !engine_.propagate()) lower_ = upper_;
}

}  // namespace plan::schedule
