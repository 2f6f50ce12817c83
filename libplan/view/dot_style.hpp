#pragma once

#include "libplan/record/records.hpp"
#include "libplan/view/dot_model.hpp"
#include "libplan/view/palette.hpp"

#include <optional>
#include <string>
#include <string_view>

/// How nodes and lines look. Internal to this room.
namespace plan {

inline constexpr std::string_view dot_font = "Helvetica,Arial,sans-serif";
inline constexpr std::string_view dot_ink = "#1f2937";
inline constexpr std::string_view dot_muted = "#5b6675";  ///< 5.8:1 on white

/// The stricter the class, the more its shape looks like a stop sign.
[[nodiscard]] std::string_view dot_shape(std::string_view class_id);

/// Fill and ink of a node; nothing: white, with dark ink.
[[nodiscard]] std::optional<Shade> node_shade(const Application& application, const DotModel& model, DotColour colour);
/// The class by which a node has its shape.
[[nodiscard]] std::string_view node_class(const Application& application, const DotModel& model);

/// Attributes of a node: shape, fill and text colour.
[[nodiscard]] std::string dot_node_style(const Application& application, const DotModel& model, DotColour colour);
/// The same for a sample of a class in the legend.
[[nodiscard]] std::string dot_class_style(std::string_view class_id, DotColour colour);

/// Attributes of a line: the head tells the kind, dashes that nobody waits for the answer, width and colour the
/// coupling; a bridge is a broad double line in a colour of its own.
[[nodiscard]] std::string dot_edge_style(const DotEdge& edge);

/// Colour and width of a line, for languages that have no heads and dashes as DOT has.
struct LineLook {
    std::string_view colour;
    double width = 1;
};
[[nodiscard]] LineLook line_look(const DotEdge& edge);
/// Nobody waits for what is sent along it: messages, files, batches, work by hand.
[[nodiscard]] bool is_dashed(FlowKind kind);

}  // namespace plan
