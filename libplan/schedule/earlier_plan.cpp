#include "libplan/record/fields.hpp"
#include "libplan/schedule/migration_builder.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

using schedule::Day;

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
}  // namespace

void MigrationBuilder::index_earlier_plan() {
    if (!settings_.baseline) return;
    for (const Task& task : settings_.baseline->tasks) earlier_records_.emplace(task.id, &task);
}

const Task* MigrationBuilder::earlier_record(const MigrationTask& task) const {
    const std::string& owner = task.application >= 0 ? portfolio_.applications[at(task.application)].id
                                                     : portfolio_.targets[at(task.target)].id;
    const auto found = earlier_records_.find(owner + "/" + std::string(keyword(task.phase)));
    return found == earlier_records_.end() ? nullptr : found->second;
}

/// A task under way ends as long after its actual start as was planned, but not before today.
EarlierTask MigrationBuilder::look_up(const MigrationTask& task) const {
    EarlierTask earlier;
    earlier.record = earlier_record(task);
    if (!earlier.record) return earlier;
    const Task& record = *earlier.record;
    earlier.start = day_of(record.start);
    earlier.settled = record.status == TaskStatus::done || record.status == TaskStatus::in_progress;
    if (!earlier.settled) return earlier;
    const Date start = record.actual_start.value_or(record.start);
    Date finish = start + (record.finish - record.start);
    if (record.status == TaskStatus::done)
        finish = record.actual_finish.value_or(finish);
    else if (settings_.as_of)
        finish = std::max(finish, *settings_.as_of);
    earlier.actual_start = day_of(start);
    earlier.actual_end = std::max(earlier.actual_start, day_of(finish)) + 1;
    return earlier;
}

/// One mode, at the days that are facts; what it still needs of its team is taken from the team's capacity.
void MigrationBuilder::settle(EarlierTask& earlier, schedule::Activity& activity) {
    const Day horizon = result_.problem.horizon;
    activity.release = std::clamp(earlier.actual_start, 0, horizon);
    activity.deadline = std::clamp(earlier.actual_end, activity.release, horizon);
    const auto team = team_index_.find(earlier.record->team);
    earlier.mode = static_cast<int>(result_.problem.modes.size());
    schedule::Mode mode;
    mode.calendar = every_day();
    mode.duration = activity.deadline - activity.release;
    mode.demand_begin = mode.demand_end = static_cast<int>(result_.problem.demands.size());
    result_.problem.modes.push_back(mode);
    result_.mode_details.push_back(
        {team == team_index_.end() ? -1 : team->second, earlier.record->people, earlier.record->duration_days});
    if (team != team_index_.end() && earlier.record->status == TaskStatus::in_progress)
        take_people(earlier, team->second);
}

void MigrationBuilder::take_people(const EarlierTask& earlier, int team) {
    if (!settings_.as_of) return;
    const auto taken = static_cast<std::int32_t>(std::ceil(earlier.record->people * units_per_person - 1e-6));
    const schedule::DayCalendar& calendar =
        result_.problem.calendars[at(calendar_for(result_.team_calendar[at(team)], earlier.record->phase))];
    std::vector<std::int32_t>& capacity = result_.problem.resources[at(team)].capacity;
    const Day end = std::min(earlier.actual_end, result_.problem.horizon);
    for (Day day = std::max(0, day_of(*settings_.as_of)); day < end; ++day)
        if (calendar.works(day)) capacity[at(day)] = std::max(0, capacity[at(day)] - taken);
}

void MigrationBuilder::remember_mode(EarlierTask& earlier, const schedule::Activity& activity) const {
    if (!earlier.record) return;
    for (int m = activity.mode_begin; m < activity.mode_end; ++m) {
        const ModeDetail& detail = result_.mode_details[at(m)];
        const std::string team = detail.team >= 0 ? result_.teams[at(detail.team)].id : std::string();
        if (team != earlier.record->team || detail.duration_days != earlier.record->duration_days) continue;
        if (std::abs(detail.people - earlier.record->people) < 1e-6) earlier.mode = m;
    }
}

/// A cut-over that has taken place keeps its group in its window: the one that it lies in, or the nearest, in which it
/// then stands as a moment; its own dates are put back when all is done.
void MigrationBuilder::settle_windows() {
    schedule::Problem& problem = result_.problem;
    for (std::size_t g = 0; g < result_.groups.size(); ++g)
        for (const int application : result_.groups[g]) {
            const int cutover = result_.applications[at(application)].cutover;
            if (!result_.settled(cutover)) continue;
            schedule::Activity& activity = problem.activities[at(cutover)];
            int nearest = -1;
            Day distance = schedule::never;
            for (std::size_t w = 0; w < problem.windows.size(); ++w) {
                const schedule::Window& window = problem.windows[w];
                const Day outside = std::max({0, window.start - activity.release, activity.deadline - window.end});
                if (outside < distance) nearest = static_cast<int>(w), distance = outside;
            }
            if (nearest < 0) continue;
            problem.restrict_windows(problem.blocks[g], {nearest});
            if (distance == 0) continue;
            const schedule::Window& window = problem.windows[at(nearest)];
            activity.release = activity.deadline = window.start;
            problem.modes[at(activity.mode_begin)].duration = 0;
        }
}

}  // namespace plan
