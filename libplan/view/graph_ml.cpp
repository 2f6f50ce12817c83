#include "libplan/view/graph_ml.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/view/dot_model.hpp"
#include "libplan/view/dot_shelves.hpp"
#include "libplan/view/dot_style.hpp"
#include "libplan/view/dot_text.hpp"
#include "libplan/view/dot_words.hpp"
#include "libplan/view/svg.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace plan {

namespace {

struct Attribute {
    std::string_view id, kind, name, type;
};

/// What a program may compute with, by the names and types under which it finds them.
constexpr std::array attributes = {
    Attribute{"g_title", "graph", "title", "string"},
    Attribute{"n_label", "node", "label", "string"},
    Attribute{"n_name", "node", "name", "string"},
    Attribute{"n_code", "node", "code", "string"},
    Attribute{"n_cluster", "node", "cluster", "string"},
    Attribute{"n_class", "node", "class", "string"},
    Attribute{"n_strategy", "node", "strategy", "string"},
    Attribute{"n_criticality", "node", "criticality", "string"},
    Attribute{"n_owner", "node", "owner", "string"},
    Attribute{"n_site", "node", "site", "string"},
    Attribute{"n_target", "node", "target", "string"},
    Attribute{"n_place", "node", "place", "string"},
    Attribute{"n_group", "node", "group", "string"},
    Attribute{"n_wave", "node", "wave", "int"},
    Attribute{"n_cutover", "node", "cutover", "string"},
    Attribute{"n_users", "node", "users", "long"},
    Attribute{"e_label", "edge", "label", "string"},
    Attribute{"e_kind", "edge", "kind", "string"},
    Attribute{"e_coupling", "edge", "coupling", "string"},
    Attribute{"e_flows", "edge", "flows", "int"},
    Attribute{"e_volume", "edge", "volume_gb_per_day", "double"},
    Attribute{"e_cycle", "edge", "in_cycle", "boolean"},
    Attribute{"e_bridge", "edge", "bridge", "boolean"},
};

/// yEd's name of the shape that DOT has.
std::string_view yed_shape(std::string_view class_id) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> shapes = {{{"ellipse", "ellipse"},
                                                                                      {"box", "rectangle"},
                                                                                      {"hexagon", "hexagon"},
                                                                                      {"octagon", "octagon"},
                                                                                      {"doubleoctagon", "octagon"},
                                                                                      {"tripleoctagon", "octagon"},
                                                                                      {"note", "parallelogram"}}};
    if (class_id == "internal") return "roundrectangle";
    for (const auto& [dot, yed] : shapes)
        if (dot == dot_shape(class_id)) return yed;
    return "rectangle3d";
}

constexpr double column_width = 190, row_height = 72, node_width = 164, node_height = 48;

class GraphMlWriter {
public:
    GraphMlWriter(const Portfolio& portfolio, const DotOptions& options, const DotModel& model)
        : portfolio_(portfolio), options_(options), model_(model), words_(portfolio, options, model), xml_(out_) {}

    std::string run() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        xml_.open("graphml", {{"xmlns", "http://graphml.graphdrawing.org/xmlns"},
                              {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                              {"xmlns:y", "http://www.yworks.com/xml/graphml"},
                              {"xsi:schemaLocation",
                               "http://graphml.graphdrawing.org/xmlns "
                               "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd"}});
        for (const Attribute& attribute : attributes)
            xml_.leaf("key", {{"id", attribute.id},
                              {"for", attribute.kind},
                              {"attr.name", attribute.name},
                              {"attr.type", attribute.type}});
        xml_.leaf("key", {{"id", "n_look"}, {"for", "node"}, {"yfiles.type", "nodegraphics"}});
        xml_.leaf("key", {{"id", "e_look"}, {"for", "edge"}, {"yfiles.type", "edgegraphics"}});
        xml_.open("graph", {{"id", "plan"}, {"edgedefault", "directed"}});
        data("g_title", words_.title());
        frame(model_.root, "");
        std::size_t number = 0;
        for (const DotEdge& edge : model_.edges) write_edge(edge, number++);
        xml_.close();
        xml_.close();
        return std::move(out_);
    }

private:
    void data(std::string_view key, std::string_view value) {
        if (!value.empty()) xml_.text("data", drawable_text(value), {{"key", key}});
    }

    /// Its applications in rows, below what was written before.
    void frame(const DotFrame& frame, const std::string& cluster) {
        for (const DotFrame& inner : frame.frames)
            this->frame(inner, cluster.empty() ? inner.label : cluster + " / " + inner.label);
        const std::size_t columns = dot_columns(model_.applications);
        for (std::size_t place = 0; place < frame.applications.size(); ++place)
            write_node(frame.applications[place], cluster, column_width * static_cast<double>(place % columns),
                       top_ + row_height * static_cast<double>(place / columns));
        const std::size_t rows = (frame.applications.size() + columns - 1) / columns;
        if (rows > 0) top_ += row_height * (static_cast<double>(rows) + 0.5);
    }

    void write_node(std::uint32_t index, const std::string& cluster, double x, double y) {
        const Application& record = portfolio_.applications[index];
        const std::string& name = record.name.empty() ? record.id : record.name;
        xml_.open("node", {{"id", "n" + std::to_string(index)}});
        data("n_label", name);
        data("n_name", name);
        data("n_code", record.id);
        data("n_cluster", cluster);
        if (model_.classified) data("n_class", shown_class(record));
        data("n_strategy", keyword(record.assessment ? record.assessment->strategy : record.strategy));
        data("n_criticality", record.criticality);
        data("n_owner", record.business_owner.empty() ? record.ministry : record.business_owner);
        data("n_site", record.site);
        if (record.hosting) data("n_target", record.hosting->target);
        if (model_.day) {
            const DotDay& day = *model_.day;
            data("n_place", day.states.places()[day.states.whereabouts()[index].on(day.day)].name);
        }
        data("n_group", record.group);
        if (record.planned && record.planned->wave) data("n_wave", std::to_string(*record.planned->wave));
        if (record.planned && record.planned->cutover) data("n_cutover", record.planned->cutover->to_iso());
        if (record.users) data("n_users", std::to_string(*record.users));
        look_of_node(record, index, name, x, y);
        xml_.close();
    }

    void look_of_node(const Application& record, std::uint32_t index, const std::string& name, double x, double y) {
        const auto shade = node_shade(record, model_, options_.colour);
        const std::string ink = shade ? shade->ink.to_hex() : std::string(dot_ink);
        std::string label = shortened_text(drawable_text(name), 26);
        const std::vector<std::string> facts = words_.facts(index, name != record.id);
        if (!facts.empty()) label += "\n" + shortened_text(drawable_text(join(facts, " · ")), 34);
        xml_.open("data", {{"key", "n_look"}});
        xml_.open("y:ShapeNode");
        xml_.leaf("y:Geometry", {{"x", x}, {"y", y}, {"width", node_width}, {"height", node_height}});
        xml_.leaf("y:Fill", {{"color", shade ? shade->fill.to_hex() : std::string("#ffffff")}});
        xml_.leaf("y:BorderStyle", {{"color", dot_ink}, {"type", "line"}, {"width", 1.0}});
        xml_.text("y:NodeLabel", label, {{"fontSize", 10.0}, {"textColor", ink}});
        xml_.leaf("y:Shape", {{"type", yed_shape(node_class(record, model_))}});
        xml_.close();
        xml_.close();
    }

    void write_edge(const DotEdge& edge, std::size_t number) {
        xml_.open("edge", {{"id", "e" + std::to_string(number)},
                           {"source", "n" + std::to_string(edge.from)},
                           {"target", "n" + std::to_string(edge.to)}});
        data("e_label", words_.on_line(edge));
        data("e_kind", keyword(edge.kind));
        data("e_coupling", keyword(edge.strong ? Coupling::strong : Coupling::weak));
        data("e_flows", std::to_string(edge.flows));
        data("e_volume", number_text(edge.volume_gb_per_day));
        data("e_cycle", edge.in_cycle ? "true" : "false");
        if (model_.day) data("e_bridge", edge.bridge ? "true" : "false");
        const LineLook look = line_look(edge);
        xml_.open("data", {{"key", "e_look"}});
        xml_.open("y:PolyLineEdge");
        xml_.leaf("y:LineStyle", {{"color", look.colour},
                                  {"type", edge.bridge            ? "dashed_dotted"
                                           : is_dashed(edge.kind) ? "dashed"
                                                                  : "line"},
                                  {"width", look.width}});
        xml_.leaf("y:Arrows", {{"source", "none"}, {"target", "standard"}});
        if (const std::string text = words_.on_line(edge); !text.empty())
            xml_.text("y:EdgeLabel", text, {{"fontSize", 9.0}});
        xml_.close();
        xml_.close();
        xml_.close();
    }

    const Portfolio& portfolio_;
    const DotOptions& options_;
    const DotModel& model_;
    DotWords words_;
    std::string out_;
    SvgWriter xml_;
    double top_ = 0;
};

}  // namespace

std::string dependency_graphml(const Portfolio& portfolio, const DotOptions& options, const Report& report) {
    DotOptions whole = options;
    whole.hub_neighbours = 0;
    const DotModel model = dot_model(portfolio, whole, report);
    return GraphMlWriter(portfolio, whole, model).run();
}

}  // namespace plan
