#include "libplan/base/text.hpp"
#include "libplan/view/graph_ml.hpp"
#include "libplan/view/mermaid_graph.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/moving_plan.hpp"

#include <random>

using namespace plan;
using namespace plan::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + part.size()))
        ++found;
    return found;
}

std::string json_text(const std::string& text) {
    std::string quoted;
    for (const char character : text) {
        if (character == '"' || character == '\\') quoted += '\\';
        quoted += character;
    }
    return quoted;
}

Portfolio named(const std::string& name) {
    return read_records("{\"type\":\"application\",\"id\":\"a\",\"name\":\"" + json_text(name) + "\"}\n");
}

/// Tags open and close in turn, and no markup but that of GraphML is there.
void check_markup(const std::string& xml) {
    std::vector<std::string> open;
    for (std::size_t place = xml.find('<'); place != std::string::npos; place = xml.find('<', place + 1)) {
        const std::size_t end = xml.find('>', place);
        REQUIRE(end != std::string::npos);
        const std::string tag = xml.substr(place + 1, end - place - 1);
        REQUIRE(tag.find('<') == std::string::npos);
        if (tag.starts_with('?') || tag.ends_with('/')) continue;
        if (!tag.starts_with('/')) {
            open.push_back(tag.substr(0, tag.find(' ')));
            continue;
        }
        REQUIRE_FALSE(open.empty());
        REQUIRE(open.back() == tag.substr(1));
        open.pop_back();
    }
    CHECK(open.empty());
}

}  // namespace

TEST_CASE("GraphML holds every application and flow with typed attributes") {
    const std::string xml = dependency_graphml(moving_plan(), {}, {});
    check_markup(xml);
    CHECK(has(xml, "xmlns=\"http://graphml.graphdrawing.org/xmlns\""));
    CHECK(has(xml, "<key id=\"n_wave\" for=\"node\" attr.name=\"wave\" attr.type=\"int\"/>"));
    CHECK(count(xml, "<node ") == 6);
    CHECK(count(xml, "<edge ") == 4);
    CHECK(has(xml, "<data key=\"n_code\">pay</data>"));
    CHECK(has(xml, "<data key=\"n_wave\">2</data>"));
    CHECK(has(xml, "<data key=\"n_users\">300</data>"));
    CHECK(has(xml, "<data key=\"e_volume\">2</data>"));
    CHECK(has(xml, "source=\"n1\" target=\"n0\""));
    CHECK_FALSE(has(xml, "<data key=\"e_bridge\">"));
}

TEST_CASE("GraphML says of a day where each application is, and which edges are bridges") {
    DotOptions options;
    options.day = Date::from_iso("2027-04-05");
    const std::string xml = dependency_graphml(moving_plan(), options, {});
    CHECK(count(xml, "<data key=\"e_bridge\">true</data>") == 2);
    CHECK(count(xml, "<data key=\"e_bridge\">false</data>") == 2);
    CHECK(count(xml, "<data key=\"n_place\">Nubo</data>") == 1);
    CHECK(has(xml, "<data key=\"n_cluster\">nord – 2\u00a0applications</data>"));
}

TEST_CASE("hostile names stay text in GraphML") {
    for (const char* name :
         {"</data></node><evil>", "a & b < c > d \" '", "]]><!--", "\u202Egnp\u2066", "\xEF\xBF\xBE"}) {
        const std::string xml = dependency_graphml(named(name), {}, {});
        check_markup(xml);
        CHECK(count(xml, "<node ") == 1);
        CHECK_FALSE(has(xml, "\u202E"));
        CHECK_FALSE(has(xml, "\xEF\xBF\xBE"));
    }
}

TEST_CASE("a Mermaid flowchart has subgraphs, nodes and lines by coupling and kind") {
    const Portfolio portfolio = read_records(
        R"({"type":"application","id":"a","name":"Un","classification":{"class":"open","verdict":"decided"},"group":"g"}
{"type":"application","id":"b","classification":{"class":"sensitive","verdict":"decided"},"group":"g"}
{"type":"flow","from":"a","to":"b","kind":"database"}
{"type":"flow","from":"b","to":"a","kind":"file"}
)");
    const std::string text = dependency_mermaid(portfolio, {}, {});
    CHECK(text.starts_with("---\ntitle: \"2\u00a0applications, 2\u00a0flux\"\n---\nflowchart LR\n"));
    CHECK(has(text, "  subgraph f1[\"Groupe g\"]\n"));
    CHECK(has(text, "    n0([\"<b>Un</b><br/>a · Ouverte\"])\n"));
    CHECK(has(text, "    n1[[\"<b>b</b><br/>Sensible\"]]\n"));
    CHECK(has(text, "  n0 ==>|\"Base de données\"| n1\n"));
    CHECK(has(text, "  n1 -.->|\"Fichier\"| n0\n"));
    CHECK(count(text, "  classDef ") == 2);
    CHECK(has(text, "  class n0 c"));
}

TEST_CASE("a Mermaid flowchart of a day calls bridges by their name and gives them a style") {
    DotOptions options;
    options.day = Date::from_iso("2027-04-05");
    const std::string text = dependency_mermaid(moving_plan(), options, {});
    CHECK(has(text, "flowchart TB"));
    CHECK(has(text, "|\"passerelle, Authentification\"|"));
    CHECK(count(text, "passerelle, ") == 2);
    // The bridges are the first and the third line: they go by their ends.
    CHECK(has(text, "  linkStyle 0,2 stroke:#b45309,stroke-width:2.8px\n"));
}

TEST_CASE("whatever a name holds, a Mermaid label holds only entity codes and harmless characters") {
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        std::string name = round == 0 ? "end\"]; click n0 call alert(1) %%{init}%% <script> `x` | style a:#b;" : "";
        for (int letter = 0; round > 0 && letter < 12; ++letter) name += static_cast<char>(' ' + random() % 95);
        const std::string text = dependency_mermaid(named(name), {}, {});
        const std::size_t begin = text.find("(\"<b>") + 5, end = text.find("</b>", begin);
        REQUIRE(end != std::string::npos);
        const std::string label = text.substr(begin, end - begin);
        for (std::size_t place = 0; place < label.size(); ++place) {
            const char character = label[place];
            if (character == '#') {
                REQUIRE(label.find_first_not_of("0123456789", place + 1) == label.find(';', place));
                place = label.find(';', place);
                continue;
            }
            const auto byte = static_cast<unsigned char>(character);
            REQUIRE((byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= 'a' && byte <= 'z') || std::string(" .,'-").find(character) != std::string::npos));
        }
        REQUIRE(count(text, "\n") == 6);  // front matter, head, comment, one node
    }
}

TEST_CASE("a title cannot leave the front matter of a Mermaid flowchart") {
    DotOptions options;
    options.title = "a\"\n---\nflowchart TB\n\\";
    const std::string text = dependency_mermaid(named("x"), options, {});
    CHECK(text.starts_with("---\ntitle: \"a\\\"[U+000A]---[U+000A]flowchart TB[U+000A]\\\\\"\n---\n"));
}

TEST_CASE("a flowchart that Mermaid would refuse as too large is reported") {
    std::string records;
    for (int number = 0; number < 600; ++number) {
        const std::string id = std::to_string(number);
        records += "{\"type\":\"application\",\"id\":\"" + id + "\"}\n";
        if (number > 0)
            records += "{\"type\":\"flow\",\"from\":\"" + id + "\",\"to\":\"" + std::to_string(number - 1) +
                       "\",\"kind\":\"api\"}\n";
    }
    std::vector<std::string> codes;
    (void)dependency_mermaid(read_records(records), {}, [&](const Diagnostic& said) { codes.push_back(said.code); });
    CHECK(codes == std::vector<std::string>{"mermaid-limit"});
}
