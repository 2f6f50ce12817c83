#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace plan {

/// The first `most` names, parted by commas, and "…" for the others: "a, b, …". Messages and reasons stay short however
/// many there are.
[[nodiscard]] std::string some_names(const std::vector<std::string>& names, std::size_t most = 12);

}  // namespace plan
