#include "libplan/view/mermaid_graph.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/dot_model.hpp"
#include "libplan/view/dot_style.hpp"
#include "libplan/view/dot_text.hpp"
#include "libplan/view/dot_words.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace plan {

namespace {

constexpr std::size_t usual_edge_limit = 500;      ///< maxEdges of Mermaid's configuration
constexpr std::size_t usual_text_limit = 50000;    ///< maxTextSize
constexpr std::size_t lines_with_their_kind = 60;  ///< more than so many labels hide what they stand on

/// Between quotation marks: entity codes for all but letters, digits and what is harmless between words.
std::string label_text(std::string_view text) {
    constexpr std::string_view harmless = " .,'-";
    std::string label;
    for (const char character : drawable_text(text)) {
        const auto byte = static_cast<unsigned char>(character);
        const bool plain = byte >= 0x80 || (character >= '0' && character <= '9') ||
                           (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
                           harmless.find(character) != std::string_view::npos;
        if (plain)
            label += character;
        else
            label += fmt::format("#{};", static_cast<int>(byte));
    }
    return trim(label).empty() ? "#160;" : label;
}

/// A double-quoted scalar of YAML, for the title.
std::string yaml_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char character : drawable_text(text)) {
        if (character == '"' || character == '\\') quoted += '\\';
        quoted += character;
    }
    return quoted + '"';
}

/// What stands around the label of a node, by its class.
std::pair<std::string_view, std::string_view> brackets(std::string_view class_id) {
    struct Shape {
        std::string_view class_id, open, close;
    };
    constexpr std::array<Shape, 8> shapes = {{{"open", "([", "])"},
                                              {"internal", "(", ")"},
                                              {"personal", "[", "]"},
                                              {"protected", "{{", "}}"},
                                              {"sensitive", "[[", "]]"},
                                              {"restricted", "[/", "\\]"},
                                              {"classified", "[\\", "/]"},
                                              {"to_qualify", ">", "]"}}};
    for (const Shape& shape : shapes)
        if (shape.class_id == class_id) return {shape.open, shape.close};
    return {"[", "]"};
}

class MermaidWriter {
public:
    MermaidWriter(const Portfolio& portfolio, const DotOptions& options, const DotModel& model)
        : portfolio_(portfolio), options_(options), model_(model), words_(portfolio, options, model) {}

    std::string run() {
        put("---\ntitle: {}\n---\nflowchart {}\n", yaml_text(words_.title()), model_.shelves ? "TB" : "LR");
        if (options_.legend)
            for (const std::string& note : words_.notes()) put("  %% {}\n", comment(note));
        frame(model_.root, 1);
        for (const DotEdge& edge : model_.edges) write_edge(edge);
        for (const DotFrameLink& link : model_.frame_links)
            put("  f{} ---|\"{}\"| f{}\n", link.one + 1, label_text(words_.on_link(link)), link.other + 1);
        write_fills();
        write_line_styles();
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    }

    /// A comment ends with its line; braces would begin a directive.
    static std::string comment(std::string_view text) {
        std::string plain = drawable_text(text);
        std::erase_if(plain, [](char character) { return character == '{' || character == '}'; });
        return plain;
    }

    void frame(const DotFrame& frame, int depth) {
        for (const DotFrame& inner : frame.frames) {
            put("{:{}}subgraph f{}[\"{}\"]\n", "", depth * 2, ++frames_, label_text(inner.label));
            this->frame(inner, depth + 1);
            put("{:{}}end\n", "", depth * 2);
        }
        for (const std::uint32_t index : frame.applications) write_node(index, depth * 2);
    }

    void write_node(std::uint32_t index, int indent) {
        const Application& record = portfolio_.applications[index];
        const bool named = !record.name.empty() && record.name != record.id;
        std::string label =
            "<b>" + label_text(shortened_text(drawable_text(named ? record.name : record.id), 60)) + "</b>";
        const auto line = [&label](const std::string& text) {
            label += "<br/>" + label_text(shortened_text(drawable_text(text), 120));
        };
        if (const auto facts = words_.facts(index, named); !facts.empty()) line(join(facts, " · "));
        for (const std::string& list : words_.written(index)) line(list);
        const auto [open, close] = brackets(node_class(record, model_));
        put("{:{}}n{}{}\"{}\"{}\n", "", indent, index, open, label, close);
        if (const auto shade = node_shade(record, model_, options_.colour))
            filled_[{shade->fill.to_hex(), shade->ink.to_hex()}].push_back(index);
        if (options_.centre && *options_.centre == index) centre_ = index;
    }

    void write_edge(const DotEdge& edge) {
        std::vector<std::string> words;
        if (const std::string text = words_.on_line(edge); !text.empty()) words.push_back(text);
        if (edge.kind != FlowKind::unspecified && model_.edges.size() <= lines_with_their_kind)
            words.emplace_back(name_of(edge.kind, options_.language));
        const std::string_view line = edge.strong ? "==>" : is_dashed(edge.kind) ? "-.->" : "-->";
        put("  n{} {}", edge.from, line);
        if (!words.empty()) put("|\"{}\"|", label_text(join(words, ", ")));
        put(" n{}\n", edge.to);
    }

    void write_fills() {
        std::size_t number = 0;
        for (const auto& [colours, nodes] : filled_) {
            put("  classDef c{} fill:{},color:{},stroke:{}\n", number, colours.first, colours.second, colours.first);
            put("  class {} c{}\n", numbered("n", nodes), number++);
        }
        if (centre_) put("  style n{} stroke-width:4px\n", *centre_);
    }

    /// Lines are numbered as they were written.
    void write_line_styles() {
        std::map<std::pair<std::string_view, double>, std::vector<std::uint32_t>> looks;
        for (std::uint32_t place = 0; place < model_.edges.size(); ++place)
            if (const DotEdge& edge = model_.edges[place]; edge.bridge || edge.in_cycle) {
                const LineLook look = line_look(edge);
                looks[{look.colour, edge.bridge ? 2 * look.width : look.width}].push_back(place);
            }
        for (const auto& [look, lines] : looks)
            put("  linkStyle {} stroke:{},stroke-width:{}px\n", numbered("", lines), look.first, look.second);
    }

    static std::string numbered(std::string_view before, const std::vector<std::uint32_t>& numbers) {
        std::vector<std::string> list;
        for (const std::uint32_t number : numbers) list.push_back(fmt::format("{}{}", before, number));
        return join(list, ",");
    }

    const Portfolio& portfolio_;
    const DotOptions& options_;
    const DotModel& model_;
    DotWords words_;
    std::string out_;
    std::size_t frames_ = 0;
    std::optional<std::uint32_t> centre_;
    std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> filled_;  ///< nodes by fill and ink
};

}  // namespace

std::string dependency_mermaid(const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    const DotModel model = dot_model(portfolio, options, report);
    std::string text = MermaidWriter(portfolio, options, model).run();
    const auto letters = static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
    if (report && (model.edges.size() > usual_edge_limit || letters > usual_text_limit))
        report({Severity::warning,
                "mermaid-limit",
                PLAN_TEXT("{} lines and {} characters: Mermaid draws at most 500 and 50000 unless its maxEdges and "
                          "maxTextSize say otherwise; --around, --reduce or --cluster owner give less"),
                {std::to_string(model.edges.size()), std::to_string(letters)},
                {}});
    return text;
}

}  // namespace plan
