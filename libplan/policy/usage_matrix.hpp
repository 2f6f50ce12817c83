#pragma once

#include "libplan/policy/hosting.hpp"

#include <vector>

namespace plan {

/// The usage matrix: the typical applications of the table's rows, asking for what its columns say, judged as any other
/// over the targets, with the reasons of each cell. By row, by column, by target, in their order. What rests on a
/// source or a line of the catalogue that is still to be verified, or on a line that is stale, is marked.
/// O(rows * columns * targets * rules).
[[nodiscard]] std::vector<Usage> usage_matrix(const DecisionTable& table, const Portfolio& portfolio,
                                              const HostingSettings& settings, Language language);

}  // namespace plan
