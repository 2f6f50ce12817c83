#pragma once

#include "libplan/schedule/migration_problem.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace plan {

/// Resources count thousandths of a person, so that sums are exact.
inline constexpr double units_per_person = 1000;

/// Builds a MigrationProblem step by step. Private to the room: use make_migration_problem.
class MigrationBuilder {
public:
    MigrationBuilder(const Portfolio& portfolio, const PlanSettings& settings, schedule::Day horizon,
                     const std::set<Requirement>& lifted);

    [[nodiscard]] MigrationProblem build();

private:
    using Kind = Requirement::Kind;

    [[nodiscard]] bool lifted(Kind kind, std::size_t index, std::size_t second = 0) const;
    [[nodiscard]] schedule::Day day_of(Date date) const;  ///< cut to what never overflows

    // migration_problem.cpp: what there is to do, and who does it
    void add_windows();
    void add_teams();
    void add_tasks();
    void add_onboarding(const std::vector<Fate>& fates);
    void add_application_tasks(int application, Fate fate);
    [[nodiscard]] int add_activity(const MigrationTask& task);
    void add_modes(const MigrationTask& task);

    // earlier_plan.cpp: what an earlier plan said, and what has become of it
    void index_earlier_plan();
    [[nodiscard]] const Task* earlier_record(const MigrationTask& task) const;
    [[nodiscard]] EarlierTask look_up(const MigrationTask& task) const;
    void settle(EarlierTask& earlier, schedule::Activity& activity);
    void take_people(const EarlierTask& earlier, int team);
    void remember_mode(EarlierTask& earlier, const schedule::Activity& activity) const;
    void settle_windows();

    // migration_problem.cpp again
    void add_mode(int calendar, const ModeDetail& detail);
    [[nodiscard]] std::vector<int> teams_for(const MigrationTask& task) const;
    [[nodiscard]] int calendar_for(int calendar, Phase phase);
    [[nodiscard]] int every_day();
    void refuse(Impossible::Kind kind, const MigrationTask& task, int team, std::int64_t longest = 0);

    // migration_limits.cpp: what holds between them
    void add_arc(int from, int to, schedule::Day lag, ArcDetail::Cause cause, int constraint = -1);
    void link_phases();
    void make_groups();
    void make_blocks();
    void apply_constraints();
    void check_together();
    void check_eligible(int application);
    void apply_before(int constraint);
    void apply_apart(int constraint);
    void apply_windows(int constraint);
    void apply_date(int constraint);
    void apply_eligibility();
    /// Indices of the applications that a constraint names and that are known, in its order.
    [[nodiscard]] std::vector<int> named(const Constraint& constraint) const;
    [[nodiscard]] int block_of(int application) const;

    const Portfolio& portfolio_;
    const PlanSettings& settings_;
    const std::set<Requirement>& lifted_;
    MigrationProblem result_;
    std::vector<double> capacity_;  ///< people, by team
    std::unordered_map<std::string_view, int> team_index_;
    std::map<std::pair<int, Phase>, int> calendar_index_;
    std::map<std::string_view, int> onboarding_;                    ///< activity, by target
    std::unordered_map<std::string, const Task*> earlier_records_;  ///< by id
    std::int64_t shortest_window_ = 0, longest_window_ = 0;
};

}  // namespace plan
