#pragma once

#include "libplan/view/dot_model.hpp"

#include <cstdint>
#include <vector>

/// Internal to this room.
namespace plan {

/// Places for `dot` to keep in a drawing from top to bottom.
struct DotShelves {
    struct Place {
        std::uint32_t upper, lower;  ///< applications; `lower` stands below `upper`
        bool same_column;
    };
    std::vector<Place> places;
    std::vector<std::uint32_t> top;  ///< the first row, from left to right
};

/// Lays frames out like books on shelves: rows of about `columns` applications, a frame wider than that on several
/// rows, small ones side by side when `share_rows` (else each frame of the root has rows of its own, in order: waves
/// are read from top to bottom). Linear, but for sorting frames by size.
[[nodiscard]] DotShelves dot_shelves(const DotFrame& root, std::size_t columns, bool share_rows);

/// So many columns that the page is about half as wide again as high.
[[nodiscard]] std::size_t dot_columns(std::size_t applications);

}  // namespace plan
