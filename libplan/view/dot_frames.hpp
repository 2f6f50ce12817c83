#pragma once

#include "libplan/view/dot_model.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Internal to this room.
namespace plan {

/// The wave in which the plan moves it.
[[nodiscard]] std::optional<std::int64_t> dot_wave(const Application& application);

/// For each application the frame of the root in which it stands, from 1; 0 for none.
[[nodiscard]] std::vector<std::uint32_t> dot_frame_numbers(const DotFrame& root, std::size_t applications);

/// Puts the applications shown into frames, and says how those are laid out.
void dot_frame(const Portfolio& portfolio, const DotOptions& options, DotModel& model);

}  // namespace plan
