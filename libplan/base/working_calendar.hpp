#pragma once

#include "libplan/base/date.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace plan {

struct Holiday {
    Date date;
    std::string_view name;  ///< French, static storage
};

/// The eleven public holidays of metropolitan France in `year`, in date order, moving feasts included.
/// Source: Code du travail, art. L.3133-1; Easter by the Meeus/Jones/Butcher algorithm.
[[nodiscard]] std::vector<Holiday> french_holidays(int year);

/// Which days are worked. Immutable once built; queries are O(1) within the span given at construction.
class WorkingCalendar {
public:
    /// Every day within [first, last] whose weekday bit is set in `workdays` (bit 0 is Monday) and that is not
    /// a holiday is worked. Days outside the span are never worked. `first <= last`.
    WorkingCalendar(Date first, Date last, std::uint8_t workdays, const std::vector<Date>& holidays);

    [[nodiscard]] Date first() const { return first_; }
    [[nodiscard]] Date last() const { return last_; }
    [[nodiscard]] bool is_working(Date date) const;
    /// Worked days in [from, to], both inclusive; 0 when from > to.
    [[nodiscard]] int working_days(Date from, Date to) const;
    /// The first worked day on or after `date`; `last() + 1` when none is left.
    [[nodiscard]] Date next_working(Date date) const;
    /// The last day of a piece of work of `duration` (>= 1) worked days begun on or after `start`;
    /// `last() + 1` when the span is too short.
    [[nodiscard]] Date finish_of(Date start, int duration) const;
    /// The first day of a piece of work of `duration` (>= 1) worked days that ends on or before `finish`;
    /// `first() - 1` when the span is too short.
    [[nodiscard]] Date start_of(Date finish, int duration) const;

private:
    Date first_;
    Date last_;
    std::vector<std::int32_t> worked_before_;  ///< prefix counts: worked days in [first_, first_ + i)
    std::vector<Date> worked_;                 ///< every worked day, in order
};

}  // namespace plan
