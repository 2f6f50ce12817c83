#include "libplan/source/json_document.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <vector>

using namespace plan;

namespace {

/// "code file:line:column" of the refusal; "" when the document is read.
std::string refusal(std::string text) {
    try {
        static_cast<void>(JsonDocument(std::move(text), "f"));
    } catch (const Error& error) {
        return error.diagnostic().code + " " + error.diagnostic().where.to_string();
    }
    return {};
}

}  // namespace

TEST_CASE("values of a JSON document are reached by path, in order, whatever is missing") {
    const JsonDocument document(R"({"a": [1, -2.50e+3, true, null, "é\n"], "b": {"c": {"d": "x"}}})", "f");
    const JsonValue root = document.root();
    std::vector<std::string> texts;
    for (const auto& [key, value] : root["a"].children()) texts.emplace_back(value.text());
    CHECK(texts == std::vector<std::string>{"1", "-2.50e+3", "true", "", "é\n"});
    CHECK(root["a"].size() == 5);
    CHECK(root["b"]["c"]["d"].text() == "x");
    CHECK(root["b"]["none"]["d"].kind() == JsonKind::missing);
    CHECK(root["a"]["c"].kind() == JsonKind::missing);
    CHECK(root["none"].size() == 0);
}

TEST_CASE("numbers of any length are read as they are written") {
    const JsonDocument document("[123456789012345678901234567890, 1e99999]", "f");
    std::vector<std::string> texts;
    for (const auto& [key, value] : document.root().children()) texts.emplace_back(value.text());
    CHECK(texts == std::vector<std::string>{"123456789012345678901234567890", "1e99999"});
}

TEST_CASE("of two members under one key the last one counts, and this is said") {
    const JsonDocument document("{\"a\":1,\n \"b\":2,\"a\":{\"a\":3}}", "f");
    CHECK(document.root()["a"]["a"].text() == "3");
    CHECK(document.root().size() == 2);
    std::vector<std::string> said;
    document.report_repeated_keys(
        [&](const Diagnostic& diagnostic) { said.push_back(diagnostic.code + " " + diagnostic.where.to_string()); });
    CHECK(said == std::vector<std::string>{"repeated-key f:1:2"});
}

TEST_CASE("values know their line and column") {
    const JsonDocument document("\xEF\xBB\xBF[\n {\"a\": \"x\"},\n  {}]", "f");
    std::vector<std::string> places;
    for (const auto& [key, value] : document.root().children()) places.push_back(value.where().to_string());
    CHECK(places == std::vector<std::string>{"f:2:2", "f:3:3"});
}

TEST_CASE("a broken JSON document is refused with its place") {
    CHECK(refusal("[1 2]") == "not-json f:1:4");
    CHECK(refusal("{\"a\":1,\"b\":tru}") == "not-json f:1:12");
    CHECK(refusal("[01]") == "not-json f:1:2");
    CHECK(refusal("[1.]") == "not-json f:1:2");
    CHECK(refusal("[1,\n\"abc]") == "not-json f:2:1");
    CHECK(refusal("[\"a\nb\"]") == "not-json f:1:4");
    CHECK(refusal("[1]\n[2]") == "not-json f:2:1");
    CHECK(refusal("[[1]") == "not-json f:1:5");
    CHECK(refusal("") == "not-json f:1:1");
    CHECK(refusal("12") == "not-json f:1:1");
    CHECK(refusal("[\"caf\xE9\"]") == "broken-utf8 f:1:6");
    CHECK(refusal(std::string(JsonDocument::most_levels, '[') + std::string(JsonDocument::most_levels, ']')).empty());
    CHECK(refusal(std::string(100'000, '[')) == "too-deep f:1:129");
}
