#pragma once

#include "libplan/graph/coupling.hpp"

#include <string_view>

namespace plan {

/// Reads the rules that weigh flows from a file of plan-coupling(5). Throws Error(invalid_input) with line and column
/// when the XML is broken, an element, attribute, kind or strength is unknown, a rule stands twice or lacks its text or
/// reason in a language, bounds do not ascend, or a number lies outside [0.05, 20]. O(size).
[[nodiscard]] CouplingModel read_coupling_model(std::string_view text, std::string_view name);

}  // namespace plan
