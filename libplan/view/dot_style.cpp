#include "libplan/view/dot_style.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace plan {

namespace {

constexpr std::string_view cycle_colour = "#b01f47";
constexpr std::string_view strong_colour = "#1f2937";
constexpr std::string_view bridge_colour = "#b45309";
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

std::string_view node_class(const Application& application, const DotModel& model) {
    return model.classified ? shown_class(application) : std::string_view("internal");
}

std::optional<Shade> node_shade(const Application& application, const DotModel& model, DotColour colour) {
    if (colour == DotColour::sensitivity_class && model.classified) return class_swatch(shown_class(application)).light;
    if (colour == DotColour::wave && application.planned && application.planned->wave)
        return wave_swatch(*application.planned->wave).light;
    return std::nullopt;
}

std::string dot_node_style(const Application& application, const DotModel& model, DotColour colour) {
    const auto shade = node_shade(application, model, colour);
    return node_style(node_class(application, model), shade ? filled(*shade) : blank());
}

std::string dot_class_style(std::string_view class_id, DotColour colour) {
    const bool filling = colour == DotColour::sensitivity_class;
    return node_style(class_id, filling ? filled(class_swatch(class_id).light) : blank());
}

std::string dot_edge_style(const DotEdge& edge) {
    const LineStyle& line = line_styles[static_cast<std::size_t>(edge.kind)];
    const LineLook look = line_look(edge);
    // Two strands side by side tell a bridge without its colour.
    std::string style =
        edge.bridge ? fmt::format("arrowhead={}, color=\"{}:#ffffff:{}\", penwidth={}", line.head, look.colour,
                                  look.colour, look.width)
                    : fmt::format("arrowhead={}, color=\"{}\", penwidth={}", line.head, look.colour, look.width);
    if (line.dashes != "solid") style += fmt::format(", style={}", line.dashes);
    return style;
}

LineLook line_look(const DotEdge& edge) {
    if (edge.bridge) return {bridge_colour, edge.strong ? 2.2 : 1.4};
    if (edge.in_cycle) return {cycle_colour, 2.2};
    return edge.strong ? LineLook{strong_colour, 2.2} : LineLook{weak_colour, 0.9};
}

bool is_dashed(FlowKind kind) {
    return line_styles[static_cast<std::size_t>(kind)].dashes != "solid";
}

}  // namespace plan
