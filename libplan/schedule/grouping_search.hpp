#pragma once

#include "libplan/graph/group_limits.hpp"
#include "libplan/graph/group_units.hpp"
#include "libplan/schedule/regrouping.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// Internal to this room.
namespace plan {

/// Of the time allowed: until the plan with the groups as they were, and until the last grouping is tried.
inline constexpr double share_first = 0.4, share_trials = 0.75;

struct KeptChange {
    enum class Kind : std::uint8_t { split, join, halved } kind = Kind::split;
    double gain = 0;                     ///< points that a trial gained; of a group that was halved, nothing
    std::string application;             ///< that left, with what must move with it; or a member of the other group
    std::string from;                    ///< a member of the group that was left, joined or halved
    std::vector<std::size_t> concerned;  ///< applications
};

/// A descent over groupings, each weighed by a short search for its plan. Changes the groups of applications in the
/// portfolio while it tries, and puts them back. Keeps references to what it is made with.
class GroupingSearch {
public:
    GroupingSearch(Portfolio& portfolio, const PlanSettings& settings, const RegroupAmount& amount,
                   const GroupUnits& units);
    ~GroupingSearch();
    GroupingSearch(const GroupingSearch&) = delete;
    GroupingSearch& operator=(const GroupingSearch&) = delete;

    /// Parts the groups that are among `clashes` in two, along the weakest coupling, in the portfolio too. False when
    /// there are none.
    bool halve(const std::vector<Diagnostic>& clashes);
    /// Looks for groupings of which a trial, of a part of so many schedules, finds a better plan, and takes them. False
    /// when nothing was gained.
    bool improve(std::int64_t schedules);
    /// Back to the first `kept` changes and their grouping.
    void forget(std::size_t kept, std::vector<std::size_t> standing);

    /// What the total must fall by for a change to be kept.
    [[nodiscard]] double least_gain(double total) const;
    [[nodiscard]] const std::vector<KeptChange>& kept() const;
    /// For each unit the one that stands for its group, the first of it.
    [[nodiscard]] const std::vector<std::size_t>& standing() const;
    /// By which the groups of the stream were joined, as they say.
    [[nodiscard]] const GroupLimits& limits() const;
    [[nodiscard]] std::size_t trials() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace plan
