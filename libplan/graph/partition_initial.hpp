#pragma once

#include "libplan/base/random.hpp"
#include "libplan/graph/partition_state.hpp"

#include <vector>

/// Internal to this room: partitions out of nothing.
namespace plan {

/// Grows one block after the other from a node by chance, always by the node with the heaviest edges to it; what is
/// left goes where it has the heaviest edges and fits. Blocks are within the cap unless some node fits nowhere; then
/// it is in the lightest block that apart and pins allow.
[[nodiscard]] std::vector<PartitionLevel::Block> grow_partition(const PartitionLevel& level, Random& random);

/// Heaviest first, each node into the first block that holds it, whatever is cut: for caps that leave hardly any room.
/// A node that fits nowhere goes as in `grow_partition`.
[[nodiscard]] std::vector<PartitionLevel::Block> pack_partition(const PartitionLevel& level, Random& random);

/// Cuts the nodes in two, and each part again, as often as there are blocks; `apart` is not looked at. The cap of a
/// block may be passed by a little, for want of nodes that fit.
[[nodiscard]] std::vector<PartitionLevel::Block> halve_partition(const PartitionLevel& level, Random& random);

}  // namespace plan
