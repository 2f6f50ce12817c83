#pragma once

#include <string_view>

/// What conditions may ask of what flows bring. Internal to this room.
namespace plan::received_names {

inline constexpr std::string_view data = "inherited_data";
inline constexpr std::string_view unstated = "inherited_unstated";
inline constexpr std::string_view sources = "inherited_sources";
inline constexpr std::string_view undeclared = "sent_undeclared";

}  // namespace plan::received_names
