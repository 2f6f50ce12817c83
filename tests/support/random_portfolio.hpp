#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace plan::tests {

/// A stream of numbers that is the same on every machine and library (splitmix64: Steele, Lea & Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014).
class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    /// From 0 to `count` - 1; 0 when `count` is 0.
    std::size_t below(std::size_t count);
    /// From `low` to `high`, both included.
    int between(int low, int high);
    bool chance(double probability);

private:
    std::uint64_t state_;
};

/// What a random portfolio is made of. The same options give the same bytes.
struct RandomPortfolioOptions {
    std::uint64_t seed = 1;
    std::size_t applications = 30;
    std::size_t flows = 60;
    std::size_t teams = 4;      ///< together they do every phase; 0: none
    std::size_t calendars = 2;  ///< the first has a window in every month of 2026 to 2029; 0: none
    std::size_t targets = 3;    ///< 0: none
    std::size_t constraints = 6;
    /// Classification, assessment and hosting on every application: the portfolio can be grouped and planned.
    bool assessed = false;
    /// Else a flow only goes from a lower to a higher application, and no flow ties applications into one group.
    bool cycles = true;
    bool self_loops = false;  ///< some flows lead to where they come from
    bool dangling = false;    ///< some flows lead to applications that do not exist
    bool awkward = false;     ///< unknown fields and types, odd spellings of numbers and texts, hostile names
};

/// A whole stream, `end` included. Hard constraints are such that a plan exists when there are no cycles: `together`
/// joins pairs of neighbours, the other hard kinds never contradict that, and whatever could clash has a weight.
/// With the defaults, plan-check finds nothing worse than a warning.
[[nodiscard]] std::string random_stream(const RandomPortfolioOptions& options);

}  // namespace plan::tests
