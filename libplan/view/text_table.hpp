#pragma once

#include "libplan/base/language.hpp"
#include "libplan/view/table.hpp"

#include <cstddef>
#include <functional>
#include <string_view>

namespace plan {

/// Cells that a terminal gives to a text: 2 for wide East Asian letters, 0 for combining marks. Source: Unicode
/// Standard Annex 11, in its blocks.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// A table to be read on a terminal: columns aligned by display_width(), two blanks between them, numbers to the
/// right, a line below the headers, no blank at the end of a line. Numbers and dates are written for people in
/// `language`, control characters and line ends of cells are made visible. Writes to `sink` a piece at a time; throws
/// nothing but what `sink` throws. Linear.
void write_text(const Table& table, Language language, const std::function<void(std::string_view)>& sink);

}  // namespace plan
