#pragma once

#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"
#include "libplan/schedule/start_shape.hpp"

#include <cstdint>
#include <vector>

namespace plan::schedule {

/// A problem as the exact search sees it: one start a task, its end a function of it, uses of resources over the days
/// between. Where the problem has more than that (a choice of modes, several activities in one window, full windows,
/// blocks apart) the model is a relaxation: what it excludes is excluded, what it allows may still be impossible.
struct ExactModel {
    struct Use {
        int resource = 0;
        std::int64_t amount = 0;
    };
    struct Task {
        int shape = 0;                   ///< index in `shapes`
        Day earliest = 0;                ///< start >= earliest, from the release
        Day latest = 0;                  ///< start <= latest, from the deadline alone
        Day duration = 0;                ///< worked days; meaningful for a task that uses something
        int calendar = 0;                ///< index of Problem::calendars; like `duration`
        int use_begin = 0, use_end = 0;  ///< range in `uses`
    };

    Day horizon = 0;
    bool relaxed = false;  ///< the problem has more than the model
    std::vector<StartShape> shapes;
    std::vector<Task> tasks;  ///< by activity
    std::vector<Use> uses;
    std::vector<Arc> arcs;
    std::vector<std::vector<std::int64_t>> capacity;  ///< by resource and day

    [[nodiscard]] const StartShape& shape_of(int task) const {
        return shapes[static_cast<std::size_t>(tasks[static_cast<std::size_t>(task)].shape)];
    }
};

/// The model over [0, horizon), where `horizon` is not larger than the problem's. `network` must have no cycle.
[[nodiscard]] ExactModel make_exact_model(const Network& network, Day horizon);

/// A schedule of the problem from starts of the model. Only for a model that is not relaxed.
[[nodiscard]] Schedule schedule_from(const Problem& problem, const std::vector<Day>& starts);

}  // namespace plan::schedule
