#pragma once

#include "libplan/source/byte_source.hpp"
#include "libplan/source/json_document.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Reads the JSON documents that make one inventory, in the order of `set`, and gives each to `take`; one at a time is
/// in memory. `source` is that of the document at `path`, which is one of the set; the others are opened here, and
/// reported (note) as read with the first. Throws what JsonDocument and read_whole throw, Error(input_output) for a
/// file that cannot be opened, and what `take` throws.
void read_json_set(ByteSource& source, const std::string& path, const std::vector<std::string>& set,
                   const Report& report, const std::function<void(const JsonDocument&)>& take);

/// The documents of one export in the folder of `path`: those called by one of `names`, NAME.json, or by a page of it,
/// NAME-0.json to NAME-999.json; in the order of `names`, then of pages. Only `path` when it is called otherwise.
[[nodiscard]] std::vector<std::string> named_json_set(const std::string& path, std::span<const std::string_view> names);

/// The name in `names` by which a document is called, without its page; "" for none.
[[nodiscard]] std::string_view name_in_set(const std::string& path, std::span<const std::string_view> names);

}  // namespace plan
