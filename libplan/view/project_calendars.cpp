#include "libplan/view/project_calendars.hpp"

#include "libplan/base/working_calendar.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>

namespace plan {

namespace {

std::uint8_t week_of(const Calendar& calendar) {
    constexpr std::uint8_t monday_to_friday = 0b0011111;
    if (calendar.workdays.empty()) return monday_to_friday;
    unsigned bits = 0;
    for (const std::int64_t day : calendar.workdays)
        if (day >= 1 && day <= 7) bits |= 1U << (day - 1);
    return static_cast<std::uint8_t>(bits);
}

bool freezes(const Freeze& freeze, Phase phase) {
    if (freeze.phases.empty()) return phase == Phase::cutover;
    return std::ranges::find(freeze.phases, phase) != freeze.phases.end();
}

}  // namespace

bool ProjectCalendar::is_worked(Date date) const {
    const auto after = std::ranges::upper_bound(exceptions, date, {}, &CalendarException::start);
    if (after != exceptions.begin() && std::prev(after)->finish >= date) return std::prev(after)->worked;
    return (workdays >> (date.weekday() - 1) & 1U) != 0;
}

int ProjectCalendar::worked_days(Date from, Date to) const {
    int days = 0;
    for (Date date = from; date <= to; date = date + 1) days += is_worked(date) ? 1 : 0;
    return days;
}

ProjectCalendars::ProjectCalendars(const Portfolio& portfolio, const GanttRows& chart, Language language)
    : portfolio_(portfolio), chart_(chart), language_(language) {
    static_cast<void>(of_team(Team()));
}

std::size_t ProjectCalendars::of_team(const Team& team) {
    const Calendar calendar = calendar_of(portfolio_, team);
    const auto [place, added] = known_.try_emplace({calendar.id, Phase::unspecified}, calendars_.size());
    if (added) add(visible_text(calendar.id), week_of(calendar), holidays_of(calendar));
    return place->second;
}

std::optional<std::size_t> ProjectCalendars::of_phase(const Team& team, Phase phase) {
    if (phase == Phase::cutover) return cutover_ ? *cutover_ : cutover_calendar();
    const Calendar calendar = calendar_of(portfolio_, team);
    if (std::ranges::none_of(calendar.freeze, [phase](const Freeze& freeze) { return freezes(freeze, phase); }))
        return std::nullopt;
    const auto [place, added] = known_.try_emplace({calendar.id, phase}, calendars_.size());
    if (added) {
        Days days = holidays_of(calendar);
        freeze_days(days, calendar, phase);
        add(visible_text(calendar.id) + " – " + std::string(name_of(phase, language_)), week_of(calendar), days);
    }
    return place->second;
}

/// Days of one kind that follow each other become one exception.
std::size_t ProjectCalendars::add(std::string name, std::uint8_t workdays, const Days& days) {
    // Two ids may look the same once what does not show is made visible.
    const std::string wanted = name;
    for (int copy = 2; std::ranges::find(calendars_, name, &ProjectCalendar::name) != calendars_.end(); ++copy)
        name = wanted + " (" + std::to_string(copy) + ")";
    ProjectCalendar& calendar = calendars_.emplace_back();
    calendar.name = std::move(name);
    calendar.workdays = workdays;
    for (const auto& [date, day] : days) {
        if (!calendar.exceptions.empty()) {
            CalendarException& last = calendar.exceptions.back();
            if (last.finish + 1 == date && last.worked == day.first && last.name == day.second) {
                last.finish = date;
                continue;
            }
        }
        calendar.exceptions.push_back({date, date, day.first, day.second});
    }
    return calendars_.size() - 1;
}

ProjectCalendars::Days ProjectCalendars::holidays_of(const Calendar& calendar) const {
    Days days;
    for (const Date date : calendar.extra_holidays)
        days[date] = {false, std::string(Words{"Jour férié", "Holiday"}.in(language_))};
    if (calendar.holidays == "FR")
        for (int year = chart_.first.year(); year <= chart_.last.year(); ++year)
            for (const Holiday& holiday : french_holidays(year))
                days[holiday.date] = {false, std::string(holiday.name)};
    return days;
}

void ProjectCalendars::freeze_days(Days& days, const Calendar& calendar, Phase phase) const {
    for (const Freeze& freeze : calendar.freeze) {
        if (!freezes(freeze, phase)) continue;
        std::string name(Words{"Gel", "Freeze"}.in(language_));
        if (!freeze.reason.empty())
            name += (language_ == Language::french ? "\u00a0: " : ": ") + visible_text(freeze.reason);
        const Date last = std::min(freeze.finish, chart_.last);
        for (Date date = std::max(freeze.start, chart_.first); date <= last; date = date + 1)
            days[date] = {false, name};
    }
}

/// Nothing is worked but the windows in use, each of whose days counts, and the days of cut-overs that were made
/// outside. The freezes say why other windows are not used.
std::size_t ProjectCalendars::cutover_calendar() {
    Days days;
    for (const Calendar& calendar : portfolio_.calendars) freeze_days(days, calendar, Phase::cutover);
    const auto work = [&days](Date from, Date to, const std::string& name) {
        for (Date date = from; date <= to; date = date + 1) days[date] = {true, name};
    };
    for (const Task& task : portfolio_.tasks)
        if (task.phase == Phase::cutover)
            work(task.start, last_day(task), std::string(Words{"Bascule", "Cut-over"}.in(language_)));
    for (const DayBand& band : chart_.bands)
        if (band.kind == BandKind::window) work(band.start, band.finish, band.label);
    cutover_ = add(std::string(Words{"Fenêtres de bascule", "Cut-over windows"}.in(language_)), 0, days);
    return *cutover_;
}

}  // namespace plan
