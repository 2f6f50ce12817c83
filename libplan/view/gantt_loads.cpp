#include "libplan/view/gantt_loads.hpp"

#include "libplan/base/working_calendar.hpp"
#include "libplan/record/defaults.hpp"
#include "libplan/view/words.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace plan {

namespace {

/// Sums of fractions of people that are equal to the reader differ in their last bits.
constexpr double tolerance = 1e-6;

std::uint8_t weekday_bits(const Calendar& calendar) {
    if (calendar.workdays.empty()) return 0b0011111;
    std::uint8_t bits = 0;
    for (const std::int64_t day : calendar.workdays)
        if (day >= 1 && day <= 7) bits = static_cast<std::uint8_t>(bits | 1u << (day - 1));
    return bits;
}

WorkingCalendar working_calendar(const Calendar& calendar, Date first, Date last) {
    std::vector<Date> holidays = calendar.extra_holidays;
    if (calendar.holidays == "FR")
        for (int year = first.year(); year <= last.year(); ++year)
            for (const Holiday& holiday : french_holidays(year)) holidays.push_back(holiday.date);
    return {first, last, weekday_bits(calendar), holidays};
}

class Loads {
public:
    Loads(const Portfolio& portfolio, const GanttRows& chart)
        : portfolio_(portfolio), chart_(chart), days_(static_cast<std::size_t>(chart.last - chart.first) + 1) {
        for (Team& team : teams_or_default(portfolio)) add(std::move(team));
        for (const Task& task : portfolio.tasks)
            if (!task.team.empty() && !place_by_id_.contains(task.team)) add(unknown(task.team));
    }

    std::vector<TeamLoad> sum() {
        for (const GanttRow& row : chart_.rows)
            for (const std::size_t index : row.tasks) count(portfolio_.tasks[index]);
        std::erase_if(loads_, [](const TeamLoad& load) { return load.effort_days <= 0; });
        return std::move(loads_);
    }

private:
    static Team unknown(const std::string& id) {
        Team team;
        team.id = id;
        return team;
    }

    void add(Team team) {
        if (!place_by_id_.emplace(team.id, loads_.size()).second) return;
        TeamLoad& load = loads_.emplace_back();
        load.id = team.id;
        load.name = visible_text(team.name.empty() ? team.id : team.name);
        load.capacity = team.capacity_people;
        load.busy.resize(days_);
        load.available.resize(days_);
        load.worked.resize(days_);
        const WorkingCalendar calendar = working_calendar(calendar_of(portfolio_, team), chart_.first, chart_.last);
        const std::vector<bool> window = window_days(team);
        for (std::size_t day = 0; day < days_; ++day) {
            const Date date = chart_.first + static_cast<int>(day);
            load.worked[day] = calendar.is_working(date);
            const bool there = (!team.from || date >= *team.from) && (!team.until || date <= *team.until);
            if (there && (load.worked[day] || window[day])) load.available[day] = team.capacity_people.value_or(0);
        }
    }

    /// Days of the windows in use, for a team that cuts over.
    std::vector<bool> window_days(const Team& team) const {
        std::vector<bool> days(days_);
        // A team without a list does every phase.
        if (!team.phases.empty() && std::ranges::find(team.phases, Phase::cutover) == team.phases.end()) return days;
        for (const DayBand& band : chart_.bands) {
            if (band.kind != BandKind::window) continue;
            const Date from = std::max(band.start, chart_.first), to = std::min(band.finish, chart_.last);
            for (Date date = from; date <= to; date = date + 1) days[at(date)] = true;
        }
        return days;
    }

    [[nodiscard]] std::size_t at(Date date) const { return static_cast<std::size_t>(date - chart_.first); }

    void count(const Task& task) {
        const auto place = place_by_id_.find(task.team);
        if (place == place_by_id_.end()) return;
        TeamLoad& load = loads_[place->second];
        load.effort_days += task.effort_days;
        for (std::size_t day = at(task.start); day <= at(last_day(task)); ++day)
            if (load.worked[day] || task.phase == Phase::cutover) load.busy[day] += task.people;
    }

    const Portfolio& portfolio_;
    const GanttRows& chart_;
    std::size_t days_;
    std::vector<TeamLoad> loads_;
    std::map<std::string, std::size_t, std::less<>> place_by_id_;
};

/// A sum ends where the next one begins.
template <class Begins>
std::vector<LoadSum> sums_of(const TeamLoad& load, const GanttRows& chart, Begins begins) {
    std::vector<LoadSum> sums;
    for (std::size_t day = 0; day < load.busy.size(); ++day) {
        const Date date = chart.first + static_cast<int>(day);
        if (sums.empty() || begins(date)) sums.emplace_back().start = date;
        LoadSum& sum = sums.back();
        sum.finish = date;
        sum.busy += load.busy[day];
        sum.available += load.available[day];
        sum.most = std::max(sum.most, load.busy[day]);
        if (load.capacity && load.busy[day] > load.available[day] + tolerance) sum.exceeded = true;
    }
    return sums;
}

}  // namespace

std::vector<TeamLoad> team_loads(const Portfolio& portfolio, const GanttRows& chart) {
    return Loads(portfolio, chart).sum();
}

std::vector<LoadSum> monthly_sums(const TeamLoad& load, const GanttRows& chart) {
    return sums_of(load, chart, [](Date date) { return date.day() == 1; });
}

std::vector<LoadSum> weekly_sums(const TeamLoad& load, const GanttRows& chart) {
    return sums_of(load, chart, [](Date date) { return date.weekday() == 1; });
}

}  // namespace plan
