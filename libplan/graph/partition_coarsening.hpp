#pragma once

#include "libplan/base/random.hpp"
#include "libplan/graph/partition_state.hpp"

#include <deque>
#include <functional>
#include <vector>

/// Internal to this room: smaller and smaller problems that say nearly the same.
namespace plan {

struct Coarsening {
    /// The levels above the finest, each made of the one before. They stay where they are.
    std::deque<PartitionLevel> levels;
    std::vector<std::vector<PartitionLevel::Node>> cluster_of;  ///< of the nodes of the level before, by level

    [[nodiscard]] const PartitionLevel& coarsest(const PartitionLevel& finest) const {
        return levels.empty() ? finest : levels.back();
    }
};

/// Joins nodes that hang together until few are left. Nodes of different `kinds` (empty: all alike), of different pins,
/// or that must be apart are never joined, so a partition that follows the kinds is one at every level.
[[nodiscard]] Coarsening coarsen(const PartitionLevel& finest, std::vector<std::uint64_t> kinds, Random& random,
                                 const std::function<bool()>& stop);

}  // namespace plan
