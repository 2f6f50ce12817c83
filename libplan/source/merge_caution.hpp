#pragma once

#include "libplan/record/portfolio.hpp"

#include <string_view>

/// Internal to this room.
namespace plan {

/// Two inputs of equal precedence give one field two values: whether `a` is the one to keep. For what a decision on
/// sensitivity, need or time rests on it is the more cautious value (a yes to "holds health data", the higher marking,
/// the shorter interruption that is bearable, the earlier end), else the smaller by json_less(). A total order for each
/// field, so that the value kept depends neither on the order of the inputs nor on which were merged first.
/// `field` is dotted: "harm.public_order". Both are valid JSON.
[[nodiscard]] bool kept_before(RecordType type, std::string_view field, std::string_view a, std::string_view b);

}  // namespace plan
