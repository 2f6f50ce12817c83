#pragma once

#include "libplan/graph/coupling.hpp"
#include "libplan/graph/move_groups.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace plan {

/// What flows tie a unit to another.
struct Bond {
    std::size_t flows = 0;
    double weight = 0;
};

/// The units of which larger groups are made: the groups that must move together and cut over, in their order, with
/// the bonds between them. Keeps references to the portfolio, the groups and the model, which must outlive it.
class GroupUnits {
public:
    static constexpr std::size_t none = SIZE_MAX;

    /// O(applications + flows log units).
    GroupUnits(const Portfolio& portfolio, const MoveGroups& must, const CouplingModel& coupling);

    [[nodiscard]] const Portfolio& portfolio() const { return portfolio_; }
    [[nodiscard]] const MoveGroups& must() const { return must_; }
    [[nodiscard]] const CouplingModel& coupling() const { return coupling_; }
    [[nodiscard]] const std::vector<ResolvedFlow>& flows() const { return flows_; }

    [[nodiscard]] std::size_t size() const { return group_of_unit_.size(); }
    [[nodiscard]] const Group& group(std::size_t unit) const { return must_.groups[group_of_unit_[unit]]; }
    [[nodiscard]] std::size_t group_index(std::size_t unit) const { return group_of_unit_[unit]; }
    /// The unit of an application, or none: it does not cut over.
    [[nodiscard]] std::size_t unit_of(std::size_t application) const {
        return unit_of_group_[must_.group_of[application]];
    }
    /// The unit of a group of `must`, or none.
    [[nodiscard]] std::size_t unit_of_group(std::size_t group) const { return unit_of_group_[group]; }
    /// To each other unit that flows lead to or come from, of those by which groups may be joined (joins_groups).
    [[nodiscard]] const std::map<std::size_t, Bond>& bonds(std::size_t unit) const { return bonds_[unit]; }
    /// Its applications, as their places in the portfolio, ascending.
    [[nodiscard]] const std::vector<std::size_t>& members(std::size_t unit) const { return members_[unit]; }

private:
    const Portfolio& portfolio_;
    const MoveGroups& must_;
    const CouplingModel& coupling_;
    std::vector<ResolvedFlow> flows_;
    std::vector<std::size_t> group_of_unit_, unit_of_group_;
    std::vector<std::vector<std::size_t>> members_;
    std::vector<std::map<std::size_t, Bond>> bonds_;
};

/// For each unit a unit that stands for its joined group: the first of those that share `block_of` and hang together
/// by bonds. A block may hold units that have nothing to do with each other. O(units + bonds).
[[nodiscard]] std::vector<std::size_t> connected_within(const GroupUnits& units,
                                                        const std::vector<std::uint32_t>& block_of);

}  // namespace plan
