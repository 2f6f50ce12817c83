#pragma once

#include "libplan/schedule/job_placement.hpp"
#include "libplan/schedule/move_costs.hpp"
#include "libplan/schedule/objective.hpp"

#include <optional>
#include <vector>

namespace plan {

/// A finished schedule in which moves (a group's cut-overs with what follows them, or the decommissioning of an
/// application that retires) can be tried elsewhere while all other tasks stand still: what an earlier date would cost,
/// and whether there is one that costs less.
class EarlierMoves {
public:
    /// All must outlive it and not change.
    EarlierMoves(const MigrationProblem& migration, const schedule::Network& network, const ObjectiveModel& objective,
                 const schedule::Schedule& schedule);

    struct Price {
        double points = 0;              ///< more than now; negative: less
        std::vector<int> applications;  ///< to which bridges would last longer, the dearest first; three at most
    };
    /// If the block lay in `window`. Empty when it does not fit there beside all that stands still.
    [[nodiscard]] std::optional<Price> in_window(int block, int window);
    /// If the activity, the move of an application that retires, ended as early as it can. Empty for any other.
    [[nodiscard]] std::optional<Price> at_once(int activity);

    /// Moves what lies cheaper in an earlier window, or earlier in its own at the same price, until nothing does.
    /// Returns whether anything changed.
    bool descend();
    [[nodiscard]] const schedule::Schedule& schedule() const { return placement_.schedule(); }

private:
    [[nodiscard]] std::optional<Price> priced(int job, const std::vector<MoveCosts::LinkPrice>& before, double cost,
                                              bool placed);
    [[nodiscard]] double cost_of(int job) const;
    bool improve(int job);

    const MigrationProblem& migration_;
    const schedule::Network& network_;
    const ObjectiveModel& objective_;
    MigrationJobs jobs_;
    MoveCosts costs_;
    schedule::JobPlacement placement_;
    std::vector<int> application_of_;  ///< by activity, of moves
};

}  // namespace plan
