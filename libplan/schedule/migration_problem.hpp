#pragma once

#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/problem.hpp"
#include "libplan/schedule/settings.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plan {

/// What becomes of an application in the plan.
enum class Fate : std::uint8_t {
    moves,
    retires,
    retained,   ///< its strategy is to stay
    undecided,  ///< no strategy has been assessed
    no_target,  ///< it should move, but no hosting target was chosen
    no_effort,  ///< to be retired, but without any effort to plan
    project,    ///< yet to be built, where it is to run: nothing of it moves
};

/// A task to be dated; activity i of the problem is task i, and milestones follow the tasks.
struct MigrationTask {
    int application = -1;  ///< index in the portfolio, or -1: an onboarding task
    int target = -1;       ///< of an onboarding task: index in the portfolio
    Phase phase = Phase::unspecified;
    double effort_days = 0;
};

/// By whom a mode of the problem is done.
struct ModeDetail {
    int team = -1;  ///< index in MigrationProblem::teams, or -1: nobody (onboarding, milestones)
    double people = 0;
    std::int64_t duration_days = 0;
};

/// Why an arc of the problem is there.
struct ArcDetail {
    enum class Cause : std::uint8_t { phase, onboarding, group, constraint } cause = Cause::phase;
    int constraint = -1;  ///< index in the portfolio
};

struct ApplicationTasks {
    Fate fate = Fate::undecided;
    int task_begin = 0, task_end = 0;  ///< its tasks, in phase order
    int move = -1;     ///< the activity whose end is the move: cut-over, or decommissioning of one that retires
    int cutover = -1;  ///< activity, or -1
    int group = -1;    ///< set of applications that cut over together, or -1 when it has no cut-over
};

/// Something that limits the plan and that conflict analysis may lift to see whether it matters.
struct Requirement {
    enum class Kind : std::uint8_t {
        constraint,    ///< index in portfolio.constraints
        group,         ///< index in portfolio.applications of the first application of the group
        eligibility,   ///< index in portfolio.applications: the hosting must stay eligible
        window_limit,  ///< index in portfolio.calendars, second: index of the window
        window_list,   ///< cut-overs only in windows
        team,          ///< index in teams_or_default: capacity, from, until
        freeze,        ///< index in portfolio.calendars, second: index of the freeze
    } kind = Kind::constraint;
    std::size_t index = 0, second = 0;

    friend auto operator<=>(const Requirement&, const Requirement&) = default;
};

struct WavePin {
    int cutover = -1;  ///< activity
    std::int64_t wave = 0;
    int constraint = -1;
};

/// What no plan can satisfy, found while building: the problem is then not fit to be solved.
struct Impossible {
    enum class Kind : std::uint8_t {
        no_team,           ///< no team lists the phase
        no_capacity,       ///< the teams that list it have no people
        too_long,          ///< it would end after the last year
        cutover_too_long,  ///< no window is long enough with the whole team
        no_window,         ///< there is no window at all
        split_group,       ///< `together` names applications that are not in one group
        not_eligible,      ///< its target is not among those that it may move to
    } kind = Kind::no_team;
    int application = -1;
    int target = -1;  ///< of an onboarding task
    Phase phase = Phase::unspecified;
    double effort_days = 0;
    int team = -1;  ///< the largest team concerned
    int constraint = -1;
    std::int64_t longest = 0;  ///< days: of the longest window; for too_long, of the task
};

/// What an earlier plan says of a task.
struct EarlierTask {
    const Task* record = nullptr;  ///< in settings.baseline; null: it did not have the task
    schedule::Day start = 0;       ///< where it was planned
    int mode = -1;         ///< the mode of the problem that it was to be done in; -1: none does the like any more
    bool settled = false;  ///< done or under way: `start` and `end` of the activity are facts
    schedule::Day actual_start = 0, actual_end = 0;  ///< of a settled one, also where they lie outside the problem
};

/// The portfolio as a scheduling problem, and the way back from its numbers to records.
struct MigrationProblem {
    schedule::Problem problem;
    Date start;
    std::vector<MigrationTask> tasks;
    std::vector<ModeDetail> mode_details;        ///< parallel to problem.modes
    std::vector<ArcDetail> arc_details;          ///< parallel to problem.arcs
    std::vector<int> release_constraint;         ///< by activity: the `not_before` that binds, or -1
    std::vector<ApplicationTasks> applications;  ///< parallel to portfolio.applications
    std::vector<CutoverWindow> windows;          ///< parallel to problem.windows
    std::vector<Team> teams;                     ///< parallel to problem.resources
    std::vector<int> team_calendar;              ///< by team: index in `calendars`
    std::vector<Calendar> calendars;             ///< those that teams use
    std::vector<std::vector<int>> groups;        ///< applications (with a cut-over) by set that cuts over together
    std::vector<int> group_block;                ///< by group: its block in the problem; several may share one
    std::vector<EarlierTask> earlier;            ///< by task; empty without an earlier plan
    std::vector<WavePin> wave_pins;
    std::vector<Impossible> impossible;

    /// Whether the activity is a task that is done or under way.
    [[nodiscard]] bool settled(int activity) const {
        return static_cast<std::size_t>(activity) < earlier.size() &&
               earlier[static_cast<std::size_t>(activity)].settled;
    }
};

/// A longer `lag_days` counts as this: no plan is that long.
inline constexpr std::int64_t longest_lag = 100'000;

/// Tasks, teams, windows and hard constraints of `portfolio` as plan-records(5) gives them meaning, over a span of
/// `horizon` days from settings.start, without the requirements of `lifted`. Linear in records and horizon, but for
/// `apart` constraints, which are quadratic in the groups that each one names.
[[nodiscard]] MigrationProblem make_migration_problem(const Portfolio& portfolio, const PlanSettings& settings,
                                                      schedule::Day horizon, const std::set<Requirement>& lifted = {});

/// The number of days from `start` to the last day on which a plan may end.
[[nodiscard]] schedule::Day largest_horizon(Date start);

/// Whether the span leaves little room for the longest chain or the load of a team, so that a longer one is better.
[[nodiscard]] bool horizon_seems_short(const MigrationProblem& migration);

/// Every requirement that could be lifted, in a fixed order.
[[nodiscard]] std::vector<Requirement> all_requirements(const Portfolio& portfolio);

/// The last day on which the application may move for its hosting to stay eligible over the horizon; empty: any day.
[[nodiscard]] std::optional<Date> eligibility_limit(const Application& application, int horizon_months);

}  // namespace plan
