#pragma once

#include "libplan/schedule/decision_order.hpp"
#include "libplan/schedule/energy_check.hpp"
#include "libplan/schedule/exact_model.hpp"
#include "libplan/schedule/learning_engine.hpp"
#include "libplan/schedule/precedence.hpp"
#include "libplan/schedule/time_table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace plan::schedule {

/// Whether a problem is of a size that ExactSearch can hold: its memory grows with activities times days, and with
/// pairs of activities.
[[nodiscard]] bool exact_search_fits(const Problem& problem, Day upper);

/// Proves bounds on the end of a problem, and finds schedules that reach them, by search that learns from conflicts.
/// Assumes that all ends by the bound known so far; when that is refuted the bound is one day more, and when a schedule
/// is found that way it is optimal. Near the end it also asks for one day less than what is known. Keeps what it has
/// learned from call to call. Deterministic: the same calls give the same answers.
class ExactSearch {
public:
    /// `network` must have no cycle and outlive the search. Looks for schedules that end before `upper` only; `lower`
    /// is a bound that is known already.
    ExactSearch(const Network& network, Day lower, Day upper);
    ~ExactSearch();

    /// Searches for about `steps` elementary steps (some tens of millions a second), or until `stop` says so, which
    /// is asked some hundred times a second.
    void run(std::int64_t steps, const std::function<bool()>& stop = {});
    /// How the end that is assumed is chosen: from below day by day, from above (the last day that is still wanted)
    /// once the bounds are near each other, or now one and now the other.
    enum class Approach { mixed, below, above };
    void set_approach(Approach approach) { approach_ = approach; }
    /// Somebody else has found a schedule that ends on `upper`: only earlier ones matter from now on.
    void set_upper(Day upper);
    /// From now on short clauses that are learned are kept for exchange().
    void begin_sharing() { sharing_ = true; }
    /// Two searches that were made alike tell each other which bounds and short clauses they have found.
    static void exchange(ExactSearch& one, ExactSearch& other);

    /// No schedule ends before this day. Equal to `upper()` when nothing earlier than that exists.
    [[nodiscard]] Day lower() const { return lower_; }
    [[nodiscard]] Day upper() const { return upper_; }
    [[nodiscard]] bool closed() const { return lower_ >= upper_; }
    /// Nothing is left to find out: closed, or the problem has more than the search can see (ExactModel::relaxed) and
    /// what it sees can be met by `lower()`.
    [[nodiscard]] bool finished() const { return closed() || exhausted_; }
    /// A schedule that ends on `upper()`, if this search has found one that good.
    [[nodiscard]] const std::optional<Schedule>& schedule() const { return schedule_; }
    /// Called with every clause learned: one of its literals holds for every schedule that ends before `upper()`.
    /// Variable i is the start of activity i, the next one the end of all, the others are those of `rivals`.
    void on_learned(std::function<void(const Literals&)> listener) { on_learned_ = std::move(listener); }
    /// Pairs of activities that cannot lie side by side, with the variable that tells which comes first.
    [[nodiscard]] const std::vector<Precedence::Pair>& rivals() const { return rivals_; }
    [[nodiscard]] std::int64_t steps() const { return engine_.steps(); }
    [[nodiscard]] std::int64_t conflicts() const { return conflicts_; }

    /// Whether the bounds are near enough to each other for a proof from above.
    [[nodiscard]] bool near() const;

private:
    void begin();
    void accept(const std::vector<Literals>& clauses, Day lower);
    bool decide();
    Day choose_target();
    bool decide_statement();
    bool decide_earliest();
    void take_solution();
    void restart();

    const Network* network_;
    ExactModel model_;
    LearningEngine engine_;
    std::unique_ptr<Precedence> precedence_;
    std::unique_ptr<TimeTable> time_table_;
    std::unique_ptr<EnergyCheck> energy_;
    std::vector<Precedence::Pair> rivals_;
    DecisionOrder order_;
    int finish_ = 0;  ///< variable of the end of all
    Day lower_, upper_;
    Day target_ = 0;  ///< end that is assumed at present
    std::optional<Schedule> schedule_;
    std::int64_t conflicts_ = 0, until_restart_ = 0, until_reduction_ = 0;
    int restarts_ = 0;
    Approach approach_ = Approach::mixed;
    bool sharing_ = false;
    std::vector<Literals> shared_;  ///< short clauses learned since the last exchange
    bool from_above_ = true;        ///< which way target_ is chosen, for `phase_length_` conflicts
    std::int64_t phase_length_ = 0, phase_end_ = 0;
    bool refuted_ = false, exhausted_ = false;
    std::function<void(const Literals&)> on_learned_;
};

}  // namespace plan::schedule
