#include "libplan/view/dot_style.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace plan {

namespace {

constexpr std::string_view cycle_colour = "#b01f47";
constexpr std::string_view strong_colour = "#1f2937";
constexpr std::string_view weak_colour = "#7c8896";

struct LineStyle {
    std::string_view head;
    std::string_view dashes;
};

/// In the order of FlowKind: the caller waits on solid lines, not on dashed ones; dots are people or nightly jobs.
constexpr std::array<LineStyle, 9> line_styles = {{{"normal", "solid"},
                                                   {"vee", "solid"},
                                                   {"box", "dashed"},
                                                   {"odiamond", "dashed"},
                                                   {"dot", "solid"},
                                                   {"diamond", "solid"},
                                                   {"odot", "solid"},
                                                   {"obox", "dotted"},
                                                   {"crow", "dotted"}}};

std::string filled(const Shade& shade) {
    return fmt::format("fillcolor=\"{}\", fontcolor=\"{}\", color=\"{}\"", shade.fill.to_hex(), shade.ink.to_hex(),
                       shade.fill.to_hex());
}

std::string blank() {
    return fmt::format("fillcolor=\"#ffffff\", fontcolor=\"{0}\", color=\"{0}\"", dot_ink);
}

std::string node_style(std::string_view class_id, const std::string& colours) {
    return fmt::format("shape={}, style=\"filled{}\", {}", dot_shape(class_id),
                       class_id == "internal" ? ",rounded" : "", colours);
}

}  // namespace

std::string_view dot_shape(std::string_view class_id) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> shapes = {{{"open", "ellipse"},
                                                                                      {"internal", "box"},
                                                                                      {"personal", "box"},
                                                                                      {"protected", "hexagon"},
                                                                                      {"sensitive", "octagon"},
                                                                                      {"restricted", "doubleoctagon"},
                                                                                      {"classified", "tripleoctagon"},
                                                                                      {"to_qualify", "note"}}};
    for (const auto& [id, shape] : shapes)
        if (id == class_id) return shape;
    return "component";
}

std::string dot_node_style(const Application& application, const DotModel& model, DotColour colour) {
    const std::string_view class_id = model.classified ? shown_class(application) : std::string_view("internal");
    std::string colours = blank();
    if (colour == DotColour::sensitivity_class && model.classified) colours = filled(class_swatch(class_id).light);
    if (colour == DotColour::wave && application.planned && application.planned->wave)
        colours = filled(wave_swatch(*application.planned->wave).light);
    return node_style(class_id, colours);
}

std::string dot_class_style(std::string_view class_id, DotColour colour) {
    const bool filling = colour == DotColour::sensitivity_class;
    return node_style(class_id, filling ? filled(class_swatch(class_id).light) : blank());
}

std::string dot_edge_style(FlowKind kind, bool strong, bool in_cycle) {
    const LineStyle& line = line_styles[static_cast<std::size_t>(kind)];
    std::string style =
        fmt::format("arrowhead={}, color=\"{}\", penwidth={}", line.head,
                    in_cycle ? cycle_colour : (strong ? strong_colour : weak_colour), strong ? "2.2" : "0.9");
    if (line.dashes != "solid") style += fmt::format(", style={}", line.dashes);
    return style;
}

}  // namespace plan
