#pragma once

#include "libplan/view/gantt_rows.hpp"

#include <string>
#include <vector>

/// How busy each team is, from the records alone: who works on a day is read from the tasks and the calendars.
namespace plan {

/// A team with at least one task in the chart. Vectors have one entry a day, from the chart's first.
struct TeamLoad {
    std::string id;
    std::string name;                ///< shown as it is; the id when the team has no name or no record
    std::optional<double> capacity;  ///< people; nothing when the stream does not say
    std::vector<bool> worked;        ///< days of its calendar, holidays left out
    std::vector<double> available;   ///< people on the day: 0 on days off and outside the team's time
    std::vector<double> busy;        ///< people its tasks ask for
    double effort_days = 0;          ///< of its tasks in the chart
};

/// In the order of the team records, then ids without a record. A cut-over counts on each of its days, as the days of a
/// window all count as worked; any other task on the worked days of its team's calendar. O(teams * days + days of
/// tasks).
[[nodiscard]] std::vector<TeamLoad> team_loads(const Portfolio& portfolio, const GanttRows& chart);

/// A stretch of days of a load, in person-days.
struct LoadSum {
    Date start, finish;
    double busy = 0, available = 0;
    double most = 0;        ///< the largest `busy` of a day
    bool exceeded = false;  ///< on some day more people are asked for than there are
};

/// The load by calendar month, the chart's first to last.
[[nodiscard]] std::vector<LoadSum> monthly_sums(const TeamLoad& load, const GanttRows& chart);
/// The load by week, Monday to Sunday, from the chart's first to its last; the weeks at either end may be cut.
[[nodiscard]] std::vector<LoadSum> weekly_sums(const TeamLoad& load, const GanttRows& chart);

}  // namespace plan
