#include "libplan/schedule/explanation.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/schedule/reason_texts.hpp"
#include "libplan/schedule/working_days.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace plan {

using schedule::Arc;
using schedule::Day;

namespace {
std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}
constexpr std::size_t most_named = 3;  ///< tasks named as those that take a team
}  // namespace

Explanation::Explanation(const Portfolio& portfolio, const MigrationProblem& migration,
                         const schedule::Network& network, const ObjectiveModel& objective,
                         const schedule::Schedule& schedule, Language language)
    : portfolio_(portfolio),
      migration_(migration),
      problem_(migration.problem),
      network_(network),
      schedule_(schedule),
      language_(language),
      finish_(schedule.finish()),
      profile_(migration.problem),
      earlier_(migration, network, objective, schedule) {
    for (int a = 0; a < static_cast<int>(problem_.activities.size()); ++a) change(a, 1);
    window_load_.assign(problem_.windows.size(), 0);
    for (std::size_t b = 0; b < problem_.blocks.size(); ++b)
        if (schedule.window[b] >= 0)
            window_load_[at(schedule.window[b])] += static_cast<int>(problem_.blocks[b].activities.size());
    index_days();
    index_frozen_windows();
}

/// Rows by day for every resource, by counting.
void Explanation::index_days() {
    days_.resize(problem_.resources.size());
    for (schedule::Rows& rows : days_) rows.offset.assign(at(problem_.horizon) + 2, 0);
    const auto visit = [&](auto action) {
        for (int a = 0; a < static_cast<int>(problem_.activities.size()); ++a) {
            const schedule::DayCalendar& calendar = calendar_of(a);
            const int last = calendar.rank(schedule_.end[at(a)]);
            for (int d = mode_of(a).demand_begin; d < mode_of(a).demand_end; ++d)
                for (int rank = calendar.rank(schedule_.start[at(a)]); rank < last; ++rank)
                    action(days_[at(problem_.demands[at(d)].resource)], at(calendar.day(rank)), a);
        }
    };
    visit([](schedule::Rows& rows, std::size_t day, int) { ++rows.offset[day + 2]; });
    for (schedule::Rows& rows : days_) {
        for (std::size_t day = 2; day < rows.offset.size(); ++day) rows.offset[day] += rows.offset[day - 1];
        rows.items.resize(at(rows.offset.back()));
    }
    visit(
        [](schedule::Rows& rows, std::size_t day, int activity) { rows.items[at(rows.offset[day + 1]++)] = activity; });
}

std::string Explanation::task_id(int task) const {
    const MigrationTask& what = migration_.tasks[at(task)];
    const std::string& owner = what.application >= 0 ? portfolio_.applications[at(what.application)].id
                                                     : portfolio_.targets[at(what.target)].id;
    return owner + "/" + std::string(keyword(what.phase));
}

std::string Explanation::date(Day day) const {
    return (migration_.start + day).to_iso();
}
std::string Explanation::date_before(Day end) const {
    return date(end - 1);
}

const schedule::Mode& Explanation::mode_of(int activity) const {
    return problem_.modes[at(schedule_.mode[at(activity)])];
}

const schedule::DayCalendar& Explanation::calendar_of(int activity) const {
    return problem_.calendars[at(mode_of(activity).calendar)];
}

void Explanation::change(int activity, int sign) {
    profile_.change(mode_of(activity), schedule_.start[at(activity)], schedule_.end[at(activity)], sign);
}

Explanation::Cause Explanation::binding_cause(int activity, bool within) const {
    Cause cause{within ? 0 : problem_.activities[at(activity)].release, -1};
    for (const int* i = network_.arcs_into().begin(activity); i != network_.arcs_into().end(activity); ++i) {
        const Arc& arc = problem_.arcs[at(*i)];
        if ((network_.unit_of(arc.from) == network_.unit_of(activity)) != within) continue;
        const Day bound = schedule_.end[at(arc.from)] + arc.lag;
        if (bound > cause.bound || (bound == cause.bound && cause.arc < 0 && bound > 0)) cause = {bound, *i};
    }
    return cause;
}

int Explanation::source_of(int arc) const {
    int activity = problem_.arcs[at(arc)].from;
    while (activity >= static_cast<int>(migration_.tasks.size())) {
        const Cause cause = binding_cause(activity);
        if (cause.arc < 0) return -1;
        activity = problem_.arcs[at(cause.arc)].from;
    }
    return activity;
}

Reason Explanation::reason_for_arc(int arc) const {
    using Why = ArcDetail::Cause;
    namespace say = schedule_reasons;
    const int source = source_of(arc);
    if (source < 0) return make_reason(say::plan_start, language_, {{"date", date(0)}});
    const MigrationTask& task = migration_.tasks[at(source)];
    const std::string id = task_id(source), finish = date_before(schedule_.end[at(source)]);
    const ArcDetail& detail = migration_.arc_details[at(arc)];
    const auto application = [&] { return portfolio_.applications[at(task.application)].id; };
    switch (detail.cause) {
        case Why::onboarding:
            return make_reason(say::onboarding, language_,
                               {{"target", portfolio_.targets[at(task.target)].id}, {"task", id}, {"date", finish}},
                               {id});
        case Why::group:
            return make_reason(say::group, language_, {{"application", application()}, {"task", id}, {"date", finish}},
                               {id});
        case Why::constraint:
            return make_reason(problem_.arcs[at(arc)].lag > 0 ? say::constraint_before : say::constraint_right_after,
                               language_,
                               {{"constraint", portfolio_.constraints[at(detail.constraint)].id},
                                {"application", application()},
                                {"date", finish},
                                {"lag", std::to_string(problem_.arcs[at(arc)].lag)}},
                               {id});
        case Why::phase:
            break;
    }
    return make_reason(say::predecessor, language_, {{"task", id}, {"date", finish}}, {id});
}

Reason Explanation::reason_for(int activity, const Cause& cause) const {
    namespace say = schedule_reasons;
    if (cause.arc >= 0) return reason_for_arc(cause.arc);
    const int constraint = migration_.release_constraint[at(activity)];
    if (constraint < 0 && cause.bound > 0)
        return make_reason(say::not_in_the_past, language_, {{"date", date(cause.bound)}});
    if (constraint < 0 || cause.bound <= 0) return make_reason(say::plan_start, language_, {{"date", date(0)}});
    return make_reason(say::constraint_not_before, language_,
                       {{"constraint", portfolio_.constraints[at(constraint)].id}, {"date", date(cause.bound)}});
}

Reasons Explanation::why_not_earlier(int task) {
    Reasons reasons;
    if (migration_.settled(task)) {
        const bool done = migration_.earlier[at(task)].record->status == TaskStatus::done;
        reasons.push_back(make_reason(
            done ? schedule_reasons::done : schedule_reasons::under_way, language_,
            {{"start", date(schedule_.start[at(task)])}, {"finish", date_before(schedule_.end[at(task)])}}));
        return reasons;
    }
    if (network_.block_of(network_.unit_of(task)) >= 0) {
        explain_window(task, reasons);
        return reasons;
    }
    const Cause cause = binding_cause(task);
    const schedule::DayCalendar& calendar = calendar_of(task);
    const Day start = schedule_.start[at(task)];
    const int rank = calendar.rank(start);
    if (rank > calendar.rank(cause.bound) && mode_of(task).demand_begin == mode_of(task).demand_end) {
        if (auto reason = kept(task)) reasons.push_back(std::move(*reason));  // onboarding waits for nobody
    } else if (rank > calendar.rank(cause.bound))
        reasons.push_back(held_back(task, cause.bound));
    if (auto freeze = frozen_between(task, cause.bound, start)) reasons.push_back(std::move(*freeze));
    if (cause.bound > 0 || reasons.empty()) reasons.push_back(reason_for(task, cause));
    return reasons;
}

Reason Explanation::held_back(int activity, Day from) {
    const Day start = schedule_.start[at(activity)];
    const schedule::DayCalendar& calendar = calendar_of(activity);
    change(activity, -1);
    const bool free = profile_.earliest(mode_of(activity), from, schedule_.end[at(activity)]) < start;
    change(activity, 1);
    if (free) {
        const int block = network_.block_of(network_.unit_of(activity));
        const auto price =
            block >= 0 ? earlier_.in_window(block, schedule_.window[at(block)]) : earlier_.at_once(activity);
        if (auto reason = dearer(price, "")) return std::move(*reason);
        if (auto reason = kept(activity)) return std::move(*reason);
    }
    return saturated(activity, calendar.day(calendar.rank(start) - 1));
}

std::optional<Reason> Explanation::kept(int activity) const {
    if (at(activity) >= migration_.earlier.size() || !migration_.earlier[at(activity)].record) return std::nullopt;
    const Day before = migration_.earlier[at(activity)].start;
    const bool same = before == schedule_.start[at(activity)];
    return make_reason(same ? schedule_reasons::kept : schedule_reasons::near, language_, {{"date", date(before)}});
}

std::optional<Reason> Explanation::dearer(const std::optional<EarlierMoves::Price>& price,
                                          const std::string& window) const {
    namespace say = schedule_reasons;
    constexpr double least = 0.05;  // points: less is not worth a word, and would be printed as none
    if (!price || price->points < least) return std::nullopt;
    const bool french = language_ == Language::french;
    ReasonArguments args{{"window", window}, {"points", number_text(std::round(price->points * 10) / 10)}};
    std::vector<std::string> path;
    std::string named;
    for (const int application : price->applications) {
        const std::string& id = portfolio_.applications[at(application)].id;
        if (!named.empty()) named += ", ";
        named += french ? "« " + id + " »" : "'" + id + "'";
        path.push_back(id);
    }
    args.emplace_back("applications", named);
    const ReasonText& text = window.empty() ? (path.empty() ? say::dearer : say::dearer_bridges)
                             : path.empty() ? say::dearer_window
                                            : say::dearer_window_bridges;
    return make_reason(text, language_, std::move(args), std::move(path));
}

Reason Explanation::saturated(int activity, Day last_day) const {
    namespace say = schedule_reasons;
    const int resource = problem_.demands[at(mode_of(activity).demand_begin)].resource;
    const ModeDetail& detail = migration_.mode_details[at(schedule_.mode[at(activity)])];
    ReasonArguments args{
        {"team", migration_.teams[at(resource)].id}, {"until", date(last_day)}, {"people", number_text(detail.people)}};
    if (problem_.resources[at(resource)].capacity[at(last_day)] == 0)
        return make_reason(say::team_absent, language_, std::move(args));
    std::vector<std::string> path;
    for (const int other : working_on(resource, last_day))
        if (other != activity && path.size() < most_named) path.push_back(task_id(other));
    return make_reason(say::team_saturated, language_, std::move(args), std::move(path));
}

std::vector<int> Explanation::working_on(int resource, Day day) const {
    const schedule::Rows& rows = days_[at(resource)];
    return {rows.begin(day), rows.end(day)};
}

/// A freeze that takes a day of the team's week between `from` and `to`.
std::optional<Reason> Explanation::frozen_between(int activity, Day from, Day to) const {
    const ModeDetail& detail = migration_.mode_details[at(schedule_.mode[at(activity)])];
    const int index = detail.team >= 0 ? migration_.team_calendar[at(detail.team)] : 0;
    const Calendar& calendar = migration_.calendars[at(index)];
    for (const Freeze& freeze : calendar.freeze) {
        if (!concerns(freeze, migration_.tasks[at(activity)].phase)) continue;
        const Date first = std::max(freeze.start, migration_.start + from);
        const Date last = std::min(freeze.finish, migration_.start + (to - 1));
        for (Date day = first; day <= last; day = day + 1) {
            const bool of_week = calendar.workdays.empty()
                                     ? day.weekday() <= 5
                                     : std::find(calendar.workdays.begin(), calendar.workdays.end(), day.weekday()) !=
                                           calendar.workdays.end();
            if (of_week) return freeze_reason(freeze);
        }
    }
    return std::nullopt;
}

Reason Explanation::freeze_reason(const Freeze& freeze) const {
    const bool french = language_ == Language::french;
    const std::string reason = !freeze.reason.empty() ? freeze.reason
                               : french               ? "motif non indiqué"
                                                      : "no reason given";
    return make_reason(schedule_reasons::freeze, language_,
                       {{"start", freeze.start.to_iso()}, {"finish", freeze.finish.to_iso()}, {"reason", reason}});
}

}  // namespace plan
