#pragma once

#include "libplan/base/random.hpp"
#include "libplan/schedule/generation.hpp"
#include "libplan/schedule/problem.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

/// Small problems of every feature, and naive answers to compare with.
namespace plan::schedule {

struct ProblemShape {
    int activities = 5;
    int resources = 2;
    Day horizon = 40;
    bool calendars = true;
    bool windows = true;
    bool modes = true;
    bool dates = true;  ///< releases and deadlines
    int longest = 4;
};

[[nodiscard]] Problem random_problem(Random& random, const ProblemShape& shape);

/// What the schedule breaks, in words; empty when all holds. Written from the definitions in problem.hpp alone, day by
/// day, and so slow.
[[nodiscard]] std::string broken_rule(const Problem& problem, const Schedule& schedule);

/// The smallest end of all, over every choice of starts, modes and windows; nothing when no schedule exists before
/// `limit`. Exponential: for a handful of activities.
[[nodiscard]] std::optional<Day> smallest_finish(const Problem& problem, Day limit);

/// Keys that order the units at random.
[[nodiscard]] std::vector<std::int64_t> random_keys(Random& random, const Network& network);

}  // namespace plan::schedule
