#include "libplan/record/defaults.hpp"

#include "libplan/record/fields.hpp"

#include <algorithm>

namespace plan {

std::vector<Team> default_teams() {
    constexpr Phase phases[] = {Phase::study, Phase::build,   Phase::migrate,
                                Phase::test,  Phase::cutover, Phase::decommission};
    std::vector<Team> teams;
    for (Phase phase : phases) {
        Team team;
        team.id = "team-" + std::string(keyword(phase));
        team.name = team.id;
        team.phases = {phase};
        team.capacity_people = 5;
        teams.push_back(std::move(team));
    }
    return teams;
}

Calendar default_calendar() {
    Calendar calendar;
    calendar.id = "default";
    calendar.holidays = "FR";
    return calendar;
}

std::vector<Team> teams_or_default(const Portfolio& portfolio) {
    return portfolio.teams.empty() ? default_teams() : portfolio.teams;
}

Calendar calendar_of(const Portfolio& portfolio, const Team& team) {
    const auto named = std::ranges::find(portfolio.calendars, team.calendar, &Calendar::id);
    if (named != portfolio.calendars.end()) return *named;
    return portfolio.calendars.empty() ? default_calendar() : portfolio.calendars.front();
}

namespace {

/// The first Saturday of each month, which is at most the 7th, so that its Sunday is in the same month.
std::vector<CutoverWindow> monthly_weekends(Date from, Date to) {
    std::vector<CutoverWindow> windows;
    for (int year = from.year(); year <= to.year(); ++year) {
        for (int month = 1; month <= 12; ++month) {
            const auto first = Date::from_civil(year, month, 1);
            if (!first) continue;
            const Date saturday = *first + (6 - first->weekday() + 7) % 7;
            if (saturday < from || saturday + 1 > to) continue;
            windows.push_back({"weekend-" + first->to_iso().substr(0, 7), saturday, saturday + 1, std::nullopt});
        }
    }
    return windows;
}

bool frozen(const Portfolio& portfolio, const CutoverWindow& window) {
    for (const Calendar& calendar : portfolio.calendars)
        for (const Freeze& freeze : calendar.freeze) {
            const bool concerned =
                freeze.phases.empty() || std::ranges::find(freeze.phases, Phase::cutover) != freeze.phases.end();
            if (concerned && freeze.start <= window.finish && window.start <= freeze.finish) return true;
        }
    return false;
}

}  // namespace

std::vector<CutoverWindow> usable_windows(const Portfolio& portfolio, Date from, Date to) {
    std::vector<CutoverWindow> windows;
    bool declared = false;
    for (const Calendar& calendar : portfolio.calendars) {
        declared = declared || !calendar.windows.empty();
        windows.insert(windows.end(), calendar.windows.begin(), calendar.windows.end());
    }
    if (!declared) windows = monthly_weekends(from, to);
    std::erase_if(windows, [&](const CutoverWindow& window) {
        return window.start < from || window.finish > to || window.finish < window.start || frozen(portfolio, window);
    });
    std::ranges::sort(windows, [](const CutoverWindow& a, const CutoverWindow& b) {
        return std::tie(a.start, a.id) < std::tie(b.start, b.id);
    });
    return windows;
}

}  // namespace plan
