#pragma once

#include "libplan/graph/group_terms.hpp"
#include "libplan/graph/group_units.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace plan {

/// What keeps units out of one group.
enum class Obstacle : std::uint8_t {
    none,
    apart,         ///< a hard `apart` constraint names both
    order,         ///< a hard `before` constraint orders them, or units that lie between them
    hosting,       ///< no hosting target is eligible for all
    destinations,  ///< they go to different targets: their flows stay between two sites, in one group or in two
    pins,          ///< hard `window`, `wave`, `not_before` or `deadline` constraints leave no common day
};

/// Which units may share a group, whatever its size.
class GroupCompatibility {
public:
    using UnitPair = std::pair<std::size_t, std::size_t>;

    /// `units` must outlive this. O(records), quadratic in the units that one `apart` names.
    explicit GroupCompatibility(const GroupUnits& units);

    /// Pairs that hard `apart` constraints and, next to each other, hard `before` constraints name, and units tied by a
    /// bond that agree on no target, eligible or chosen, or no day; each pair once, sorted.
    [[nodiscard]] const std::vector<UnitPair>& apart() const { return apart_; }
    /// What hinders the two from sharing a group. O(log pairs + targets).
    [[nodiscard]] Obstacle obstacle(std::size_t one, std::size_t other) const;
    /// What hinders the unit from joining those of `members`, in one group. O(members * log pairs + targets).
    [[nodiscard]] Obstacle obstacle(std::size_t unit, const std::vector<std::size_t>& members) const;

    /// Pairs that are to be parted: the joined groups that `standing` makes (the unit that stands for the group of
    /// each) hold a pair of apart(), do not agree on a target or a day, or would have to wait for each other. Empty
    /// when all is well, and when nothing that was joined is to blame. O(units + constraints).
    [[nodiscard]] std::vector<UnitPair> violations(const std::vector<std::size_t>& standing) const;

private:
    void find_named_pairs();
    void find_bonded_pairs();
    void disagreements(const std::vector<std::vector<std::size_t>>& groups, std::vector<UnitPair>& found) const;
    void waiting_cycles(const std::vector<std::size_t>& standing, std::vector<UnitPair>& found) const;

    const GroupUnits& units_;
    std::vector<GroupTerms> terms_;  ///< by unit
    std::vector<UnitPair> apart_, named_apart_, before_;
};

}  // namespace plan
