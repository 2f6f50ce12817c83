#include "libplan/view/dot_legend.hpp"

#include "libplan/base/text.hpp"
#include "libplan/view/dot_style.hpp"
#include "libplan/view/dot_text.hpp"
#include "libplan/view/dot_words.hpp"
#include "libplan/view/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace plan {

namespace {

class LegendWriter {
public:
    LegendWriter(const Portfolio& portfolio, const DotOptions& options, const DotModel& model)
        : portfolio_(portfolio), options_(options), model_(model) {}

    std::string run() {
        put("  subgraph \"cluster_legend\" {{\n");
        put("    graph [label=<<b>{}</b>>, labeljust=l, fontname=\"{}\", fontsize=14, style=\"filled,rounded\", "
            "fillcolor=\"#f6f7f9\", color=\"#9aa5b5\", margin=14, tooltip={}]\n",
            words("Légende", "Legend"), dot_font, dot_tooltip(words("Légende", "Legend")));
        put("    node [fontsize=10, height=0.3]\n");
        if (model_.classified) write_classes();
        write_lines();
        write_text();
        write_rows();
        put("  }}\n");
        if (model_.shelves && model_.applications > 0 && !rows_.empty())
            put("  \"{}\" -> \":top\" [style=invis, weight=8]\n", rows_.back().front());
        return std::move(out_);
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    }

    [[nodiscard]] std::string_view words(std::string_view french, std::string_view english) const {
        return Words{french, english}.in(options_.language);
    }

    /// The shipped classes by strictness, then those of other policies by id.
    void write_classes() {
        std::map<std::string_view, std::size_t> count;
        for (std::size_t index = 0; index < portfolio_.applications.size(); ++index)
            if (model_.shown[index]) ++count[shown_class(portfolio_.applications[index])];
        const auto write = [&](std::string_view id, std::size_t applications) {
            const std::string text = class_swatch(id).name(options_.language);
            put("    \"{}\" [{}, label=<{}<br/><font point-size=\"9\">{}</font>>, tooltip={}]\n",
                place(fmt::format(":class {}", ++classes_), 10), dot_class_style(id, options_.colour), dot_html(text),
                counted(static_cast<std::int64_t>(applications), {"application", "application"},
                        {"applications", "applications"}, options_.language),
                dot_tooltip(text));
        };
        for (const Swatch& swatch : class_swatches())
            if (const auto found = count.find(swatch.id); found != count.end()) {
                write(found->first, found->second);
                count.erase(found);
            }
        for (const auto& [id, applications] : count) write(id, applications);
    }

    /// One sample for each look that some line has.
    void write_lines() {
        if (model_.edges.empty() && model_.frame_links.empty()) return;
        rows_.emplace_back();
        std::set<std::pair<bool, bool>> couplings;
        std::set<FlowKind> kinds;
        bool bridges = !model_.frame_links.empty();
        for (const DotEdge& edge : model_.edges) {
            if (!edge.bridge) couplings.insert({edge.strong, edge.in_cycle});
            kinds.insert(edge.kind);
            bridges = bridges || edge.bridge;
        }
        for (const FlowKind kind : kinds)
            write_sample(kind == FlowKind::unspecified ? words("Nature inconnue", "Kind unknown")
                                                       : name_of(kind, options_.language),
                         dot_edge_style(sample(kind, false, false)));
        for (const auto& [strong, cycle] : couplings) {
            const std::string_view text = cycle ? words("Couplage fort, dans un cycle", "Strong coupling, in a cycle")
                                          : strong ? words("Couplage fort", "Strong coupling")
                                                   : words("Couplage faible", "Weak coupling");
            write_sample(text, dot_edge_style(sample(FlowKind::unspecified, strong, cycle)));
        }
        if (!bridges) return;
        DotEdge bridge = sample(FlowKind::unspecified, false, false);
        bridge.bridge = true;
        write_sample(words("Passerelle entre deux sites", "Bridge between two sites"), dot_edge_style(bridge));
    }

    static DotEdge sample(FlowKind kind, bool strong, bool in_cycle) {
        DotEdge edge;
        edge.kind = kind;
        edge.strong = strong;
        edge.in_cycle = in_cycle;
        return edge;
    }

    void write_sample(std::string_view text, const std::string& style) {
        ++samples_;
        put("    \"{}\" [shape=plaintext, fontcolor=\"{}\", label=<{}>]\n", place(fmt::format(":line {}", samples_), 4),
            dot_ink, dot_html(text));
        put("    \":end {}\" [shape=point, style=invis, width=0.05, height=0.05, label=\"\"]\n", samples_);
        if (model_.shelves)
            put("    {{ rank=same; \":line {0}\" -> \":end {0}\" [{1}, minlen=2] }}\n", samples_, style);
        else
            put("    \":line {0}\" -> \":end {0}\" [{1}]\n", samples_, style);
    }

    /// What an arrow says, and which flows are text and not lines.
    void write_text() {
        const std::string text = join(DotWords(portfolio_, options_, model_).notes(), " ");
        rows_.emplace_back();
        put("    \"{}\" [shape=plaintext, fontcolor=\"{}\", label=<{}>, tooltip={}]\n", place(":text", 1), dot_ink,
            dot_html_lines(text, model_.shelves ? 110 : 64, 20), dot_tooltip(text));
    }

    /// Gives the sample a place in the last row, or in a further one when that is full.
    std::string place(std::string name, std::size_t row_length) {
        if (rows_.empty() || rows_.back().size() >= row_length) rows_.emplace_back();
        rows_.back().push_back(name);
        return name;
    }

    void write_rows() {
        if (model_.shelves) put("    \":legend\" [shape=point, style=invis, width=0.01, height=0.01, ordering=out]\n");
        for (std::size_t row = 0; row < rows_.size(); ++row)
            for (std::size_t column = 0; column < rows_[row].size(); ++column) write_place(row, column);
    }

    /// From top to bottom, each stands under the one above it; from left to right, after the one before it.
    void write_place(std::size_t row, std::size_t column) {
        if (model_.shelves && row > 0) {
            const std::vector<std::string>& upper = rows_[row - 1];
            put("    \"{}\" -> \"{}\" [style=invis]\n", upper[std::min(column, upper.size() - 1)], rows_[row][column]);
        }
        if (model_.shelves && row == 0) put("    \":legend\" -> \"{}\" [style=invis]\n", rows_[row][column]);
        if (model_.shelves || column == 0) return;
        std::string before = rows_[row][column - 1];
        if (const std::string_view line = ":line "; before.starts_with(line))
            before = ":end " + before.substr(line.size());
        put("    \"{}\" -> \"{}\" [style=invis]\n", before, rows_[row][column]);
    }

    const Portfolio& portfolio_;
    const DotOptions& options_;
    const DotModel& model_;
    std::string out_;
    std::size_t classes_ = 0, samples_ = 0;
    std::vector<std::vector<std::string>> rows_;  ///< names of the samples as they are to stand
};

}  // namespace

std::string dot_legend(const Portfolio& portfolio, const DotOptions& options, const DotModel& model) {
    return LegendWriter(portfolio, options, model).run();
}

}  // namespace plan
