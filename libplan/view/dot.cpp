#include "libplan/view/dot.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/dot_legend.hpp"
#include "libplan/view/dot_model.hpp"
#include "libplan/view/dot_shelves.hpp"
#include "libplan/view/dot_style.hpp"
#include "libplan/view/dot_text.hpp"
#include "libplan/view/dot_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

/// Layered drawing (Sugiyama, Tagawa and Toda 1981; Gansner et al. 1993, which `dot` follows) is good at chains and
/// poor at applications without any line, which it piles up in one endless row: they are laid out as a grid, held by
/// lines that are not drawn.
namespace plan {

namespace {

/// Writes one drawing; one object per run.
class DotWriter {
public:
    DotWriter(const Portfolio& portfolio, const DotOptions& options, DotModel model)
        : portfolio_(portfolio),
          options_(options),
          model_(std::move(model)),
          words_(portfolio, options, model_),
          linked_(model_.shown.size(), false) {
        for (const DotEdge& edge : model_.edges)
            if (edge.from != edge.to) linked_[edge.from] = linked_[edge.to] = true;
    }

    std::string run() {
        open();
        if (!model_.shelves) frame_unlinked();
        write_frame(model_.root, 1);
        write_places();
        for (const DotEdge& edge : model_.edges) write_edge(edge);
        for (const DotFrameLink& link : model_.frame_links) write_link(link);
        if (options_.legend) out_ += dot_legend(portfolio_, options_, model_);
        out_ += "}\n";
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    }

    [[nodiscard]] const Application& application(std::uint32_t index) const { return portfolio_.applications[index]; }

    void open() {
        const std::string title = words_.title();
        put("digraph plan {{\n");
        put("  graph [rankdir={0}, charset=\"UTF-8\", bgcolor=white, pad=0.4, nodesep={1}, ranksep={2}, labelloc=t, "
            "labeljust=l, fontname=\"{3}\", fontsize=20, fontcolor=\"{4}\", label=<{5}>, tooltip={6}]\n",
            model_.shelves ? "TB" : "LR", model_.shelves ? "0.25" : "0.18", model_.shelves ? "0.45" : "0.9", dot_font,
            dot_ink, dot_html(title), dot_tooltip(title));
        if (!model_.frame_links.empty()) put("  compound=true\n");
        put("  node [fontname=\"{}\", fontsize=11, margin=\"0.12,0.06\", height=0.4, penwidth=1.2]\n", dot_font);
        put("  edge [fontname=\"{}\", fontsize=9, fontcolor=\"{}\", arrowsize=0.7]\n", dot_font, dot_muted);
    }

    void write_frame(const DotFrame& frame, int depth) {
        for (const DotFrame& inner : frame.frames) {
            open_frame(inner, depth * 2);
            write_frame(inner, depth + 1);
            put("{:{}}}}\n", "", depth * 2);
        }
        for (const std::uint32_t index : frame.applications) write_node(index, depth * 2);
    }

    /// In a drawing that follows lines, what has none comes first, in a frame of its own.
    void frame_unlinked() {
        DotFrame unlinked;
        unlinked.label = words_.say("Sans ligne tracée", "No line drawn");
        std::erase_if(model_.root.applications, [&](std::uint32_t index) {
            if (!linked_[index]) unlinked.applications.push_back(index);
            return !linked_[index];
        });
        if (unlinked.applications.empty()) return;
        if (model_.root.applications.empty() && model_.root.frames.empty())
            model_.root.applications = std::move(unlinked.applications);
        else
            model_.root.frames.push_back(std::move(unlinked));
    }

    void open_frame(const DotFrame& frame, int indent) {
        put("{:{}}subgraph \"cluster_{}\" {{\n", "", indent, ++frames_);
        put("{:{}}graph [label=<{}>, labeljust=l, fontname=\"{}\", fontsize={}, style=\"rounded{}\", color=\"{}\", "
            "penwidth={}, margin={}, tooltip={}]\n",
            "", indent + 2, frame.minor ? dot_html_lines(frame.label, 40, 2) : "<b>" + dot_html(frame.label) + "</b>",
            dot_font, frame.minor ? 10 : 14, frame.minor ? ",dashed" : "", frame.minor ? dot_muted : "#9aa5b5",
            frame.minor ? 1 : 1.5, frame.minor ? 8 : 14, dot_tooltip(frame.label));
    }

    void write_places() {
        if (model_.shelves) {
            const DotShelves shelves =
                dot_shelves(model_.root, dot_columns(model_.applications), !model_.frames_in_order);
            for (const DotShelves::Place& place : shelves.places)
                put("  {} -> {} [style=invis, weight={}]\n", name(place.upper), name(place.lower),
                    place.same_column ? 8 : 0);
            if (shelves.top.empty()) return;
            put("  \":top\" [shape=point, style=invis, width=0.01, height=0.01, ordering=out]\n");
            for (const std::uint32_t index : shelves.top)
                put("  \":top\" -> {} [style=invis, weight={}]\n", name(index), index == shelves.top.front() ? 8 : 0);
            return;
        }
        write_unlinked(model_.root);
    }

    /// Applications without any line, in rows.
    void write_unlinked(const DotFrame& frame) {
        for (const DotFrame& inner : frame.frames) write_unlinked(inner);
        std::vector<std::uint32_t> unlinked;
        std::ranges::copy_if(frame.applications, std::back_inserter(unlinked),
                             [this](std::uint32_t index) { return !linked_[index]; });
        const std::size_t columns = std::max<std::size_t>(dot_columns(unlinked.size()), 6);
        for (std::size_t place = 1; place < unlinked.size(); ++place)
            if (place % columns != 0)
                put("  {} -> {} [style=invis]\n", name(unlinked[place - 1]), name(unlinked[place]));
    }

    [[nodiscard]] std::string name(std::uint32_t index) const { return dot_name(application(index).id); }

    void write_node(std::uint32_t index, int indent) {
        const bool centre = options_.centre && *options_.centre == index;
        put("{:{}}{} [{}, label=<{}>, tooltip={}{}]\n", "", indent, name(index),
            dot_node_style(application(index), model_, options_.colour), label(index), dot_tooltip(words_.about(index)),
            centre ? ", peripheries=2, penwidth=3" : "");
    }

    [[nodiscard]] std::string label(std::uint32_t index) const {
        const Application& record = application(index);
        const bool named = !record.name.empty() && record.name != record.id;
        std::string text = "<b>" + dot_html_lines(named ? record.name : record.id, 24, 3) + "</b>";
        const std::vector<std::string> facts = words_.facts(index, named);
        if (!facts.empty()) text += small(9, join(facts, " · "), 34, 2);
        for (const std::string& list : words_.written(index)) text += small(8, list, 38, 4);
        return text;
    }

    [[nodiscard]] static std::string small(int size, std::string_view text, std::size_t width, std::size_t lines) {
        return fmt::format("<br/><font point-size=\"{}\">{}</font>", size, dot_html_lines(text, width, lines));
    }

    void write_edge(const DotEdge& edge) {
        put("  {} -> {} [{}, tooltip={}", name(edge.from), name(edge.to), dot_edge_style(edge),
            dot_tooltip(words_.about(edge)));
        if (model_.shelves)
            put(", constraint=false, weight=0");
        else if (edge.strong)
            put(", weight=4");
        if (const std::string text = words_.on_line(edge); !text.empty()) put(", label=\"{}\"", text);
        put("]\n");
    }

    /// From frame to frame: the ends are applications, cut off where the frames end. Places have no frames within.
    void write_link(const DotFrameLink& link) {
        const DotFrame &one = model_.root.frames[link.one], &other = model_.root.frames[link.other];
        DotEdge look;
        look.bridge = true;
        look.strong = link.bridges > 9;
        put("  {} -> {} [{}, dir=none, ltail=\"cluster_{}\", lhead=\"cluster_{}\", constraint=false, weight=0, "
            "label={}, "
            "tooltip={}, fontsize=12]\n",
            name(middle(one)), name(middle(other)), dot_edge_style(look), link.one + 1, link.other + 1,
            dot_tooltip(words_.on_link(link)),
            dot_tooltip(one.label + " ↔ " + other.label + " · " + words_.on_link(link)));
    }

    static std::uint32_t middle(const DotFrame& frame) { return frame.applications[frame.applications.size() / 2]; }

    const Portfolio& portfolio_;
    const DotOptions& options_;
    DotModel model_;
    DotWords words_;
    std::vector<bool> linked_;
    std::string out_;
    std::size_t frames_ = 0;
};

}  // namespace

std::string dependency_dot(const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    return DotWriter(portfolio, options, dot_model(portfolio, options, report)).run();
}

}  // namespace plan
