#pragma once

#include "libplan/graph/partition_state.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

/// Internal to this room: the best of all partitions.
namespace plan {

struct ExactSearch {
    std::optional<std::vector<PartitionLevel::Block>> better;  ///< the best one that cuts less than was known
    bool complete = false;                                     ///< nothing was left out: there is no better one still
};

/// Branch and bound: node after node goes to each block that may take it, those with the heaviest edges to what is
/// placed first; a branch ends when what it cuts, and what each node that is left must cut at least, is no less than
/// `known`. Empty blocks are all alike, so that only the first of them is tried. At most `steps` nodes are placed.
[[nodiscard]] ExactSearch search_exactly(const PartitionLevel& level, std::optional<WeightedGraph::Weight> known,
                                         std::size_t steps, const std::function<bool()>& stop);

}  // namespace plan
