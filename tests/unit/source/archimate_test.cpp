#include "libplan/source/archimate_graph.hpp"
#include "libplan/source/archimate_model.hpp"
#include "libplan/source/import.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

/// A model in the making: elements are called by their ids.
class Drawing {
public:
    Drawing& element(std::string type, std::initializer_list<std::string> ids) {
        for (const std::string& id : ids) {
            ArchimateElement one;
            one.id = id;
            one.type = type;
            one.name = id;
            model_.add(std::move(one));
        }
        return *this;
    }
    Drawing& relation(std::string type, std::string source, std::string target) {
        ArchimateRelation one;
        one.id = "r" + std::to_string(model_.relations.size() + 1);
        one.type = std::move(type);
        one.source = std::move(source);
        one.target = std::move(target);
        model_.add(std::move(one));
        return *this;
    }
    ArchimateModel& model() { return model_; }

private:
    ArchimateModel model_{"folder/m.xml"};
};

struct Given {
    Portfolio portfolio;
    std::string lines;
    std::vector<Diagnostic> messages;

    [[nodiscard]] bool says(std::string_view code) const {
        return std::any_of(messages.begin(), messages.end(), [&](const Diagnostic& one) { return one.code == code; });
    }
    [[nodiscard]] std::string text(std::string_view code) const {
        for (const Diagnostic& one : messages)
            if (one.code == code) return fill_text(one.text, one.arguments);
        return {};
    }
    /// "from > to direction origin" of each flow.
    [[nodiscard]] std::vector<std::string> flows() const {
        std::vector<std::string> texts;
        for (const Flow& flow : portfolio.flows)
            texts.push_back(flow.from + " > " + flow.to + " " + std::string(keyword(effective_direction(flow))) + " " +
                            flow.origin);
        return texts;
    }
};

Given give(Drawing& drawing, FlowEnds ends = FlowEnds::by_kind) {
    Given given;
    const Report report = [&](const Diagnostic& diagnostic) { given.messages.push_back(diagnostic); };
    const Sink sink = [&](std::string_view text) { given.lines += text; };
    ReadOptions options;
    options.flow_ends = ends;
    Importer importer(options, sink, report);
    give_archimate(std::move(drawing.model()), importer, report);
    given.portfolio.read(given.lines + "{\"type\":\"end\"}\n", "-");
    return given;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("who uses a service depends on who realizes it", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).element("ApplicationService", {"s"});
    drawing.relation("Realization", "B", "s").relation("Serving", "s", "A").relation("Serving", "B", "A");
    CHECK(give(drawing).flows() == Texts{"A > B pull m.xml:r2 (s < B)", "A > B pull m.xml:r3"});
}

TEST_CASE("a flow carries data from its source to its target, whoever depends on whom", "[archimate]") {
    const auto drawn = [] {
        Drawing drawing;
        drawing.element("ApplicationComponent", {"A", "B"}).relation("Flow", "A", "B");
        return drawing;
    };
    Drawing unsaid = drawn(), calls = drawn(), data = drawn();
    const Given given = give(unsaid);
    CHECK(given.flows() == Texts{"A > B push m.xml:r1"});
    CHECK(given.says("flow-ends"));
    CHECK(give(calls, FlowEnds::calls).flows() == Texts{"A > B push m.xml:r1"});
    CHECK(give(data, FlowEnds::data).flows() == Texts{"B > A pull m.xml:r1"});
}

TEST_CASE("properties of a flow say what kind it is, and may say its direction", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).relation("Flow", "A", "B").relation("Flow", "A", "B");
    drawing.model().relations[0].properties = {{"Nature", "fichier"}, {"Source", "audit de 2024"}};
    drawing.model().relations[1].properties = {{"Nature", "API"}, {"Sens", "les deux"}};
    const Given given = give(drawing);
    CHECK(given.flows() == Texts{"B > A pull m.xml:r1", "A > B both m.xml:r2"});
    CHECK(given.portfolio.flows[0].kind == FlowKind::file);
    CHECK(given.lines.find("\"Source (2)\":\"audit de 2024\"") != std::string::npos);
}

TEST_CASE("what triggers depends on what it triggers", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).element("ApplicationFunction", {"f"});
    drawing.relation("Assignment", "A", "f").relation("Triggering", "f", "B");
    CHECK(give(drawing).flows() == Texts{"A > B pull m.xml:r2 (f < A)"});
}

TEST_CASE("behind a collaboration stand the components that it aggregates", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B", "C"}).element("ApplicationCollaboration", {"k"});
    drawing.element("ApplicationInteraction", {"i"});
    drawing.relation("Aggregation", "k", "A").relation("Aggregation", "k", "B").relation("Assignment", "k", "i");
    drawing.relation("Serving", "i", "C");
    CHECK(give(drawing).flows() == Texts{"C > A pull m.xml:r4 (i < k < A)", "C > B pull m.xml:r4 (i < k < B)"});
}

TEST_CASE("through junctions every source meets every target, by relations of one type", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B", "C", "D"}).element("Junction", {"j", "k"});
    drawing.relation("Serving", "A", "j").relation("Serving", "B", "j").relation("Serving", "j", "k");
    drawing.relation("Serving", "k", "C").relation("Serving", "k", "j").relation("Triggering", "j", "D");
    const Given given = give(drawing);
    CHECK(given.flows() == Texts{"C > A pull m.xml:r1 > r4", "C > B pull m.xml:r2 > r4"});
}

TEST_CASE("a junction that leads nowhere or everywhere gives no flow, and is counted", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A"}).element("Junction", {"j", "k"});
    drawing.relation("Serving", "A", "j").relation("Flow", "A", "k");
    for (std::size_t index = 0; index <= ArchimateGraph::most_behind_junction; ++index) {
        drawing.element("ApplicationComponent", {"t" + std::to_string(index)});
        drawing.relation("Flow", "k", "t" + std::to_string(index));
    }
    const Given given = give(drawing);
    CHECK(given.portfolio.flows.empty());
    CHECK(given.text("not-read") ==
          "read, and without use here: relation Serving to a junction that leads nowhere (1), "
          "relation Flow to a junction with too many ends (1)");
}

TEST_CASE("a component within a component is an application of its own, and says of what it is part", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B", "C"});
    drawing.relation("Composition", "A", "B").relation("Aggregation", "C", "B").relation("Composition", "A", "A");
    const Given given = give(drawing);
    CHECK(given.portfolio.applications.size() == 3);
    CHECK(given.portfolio.flows.empty());
    CHECK(given.lines.find("\"Part of\":\"A; C\"") != std::string::npos);
    CHECK(given.text("nested-components").starts_with("1 of 3 components are part of another one"));
}

TEST_CASE("what an application accesses and stands on become columns of its row", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A"}).element("ApplicationFunction", {"f"}).element("DataObject", {"d"});
    drawing.element("Node", {"n"}).element("SystemSoftware", {"os", "db"}).element("Location", {"Paris"});
    drawing.element("Artifact", {"war"}).element("TechnologyService", {"backup"}).element("Grouping", {"HR"});
    drawing.relation("Assignment", "A", "f").relation("Access", "f", "d").relation("Access", "A", "d");
    drawing.relation("Realization", "war", "A").relation("Assignment", "n", "war").relation("Composition", "n", "os");
    drawing.relation("Composition", "Paris", "n").relation("Aggregation", "n", "Paris");  // a circle
    drawing.relation("Serving", "db", "f").relation("Serving", "backup", "A").relation("Aggregation", "HR", "A");
    const Given given = give(drawing);
    CHECK(given.lines.find("\"extra\":{\"DataObject\":\"d\",\"Artifact\":\"war\",\"Node\":\"n\",\"Location\":\"Paris\","
                           "\"SystemSoftware\":\"db\",\"TechnologyService\":\"backup\",\"Grouping\":\"HR\"}") !=
          std::string::npos);
}

TEST_CASE("technology without end is cut, and counted", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A"});
    for (std::size_t index = 0; index <= ArchimateGraph::most_hosts; ++index) {
        drawing.element("Node", {"n" + std::to_string(index)});
        if (index > 0) drawing.relation("Composition", "n" + std::to_string(index), "n" + std::to_string(index - 1));
    }
    drawing.relation("Assignment", "n0", "A");
    const Given given = give(drawing);
    CHECK(given.lines.find("n63") != std::string::npos);
    CHECK(given.lines.find("n64") == std::string::npos);
    CHECK(given.text("not-read").find("from technology on too many other elements (1)") != std::string::npos);
}

TEST_CASE("properties become columns, several values of one are joined", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A"});
    drawing.model().elements[0].documentation = "Pays people";
    drawing.model().elements[0].properties = {
        {"Confidentialité", "3"}, {"Langages", "Java"}, {"Langages", ""}, {"Langages", "SQL"}, {"Langages", "Java"}};
    const Given given = give(drawing);
    const Application& application = given.portfolio.applications.at(0);
    CHECK(application.description == "Pays people");
    CHECK(application.dicp.c == 3);
    CHECK(application.components.size() == 2);
}

TEST_CASE("relations that say nothing of applications are counted by type", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).element("ApplicationService", {"s"});
    drawing.element("BusinessProcess", {"p", "q"});
    drawing.relation("Realization", "A", "s").relation("Serving", "s", "p").relation("Flow", "p", "q");
    drawing.relation("Association", "A", "B").relation("Specialization", "A", "B").relation("Access", "A", "B");
    drawing.relation("Association", "A", "r1").relation("Witchcraft", "p", "q").relation("Flow", "A", "gone");
    const Given given = give(drawing);
    CHECK(given.portfolio.flows.empty());
    CHECK(
        given.text("not-read") ==
        "read, and without use here: element BusinessProcess (2), relation Serving (ApplicationService to "
        "BusinessProcess) (1), relation Flow (1), relation Association between applications (1), relation "
        "Specialization between applications (1), relation Access between applications (1), relation Association of a "
        "relation (1), relation of another type (1)");
    CHECK(given.text("dangling-relation").find("1 (r9)") != std::string::npos);
}

TEST_CASE("a model without components says what it has", "[archimate]") {
    Drawing drawing, empty;
    drawing.element("BusinessRole", {"a", "b"}).element("Goal", {"c"});
    CHECK(give(drawing).text("no-application").ends_with("its elements are: BusinessRole (2), Goal (1)"));
    CHECK(give(empty).says("no-application"));
}

TEST_CASE("of two elements with one identifier the first counts", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).element("ApplicationService", {"A"});
    drawing.element("BusinessRole", {"x"}).element("ApplicationComponent", {"x"});
    drawing.relation("Serving", "A", "B").relation("Serving", "x", "B");
    const Given given = give(drawing);
    CHECK(given.portfolio.applications.size() == 2);
    CHECK(given.says("duplicate-element"));
    CHECK(given.text("not-read").find("element ApplicationComponent with the identifier of another one (1)") !=
          std::string::npos);
    CHECK(given.flows() == Texts{"B > A pull m.xml:r1"});
}

TEST_CASE("data that is associated with a flow is what it carries", "[archimate]") {
    Drawing drawing;
    drawing.element("ApplicationComponent", {"A", "B"}).element("DataObject", {"d", "e"}).element("Goal", {"g"});
    drawing.relation("Flow", "A", "B").relation("Association", "d", "r1").relation("Association", "r1", "e");
    drawing.relation("Association", "g", "r1").relation("Association", "d", "r2");
    const Given given = give(drawing);
    CHECK(given.lines.find("\"DataObject\":\"d; e\"") != std::string::npos);
    CHECK(given.text("not-read").ends_with("relation Association of a relation (2)"));
}
