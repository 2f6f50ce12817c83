#include "libplan/check/plan_facts.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/defaults.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

Course course_of(const Application& application) {
    // A project is born where it is to run: nothing of it moves, whatever strategy stands beside it.
    if (!application.assessment || application.lifecycle == Lifecycle::project) return Course::stays;
    switch (application.assessment->strategy) {
        case Strategy::rehost:
        case Strategy::relocate:
        case Strategy::replatform:
        case Strategy::refactor:
        case Strategy::repurchase:
            return application.hosting && !application.hosting->target.empty() ? Course::moves : Course::stays;
        case Strategy::retire:
            return Course::retires;
        case Strategy::retain:
        case Strategy::unspecified:
            break;
    }
    return Course::stays;
}

Date last_date() {
    return *Date::from_civil(2199, 12, 31);
}

}  // namespace

bool is_settled(const Task& task) {
    return task.status == TaskStatus::done || task.status == TaskStatus::in_progress;
}

bool nearly_equal(double a, double b) {
    return std::abs(a - b) <= 1e-6 + 1e-12 * std::max(std::abs(a), std::abs(b));
}

PlanFacts::PlanFacts(const Portfolio& whole)
    : portfolio(whole), teams(teams_or_default(whole)), default_calendar_(default_calendar()) {
    if (!portfolio.plans.empty()) plan = portfolio.plans.front();
    for (const Team& team : teams) team_by_id_.emplace(team.id, &team);
    for (const Calendar& calendar : portfolio.calendars) calendar_by_id_.emplace(calendar.id, &calendar);
    first_day = plan.start;
    last_day = plan.finish;
    for (const Task& task : portfolio.tasks) {
        first_day = std::min(first_day, task.start);
        last_day = std::max(last_day, task.finish);
    }
    windows = usable_windows(portfolio, plan.start, last_date());
    journeys.resize(portfolio.applications.size());
    for (std::size_t index = 0; index < journeys.size(); ++index)
        journeys[index].course = course_of(portfolio.applications[index]);
    place_tasks();
    place_windows();
    for (std::size_t index = 0; index < journeys.size(); ++index)
        if (journeys[index].cuts_over()) groups_[group_of(index)].push_back(index);
}

void PlanFacts::place_tasks() {
    for (const Task& task : portfolio.tasks) {
        task_by_id_.emplace(task.id, &task);
        if (task.application.empty()) {
            if (task.phase == Phase::onboard) onboarding_by_target_.emplace(task.target, &task);
            continue;
        }
        const auto index = portfolio.application_index(task.application);
        if (!index) continue;
        const Task*& place = journeys[*index].tasks[static_cast<std::size_t>(task.phase)];
        if (!place) place = &task;
    }
    for (Journey& journey : journeys) {
        if (journey.course == Course::moves) journey.move = journey.task(Phase::cutover);
        if (journey.course == Course::retires) journey.move = journey.task(Phase::decommission);
    }
}

void PlanFacts::place_windows() {
    std::unordered_map<std::int64_t, const Wave*> by_number;
    for (const Wave& wave : portfolio.waves) by_number.emplace(wave.number, &wave);
    std::unordered_map<std::string_view, const CutoverWindow*> by_id;
    for (const CutoverWindow& window : windows) by_id.emplace(window.id, &window);
    for (Journey& journey : journeys) {
        if (!journey.cuts_over() || !journey.move->wave) continue;
        const auto wave = by_number.find(*journey.move->wave);
        if (wave == by_number.end()) continue;
        journey.wave = wave->second;
        const auto window = by_id.find(journey.wave->window);
        if (window != by_id.end()) journey.window = window->second;
    }
}

std::optional<double> PlanFacts::effort(std::size_t application, Phase phase) const {
    const Course course = journeys[application].course;
    if (course == Course::stays || phase == Phase::unspecified || phase == Phase::onboard) return std::nullopt;
    if (course == Course::retires && phase != Phase::study && phase != Phase::decommission) return std::nullopt;
    for (const auto& [estimated, estimate] : portfolio.applications[application].assessment->effort)
        if (estimated == phase && estimate.likely > 0) return estimate.likely;
    if (course == Course::moves && phase == Phase::cutover) return 0.5;
    return std::nullopt;
}

const std::string& PlanFacts::group_of(std::size_t application) const {
    const Application& record = portfolio.applications[application];
    return record.group.empty() ? record.id : record.group;
}

const Team* PlanFacts::team(std::string_view id) const {
    const auto found = team_by_id_.find(id);
    return found == team_by_id_.end() ? nullptr : found->second;
}

const Calendar& PlanFacts::calendar(const Team* team) const {
    if (team) {
        const auto named = calendar_by_id_.find(team->calendar);
        if (named != calendar_by_id_.end()) return *named->second;
    }
    return portfolio.calendars.empty() ? default_calendar_ : portfolio.calendars.front();
}

const DayTable& PlanFacts::days(const Calendar& calendar, Phase phase) const {
    const auto key = std::pair(&calendar, phase);
    auto known = days_.find(key);
    if (known == days_.end()) known = days_.emplace(key, DayTable(calendar, phase, first_day, last_day)).first;
    return known->second;
}

const Task* PlanFacts::onboarding(std::string_view target) const {
    const auto found = onboarding_by_target_.find(target);
    return found == onboarding_by_target_.end() ? nullptr : found->second;
}

const Task* PlanFacts::task(std::string_view id) const {
    const auto found = task_by_id_.find(id);
    return found == task_by_id_.end() ? nullptr : found->second;
}

const std::string* PlanFacts::setting(std::string_view name) const {
    const auto found = std::ranges::find(plan.settings, name, &std::pair<std::string, std::string>::first);
    return found == plan.settings.end() ? nullptr : &found->second;
}

double PlanFacts::number_setting(std::string_view name, double fallback) const {
    const std::string* text = setting(name);
    return text ? parse_number(*text).value_or(fallback) : fallback;
}

Location PlanFacts::where(const Task& task) const {
    return portfolio.where(RecordType::task, index_of(task));
}

Location PlanFacts::where_application(std::size_t index) const {
    return portfolio.where(RecordType::application, index);
}

Location PlanFacts::where_plan() const {
    return portfolio.plans.empty() ? Location{} : portfolio.where(RecordType::plan, 0);
}

}  // namespace plan
