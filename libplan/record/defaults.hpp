#pragma once

#include "libplan/record/portfolio.hpp"

namespace plan {

/// What stands in for records that the stream does not have, so that a first run needs only applications. Search,
/// checker and views share these, and only these, beyond the records themselves.

/// One team of five people per phase from study to decommission: ids "team-study", "team-build", …
[[nodiscard]] std::vector<Team> default_teams();

/// Id "default": Monday to Friday, France's public holidays, no freeze, no window.
[[nodiscard]] Calendar default_calendar();

/// The portfolio's teams, or the default ones when it has none.
[[nodiscard]] std::vector<Team> teams_or_default(const Portfolio& portfolio);

/// The calendar of a team: the one it names, else the first of the stream, else the default one.
[[nodiscard]] Calendar calendar_of(const Portfolio& portfolio, const Team& team);

/// The windows for cut-overs that begin on or after `from` and end on or before `to`, by start then id: those of all
/// calendars, or where there are none the first full weekend (Saturday and Sunday in one month) of every month, ids
/// "weekend-YYYY-MM". Those that touch a freeze of the phase `cutover`, in any calendar, are left out.
[[nodiscard]] std::vector<CutoverWindow> usable_windows(const Portfolio& portfolio, Date from, Date to);

}  // namespace plan
