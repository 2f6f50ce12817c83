#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace plan::schedule {

/// Whether a solution was found with these requirements kept and the others lifted.
using Feasible = std::function<bool(const std::vector<bool>& kept)>;

struct Conflict {
    /// Requirements that cannot hold together, ascending. Empty when `feasible` fails even with all lifted, or
    /// succeeds with all kept.
    std::vector<std::size_t> requirements;
    bool minimal = true;  ///< lifting any one of them makes `feasible` succeed; false when the questions ran out
};

/// Requirements, out of `count`, with which alone kept `feasible` fails. Found by halves (QuickXplain, Junker 2004) in
/// O(k log(count / k)) questions for k results; then each result is lifted once more, because an incomplete search
/// need not be monotone. After `questions` calls of `feasible` what is not yet ruled out is returned as it is.
[[nodiscard]] Conflict minimal_conflict(std::size_t count, const Feasible& feasible, std::int64_t questions);

}  // namespace plan::schedule
