#include "libplan/view/graph_critical.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/view/moving_plan.hpp"

using namespace plan;
using namespace plan::tests;

namespace {

std::string application(const std::string& id, const std::string& more = "") {
    return "{\"type\":\"application\",\"id\":\"" + id + "\"" + more + "}\n";
}

std::string flow(const std::string& from, const std::string& to, const std::string& kind) {
    return "{\"type\":\"flow\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"kind\":\"" + kind + "\"}\n";
}

/// Words of the line whose second word is `id`.
std::vector<std::string> line_of(const std::string& text, const std::string& id) {
    std::vector<std::string> words;
    std::string word;
    for (const char character : text + "\n") {
        if (character != ' ' && character != '\n') {
            word += character;
            continue;
        }
        if (!word.empty()) words.push_back(word);
        word.clear();
        if (character != '\n') continue;
        if (words.size() > 1 && words[1] == id) return words;
        words.clear();
    }
    return {};
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("what many wait for stands first, with its weight, its reach and through whom") {
    const Portfolio portfolio =
        read_records(application("sso", ",\"criticality\":\"low\"") +
                     application("portal", ",\"criticality\":\"vital\",\"users\":1000") +
                     application("pay", ",\"criticality\":\"high\",\"users\":20") + application("store") +
                     flow("portal", "pay", "api") + flow("pay", "sso", "sso") + flow("pay", "store", "file"));
    const std::string text = critical_text(portfolio, 20, Language::english, {});
    CHECK(line_of(text, "sso") == Words{"1", "sso", "7", "2", "1", "1,020", "1", "2", "pay", "(2)"});
    CHECK(line_of(text, "pay") == Words{"2", "pay", "4", "1", "1", "1,000", "1", "1", "portal", "(1)"});
    // A file can wait: nothing stops at once, two feel it in the end.
    CHECK(line_of(text, "store") == Words{"3", "store", "0", "0", "0", "1", "2", "pay", "(2)"});
    CHECK(line_of(text, "portal").empty());
}

TEST_CASE("a cycle is named, and its members are not counted twice") {
    const Portfolio portfolio =
        read_records(application("a") + application("b") + application("c") + flow("a", "b", "api") +
                     flow("b", "a", "api") + flow("c", "a", "api") + flow("a", "a", "api"));
    const std::string text = critical_text(portfolio, 20, Language::french, {});
    CHECK(line_of(text, "a") == Words{"1", "a", "2", "2", "0", "2", "2", "cycle", "de", "2,", "b,", "c", "(1)"});
    CHECK(line_of(text, "b") == Words{"2", "b", "2", "2", "0", "1", "2", "cycle", "de", "2,", "a"});
}

TEST_CASE("only as many rows as asked for, and the rest is counted") {
    std::string records = application("hub");
    for (int number = 0; number < 6; ++number) {
        const std::string id = "a" + std::to_string(number);
        records += application(id) + flow(id, number == 0 ? "hub" : "a" + std::to_string(number - 1), "api");
    }
    const std::string text = critical_text(read_records(records), 2, Language::english, {});
    CHECK(text.find("2 of 6\u00a0applications") != std::string::npos);
    CHECK(line_of(text, "hub")[0] == "1");
    CHECK(line_of(text, "a0")[0] == "2");
    CHECK(line_of(text, "a1").empty());
}

TEST_CASE("where nothing depends on anything it says so") {
    CHECK(critical_text(read_records(application("a")), 20, Language::english, {}) ==
          "No application depends on another.\n");
    CHECK(critical_text(read_records(""), 20, Language::french, {}) == "Aucune application ne dépend d’une autre.\n");
}

TEST_CASE("criticality comes from its own field, else from the need of availability, else it is low") {
    Application application;
    CHECK(criticality_weight(application) == 1);
    application.dicp.d = 3;
    CHECK(criticality_weight(application) == 3);
    application.criticality = "vital";
    CHECK(criticality_weight(application) == 4);
    application.criticality = "of another register";
    application.dicp.d = 17;
    CHECK(criticality_weight(application) == 1);
}

TEST_CASE("a message can wait unless its coupling is strong") {
    Flow message;
    message.kind = FlowKind::message;
    CHECK_FALSE(is_awaited(plan::basic_coupling(), message));
    message.coupling = Coupling::strong;
    CHECK(is_awaited(plan::basic_coupling(), message));
    CHECK(is_awaited(plan::basic_coupling(), Flow{}));
}
