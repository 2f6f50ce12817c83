#pragma once

#include <string>
#include <string_view>

namespace plan {

/// Line ends become LF; other control characters, which no spreadsheet keeps, become U+FFFD. Linear.
[[nodiscard]] std::string without_control_characters(std::string_view text);

}  // namespace plan
