#pragma once

#include "libplan/schedule/packed_project.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace plan::schedule {

/// Serial schedule generation for projects with maximal lags or start ranges, day by day. A job that fits only later
/// than a placed one allows unplaces that one and all after it in the list, which then starts no earlier than the job
/// needs (Franck, Neumann and Schwindt 2001). Nothing is allocated after construction.
class LooseGenerator {
public:
    /// `side` must outlive it.
    explicit LooseGenerator(const PackedSide& side);

    /// As SerialKernel, with no start kept. -1 also when jobs were unplaced very often: then there may be a schedule.
    Day generate(std::span<const int> list, Day floor, Day limit, std::uint32_t* free, Day* start);

private:
    [[nodiscard]] Day first_fit(int job, Day day, Day last, const std::uint32_t* free) const;
    [[nodiscard]] Day next_allowed(int job, Day day) const;
    [[nodiscard]] bool fits(int job, Day day, const std::uint32_t* free) const;
    void change(int job, Day day, bool take, std::uint32_t* free) const;
    /// The place in the list of the first job that must start later for `job` to start on `day`; -1 when none must.
    int hold_back(int job, Day day, const Day* start);

    const PackedSide* side_;
    std::vector<int> place_;  ///< by job: in the list, or -1 while it is not placed
    std::vector<Day> hold_;   ///< by job: no start before it, in this generation
};

}  // namespace plan::schedule
