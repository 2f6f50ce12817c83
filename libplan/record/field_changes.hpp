#pragma once

#include "libplan/record/difference.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Two records that are one, member by member, at the level of JSON. Internal to this room.
namespace plan {

/// The fields that differ, by name; an object is compared member by member, also where one of the two has none.
/// O(n log n) in the bytes of the records.
[[nodiscard]] std::vector<FieldChange> field_changes(RecordType type, std::string_view before, std::string_view after,
                                                     const DifferenceOptions& options);

/// All that a record says of what is compared, as one text: equal for records between which no field differs.
[[nodiscard]] std::string said_by(RecordType type, std::string_view record, const DifferenceOptions& options);

}  // namespace plan
