#pragma once

#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/priority_rules.hpp"

#include <vector>

namespace plan {

/// The objective cut into what each job contributes, so that moving a job is priced without looking at the others. The
/// sum over all jobs, links between two jobs counted once, and `at_finish` are the total, less a constant and less
/// ObjectiveModel::price_of_choices, which belongs to no job.
class MoveCosts {
public:
    /// All must outlive it, and not change.
    MoveCosts(const ObjectiveModel& objective, const MigrationProblem& migration, const MigrationJobs& jobs);

    /// What `job`, which is placed, costs by itself and with the other jobs that are placed. O(its terms).
    [[nodiscard]] double of(int job, const schedule::JobPlacement& placement) const;
    /// The same if all that it moves began on `start` and ended at `end`: an estimate from the window alone.
    [[nodiscard]] double estimate(int job, schedule::Day start, schedule::Day end,
                                  const schedule::JobPlacement& placement) const;
    struct LinkPrice {
        int other = 0;  ///< activity at the other end
        double points = 0;
    };
    /// What each bridge of `job` to another job that is placed costs, always in the same order.
    [[nodiscard]] std::vector<LinkPrice> links_of(int job, const schedule::JobPlacement& placement) const;
    /// What depends on the end of the plan alone. O(log(applications that never move)).
    [[nodiscard]] double at_finish(schedule::Day finish) const;

private:
    enum class Shape : std::uint8_t {
        after,   ///< weight for each day of the end beyond `day`
        before,  ///< weight for each day of the start short of `day`
        linear,  ///< weight for each day of the end
        away,    ///< weight for each day of the start from `day`
    };
    struct Term {
        int activity = 0;
        schedule::Day day = 0;
        double weight = 0;
        Shape shape = Shape::after;
        schedule::Day anchor = 0;  ///< of `away`: where the move of its application was, for estimates
    };
    /// Between the ends of two activities: a weight for each day between them, by which one ends first.
    struct Link {
        int own = 0, other = 0;
        int other_job = 0;
        double own_first = 0, other_first = 0;
    };
    /// A wish that one activity ends `lag` days before another begins.
    struct Sequence {
        int own = 0, other = 0;
        int other_job = 0;
        schedule::Day lag = 0;
        double weight = 0;
        bool own_first = true;
    };

    void add_terms(const ObjectiveModel& objective);
    void sort_open();
    void add_disruption(double weight);
    void add_pair(const BridgePair& pair, double weight);
    void add_link(int from, int to, double from_first, double to_first);
    void add_term(int activity, schedule::Day day, double weight, Shape shape);
    [[nodiscard]] static double price(const Term& term, schedule::Day start, schedule::Day end);
    [[nodiscard]] static double price(const Link& link, schedule::Day own, schedule::Day other);

    const Portfolio* portfolio_;
    const MigrationProblem* migration_;
    const std::vector<int>* job_of_;
    std::vector<std::vector<Term>> terms_;          ///< by job
    std::vector<std::vector<Link>> links_;          ///< by job; those within it once
    std::vector<std::vector<Sequence>> sequences_;  ///< by job; those within it once
    double per_day_of_finish_ = 0;
    /// Exposed until the plan ends, from a day on: by that day, with the sums of weights and of weight times day so
    /// far.
    struct Open {
        schedule::Day from = 0;
        double weight = 0, weighted_days = 0;
    };
    std::vector<Open> open_;
};

}  // namespace plan
