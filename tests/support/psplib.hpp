#pragma once

#include "libplan/schedule/problem.hpp"

#include <string>
#include <string_view>

/// Reads the project scheduling problems of PSPLIB (Kolisch and Sprecher 1997), for measurements and tests.
namespace plan {

/// What a file may ask for at most; more is refused, so that a few bytes cannot ask for gigabytes.
struct PsplibLimits {
    static constexpr int jobs = 20'000;
    static constexpr int resources = 64;
    static constexpr int amount = 1'000'000'000;  ///< of a capacity or a demand
    static constexpr int days = 1'000'000;        ///< all durations together
    static constexpr int cells = 16'000'000;      ///< resources times days
};

/// The problem of one file: a `.sm` (single mode, renewable resources) or, when its first line is two numbers,
/// Patterson's
/// `.rcp`. Activities are the jobs of the file in order, dummies included; the horizon is the sum of durations, at
/// least 1. `file` is only for messages. Throws Error (invalid_input), with the line, for all that is not such a
/// problem: unknown jobs, cycles, several modes, non-renewable resources, a demand above the capacity.
[[nodiscard]] schedule::Problem read_psplib(std::string_view text, const std::string& file);

}  // namespace plan
