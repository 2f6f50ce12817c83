#pragma once

#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <string>

namespace plan::tools {

/// The place of the application that a person typed the id of. Throws Error(usage), code "unknown-application", when
/// there is none; the message offers the id that is nearest, whatever its case and accents. O(applications) then.
[[nodiscard]] std::size_t find_application(const Portfolio& portfolio, const std::string& id);

}  // namespace plan::tools
