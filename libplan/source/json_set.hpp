#pragma once

#include "libplan/source/byte_source.hpp"
#include "libplan/source/json_document.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plan {

/// Reads the JSON documents that make one inventory, in the order of `set`, and gives each to `take`; one at a time is
/// in memory. `source` is that of the document at `path`, which is one of the set; the others are opened here, and
/// reported (note) as read with the first. Throws what JsonDocument and read_whole throw, Error(input_output) for a
/// file that cannot be opened, and what `take` throws.
void read_json_set(ByteSource& source, const std::string& path, const std::vector<std::string>& set,
                   const Report& report, const std::function<void(const JsonDocument&)>& take);

}  // namespace plan
