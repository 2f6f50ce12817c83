#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/bounds.hpp"
#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/migration_problem.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace plan {

/// An ordered pair of applications joined by flows.
struct BridgePair {
    int from = 0, to = 0;  ///< indices in the portfolio
    double weight = 0;     ///< sum over flows of coupling_weight
    std::int64_t flows = 0;
    bool from_joins = false, to_joins = false;  ///< this end's target is where the other end already is
};

/// Days on which two ends lie on different sites, both inclusive.
struct BridgeSpan {
    schedule::Day start = 0, finish = 0;
    int first_mover = 0;  ///< the application whose move opens the bridge
};

class BridgeBound;
class MoveCosts;
struct MoveLimits;

/// The objective of plan-records(5), term by term. All that does not change with the schedule is worked out once, so
/// that evaluating costs one pass over soft deadlines, exposed applications and pairs; only soft constraints on
/// windows allocate then.
/// Keeps references to the portfolio and the migration problem, which must outlive it and not change.
class ObjectiveModel {
public:
    ObjectiveModel(const Portfolio& portfolio, const MigrationProblem& migration,
                   const std::vector<ResolvedFlow>& flows, const ObjectiveWeights& weights);

    /// Each term in its own unit, and the weighted total.
    [[nodiscard]] Objective terms(const schedule::Schedule& schedule) const;
    [[nodiscard]] double total(const schedule::Schedule& schedule) const { return terms(schedule).total; }

    /// No schedule has a smaller total, which may be more than the terms' sum, nor a smaller term: what dates cost from
    /// the earliest dates and from what teams can have done by each day, bridges from what windows hold, and wishes
    /// that can never be kept; of the total, also what parts neighbours, day by day (parting_bound). `earliest` and
    /// `finish` are those of the network, which is that of the migration problem.
    [[nodiscard]] Objective lower_bound(const schedule::Network& network, const schedule::EarliestDates& earliest,
                                        schedule::Day finish) const;

    [[nodiscard]] const std::vector<BridgePair>& pairs() const { return pairs_; }
    /// Empty when the two ends need no bridge.
    [[nodiscard]] std::optional<BridgeSpan> span(const BridgePair& pair, const schedule::Schedule& schedule,
                                                 schedule::Day finish) const;

    /// Whether a schedule's total depends on when it ends alone.
    [[nodiscard]] bool only_counts_finish() const;

    /// What soft constraints on windows and waves cost, which belong to no application alone.
    [[nodiscard]] double price_of_choices(const schedule::Schedule& schedule) const;
    [[nodiscard]] bool counts_waves() const { return counts_waves_; }
    /// One of these soft constraints at a time: how many there are, whether it is on the numbers of waves, the
    /// applications that it names, each once, and its price, with the numbers of the windows in use.
    [[nodiscard]] std::size_t choice_count() const { return choices_.size(); }
    [[nodiscard]] bool counts_waves(std::size_t choice) const {
        return choices_[choice].constraint->kind == ConstraintKind::wave;
    }
    [[nodiscard]] const std::vector<int>& applications_of(std::size_t choice) const {
        return choices_[choice].applications;
    }
    [[nodiscard]] double price_of_choice(std::size_t choice, const schedule::Schedule& schedule,
                                         std::span<const int> wave_numbers) const;

    /// Points of the exposure term that each day before the application's move costs; 0 when it is not exposed.
    [[nodiscard]] double exposure_weight(int application) const {
        return exposure_weight_[static_cast<std::size_t>(application)];
    }
    /// The earliest of the application's dates that are not to be passed, soft or hard, as a day; `never` if none.
    [[nodiscard]] schedule::Day due(int application) const { return due_[static_cast<std::size_t>(application)]; }

private:
    friend class MoveCosts;  // the same terms, priced job by job

    struct Late {
        int activity = 0;
        schedule::Day day = 0;  ///< last day that is in time; for an early start, the first
        double weight = 0;
        bool early = false;  ///< counts days before `day` at the start instead of days after it at the end
    };
    struct Sequence {
        int first = 0, second = 0;  ///< activities
        schedule::Day lag = 0;
        double weight = 0;
    };
    struct Exposed {
        int application = 0;
        int activity = -1;       ///< whose end is the move; -1: never
        schedule::Day from = 0;  ///< first day that counts
        double weight = 0;
    };

    struct Choice {
        const Constraint* constraint = nullptr;  ///< soft together, apart, window or wave
        std::vector<int> applications;           ///< those named that cut over, each once
        bool broken_always = false;              ///< `together`: they are not in one group
    };

    void add_own_dates();
    void add_exposure(const std::vector<std::pair<std::string, double>>& of_class);
    void add_soft_constraint(const Constraint& constraint);
    void add_choice(const Constraint& constraint);
    [[nodiscard]] BridgePair make_pair_of(const ResolvedFlow& flow) const;
    void add_pairs(const std::vector<ResolvedFlow>& flows);
    [[nodiscard]] std::vector<int> named(const Constraint& constraint) const;
    [[nodiscard]] std::optional<BridgeSpan> project_span(const BridgePair& pair, const schedule::Schedule& schedule,
                                                         schedule::Day finish) const;
    [[nodiscard]] double least_together(const schedule::EarliestDates& earliest, schedule::Day finish,
                                        BridgeBound bridges) const;
    [[nodiscard]] double least_apart(const MoveLimits& moves, const schedule::EarliestDates& earliest,
                                     schedule::Day finish) const;
    [[nodiscard]] std::optional<schedule::Day> waits_from(const BridgePair& pair) const;
    [[nodiscard]] double always_broken() const;
    [[nodiscard]] double least_lateness(const schedule::EarliestDates& earliest) const;
    [[nodiscard]] double least_exposure(const schedule::EarliestDates& earliest, schedule::Day finish) const;
    [[nodiscard]] double lateness(const schedule::Schedule& schedule) const;
    [[nodiscard]] double broken_choices(const schedule::Schedule& schedule, std::span<const int> wave_numbers) const;
    [[nodiscard]] bool broken(const Choice& choice, const schedule::Schedule& schedule,
                              std::span<const int> wave_numbers) const;
    [[nodiscard]] std::vector<int> numbers_for_choices(const schedule::Schedule& schedule) const;
    [[nodiscard]] double exposure(const std::vector<schedule::Day>& end, schedule::Day finish) const;
    [[nodiscard]] double bridges(const schedule::Schedule& schedule, schedule::Day finish) const;
    [[nodiscard]] double disruption(const schedule::Schedule& schedule) const;
    void add_up(Objective& objective) const;

    const Portfolio* portfolio_;
    const MigrationProblem* migration_;
    ObjectiveWeights weights_;
    std::vector<Late> late_;
    std::vector<Sequence> sequences_;
    std::vector<Exposed> exposed_;
    std::vector<BridgePair> pairs_;
    std::vector<Choice> choices_;
    bool counts_waves_ = false;
    std::vector<schedule::Day> due_;
    std::vector<double> exposure_weight_;
};

/// The window that a block of applications lies in, by application: index of MigrationProblem::windows, or -1.
[[nodiscard]] int window_of(const MigrationProblem& migration, const schedule::Schedule& schedule, int application);

/// Number, from 1, of each window in use, in order of start then id; 0 for one that is not in use.
[[nodiscard]] std::vector<int> wave_numbers(const MigrationProblem& migration, const schedule::Schedule& schedule);

}  // namespace plan
