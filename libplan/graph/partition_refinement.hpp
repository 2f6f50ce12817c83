#pragma once

#include "libplan/base/random.hpp"
#include "libplan/graph/partition_state.hpp"

#include <functional>

/// Internal to this room: better partitions by moving nodes.
namespace plan {

/// Moves nodes as long as that lowers the cut: single ones first, then whole chains, begun from each node of the
/// boundary, which may pass through worse partitions. Blocks that are within the cap stay so. The cut never rises.
void refine(PartitionState& state, Random& random, const std::function<bool()>& stop);

/// Moves nodes out of blocks above the cap, those first that cost least. False when some block stays above.
bool unload(PartitionState& state, Random& random);

}  // namespace plan
