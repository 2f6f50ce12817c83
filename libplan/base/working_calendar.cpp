#include "libplan/base/working_calendar.hpp"

#include <algorithm>

namespace plan {

namespace {

/// Easter Sunday in the Gregorian calendar; Meeus, "Astronomical Algorithms", chapter 8 (Jones, Butcher).
Date easter(int year) {
    const int golden = year % 19;
    const int century = year / 100, rest = year % 100;
    const int correction = (8 * century + 13) / 25;
    const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    const int shift = (golden + 11 * epact + 22 * sunday) / 451;
    const int month_day = epact + sunday - 7 * shift + 114;
    return *Date::from_civil(year, month_day / 31, month_day % 31 + 1);
}

}  // namespace

std::vector<Holiday> french_holidays(int year) {
    const Date sunday = easter(year);
    const auto fixed = [year](int month, int day) { return *Date::from_civil(year, month, day); };
    std::vector<Holiday> holidays = {
        {fixed(1, 1), "Jour de l'an"},        {sunday + 1, "Lundi de Pâques"}, {fixed(5, 1), "Fête du Travail"},
        {fixed(5, 8), "Victoire de 1945"},    {sunday + 39, "Ascension"},      {sunday + 50, "Lundi de Pentecôte"},
        {fixed(7, 14), "Fête nationale"},     {fixed(8, 15), "Assomption"},    {fixed(11, 1), "Toussaint"},
        {fixed(11, 11), "Armistice de 1918"}, {fixed(12, 25), "Noël"},
    };
    std::stable_sort(holidays.begin(), holidays.end(),
                     [](const Holiday& a, const Holiday& b) { return a.date < b.date; });
    return holidays;
}

WorkingCalendar::WorkingCalendar(Date first, Date last, std::uint8_t workdays, const std::vector<Date>& holidays)
    : first_(first), last_(last) {
    std::vector<Date> closed = holidays;
    std::sort(closed.begin(), closed.end());
    worked_before_.reserve(static_cast<std::size_t>(last - first) + 2);
    worked_before_.push_back(0);
    for (Date date = first; date <= last; date = date + 1) {
        const bool works =
            (workdays >> (date.weekday() - 1) & 1) != 0 && !std::binary_search(closed.begin(), closed.end(), date);
        if (works) worked_.push_back(date);
        worked_before_.push_back(static_cast<std::int32_t>(worked_.size()));
    }
}

bool WorkingCalendar::is_working(Date date) const {
    return working_days(date, date) == 1;
}

int WorkingCalendar::working_days(Date from, Date to) const {
    from = std::max(from, first_);
    to = std::min(to, last_);
    if (from > to) return 0;
    return worked_before_[static_cast<std::size_t>(to - first_) + 1] -
           worked_before_[static_cast<std::size_t>(from - first_)];
}

Date WorkingCalendar::next_working(Date date) const {
    return finish_of(date, 1);
}

Date WorkingCalendar::finish_of(Date start, int duration) const {
    if (start > last_) return last_ + 1;
    const std::size_t before =
        start <= first_ ? 0 : static_cast<std::size_t>(worked_before_[static_cast<std::size_t>(start - first_)]);
    const std::size_t index = before + static_cast<std::size_t>(duration) - 1;
    return index < worked_.size() ? worked_[index] : last_ + 1;
}

Date WorkingCalendar::start_of(Date finish, int duration) const {
    if (finish < first_) return first_ - 1;
    const int through = finish >= last_ ? static_cast<int>(worked_.size())
                                        : worked_before_[static_cast<std::size_t>(finish - first_) + 1];
    return through >= duration ? worked_[static_cast<std::size_t>(through - duration)] : first_ - 1;
}

}  // namespace plan
