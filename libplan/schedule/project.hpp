#pragma once

#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// The classical problem of project scheduling, as the heuristic search sees it: jobs without a choice of mode, worked
/// day after day. What is minimised is the day on which the last job ends.
namespace plan::schedule {

/// start(to) >= start(from) + lag. A negative lag is a maximal one: start(from) <= start(to) - lag.
struct Link {
    int from = 0, to = 0;
    Day lag = 0;
};

/// Days [first, last] on which a job may start; first <= last.
struct StartRange {
    Day first = 0, last = 0;
};

struct Project {
    Day horizon = 0;  ///< every job ends at or before it
    int resources = 0;
    std::vector<int> duration;           ///< by job, at least 0
    std::vector<std::int32_t> demand;    ///< [job * resources + resource], at least 0
    std::vector<std::int32_t> capacity;  ///< [resource * horizon + day], at least 0
    std::vector<Link> links;
    std::vector<Day> release;   ///< by job: start >= release
    std::vector<Day> deadline;  ///< by job: end <= deadline
    /// By job: where it may start, ascending and apart; an empty list: anywhere. Empty: every job anywhere.
    std::vector<std::vector<StartRange>> start_ranges;

    [[nodiscard]] int jobs() const { return static_cast<int>(duration.size()); }
    [[nodiscard]] std::int32_t demand_of(int job, int resource) const {
        return demand[static_cast<std::size_t>(job * resources + resource)];
    }
    [[nodiscard]] std::int32_t capacity_on(int resource, Day day) const {
        return capacity[static_cast<std::size_t>(resource) * static_cast<std::size_t>(horizon) +
                        static_cast<std::size_t>(day)];
    }
};

/// The problem as a project; nothing when it has more than a project can say: a choice of modes, blocks, or days that
/// are not worked.
[[nodiscard]] std::optional<Project> make_project(const Problem& problem);

/// The same project with time turned round: day d of one is day horizon - 1 - d of the other.
[[nodiscard]] Project mirrored(const Project& project);

}  // namespace plan::schedule
