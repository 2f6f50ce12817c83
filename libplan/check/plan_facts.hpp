#pragma once

#include "libplan/check/day_table.hpp"
#include "libplan/check/plan_findings.hpp"
#include "libplan/record/portfolio.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What the plan checks share: the records put in relation to each other, and nothing judged. Internal to this room.
namespace plan {

enum class Course : std::uint8_t { stays, moves, retires };

/// The phases in which an application has tasks, in their order.
inline constexpr std::array phases_in_order = {Phase::study, Phase::build,   Phase::migrate,
                                               Phase::test,  Phase::cutover, Phase::decommission};

/// An application and what the plan does with it.
struct Journey {
    Course course = Course::stays;
    std::array<const Task*, 8> tasks{};  ///< by Phase; null: none. The first where a phase stands twice
    /// The task that is its move: cut-over, for one that retires decommission. Null: none.
    const Task* move = nullptr;
    const Wave* wave = nullptr;             ///< that its cut-over names
    const CutoverWindow* window = nullptr;  ///< of that wave

    [[nodiscard]] const Task* task(Phase phase) const { return tasks[static_cast<std::size_t>(phase)]; }
    /// It cuts over to a target, and so has a window and a group.
    [[nodiscard]] bool cuts_over() const { return course == Course::moves && task(Phase::cutover) != nullptr; }
};

/// A flow weight summed over the flows of an ordered pair of applications, and the days on which they are cut.
struct ExpectedBridge {
    std::size_t from, to;
    double weight = 0;
    std::int64_t flows = 0;
    Date start, finish;  ///< both inclusive
};

class PlanFacts {
public:
    /// `portfolio` must outlive this. O(n log n).
    explicit PlanFacts(const Portfolio& portfolio);
    PlanFacts(const PlanFacts&) = delete;
    PlanFacts& operator=(const PlanFacts&) = delete;

    const Portfolio& portfolio;
    Plan plan;                      ///< the plan record; a default one when there is none
    std::vector<Journey> journeys;  ///< by application
    std::vector<Team> teams;
    std::vector<CutoverWindow> windows;  ///< usable ones from the plan's start on, by start then id
    Date first_day, last_day;            ///< the span of all tasks and of the plan

    /// Effort that the assessment gives the phase of this application; nothing when it has no such task.
    [[nodiscard]] std::optional<double> effort(std::size_t application, Phase phase) const;
    /// The key of the application's group: its group's id, or its own for one that is alone.
    [[nodiscard]] const std::string& group_of(std::size_t application) const;
    /// Applications that cut over, by key of their group.
    [[nodiscard]] const std::map<std::string_view, std::vector<std::size_t>>& groups() const { return groups_; }

    [[nodiscard]] const Team* team(std::string_view id) const;
    /// The calendar a team works on; of no team (onboarding): the first, or the default one.
    [[nodiscard]] const Calendar& calendar(const Team* team) const;
    /// Days that `calendar` (one of calendar()) works for the phase. Cut-overs work on every day of their window.
    [[nodiscard]] const DayTable& days(const Calendar& calendar, Phase phase) const;
    /// The task of the target's onboarding, or null.
    [[nodiscard]] const Task* onboarding(std::string_view target) const;
    /// The first task of an id, or null.
    [[nodiscard]] const Task* task(std::string_view id) const;

    [[nodiscard]] const std::string* setting(std::string_view name) const;
    /// A setting that is a number; `fallback` when it is absent or is none.
    [[nodiscard]] double number_setting(std::string_view name, double fallback) const;

    /// Position of a task of the portfolio in its list.
    [[nodiscard]] std::size_t index_of(const Task& task) const {
        return static_cast<std::size_t>(&task - portfolio.tasks.data());
    }
    [[nodiscard]] Location where(const Task& task) const;
    [[nodiscard]] Location where_application(std::size_t index) const;
    [[nodiscard]] Location where_plan() const;

    /// The bridges that the dates of the plan make necessary, by from then to.
    [[nodiscard]] std::vector<ExpectedBridge> expected_bridges() const;

private:
    void place_tasks();
    void place_windows();
    [[nodiscard]] bool dates_of(ExpectedBridge& bridge) const;

    Calendar default_calendar_;
    std::unordered_map<std::string_view, const Team*> team_by_id_;
    std::unordered_map<std::string_view, const Calendar*> calendar_by_id_;
    std::unordered_map<std::string_view, const Task*> task_by_id_, onboarding_by_target_;
    std::map<std::string_view, std::vector<std::size_t>> groups_;
    mutable std::map<std::pair<const Calendar*, Phase>, DayTable> days_;
};

/// Done or under way: a fact, not a choice of the plan.
[[nodiscard]] bool is_settled(const Task& task);

/// To 1e-6, as numbers are printed, and what sums of doubles lose.
[[nodiscard]] bool nearly_equal(double a, double b);

/// The weight of one flow in the bridges term: three for a strong coupling, and more by orders of magnitude of volume.
[[nodiscard]] double bridge_weight(const Flow& flow);

}  // namespace plan
