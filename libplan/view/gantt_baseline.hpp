#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What another plan, the baseline, said of the tasks of a plan.
namespace plan {

/// Days, both inclusive.
struct DaySpan {
    Date start, finish;
    friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

/// A task that only the baseline has.
struct FormerTask {
    std::string application, target;  ///< one of them is empty
    Phase phase = Phase::unspecified;
    DaySpan days;
};

struct GanttBaseline {
    std::vector<std::optional<DaySpan>> tasks;  ///< per task of the plan; nothing for one that the baseline has not
    std::vector<FormerTask> dropped;            ///< in the order of the baseline
    std::size_t later = 0, earlier = 0;         ///< tasks that finish after, before the day they did
    std::size_t added = 0;                      ///< tasks of the plan that the baseline has not
    int finish_shift = 0;                       ///< days by which the end of the work moved; positive: later
};

/// Tasks are the same when their ids are. O(n log n).
[[nodiscard]] GanttBaseline gantt_baseline(const Portfolio& plan, const Portfolio& baseline);

}  // namespace plan
