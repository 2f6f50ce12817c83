#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace plan::schedule {

/// Whether a solution was found with these requirements kept and the others lifted.
using Feasible = std::function<bool(const std::vector<bool>& kept)>;

/// Requirements, out of `count`, that cannot hold together: with them alone kept `feasible` fails, and lifting any one
/// of them makes it succeed. Empty when `feasible` fails even with all lifted, or succeeds with all kept. Found by
/// halves (QuickXplain, Junker 2004) in O(k log(count / k)) questions for k results, then each result is lifted once
/// more, because an incomplete search need not be monotone.
[[nodiscard]] std::vector<std::size_t> minimal_conflict(std::size_t count, const Feasible& feasible);

}  // namespace plan::schedule
