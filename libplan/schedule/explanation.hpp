#pragma once

#include "libplan/base/language.hpp"
#include "libplan/schedule/earlier_moves.hpp"
#include "libplan/schedule/migration_problem.hpp"
#include "libplan/schedule/objective.hpp"
#include "libplan/schedule/profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace plan {

/// How much a task may slip.
struct Float {
    std::int64_t slack_days = 0;
    bool critical = false;
};

/// Says of a finished schedule why each task is not earlier, how far it may slip, and which tasks make the end of the
/// plan what it is. Looks only at the schedule and the problem, not at how the schedule came about.
class Explanation {
public:
    /// All must outlive it. In `schedule` no task can start earlier while the others stand still, but for moves that
    /// would cost more where they could.
    Explanation(const Portfolio& portfolio, const MigrationProblem& migration, const schedule::Network& network,
                const ObjectiveModel& objective, const schedule::Schedule& schedule, Language language);

    /// At least one reason; the one that binds comes last to be lifted, so first in the list.
    [[nodiscard]] Reasons why_not_earlier(int task);

    /// By task. `slack_days`: calendar days by which the task alone can end later, day by day, while all others stand
    /// still, its successors, window, deadline and team's capacity respected, and the plan's end not moved.
    /// `critical`: slack 0, and on a chain of such tasks, each waiting for the one before it or for its people, that
    /// ends with the plan. O(tasks + days looked at).
    [[nodiscard]] std::vector<Float> floats();

    /// Id of the task: "<application>/<phase>" or "<target>/onboard".
    [[nodiscard]] std::string task_id(int task) const;
    /// The day before `end`, which is exclusive, as text.
    [[nodiscard]] std::string date_before(schedule::Day end) const;
    [[nodiscard]] std::string date(schedule::Day day) const;

    /// The task at the beginning of an arc; where that is a group's milestone, the member's test that finishes last, or
    /// -1 when nobody tests.
    [[nodiscard]] int source_of(int arc) const;

private:
    struct Cause {
        schedule::Day bound = 0;  ///< earliest start that it allows
        int arc = -1;             ///< index of the arc, or -1: the release
    };

    [[nodiscard]] const schedule::Mode& mode_of(int activity) const;
    [[nodiscard]] const schedule::DayCalendar& calendar_of(int activity) const;
    void change(int activity, int sign);
    /// What sets the earliest start; arcs from the same unit count only `within`, the others only without.
    [[nodiscard]] Cause binding_cause(int activity, bool within = false) const;
    [[nodiscard]] Reason reason_for(int activity, const Cause& cause) const;
    [[nodiscard]] Reason reason_for_arc(int arc) const;
    [[nodiscard]] std::optional<Reason> frozen_between(int activity, schedule::Day from, schedule::Day to) const;
    [[nodiscard]] Reason freeze_reason(const Freeze& freeze) const;
    /// Why `activity` does not start between `from` and its start, where its calendar has days.
    [[nodiscard]] Reason held_back(int activity, schedule::Day from);
    [[nodiscard]] std::optional<Reason> kept(int activity) const;
    [[nodiscard]] std::optional<Reason> dearer(const std::optional<EarlierMoves::Price>& price,
                                               const std::string& window) const;
    [[nodiscard]] Reason saturated(int activity, schedule::Day last_day) const;
    void explain_window(int activity, Reasons& reasons);
    [[nodiscard]] Reasons why_this_window(int block);
    [[nodiscard]] int last_passed_window(int block, int window, schedule::Day ready) const;
    [[nodiscard]] std::optional<Reason> refused_window(int block, int window);
    [[nodiscard]] std::optional<Reason> closed_by_constraint(int block, int window) const;
    [[nodiscard]] Reason apart_reason(int block, int other, int window) const;
    [[nodiscard]] std::optional<Reason> frozen_window(schedule::Day from, schedule::Day to) const;
    [[nodiscard]] int short_of_people(int block, int window);
    [[nodiscard]] std::vector<int> working_on(int resource, schedule::Day day) const;
    [[nodiscard]] schedule::Day latest_end(int activity) const;
    [[nodiscard]] std::int64_t slack_of(int activity);
    [[nodiscard]] std::vector<int> held_by(int activity) const;
    void index_days();
    void index_frozen_windows();

    const Portfolio& portfolio_;
    const MigrationProblem& migration_;
    const schedule::Problem& problem_;
    const schedule::Network& network_;
    const schedule::Schedule& schedule_;
    Language language_;
    schedule::Day finish_;
    schedule::ResourceProfile profile_;  ///< with every activity of the schedule placed
    EarlierMoves earlier_;
    std::vector<int> window_load_;
    std::vector<Reasons> window_reasons_;  ///< by block, what `why_this_window` said; empty: not asked yet
    std::vector<schedule::Rows> days_;     ///< by resource: activities that work on each day
    struct FrozenWindow {
        schedule::Day start = 0, end = 0;
        const Freeze* freeze = nullptr;
    };
    std::vector<FrozenWindow> frozen_windows_;  ///< windows that a freeze closes
};

}  // namespace plan
