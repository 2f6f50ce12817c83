#include "libplan/schedule/migration_problem.hpp"

#include "libplan/record/defaults.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/schedule/migration_builder.hpp"
#include "libplan/schedule/staffing.hpp"
#include "libplan/schedule/working_days.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plan {

using schedule::Day;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

constexpr double most_people = 1e6;

constexpr Phase phase_order[] = {Phase::study, Phase::build,   Phase::migrate,
                                 Phase::test,  Phase::cutover, Phase::decommission};

double people_of(const Team& team) {
    const double capacity = team.capacity_people.value_or(1);
    if (!(capacity > 0)) return 0;
    return std::floor(std::min(capacity, most_people) * units_per_person + 1e-6) / units_per_person;
}

bool lists(const Team& team, Phase phase) {
    return team.phases.empty() || std::find(team.phases.begin(), team.phases.end(), phase) != team.phases.end();
}

double likely_effort(const Application& application, Phase phase) {
    for (const PhaseEffort& effort : application.assessment->effort)
        if (effort.phase == phase && effort.estimate.likely > 0) return effort.estimate.likely;
    return 0;
}

Fate fate_of(const Application& application) {
    if (application.lifecycle == Lifecycle::project) return Fate::project;
    if (!application.assessment || application.assessment->strategy == Strategy::unspecified) return Fate::undecided;
    switch (application.assessment->strategy) {
        case Strategy::retain:
            return Fate::retained;
        case Strategy::retire:
            return likely_effort(application, Phase::study) + likely_effort(application, Phase::decommission) > 0
                       ? Fate::retires
                       : Fate::no_effort;
        default:
            break;
    }
    return application.hosting && !application.hosting->target.empty() ? Fate::moves : Fate::no_target;
}

/// Effort of each phase in order; a cut-over is always needed to move.
std::vector<std::pair<Phase, double>> efforts_of(const Application& application, Fate fate) {
    constexpr double least_cutover = 0.5;
    std::vector<std::pair<Phase, double>> efforts;
    for (const Phase phase : phase_order) {
        if (fate == Fate::retires && phase != Phase::study && phase != Phase::decommission) continue;
        double effort = likely_effort(application, phase);
        if (effort <= 0 && phase == Phase::cutover) effort = least_cutover;
        if (effort > 0) efforts.emplace_back(phase, effort);
    }
    return efforts;
}

}  // namespace

MigrationBuilder::MigrationBuilder(const Portfolio& portfolio, const PlanSettings& settings, Day horizon,
                                   const std::set<Requirement>& lifted)
    : portfolio_(portfolio), settings_(settings), lifted_(lifted) {
    result_.problem.horizon = horizon;
    result_.start = settings.start;
    index_earlier_plan();
}

bool MigrationBuilder::lifted(Kind kind, std::size_t index, std::size_t second) const {
    return !lifted_.empty() && lifted_.contains(Requirement{kind, index, second});
}

Day MigrationBuilder::day_of(Date date) const {
    return date - settings_.start;
}

MigrationProblem MigrationBuilder::build() {
    add_windows();
    add_teams();
    add_tasks();
    link_phases();
    make_groups();
    check_together();
    make_blocks();
    settle_windows();
    apply_constraints();
    apply_eligibility();
    schedule::join_entangled_blocks(result_.problem);
    std::vector<int> block_of(result_.problem.activities.size(), -1);
    for (std::size_t b = 0; b < result_.problem.blocks.size(); ++b)
        for (const int activity : result_.problem.blocks[b].activities) block_of[at(activity)] = static_cast<int>(b);
    for (const std::vector<int>& group : result_.groups)
        result_.group_block.push_back(block_of[at(result_.applications[at(group.front())].cutover)]);
    return std::move(result_);
}

void MigrationBuilder::add_windows() {
    const Date last = settings_.start + (result_.problem.horizon - 1);
    Portfolio calendars;  // what usable_windows looks at, without what is lifted
    calendars.calendars = portfolio_.calendars;
    for (std::size_t c = 0; c < calendars.calendars.size(); ++c) {
        Calendar& calendar = calendars.calendars[c];
        for (std::size_t w = 0; w < calendar.windows.size(); ++w)
            if (lifted(Kind::window_limit, c, w)) calendar.windows[w].max_applications.reset();
        for (std::size_t f = calendar.freeze.size(); f-- > 0;)
            if (lifted(Kind::freeze, c, f))
                calendar.freeze.erase(calendar.freeze.begin() + static_cast<std::ptrdiff_t>(f));
    }
    result_.windows = usable_windows(calendars, settings_.start, last);
    std::set<std::string> seen;  // calendars may share a window
    std::erase_if(result_.windows, [&](const CutoverWindow& window) { return !seen.insert(window.id).second; });
    for (const CutoverWindow& window : result_.windows) {
        const std::int64_t length = window.finish - window.start + 1;
        shortest_window_ = shortest_window_ == 0 ? length : std::min(shortest_window_, length);
        longest_window_ = std::max(longest_window_, length);
    }
    if (lifted(Kind::window_list, 0)) {
        result_.windows.insert(result_.windows.begin(), CutoverWindow{"", settings_.start, last, std::nullopt});
        longest_window_ = result_.problem.horizon;
        shortest_window_ = std::max<std::int64_t>(shortest_window_, 1);
    }
    for (const CutoverWindow& window : result_.windows) {
        constexpr std::int64_t unbounded = std::numeric_limits<int>::max();
        const std::int64_t limit = std::clamp<std::int64_t>(window.max_applications.value_or(unbounded), 0, unbounded);
        result_.problem.windows.push_back({day_of(window.start), day_of(window.finish) + 1, static_cast<int>(limit)});
    }
}

void MigrationBuilder::add_teams() {
    result_.calendars = portfolio_.calendars;
    if (result_.calendars.empty()) result_.calendars.push_back(default_calendar());
    result_.teams = teams_or_default(portfolio_);
    for (std::size_t t = 0; t < result_.teams.size(); ++t) {
        const Team& team = result_.teams[t];
        team_index_.emplace(team.id, static_cast<int>(t));
        const auto calendar = std::find_if(result_.calendars.begin(), result_.calendars.end(),
                                           [&](const Calendar& c) { return c.id == team.calendar; });
        result_.team_calendar.push_back(
            calendar == result_.calendars.end() ? 0 : static_cast<int>(calendar - result_.calendars.begin()));
        const bool free = lifted(Kind::team, t);
        capacity_.push_back(free ? most_people : people_of(team));
        const Day horizon = result_.problem.horizon;
        const Day from = free || !team.from ? 0 : std::clamp(day_of(*team.from), 0, horizon);
        const Day end = free || !team.until ? horizon : std::clamp(day_of(*team.until) + 1, from, horizon);
        schedule::Resource resource;
        resource.capacity.assign(at(horizon), 0);
        std::fill(resource.capacity.begin() + from, resource.capacity.begin() + end,
                  static_cast<std::int32_t>(std::lround(capacity_.back() * units_per_person)));
        result_.problem.resources.push_back(std::move(resource));
    }
}

void MigrationBuilder::add_tasks() {
    std::vector<Fate> fates;
    for (const Application& application : portfolio_.applications) fates.push_back(fate_of(application));
    add_onboarding(fates);
    result_.applications.resize(fates.size());
    for (std::size_t i = 0; i < fates.size(); ++i) add_application_tasks(static_cast<int>(i), fates[i]);
}

/// A target is new when some application goes there and none runs there today.
void MigrationBuilder::add_onboarding(const std::vector<Fate>& fates) {
    std::set<std::string_view> sites, wanted;
    for (std::size_t i = 0; i < fates.size(); ++i) {
        const Application& application = portfolio_.applications[i];
        sites.insert(application.site);
        if (fates[i] == Fate::moves) wanted.insert(application.hosting->target);
    }
    for (std::size_t t = 0; t < portfolio_.targets.size(); ++t) {
        const Target& target = portfolio_.targets[t];
        const std::int64_t days = target.onboarding_days.value_or(0);
        if (days <= 0 || !wanted.contains(target.id) || sites.contains(target.id) || onboarding_.contains(target.id))
            continue;
        MigrationTask task;
        task.target = static_cast<int>(t);
        task.phase = Phase::onboard;
        onboarding_.emplace(target.id, add_activity(task));
    }
}

void MigrationBuilder::add_application_tasks(int application, Fate fate) {
    ApplicationTasks& tasks = result_.applications[at(application)];
    tasks.fate = fate;
    tasks.task_begin = tasks.task_end = static_cast<int>(result_.tasks.size());
    if (fate != Fate::moves && fate != Fate::retires) return;
    for (const auto& [phase, effort] : efforts_of(portfolio_.applications[at(application)], fate)) {
        const int activity = add_activity({application, -1, phase, effort});
        if (phase == Phase::cutover) tasks.cutover = tasks.move = activity;
        if (phase == Phase::decommission && fate == Fate::retires) tasks.move = activity;
        ++tasks.task_end;
    }
}

int MigrationBuilder::add_activity(const MigrationTask& task) {
    schedule::Problem& problem = result_.problem;
    schedule::Activity activity;
    activity.mode_begin = static_cast<int>(problem.modes.size());
    EarlierTask earlier = look_up(task);
    if (earlier.settled)
        settle(earlier, activity);
    else
        add_modes(task);
    activity.mode_end = static_cast<int>(problem.modes.size());
    if (settings_.baseline) {
        if (!earlier.settled) remember_mode(earlier, activity);
        if (!earlier.settled && settings_.as_of) activity.release = std::max(0, day_of(*settings_.as_of));
        result_.earlier.push_back(earlier);
    }
    problem.activities.push_back(activity);
    result_.tasks.push_back(task);
    result_.release_constraint.push_back(-1);
    return static_cast<int>(problem.activities.size()) - 1;
}

void MigrationBuilder::add_modes(const MigrationTask& task) {
    const std::size_t before = result_.problem.modes.size();
    if (task.phase == Phase::onboard) {
        ModeDetail detail;
        detail.duration_days = *portfolio_.targets[at(task.target)].onboarding_days;
        add_mode(calendar_for(0, Phase::onboard), detail);
    }
    int largest = -1;
    for (const int team : teams_for(task)) {
        if (largest < 0 || capacity_[at(team)] > capacity_[at(largest)]) largest = team;
        if (capacity_[at(team)] <= 0) continue;
        ModeDetail detail{team, 0, 0};
        if (task.phase != Phase::cutover) {
            const Staffing staffing = staff_phase(task.effort_days, capacity_[at(team)]);
            detail.people = staffing.people, detail.duration_days = staffing.duration_days;
            add_mode(calendar_for(result_.team_calendar[at(team)], task.phase), detail);
        } else if (const auto staffing =
                       staff_cutover(task.effort_days, capacity_[at(team)], shortest_window_, longest_window_)) {
            detail.people = staffing->people, detail.duration_days = staffing->duration_days;
            add_mode(every_day(), detail);
        }
    }
    using Why = Impossible::Kind;
    if (result_.problem.modes.size() == before) {
        const bool able = largest >= 0 && capacity_[at(largest)] > 0;
        refuse(largest < 0            ? Why::no_team
               : !able                ? Why::no_capacity
               : longest_window_ == 0 ? Why::no_window
                                      : Why::cutover_too_long,
               task, largest, longest_window_);
        add_mode(every_day(), {-1, 0, result_.problem.horizon + 1});
        return;
    }
    if (result_.problem.horizon < largest_horizon(settings_.start)) return;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t m = before; m < result_.problem.modes.size(); ++m) {
        const schedule::Mode& mode = result_.problem.modes[m];
        if (mode.duration <= result_.problem.calendars[at(mode.calendar)].count()) return;
        least = std::min(least, result_.mode_details[m].duration_days);
    }
    refuse(Why::too_long, task, largest, least);
}

void MigrationBuilder::add_mode(int calendar, const ModeDetail& detail) {
    schedule::Problem& problem = result_.problem;
    schedule::Mode mode;
    mode.calendar = calendar;
    mode.duration = static_cast<int>(std::min<std::int64_t>(detail.duration_days, schedule::never));
    mode.demand_begin = static_cast<int>(problem.demands.size());
    if (detail.team >= 0) {
        const double units = std::ceil(detail.people * units_per_person - 1e-6);
        problem.demands.push_back({detail.team, static_cast<std::int32_t>(units)});
    }
    mode.demand_end = static_cast<int>(problem.demands.size());
    problem.modes.push_back(mode);
    result_.mode_details.push_back(detail);
}

std::vector<int> MigrationBuilder::teams_for(const MigrationTask& task) const {
    if (task.application < 0) return {};
    const auto own = team_index_.find(portfolio_.applications[at(task.application)].team);
    if (own != team_index_.end() && lists(result_.teams[at(own->second)], task.phase)) return {own->second};
    std::vector<int> teams;
    for (std::size_t t = 0; t < result_.teams.size(); ++t)
        if (lists(result_.teams[t], task.phase)) teams.push_back(static_cast<int>(t));
    return teams;
}

int MigrationBuilder::calendar_for(int calendar, Phase phase) {
    const auto [entry, added] = calendar_index_.try_emplace({calendar, phase}, 0);
    if (!added) return entry->second;
    std::vector<int> frozen;
    const Calendar& what = result_.calendars[at(calendar)];
    for (std::size_t f = 0; f < what.freeze.size(); ++f)
        if (concerns(what.freeze[f], phase) && !lifted(Kind::freeze, at(calendar), f))
            frozen.push_back(static_cast<int>(f));
    entry->second = static_cast<int>(result_.problem.calendars.size());
    result_.problem.calendars.push_back(make_day_calendar(what, frozen, settings_.start, result_.problem.horizon));
    return entry->second;
}

int MigrationBuilder::every_day() {
    const auto [entry, added] = calendar_index_.try_emplace({-1, Phase::cutover}, 0);
    if (added) {
        entry->second = static_cast<int>(result_.problem.calendars.size());
        result_.problem.calendars.emplace_back(std::vector<bool>(at(result_.problem.horizon), true));
    }
    return entry->second;
}

void MigrationBuilder::refuse(Impossible::Kind kind, const MigrationTask& task, int team, std::int64_t longest) {
    Impossible impossible;
    impossible.kind = kind;
    impossible.application = task.application;
    impossible.target = task.target;
    impossible.phase = task.phase;
    impossible.effort_days = task.effort_days;
    impossible.team = team;
    impossible.longest = longest;
    result_.impossible.push_back(impossible);
}

MigrationProblem make_migration_problem(const Portfolio& portfolio, const PlanSettings& settings, Day horizon,
                                        const std::set<Requirement>& lifted) {
    return MigrationBuilder(portfolio, settings, horizon, lifted).build();
}

Day largest_horizon(Date start) {
    return *Date::from_civil(last_year, 12, 31) - start + 1;
}

}  // namespace plan
