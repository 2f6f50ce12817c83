#pragma once

#include "libplan/base/date.hpp"
#include "libplan/record/records.hpp"

#include <cstdint>
#include <vector>

namespace plan {

/// Which days a calendar works for a phase, counted day by day. The checker has its own so that a mistake in the
/// calendars of the search cannot hide here: weekdays, holidays and freezes are applied to the records afresh.
class DayTable {
public:
    /// Covers [first, last]; every other day counts as not worked. O(days + holidays + freezes).
    DayTable(const Calendar& calendar, Phase phase, Date first, Date last);

    [[nodiscard]] bool worked(Date day) const;
    /// Worked days in [from, to]; 0 when from > to.
    [[nodiscard]] std::int64_t count(Date from, Date to) const;

private:
    void strike(Date day);
    void strike(Date from, Date to);

    Date first_, last_;
    std::vector<bool> worked_;
    std::vector<std::int32_t> until_;  ///< worked days before each day of the span; one more at the end
};

}  // namespace plan
