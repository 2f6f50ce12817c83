#include "libplan/record/defaults.hpp"
#include "libplan/schedule/migration_builder.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace plan {

using schedule::Day;

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

void MigrationBuilder::add_arc(int from, int to, Day lag, ArcDetail::Cause cause, int constraint) {
    if (result_.settled(to)) return;  // it has begun: what ought to have come before it is history
    result_.problem.arcs.push_back({from, to, lag});
    result_.arc_details.push_back({cause, constraint});
}

/// Each phase follows the one before it; the first work on a new target follows its onboarding.
void MigrationBuilder::link_phases() {
    for (std::size_t i = 0; i < result_.applications.size(); ++i) {
        const ApplicationTasks& tasks = result_.applications[i];
        for (int task = tasks.task_begin + 1; task < tasks.task_end; ++task)
            add_arc(task - 1, task, 0, ArcDetail::Cause::phase);
        if (tasks.fate != Fate::moves) continue;
        const auto onboarding = onboarding_.find(portfolio_.applications[i].hosting->target);
        if (onboarding == onboarding_.end()) continue;
        int first = tasks.task_begin;
        if (result_.tasks[at(first)].phase == Phase::study) ++first;
        add_arc(onboarding->second, first, 0, ArcDetail::Cause::onboarding);
    }
}

/// Applications of one `group` cut over together.
void MigrationBuilder::make_groups() {
    std::vector<int> set_of(result_.applications.size(), -1);
    std::map<std::string_view, int> first_of;
    for (std::size_t i = 0; i < set_of.size(); ++i) {
        if (result_.applications[i].cutover < 0) continue;
        set_of[i] = static_cast<int>(i);
        const std::string& group = portfolio_.applications[i].group;
        if (group.empty()) continue;
        const int first = first_of.emplace(group, static_cast<int>(i)).first->second;
        if (!lifted(Kind::group, at(first))) set_of[i] = first;
    }
    std::map<int, int> number;
    for (std::size_t i = 0; i < set_of.size(); ++i) {
        if (set_of[i] < 0) continue;
        const auto [entry, added] = number.try_emplace(set_of[i], static_cast<int>(result_.groups.size()));
        if (added) result_.groups.emplace_back();
        result_.groups[at(entry->second)].push_back(static_cast<int>(i));
        result_.applications[i].group = entry->second;
    }
}

/// `together` is a wish to plan-group; here its applications must have come in one group.
void MigrationBuilder::check_together() {
    for (std::size_t c = 0; c < portfolio_.constraints.size(); ++c) {
        const Constraint& constraint = portfolio_.constraints[c];
        if (constraint.kind != ConstraintKind::together || constraint.weight || lifted(Kind::constraint, c)) continue;
        int first = -1;
        for (const int application : named(constraint)) {
            if (result_.applications[at(application)].cutover < 0 || application == first) continue;
            if (first < 0) {
                first = application;
                continue;
            }
            const std::string& group = portfolio_.applications[at(application)].group;
            if (!group.empty() && group == portfolio_.applications[at(first)].group) continue;
            Impossible split;
            split.kind = Impossible::Kind::split_group;
            split.application = application;
            split.constraint = static_cast<int>(c);
            result_.impossible.push_back(split);
        }
    }
}

/// One block a group. A group of several gets a milestone that follows every member's test and precedes every
/// cut-over, which says "after every member's test" with a linear number of arcs.
void MigrationBuilder::make_blocks() {
    schedule::Problem& problem = result_.problem;
    std::vector<int> all_windows(problem.windows.size());
    std::iota(all_windows.begin(), all_windows.end(), 0);
    problem.window_sets.push_back(std::move(all_windows));
    for (const std::vector<int>& group : result_.groups) {
        schedule::Block block;
        for (const int application : group) block.activities.push_back(result_.applications[at(application)].cutover);
        if (group.size() > 1) {
            const int milestone = static_cast<int>(problem.activities.size());
            schedule::Activity activity;
            activity.mode_begin = static_cast<int>(problem.modes.size());
            add_mode(every_day(), {});
            activity.mode_end = activity.mode_begin + 1;
            problem.activities.push_back(activity);
            result_.release_constraint.push_back(-1);
            for (const int application : group) {
                const ApplicationTasks& tasks = result_.applications[at(application)];
                add_arc(milestone, tasks.cutover, 0, ArcDetail::Cause::group);
                for (int task = tasks.task_begin; task < tasks.task_end; ++task)
                    if (result_.tasks[at(task)].phase == Phase::test)
                        add_arc(task, milestone, 0, ArcDetail::Cause::group);
            }
        }
        problem.blocks.push_back(std::move(block));
    }
}

std::vector<int> MigrationBuilder::named(const Constraint& constraint) const {
    std::vector<int> applications;
    for (const std::string& id : constraint.applications)
        if (const auto index = portfolio_.application_index(id)) applications.push_back(static_cast<int>(*index));
    return applications;
}

int MigrationBuilder::block_of(int application) const {
    return result_.applications[at(application)].group;
}

void MigrationBuilder::apply_constraints() {
    for (std::size_t c = 0; c < portfolio_.constraints.size(); ++c) {
        const Constraint& constraint = portfolio_.constraints[c];
        if (constraint.weight || lifted(Kind::constraint, c)) continue;
        const int index = static_cast<int>(c);
        switch (constraint.kind) {
            case ConstraintKind::before:
                apply_before(index);
                break;
            case ConstraintKind::apart:
                apply_apart(index);
                break;
            case ConstraintKind::window:
                apply_windows(index);
                break;
            case ConstraintKind::not_before:
            case ConstraintKind::deadline:
                apply_date(index);
                break;
            case ConstraintKind::wave:
                for (const int application : named(constraint))
                    if (constraint.wave && result_.applications[at(application)].cutover >= 0)
                        result_.wave_pins.push_back(
                            {result_.applications[at(application)].cutover, *constraint.wave, index});
                break;
            case ConstraintKind::together:  // made groups already
            case ConstraintKind::unspecified:
                break;
        }
    }
}

/// Consecutive pairs of the applications that move or retire.
void MigrationBuilder::apply_before(int index) {
    const Constraint& constraint = portfolio_.constraints[at(index)];
    const Day lag = static_cast<Day>(std::clamp<std::int64_t>(constraint.lag_days.value_or(0), 0, longest_lag));
    int previous = -1;
    for (const int application : named(constraint)) {
        const int move = result_.applications[at(application)].move;
        if (move < 0) continue;
        if (previous >= 0) add_arc(previous, move, lag, ArcDetail::Cause::constraint, index);
        previous = move;
    }
}

void MigrationBuilder::apply_apart(int index) {
    std::vector<int> blocks;
    std::set<int> seen;
    for (const int application : named(portfolio_.constraints[at(index)]))
        if (block_of(application) >= 0 && seen.insert(application).second) blocks.push_back(block_of(application));
    std::sort(blocks.begin(), blocks.end());
    for (std::size_t a = 0; a < blocks.size(); ++a)
        for (std::size_t b = a + 1; b < blocks.size(); ++b) {
            result_.problem.blocks[at(blocks[a])].apart.push_back(blocks[b]);
            if (blocks[a] != blocks[b]) result_.problem.blocks[at(blocks[b])].apart.push_back(blocks[a]);
        }
}

void MigrationBuilder::apply_windows(int index) {
    const Constraint& constraint = portfolio_.constraints[at(index)];
    if (constraint.windows.empty()) return;
    const std::set<std::string_view> ids(constraint.windows.begin(), constraint.windows.end());
    std::vector<int> allowed;
    for (std::size_t w = 0; w < result_.windows.size(); ++w)
        if (ids.contains(result_.windows[w].id)) allowed.push_back(static_cast<int>(w));
    for (const int application : named(constraint))
        if (block_of(application) >= 0)
            result_.problem.restrict_windows(result_.problem.blocks[at(block_of(application))], allowed);
}

void MigrationBuilder::apply_date(int index) {
    const Constraint& constraint = portfolio_.constraints[at(index)];
    if (!constraint.date) return;
    const Day day = day_of(*constraint.date);
    for (const int application : named(constraint)) {
        const int move = result_.applications[at(application)].move;
        if (move < 0 || result_.settled(move)) continue;
        schedule::Activity& activity = result_.problem.activities[at(move)];
        if (constraint.kind == ConstraintKind::deadline) {
            activity.deadline = std::min(activity.deadline, day + 1);
        } else if (day > activity.release) {
            activity.release = day;
            result_.release_constraint[at(move)] = index;
        }
    }
}

void MigrationBuilder::apply_eligibility() {
    for (std::size_t i = 0; i < result_.applications.size(); ++i) {
        const int cutover = result_.applications[i].cutover;
        if (cutover < 0 || lifted(Kind::eligibility, i) || result_.settled(cutover)) continue;
        check_eligible(static_cast<int>(i));
        const auto limit = eligibility_limit(portfolio_.applications[i], settings_.horizon_months);
        if (!limit) continue;
        schedule::Activity& activity = result_.problem.activities[at(result_.applications[i].cutover)];
        activity.deadline = std::min(activity.deadline, day_of(*limit) + 1);
    }
}

void MigrationBuilder::check_eligible(int application) {
    const Hosting& hosting = *portfolio_.applications[at(application)].hosting;
    for (const EligibleTarget& eligible : hosting.eligible)
        if (eligible.target == hosting.target) return;
    Impossible barred;
    barred.kind = Impossible::Kind::not_eligible;
    barred.application = application;
    result_.impossible.push_back(barred);
}

std::optional<Date> eligibility_limit(const Application& application, int horizon_months) {
    if (!application.hosting) return std::nullopt;
    for (const EligibleTarget& eligible : application.hosting->eligible) {
        if (eligible.target != application.hosting->target) continue;
        if (!eligible.valid_until) return std::nullopt;
        Date limit = eligible.valid_until->plus_months(-horizon_months);
        while (limit.plus_months(horizon_months) > *eligible.valid_until) limit = limit - 1;
        while ((limit + 1).plus_months(horizon_months) <= *eligible.valid_until) limit = limit + 1;
        return limit;
    }
    return std::nullopt;
}

std::vector<Requirement> all_requirements(const Portfolio& portfolio) {
    using Kind = Requirement::Kind;
    std::vector<Requirement> all;
    const auto add = [&](Kind kind, std::size_t index, std::size_t second = 0) {
        all.push_back({kind, index, second});
    };
    for (std::size_t c = 0; c < portfolio.constraints.size(); ++c)
        if (!portfolio.constraints[c].weight) add(Kind::constraint, c);
    std::set<std::string_view> groups;
    for (std::size_t i = 0; i < portfolio.applications.size(); ++i)
        if (!portfolio.applications[i].group.empty() && groups.insert(portfolio.applications[i].group).second)
            add(Kind::group, i);
    for (std::size_t i = 0; i < portfolio.applications.size(); ++i)
        if (eligibility_limit(portfolio.applications[i], 0)) add(Kind::eligibility, i);
    for (std::size_t c = 0; c < portfolio.calendars.size(); ++c) {
        for (std::size_t w = 0; w < portfolio.calendars[c].windows.size(); ++w)
            if (portfolio.calendars[c].windows[w].max_applications) add(Kind::window_limit, c, w);
        for (std::size_t f = 0; f < portfolio.calendars[c].freeze.size(); ++f) add(Kind::freeze, c, f);
    }
    const std::size_t teams = teams_or_default(portfolio).size();
    for (std::size_t t = 0; t < teams; ++t) add(Kind::team, t);
    add(Kind::window_list, 0);
    return all;
}

bool horizon_seems_short(const MigrationProblem& migration) {
    const schedule::Problem& problem = migration.problem;
    constexpr double comfortable = 0.4;  // of the calendar's worked days
    std::vector<double> load(problem.resources.size(), 0), room(problem.resources.size(), 0);
    const auto shortest = [&](int activity) {
        const schedule::Activity& what = problem.activities[at(activity)];
        int best = what.mode_begin;
        for (int m = best; m < what.mode_end; ++m)
            if (problem.modes[at(m)].duration < problem.modes[at(best)].duration) best = m;
        return best;
    };
    for (std::size_t r = 0; r < room.size(); ++r)
        room[r] =
            std::accumulate(problem.resources[r].capacity.begin(), problem.resources[r].capacity.end(), 0.0) * 5 / 7;
    for (const ApplicationTasks& tasks : migration.applications) {
        double chain = 0;
        for (int task = tasks.task_begin; task < tasks.task_end; ++task) {
            const schedule::Mode& mode = problem.modes[at(shortest(task))];
            chain += mode.duration;
            for (int d = mode.demand_begin; d < mode.demand_end; ++d)
                load[at(problem.demands[at(d)].resource)] +=
                    static_cast<double>(problem.demands[at(d)].amount) * mode.duration;
        }
        if (chain > comfortable * problem.horizon) return true;
    }
    for (std::size_t r = 0; r < room.size(); ++r)
        if (load[r] > comfortable * room[r] && room[r] > 0) return true;
    return false;
}

}  // namespace plan
