#pragma once

#include "libplan/view/table.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace plan {

/// One JSON object a line: `"table":name`, then each cell under the key of its column, in the order of the columns;
/// an empty cell is null. Keys are stable and in English whatever the language of the table. There are as many keys as
/// columns. Writes to `sink` a piece at a time; throws nothing but what `sink` throws. Linear.
void write_json_lines(const Table& table, std::string_view name, std::span<const std::string_view> keys,
                      const std::function<void(std::string_view)>& sink);

}  // namespace plan
