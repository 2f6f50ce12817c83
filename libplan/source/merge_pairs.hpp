#pragma once

#include "libplan/base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Two applications of which a person says that they are one, or that they are not.
struct ApplicationPair {
    std::string first, second;  ///< ids
    Location where;
};

/// A line holds two ids, parted by a semicolon, a tab or a comma (the first of these that the line has); what follows a
/// third separator is a remark. Blank lines and those that begin with # are skipped.
/// Throws Error(invalid_input) at a line of another form, and at broken UTF-8.
[[nodiscard]] std::vector<ApplicationPair> read_pairs(std::string_view text, std::string_view name);

}  // namespace plan
