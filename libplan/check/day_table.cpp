#include "libplan/check/day_table.hpp"

#include "libplan/base/working_calendar.hpp"

#include <algorithm>

namespace plan {

namespace {

bool works_on(const Calendar& calendar, int weekday) {
    if (calendar.workdays.empty()) return weekday <= 5;
    return std::ranges::find(calendar.workdays, weekday) != calendar.workdays.end();
}

bool stops(const Freeze& freeze, Phase phase) {
    if (freeze.phases.empty()) return phase == Phase::cutover;
    return std::ranges::find(freeze.phases, phase) != freeze.phases.end();
}

}  // namespace

DayTable::DayTable(const Calendar& calendar, Phase phase, Date first, Date last)
    : first_(first), last_(std::max(first, last)) {
    bool works[8] = {};
    for (int weekday = 1; weekday <= 7; ++weekday) works[weekday] = works_on(calendar, weekday);
    const int days = last_ - first_ + 1;
    worked_.reserve(static_cast<std::size_t>(days));
    for (int day = 0; day < days; ++day) worked_.push_back(works[(first_ + day).weekday()]);
    if (calendar.holidays == "FR")
        for (int year = first_.year(); year <= last_.year(); ++year)
            for (const Holiday& holiday : french_holidays(year)) strike(holiday.date);
    for (const Date holiday : calendar.extra_holidays) strike(holiday);
    for (const Freeze& freeze : calendar.freeze)
        if (stops(freeze, phase)) strike(freeze.start, freeze.finish);
    until_.reserve(worked_.size() + 1);
    until_.push_back(0);
    for (const bool worked : worked_) until_.push_back(until_.back() + (worked ? 1 : 0));
}

void DayTable::strike(Date day) {
    if (day >= first_ && day <= last_) worked_[static_cast<std::size_t>(day - first_)] = false;
}

void DayTable::strike(Date from, Date to) {
    const Date begin = std::max(from, first_), end = std::min(to, last_);
    for (Date day = begin; day <= end; day = day + 1) strike(day);
}

bool DayTable::worked(Date day) const {
    return day >= first_ && day <= last_ && worked_[static_cast<std::size_t>(day - first_)];
}

std::int64_t DayTable::count(Date from, Date to) const {
    const Date begin = std::max(from, first_), end = std::min(to, last_);
    if (begin > end) return 0;
    return until_[static_cast<std::size_t>(end - first_) + 1] - until_[static_cast<std::size_t>(begin - first_)];
}

}  // namespace plan
