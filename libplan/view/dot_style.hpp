#pragma once

#include "libplan/record/records.hpp"
#include "libplan/view/dot_model.hpp"
#include "libplan/view/palette.hpp"

#include <string>
#include <string_view>

/// How nodes and lines look. Internal to this room.
namespace plan {

inline constexpr std::string_view dot_font = "Helvetica,Arial,sans-serif";
inline constexpr std::string_view dot_ink = "#1f2937";
inline constexpr std::string_view dot_muted = "#5b6675";  ///< 5.8:1 on white

/// The stricter the class, the more its shape looks like a stop sign.
[[nodiscard]] std::string_view dot_shape(std::string_view class_id);

/// Attributes of a node: shape, fill and text colour.
[[nodiscard]] std::string dot_node_style(const Application& application, const DotModel& model, DotColour colour);
/// The same for a sample of a class in the legend.
[[nodiscard]] std::string dot_class_style(std::string_view class_id, DotColour colour);

/// Attributes of a line: the head tells the kind, dashes that nobody waits for the answer, width and colour the
/// coupling.
[[nodiscard]] std::string dot_edge_style(FlowKind kind, bool strong, bool in_cycle);

}  // namespace plan
