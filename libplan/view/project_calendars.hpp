#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/gantt_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The calendars of a plan as project tools have them: a week, and days that differ from it.
namespace plan {

/// Days that are not as their weekday is, both inclusive.
struct CalendarException {
    Date start, finish;
    bool worked = false;
    std::string name;  ///< shown as it is
};

struct ProjectCalendar {
    std::string name;                           ///< shown as it is; no other calendar has it
    std::uint8_t workdays = 0;                  ///< bit 0 is Monday
    std::vector<CalendarException> exceptions;  ///< by first day; no two of them overlap

    /// O(log exceptions)
    [[nodiscard]] bool is_worked(Date date) const;
    /// Worked days in [from, to]. O(days * log exceptions)
    [[nodiscard]] int worked_days(Date from, Date to) const;
};

/// Which calendar holds for whom. Holidays are those of the years of the chart; freezes are cut to it.
class ProjectCalendars {
public:
    /// `chart` is that of the portfolio. Both outlive this.
    ProjectCalendars(const Portfolio& portfolio, const GanttRows& chart, Language language);

    /// The first is that of the project: where no team says otherwise.
    [[nodiscard]] const std::vector<ProjectCalendar>& all() const { return calendars_; }
    /// In all(): the calendar of a team's record.
    [[nodiscard]] std::size_t of_team(const Team& team);
    /// In all(): the calendar that a phase keeps whoever works on it; nothing when its team's holds. Cut-overs keep the
    /// windows in use; other phases their team's days without those that are frozen for them.
    [[nodiscard]] std::optional<std::size_t> of_phase(const Team& team, Phase phase);

private:
    using Days = std::map<Date, std::pair<bool, std::string>>;  ///< worked or not, and why

    std::size_t add(std::string name, std::uint8_t workdays, const Days& days);
    Days holidays_of(const Calendar& calendar) const;
    void freeze_days(Days& days, const Calendar& calendar, Phase phase) const;
    std::size_t cutover_calendar();

    const Portfolio& portfolio_;
    const GanttRows& chart_;
    Language language_;
    std::vector<ProjectCalendar> calendars_;
    std::map<std::pair<std::string, Phase>, std::size_t> known_;  ///< by id of the calendar; `unspecified`: the team's
    std::optional<std::size_t> cutover_;
};

}  // namespace plan
