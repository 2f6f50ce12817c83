#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/defaults.hpp"

#include <algorithm>
#include <tuple>

namespace plan {

namespace {

bool stops_cutovers(const Freeze& freeze) {
    return freeze.phases.empty() || std::ranges::find(freeze.phases, Phase::cutover) != freeze.phases.end();
}

struct PlacedWindow {
    const CutoverWindow* window;
    std::size_t calendar;
};
struct PlacedFreeze {
    const Freeze* freeze;
    std::size_t calendar;
};

void check_days(const Calendar& calendar, const Location& where, RecordFindings& findings) {
    for (const std::int64_t day : calendar.workdays)
        if (day < 1 || day > 7) findings.add(RecordFinding::invalid_weekday, where, {calendar.id, std::to_string(day)});
    const std::string& holidays = calendar.holidays;
    if (!holidays.empty() && holidays != "FR" && holidays != "none")
        findings.add(RecordFinding::unknown_holidays, where, {calendar.id, holidays});
}

void check_spans(const Calendar& calendar, const Location& where, RecordFindings& findings) {
    const auto expect_order = [&](std::string_view what, const std::string& name, Date start, Date finish) {
        if (finish < start)
            findings.add(RecordFinding::dates_reversed, where,
                         {"calendar", calendar.id, std::string(what) + (name.empty() ? "" : " " + name), start.to_iso(),
                          finish.to_iso()});
    };
    for (const Freeze& freeze : calendar.freeze) expect_order("freeze", freeze.reason, freeze.start, freeze.finish);
    for (const CutoverWindow& window : calendar.windows) {
        expect_order("window", window.id, window.start, window.finish);
        if (window.max_applications && *window.max_applications == 0)
            findings.add(RecordFinding::window_without_room, where, {window.id});
    }
}

/// Every window in the order of its first day; a window that several calendars repeat counts once.
std::vector<PlacedWindow> windows_by_start(const Portfolio& portfolio) {
    std::vector<PlacedWindow> windows;
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index)
        for (const CutoverWindow& window : portfolio.calendars[index].windows)
            if (window.start <= window.finish) windows.push_back({&window, index});
    const auto key = [](const PlacedWindow& placed) {
        return std::tie(placed.window->start, placed.window->id, placed.window->finish);
    };
    std::ranges::stable_sort(windows, {}, key);
    const auto same = [&](const PlacedWindow& one, const PlacedWindow& other) { return key(one) == key(other); };
    windows.erase(std::unique(windows.begin(), windows.end(), same), windows.end());
    return windows;
}

/// Freezes of cut-overs by their first day; `reach[i]` is the position of the freeze that ends last among the first
/// i + 1, so that the freeze that a window touches is found by one binary search.
struct Freezes {
    std::vector<PlacedFreeze> by_start;
    std::vector<std::size_t> reach;
};

Freezes freezes_of(const Portfolio& portfolio) {
    Freezes freezes;
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index)
        for (const Freeze& freeze : portfolio.calendars[index].freeze)
            if (stops_cutovers(freeze) && freeze.start <= freeze.finish) freezes.by_start.push_back({&freeze, index});
    std::ranges::stable_sort(freezes.by_start, {}, [](const PlacedFreeze& placed) { return placed.freeze->start; });
    for (std::size_t index = 0; index < freezes.by_start.size(); ++index) {
        const std::size_t before = index == 0 ? 0 : freezes.reach.back();
        const bool later = freezes.by_start[index].freeze->finish > freezes.by_start[before].freeze->finish;
        freezes.reach.push_back(later ? index : before);
    }
    return freezes;
}

/// A freeze that shares a day with the window, or null.
const PlacedFreeze* touched(const Freezes& freezes, const CutoverWindow& window) {
    const auto after = std::ranges::upper_bound(freezes.by_start, window.finish, {},
                                                [](const PlacedFreeze& placed) { return placed.freeze->start; });
    if (after == freezes.by_start.begin()) return nullptr;
    const auto last = static_cast<std::size_t>(after - freezes.by_start.begin()) - 1;
    const PlacedFreeze& reaching = freezes.by_start[freezes.reach[last]];
    return reaching.freeze->finish >= window.start ? &reaching : nullptr;
}

void check_freezes(const Portfolio& portfolio, const std::vector<PlacedWindow>& windows, RecordFindings& findings) {
    const Freezes freezes = freezes_of(portfolio);
    std::size_t usable = 0;
    for (const auto& [window, calendar] : windows) {
        const PlacedFreeze* freeze = touched(freezes, *window);
        if (!freeze) {
            ++usable;
            continue;
        }
        findings.add(RecordFinding::window_in_freeze, portfolio.where(RecordType::calendar, calendar),
                     {window->id, window->start.to_iso(), window->finish.to_iso(), freeze->freeze->start.to_iso(),
                      freeze->freeze->finish.to_iso(), portfolio.calendars[freeze->calendar].id});
    }
    if (usable == 0 && !windows.empty())
        findings.add(RecordFinding::no_usable_window, portfolio.where(RecordType::calendar, windows[0].calendar), {});
}

/// Neighbours in the order of their first day are enough: where any two windows overlap, two neighbours do or one
/// reaches over its neighbours, which is told for each of them.
void check_overlaps(const Portfolio& portfolio, const std::vector<PlacedWindow>& windows, RecordFindings& findings) {
    const PlacedWindow* furthest = nullptr;
    for (const PlacedWindow& placed : windows) {
        if (furthest && placed.window->start <= furthest->window->finish && placed.window->id != furthest->window->id)
            findings.add(RecordFinding::overlapping_windows, portfolio.where(RecordType::calendar, placed.calendar),
                         {furthest->window->id, placed.window->id, placed.window->start.to_iso()});
        if (!furthest || placed.window->finish > furthest->window->finish) furthest = &placed;
    }
}

}  // namespace

void check_calendars(const Portfolio& portfolio, RecordFindings& findings) {
    for (std::size_t index = 0; index < portfolio.calendars.size(); ++index) {
        const Location where = portfolio.where(RecordType::calendar, index);
        check_days(portfolio.calendars[index], where, findings);
        check_spans(portfolio.calendars[index], where, findings);
    }
    const std::vector<PlacedWindow> windows = windows_by_start(portfolio);
    check_freezes(portfolio, windows, findings);
    check_overlaps(portfolio, windows, findings);
}

}  // namespace plan
