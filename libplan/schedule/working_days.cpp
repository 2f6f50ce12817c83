#include "libplan/schedule/working_days.hpp"

#include "libplan/base/working_calendar.hpp"

#include <algorithm>
#include <cstddef>

namespace plan {

namespace {

std::uint8_t workday_bits(const Calendar& calendar) {
    if (calendar.workdays.empty()) return 0b0011111;
    unsigned bits = 0;
    for (const std::int64_t day : calendar.workdays)
        if (day >= 1 && day <= 7) bits |= 1U << (day - 1);
    return static_cast<std::uint8_t>(bits);
}

std::vector<Date> holidays_of(const Calendar& calendar, Date first, Date last) {
    std::vector<Date> dates = calendar.extra_holidays;
    if (calendar.holidays != "FR") return dates;
    for (int year = first.year(); year <= last.year(); ++year)
        for (const Holiday& holiday : french_holidays(year)) dates.push_back(holiday.date);
    return dates;
}

}  // namespace

bool concerns(const Freeze& freeze, Phase phase) {
    if (freeze.phases.empty()) return phase == Phase::cutover;
    return std::find(freeze.phases.begin(), freeze.phases.end(), phase) != freeze.phases.end();
}

schedule::DayCalendar make_day_calendar(const Calendar& calendar, const std::vector<int>& frozen, Date start,
                                        schedule::Day horizon) {
    const Date last = start + (horizon - 1);
    const WorkingCalendar base(start, last, workday_bits(calendar), holidays_of(calendar, start, last));
    std::vector<bool> worked(static_cast<std::size_t>(horizon));
    for (schedule::Day day = 0; day < horizon; ++day)
        worked[static_cast<std::size_t>(day)] = base.is_working(start + day);
    for (const int index : frozen) {
        const Freeze& freeze = calendar.freeze[static_cast<std::size_t>(index)];
        const Date end = std::min(freeze.finish, last);
        for (Date date = std::max(freeze.start, start); date <= end; date = date + 1)
            worked[static_cast<std::size_t>(date - start)] = false;
    }
    return schedule::DayCalendar(worked);
}

}  // namespace plan
