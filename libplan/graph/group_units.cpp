#include "libplan/graph/group_units.hpp"

#include "libplan/graph/group_description.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace plan {

GroupUnits::GroupUnits(const Portfolio& portfolio, const MoveGroups& must, const CouplingModel& coupling)
    : portfolio_(portfolio),
      must_(must),
      coupling_(coupling),
      flows_(resolve_flows(portfolio, [](const Diagnostic&) {})),
      unit_of_group_(must.groups.size(), none) {
    for (std::size_t application = 0; application < portfolio.applications.size(); ++application) {
        const std::size_t group = must.group_of[application];
        if (!cuts_over(portfolio.applications[application])) continue;
        if (unit_of_group_[group] == none) {
            unit_of_group_[group] = group_of_unit_.size();
            group_of_unit_.push_back(group);
            members_.emplace_back();
        }
        members_[unit_of_group_[group]].push_back(application);
    }
    bonds_.resize(size());
    for (const ResolvedFlow& flow : flows_) {
        const std::size_t from = unit_of(flow.from), to = unit_of(flow.to);
        if (from == to || from == none || to == none) continue;
        if (!joins_groups(coupling_, portfolio.flows[flow.flow])) continue;
        const double weight = coupling_weight(coupling_, portfolio.flows[flow.flow]);
        for (const auto& [one, other] : {std::pair(from, to), std::pair(to, from)}) {
            Bond& bond = bonds_[one][other];
            ++bond.flows;
            bond.weight += weight;
        }
    }
}

std::vector<std::size_t> connected_within(const GroupUnits& units, const std::vector<std::uint32_t>& block_of) {
    std::vector<std::size_t> standing(units.size());
    std::iota(standing.begin(), standing.end(), std::size_t{0});
    const auto root = [&](std::size_t unit) {
        while (standing[unit] != unit) unit = standing[unit] = standing[standing[unit]];
        return unit;
    };
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        for (const auto& [other, bond] : units.bonds(unit))
            if (block_of[unit] == block_of[other]) {
                const std::size_t one = root(unit), two = root(other);
                standing[std::max(one, two)] = std::min(one, two);
            }
    for (std::size_t unit = 0; unit < units.size(); ++unit) standing[unit] = root(unit);
    return standing;
}

}  // namespace plan
