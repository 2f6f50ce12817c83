#pragma once

#include "libplan/base/date.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// How files for other programs write texts. Internal to this room.
namespace plan {

/// For element content and attributes: valid UTF-8 without a character that XML forbids, markup escaped.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The text, or its first `most` - 1 characters (code points) and "…"; `most` >= 1. Valid UTF-8.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// "20270403"
[[nodiscard]] std::string compact_date(Date date);

}  // namespace plan
