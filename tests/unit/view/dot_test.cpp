#include "libplan/view/dot.hpp"

#include "libplan/view/dot_model.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>
#include <string>

using namespace plan;

namespace {

std::string application(const std::string& id, const std::string& more = "") {
    return "{\"type\":\"application\",\"id\":\"" + id + "\"" + more + "}\n";
}

std::string flow(const std::string& from, const std::string& to, const std::string& more = "") {
    return "{\"type\":\"flow\",\"from\":\"" + from + "\",\"to\":\"" + to + "\"" + more + "}\n";
}

std::string class_of(const std::string& id) {
    return ",\"classification\":{\"class\":\"" + id + "\",\"verdict\":\"decided\"}";
}

Portfolio portfolio_of(const std::string& records) {
    Portfolio portfolio;
    portfolio.read(records, "test");
    return portfolio;
}

std::string dot_of(const std::string& records, DotOptions options = {}) {
    return dependency_dot(portfolio_of(records), options, {});
}

DotOptions in_english() {
    DotOptions options;
    options.language = Language::english;
    return options;
}

DotOptions without_legend() {
    DotOptions options;
    options.legend = false;
    return options;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Quotes and angle brackets of every line close, whatever the stream holds.
void check_closed(const std::string& dot) {
    int braces = 0;
    bool quoted = false;
    for (std::size_t place = 0; place < dot.size(); ++place) {
        const char character = dot[place];
        if (quoted && character == '\\') {
            ++place;
            continue;
        }
        if (character == '"') quoted = !quoted;
        if (quoted && character == '\n')
            FAIL("a quoted string runs over the end of its line: " << dot.substr(0, place));
        if (!quoted && character == '{') ++braces;
        if (!quoted && character == '}') --braces;
    }
    CHECK_FALSE(quoted);
    CHECK(braces == 0);
}

/// A ring of `count` applications, each of which also uses `hub`.
std::string ring_around_hub(int count) {
    std::string records = application("hub");
    for (int number = 0; number < count; ++number) {
        const std::string id = "a" + std::to_string(number);
        records += application(id) + flow(id, "hub", ",\"kind\":\"sso\"") +
                   flow(id, "a" + std::to_string((number + 1) % count), ",\"kind\":\"api\"");
    }
    return records;
}

}  // namespace

TEST_CASE("an application is a node with its name, id and class, a flow an arrow from what depends") {
    const std::string dot = dot_of(application("paie", ",\"name\":\"Paie des agents\"" + class_of("personal")) +
                                   application("sso", class_of("open")) +
                                   flow("paie", "sso", ",\"kind\":\"sso\",\"volume_gb_per_day\":1.5"));
    check_closed(dot);
    CHECK(has(dot, "<b>Paie des agents</b>"));
    CHECK(has(dot, "paie · Personnelle"));
    CHECK(has(dot, "\"paie\" -> \"sso\" ["));
    CHECK(has(dot, "Authentification · couplage faible · 1,5 Go/jour"));
    CHECK(has(dot, "2\u00a0applications, 1\u00a0flux"));
    const std::string english = dot_of(application("a", class_of("open")), in_english());
    CHECK(has(english, "Open"));
    CHECK(has(english, "1\u00a0application, 0\u00a0flows"));
}

TEST_CASE("a class changes the shape, not only the colour") {
    const auto shape = [](const std::string& id) {
        const std::string dot = dot_of(application("a", class_of(id)), without_legend());
        const std::size_t begin = dot.find("shape=", dot.find("\"a\"")) + 6;
        return dot.substr(begin, dot.find(',', begin) - begin);
    };
    CHECK(shape("open") == "ellipse");
    CHECK(shape("sensitive") == "octagon");
    CHECK(shape("restricted") == "doubleoctagon");
    CHECK(shape("of-another-policy") == "component");
}

TEST_CASE("without classification no class is claimed") {
    const std::string dot = dot_of(application("a") + application("b") + flow("a", "b"));
    CHECK_FALSE(has(dot, "qualifier"));
    CHECK(has(dot, "fillcolor=\"#ffffff\""));
}

TEST_CASE("hostile names stay text") {
    const std::string dot =
        dot_of(application("a\\\"];} digraph x{", ",\"name\":\"<b>x</b> & \\\"y\\\" \\\\N \\u202e\\n\\u0000\"") +
               application("back\\\\", ",\"name\":\"\\uffff]>\"") + flow("back\\\\", "a\\\"];} digraph x{") +
               "{\"type\":\"group\",\"id\":\"g\",\"name\":\"</b>\\\"]}\",\"applications\":[]}\n");
    check_closed(dot);
    CHECK(has(dot, "&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;"));
    CHECK(has(dot, "[U+202E]"));
    CHECK(has(dot, "\"a\\\"];} digraph x{\""));
    CHECK(has(dot, "\"back\\\\\" -> "));
    CHECK_FALSE(has(dot, "\xEF\xBF\xBF"));
}

TEST_CASE("flows of one kind and coupling between two applications are one line with their number") {
    const std::string two = flow("a", "b", ",\"kind\":\"api\"") + flow("a", "b", ",\"kind\":\"api\"");
    const DotModel model = dot_model(
        portfolio_of(application("a") + application("b") + two + flow("a", "b", ",\"kind\":\"file\"") +
                     flow("b", "a", ",\"kind\":\"api\"") + flow("a", "b", ",\"kind\":\"api\",\"coupling\":\"strong\"")),
        {}, {});
    REQUIRE(model.edges.size() == 4);
    CHECK(model.flows == 5);
    CHECK(model.edges[0].flows == 2);
    CHECK_FALSE(model.edges[0].strong);
    CHECK(model.edges[1].strong);
}

TEST_CASE("only strong couplings of one cycle are marked as such") {
    const std::string strong = ",\"coupling\":\"strong\"";
    const DotModel model =
        dot_model(portfolio_of(application("a") + application("b") + application("c") + flow("a", "b", strong) +
                               flow("b", "a", strong) + flow("b", "c", strong) + flow("c", "a")),
                  {}, {});
    REQUIRE(model.edges.size() == 4);
    for (const DotEdge& edge : model.edges) CHECK(edge.in_cycle == (edge.from < 2 && edge.to < 2));
}

TEST_CASE("a hub's weak flows are written into its neighbours and none is lost") {
    const Portfolio portfolio = portfolio_of(ring_around_hub(12));
    DotOptions options;
    options.hub_neighbours = 10;
    const DotModel model = dot_model(portfolio, options, {});
    CHECK(model.edges.size() == 12);
    CHECK(model.hubs == std::vector<std::uint32_t>{0});
    for (std::uint32_t index = 1; index <= 12; ++index) CHECK(model.uses[index] == std::vector<std::uint32_t>{0});
    CHECK(has(dependency_dot(portfolio, options, {}), "↦ hub"));

    options.hub_neighbours = 13;
    CHECK(dot_model(portfolio, options, {}).edges.size() == 24);
    options.hub_neighbours = 0;
    CHECK(dot_model(portfolio, options, {}).edges.size() == 24);
    options.hub_neighbours.reset();  // few lines: all are drawn
    CHECK(dot_model(portfolio, options, {}).hubs.empty());
    CHECK(dot_model(portfolio_of(ring_around_hub(60)), options, {}).edges.size() == 60);
}

TEST_CASE("around an application only what is near is drawn") {
    DotOptions options;
    options.centre = 1;  // a0 in a ring of 12
    options.hub_neighbours = 0;
    const DotModel near = dot_model(portfolio_of(ring_around_hub(12)), options, {});
    CHECK(near.applications == 4);
    options.hops = 2;
    const DotModel far = dot_model(portfolio_of(ring_around_hub(12)), options, {});
    CHECK(far.applications == 6);  // two each way along the ring; the hub uses nothing
    CHECK(near.root.frames.empty());
}

TEST_CASE("waves frame applications in order, with their groups inside") {
    const auto planned = [](int wave) { return ",\"planned\":{\"wave\":" + std::to_string(wave) + "}"; };
    const std::string records =
        application("a", ",\"group\":\"g\"" + planned(10)) + application("b", planned(2)) +
        application("c", ",\"group\":\"g\"" + planned(10)) + application("d") + application("e", planned(10)) +
        "{\"type\":\"wave\",\"id\":\"wave-2\",\"number\":2,\"window\":\"w\",\"start\":\"2027-04-03\",\"finish\":"
        "\"2027-04-04\",\"groups\":[],\"applications\":[],\"effort_days\":0,\"because\":[]}\n";
    const DotModel model = dot_model(portfolio_of(records), {}, {});
    REQUIRE(model.root.frames.size() == 3);
    CHECK(model.root.frames[0].label == "Vague 2 – 3–4 avr. 2027 – 1\u00a0application");
    CHECK(model.root.frames[1].applications == std::vector<std::uint32_t>{4});
    REQUIRE(model.root.frames[1].frames.size() == 1);
    CHECK(model.root.frames[1].frames[0].applications == std::vector<std::uint32_t>{0, 2});
    CHECK(model.root.frames[2].applications == std::vector<std::uint32_t>{3});
    check_closed(dot_of(records));
}

TEST_CASE("owners frame applications, those without one stand free") {
    DotOptions options;
    options.frames = DotFrames::owner;
    const DotModel model = dot_model(portfolio_of(application("a", ",\"business_owner\":\"DRH\"") + application("b") +
                                                  application("c", ",\"ministry\":\"MTI\"")),
                                     options, {});
    REQUIRE(model.root.frames.size() == 2);
    CHECK(model.root.frames[0].label == "DRH");
    CHECK(model.root.frames[1].label == "MTI");
    CHECK(model.root.applications == std::vector<std::uint32_t>{1});
}

TEST_CASE("every application shown is drawn once, and every flow is a line or a word, on random portfolios") {
    std::mt19937 random(23);
    for (int round = 0; round < 60; ++round) {
        const int applications = 1 + static_cast<int>(random() % 60);
        std::string records;
        for (int number = 0; number < applications; ++number) {
            std::string more = ",\"business_owner\":\"o" + std::to_string(random() % 4) + "\"";
            if (random() % 2 == 0) more += ",\"group\":\"g" + std::to_string(random() % 9) + "\"";
            if (random() % 3 != 0) more += ",\"planned\":{\"wave\":" + std::to_string(1 + random() % 5) + "}";
            records += application("a" + std::to_string(number), more);
        }
        const auto any = [&] { return "a" + std::to_string(random() % static_cast<unsigned>(applications)); };
        const int flows = static_cast<int>(random() % 200);
        for (int number = 0; number < flows; ++number) {
            const std::string from = any(), to = random() % 3 == 0 ? "a0" : any();
            records += flow(from, to, random() % 5 == 0 ? ",\"coupling\":\"strong\"" : "");
        }
        const Portfolio portfolio = portfolio_of(records);
        for (const DotFrames frames :
             {DotFrames::automatic, DotFrames::wave, DotFrames::group, DotFrames::owner, DotFrames::none}) {
            DotOptions options;
            options.frames = frames;
            const DotModel model = dot_model(portfolio, options, {});
            const std::string dot = dependency_dot(portfolio, options, {});
            check_closed(dot);
            for (int number = 0; number < applications; ++number) {
                const std::string node = " \"a" + std::to_string(number) + "\" [shape=";
                const std::size_t place = dot.find(node);
                if (place == std::string::npos || dot.find(node, place + 1) != std::string::npos)
                    FAIL("not drawn once: " << node);
            }
            for (const ResolvedFlow& one : resolve_flows(portfolio, {})) {
                const auto from = static_cast<std::uint32_t>(one.from), to = static_cast<std::uint32_t>(one.to);
                const bool drawn = std::any_of(model.edges.begin(), model.edges.end(),
                                               [&](const DotEdge& edge) { return edge.from == from && edge.to == to; });
                const auto lists = [](const std::vector<std::uint32_t>& list, std::uint32_t wanted) {
                    return std::find(list.begin(), list.end(), wanted) != list.end();
                };
                if (!drawn && !lists(model.uses[from], to) && !lists(model.used_by[to], from))
                    FAIL("neither drawn nor written: " << from << " -> " << to);
            }
        }
    }
}
