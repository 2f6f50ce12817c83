#pragma once

#include "libplan/record/difference.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// The reasons beside fields that differ.
struct ChangedReasons {
    std::string object;              ///< whose they are: "planned"; "" for the record's own
    std::string_view before, after;  ///< JSON lists of reasons; empty: none
};

/// For each field that differs, the reasons of the innermost object around it that has some in the newer record; each
/// list once, by object. Linear in the record, times the depth of its objects.
[[nodiscard]] std::vector<ChangedReasons> changed_reasons(const Change& change);

/// Appends the `change` record of plan-records(5), LF included.
void write_change(std::string& out, const Change& change);

}  // namespace plan
