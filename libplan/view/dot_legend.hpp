#pragma once

#include "libplan/view/dot_model.hpp"

#include <string>

/// Internal to this room.
namespace plan {

/// A frame that explains what this drawing uses, and only that: classes with how many applications have each, kinds and
/// couplings of flows, cycles, hubs.
[[nodiscard]] std::string dot_legend(const Portfolio& portfolio, const DotOptions& options, const DotModel& model);

}  // namespace plan
