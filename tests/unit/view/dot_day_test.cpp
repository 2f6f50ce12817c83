#include "libplan/view/dot.hpp"
#include "libplan/view/dot_model.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/moving_plan.hpp"

#include <algorithm>

using namespace plan;
using namespace plan::tests;

namespace {

DotOptions on_day(const char* iso) {
    DotOptions options;
    options.day = Date::from_iso(iso);
    return options;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// `sites` applications at one place and as many that have moved to another, each pair joined by a bridge.
std::string many_bridges(int pairs) {
    std::string records;
    for (int number = 0; number < pairs; ++number) {
        const std::string one = "a" + std::to_string(number), other = "b" + std::to_string(number);
        records += "{\"type\":\"application\",\"id\":\"" + one + "\",\"site\":\"nord\"}\n";
        records +=
            "{\"type\":\"application\",\"id\":\"" + other +
            "\",\"site\":\"nord\",\"hosting\":{\"target\":\"nubo\"},\"planned\":{\"wave\":1,\"cutover\":\"2027-04-"
            "04\"}}\n";
        records += "{\"type\":\"flow\",\"from\":\"" + one + "\",\"to\":\"" + other + "\",\"kind\":\"api\"}\n";
        records += "{\"type\":\"bridge\",\"from\":\"" + one + "\",\"to\":\"" + other +
                   "\",\"start\":\"2027-04-05\",\"finish\":\"2027-05-02\",\"days\":28,\"weight\":1,\"flows\":1}\n";
    }
    return records;
}

}  // namespace

TEST_CASE("the state on a day frames places, and its title counts what is where") {
    const std::string dot = dependency_dot(moving_plan(), on_day("2027-04-05"), {});
    CHECK(has(dot,
              "État au 5 avril 2027 : 6\u00a0applications, 1\u00a0déplacée, 1\u00a0encore à déplacer, "
              "2\u00a0passerelles, 1\u00a0autre lien entre sites"));
    CHECK(has(dot, "<b>Nubo – 1\u00a0application</b>"));
    CHECK(has(dot, "<b>nord – 2\u00a0applications</b>"));
    CHECK(has(dot, "<b>Pas encore en service – 1\u00a0application</b>"));
    CHECK(has(dot, "déplacée le 5 avr. 2027"));
    CHECK(has(dot, "→ Nubo, 3 mai 2027"));
    CHECK(has(dot, "Au plus fort : 2\u00a0passerelles à la fois, 5 avr. – 30 juin 2027."));
}

TEST_CASE("a bridge is told by a double line and a word, another link between sites is not") {
    const std::string dot = dependency_dot(moving_plan(), on_day("2027-05-10"), {});
    const auto line = [&](const std::string& start) {
        const std::size_t begin = dot.find("  " + start);
        REQUIRE(begin != std::string::npos);
        return dot.substr(begin, dot.find('\n', begin) - begin);
    };
    CHECK(has(line("\"pay\" -> \"hr\""), "color=\"#b45309:#ffffff:#b45309\""));
    CHECK(has(line("\"pay\" -> \"hr\""), "label=\"passerelle\""));
    CHECK_FALSE(has(line("\"pay\" -> \"sso\""), "passerelle"));
    CHECK(has(dot, "Passerelle entre deux sites"));
}

TEST_CASE("a bridge whose flows are not in the stream is a line too") {
    const Portfolio portfolio = read_records(
        R"({"type":"application","id":"a","site":"x"}
{"type":"application","id":"b","site":"x","hosting":{"target":"y"},"planned":{"wave":1,"cutover":"2027-04-04"}}
{"type":"bridge","from":"b","to":"a","start":"2027-04-05","finish":"2027-05-02","days":28,"weight":1,"flows":3}
)");
    const DotModel model = dot_model(portfolio, on_day("2027-04-10"), {});
    REQUIRE(model.edges.size() == 1);
    CHECK(model.edges[0].bridge);
    CHECK(model.edges[0].flows == 3);
    CHECK(model.day->bridges == 1);
}

TEST_CASE("many bridges become one line from place to place, and are written into their ends") {
    const Portfolio portfolio = read_records(many_bridges(60));
    const DotModel model = dot_model(portfolio, on_day("2027-04-10"), {});
    CHECK(model.day->bridges == 60);
    REQUIRE(model.frame_links.size() == 1);
    CHECK(model.frame_links[0].bridges == 60);
    CHECK(std::ranges::none_of(model.edges, &DotEdge::bridge));
    CHECK(model.bridged[0] == std::vector<std::uint32_t>{1});
    CHECK(model.bridged[1] == std::vector<std::uint32_t>{0});
    const std::string dot = dependency_dot(portfolio, on_day("2027-04-10"), {});
    CHECK(has(dot, "compound=true"));
    CHECK(has(dot, "ltail=\"cluster_1\", lhead=\"cluster_2\""));
    CHECK(has(dot, "label=\"60\u00a0passerelles\""));
    CHECK(has(dot, "passerelle : b7<"));
    DotOptions every = on_day("2027-04-10");
    every.hub_neighbours = 0;
    CHECK(dot_model(portfolio, every, {}).frame_links.empty());
}

TEST_CASE("frames can be the sites of today, or the targets") {
    DotOptions options;
    options.frames = DotFrames::site;
    CHECK(has(dependency_dot(moving_plan(), options, {}), "<b>sud</b>"));
    options.frames = DotFrames::target;
    CHECK(has(dependency_dot(moving_plan(), options, {}), "<b>→ Nubo</b>"));
}

TEST_CASE("reduction leaves out lines that others imply, a strong one only where strong ones do") {
    const auto flow = [](const char* from, const char* to, const char* coupling) {
        return std::string("{\"type\":\"flow\",\"from\":\"") + from + "\",\"to\":\"" + to +
               "\",\"kind\":\"api\",\"coupling\":\"" + coupling + "\"}\n";
    };
    std::string records;
    for (const char* id : {"a", "b", "c", "d"})
        records += std::string("{\"type\":\"application\",\"id\":\"") + id + "\"}\n";
    records += flow("a", "b", "strong") + flow("b", "c", "strong") + flow("a", "c", "strong") + flow("c", "d", "weak") +
               flow("b", "d", "weak") + flow("a", "d", "strong");
    DotOptions options;
    options.reduced = true;
    const DotModel model = dot_model(read_records(records), options, {});
    std::vector<std::pair<std::uint32_t, std::uint32_t>> kept;
    for (const DotEdge& edge : model.edges) kept.emplace_back(edge.from, edge.to);
    CHECK(kept == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}, {0, 3}, {1, 2}, {2, 3}});
    CHECK(model.implied == 2);
    CHECK(model.flows == 6);
    CHECK(has(dependency_dot(read_records(records), options, {}), "2\u00a0lignes que d’autres impliquent"));
}

TEST_CASE("many strong lines from frame to frame are written and not drawn") {
    std::string records;
    for (int number = 0; number < 70; ++number) {
        const std::string id = std::to_string(number);
        records += "{\"type\":\"application\",\"id\":\"a" + id + "\",\"business_owner\":\"X\"}\n";
        records += "{\"type\":\"application\",\"id\":\"b" + id + "\",\"business_owner\":\"Y\"}\n";
        records += "{\"type\":\"flow\",\"from\":\"a" + id + "\",\"to\":\"b" + id + "\",\"kind\":\"database\"}\n";
    }
    DotOptions options;
    options.frames = DotFrames::owner;
    const Portfolio portfolio = read_records(records);
    const DotModel model = dot_model(portfolio, options, {});
    CHECK(model.edges.empty());
    CHECK(model.strong_uses[0] == std::vector<std::uint32_t>{1});
    CHECK(has(dependency_dot(portfolio, options, {}), "⇒ b0"));
    options.hub_neighbours = 0;
    CHECK(dot_model(portfolio, options, {}).edges.size() == 70);
}
