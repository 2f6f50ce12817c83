#include "libplan/source/merge.hpp"
#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <functional>
#include <sstream>
#include <string>

using namespace plan;

namespace {

struct Result {
    std::string text;
    std::vector<std::string> findings;  ///< code and filled text
    MergeSummary summary;
};

struct Input {
    std::string name, text;
    int rank = 0;
};

Result merge(const std::vector<Input>& inputs, MergeOptions options = {}, const std::string& older = {}) {
    StreamMerge merge(std::move(options));
    if (!older.empty()) {
        MemorySource source(older);
        merge.read_older(source, "older");
    }
    for (const Input& input : inputs) {
        MemorySource source(input.text);
        CHECK(merge.read(source, input.name, input.rank));
    }
    Result result;
    result.summary = merge.write([&](std::string_view text) { result.text += text; },
                                 [&](const Diagnostic& finding) {
                                     result.findings.push_back(finding.code + " " + finding.where.to_string() + " " +
                                                               fill_text(finding.text, finding.arguments));
                                 });
    return result;
}

std::string merged(const std::vector<std::string>& texts) {
    std::vector<Input> inputs;
    for (const std::string& text : texts) inputs.push_back({"input", text});
    return merge(inputs).text;
}

std::string sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    std::ranges::sort(lines);
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
}

class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed * 2654435761u + 1) {}
    std::size_t below(std::size_t bound) {
        state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
        return static_cast<std::size_t>(state_ >> 33) % bound;
    }
    bool chance(std::size_t percent) { return below(100) < percent; }
    template <class Value>
    const Value& of(const std::vector<Value>& values) {
        return values[below(values.size())];
    }

private:
    std::uint64_t state_;
};

enum class Mixing { ids, names_and_aliases };

/// A small stream whose ids, and names, meet those of others. With Mixing::ids the name follows from the id, and each
/// id, and each pair of ends, stands once.
std::string random_stream(std::uint64_t seed, Mixing mixing) {
    Numbers numbers(seed);
    const bool ids_only = mixing == Mixing::ids;
    const std::vector<std::string> ids = {"a", "b", "c", "d", "e", "f", "g", "h"};
    const std::vector<std::string> names = {"Paie",        "PAIE",        "Annuaire",
                                            "Référentiel", "REFERENTIEL", "Gestion des congés"};
    const std::vector<std::string> data = {"hr", "public", "health", "legal"};
    std::string text;
    for (const std::string& id : ids) {
        if (numbers.chance(40)) continue;
        for (int copy = 0; copy < (ids_only || numbers.chance(90) ? 1 : 2); ++copy) {
            text += R"({"type":"application","id":")" + id + '"';
            if (ids_only)
                text += R"(,"name":"Nom )" + id + '"';
            else if (numbers.chance(60))
                text += R"(,"name":")" + numbers.of(names) + '"';
            if (!ids_only && numbers.chance(25))
                text += R"(,"aliases":[")" + numbers.of(ids) + (numbers.chance(30) ? R"(","old"])" : R"("])");
            if (numbers.chance(50)) text += R"(,"users":)" + std::to_string(numbers.below(3));
            if (numbers.chance(50)) text += R"(,"health_data":)" + std::string(numbers.chance(50) ? "true" : "false");
            if (numbers.chance(30)) text += R"(,"data":[")" + numbers.of(data) + R"(",")" + numbers.of(data) + R"("])";
            if (numbers.chance(30)) text += R"(,"x":{"k":)" + std::to_string(numbers.below(2)) + R"(,"z":1.50})";
            if (numbers.chance(30))
                text += R"(,"legal_secrets":[")" + std::string(numbers.chance(50) ? "none" : "medical") + R"("])";
            if (numbers.chance(30)) text += R"(,"y":)" + std::string(numbers.chance(50) ? "null" : R"("")");
            if (numbers.chance(50)) text += R"(,"origin":"f.csv:)" + std::to_string(numbers.below(5)) + '"';
            text += "}\n";
        }
    }
    for (const std::string& from : ids)
        for (const std::string& to : ids) {
            if (numbers.chance(85)) continue;
            for (int copy = 0; copy < (ids_only || numbers.chance(80) ? 1 : 2); ++copy) {
                text += R"({"type":"flow","from":")" + from + R"(","to":")" + to + R"(","kind":"api")";
                if (numbers.chance(50)) text += R"(,"volume_gb_per_day":)" + std::to_string(numbers.below(3));
                text += "}\n";
            }
        }
    if (numbers.chance(50))
        text += R"({"type":"constraint","id":"k","kind":"together","applications":[")" + numbers.of(ids) +
                R"("],"weight":)" + std::to_string(numbers.below(2)) + "}\n";
    if (numbers.chance(50)) text += R"({"type":"note","n":)" + std::to_string(numbers.below(2)) + "}\n";
    return text + R"({"type":"end"})" + "\n";
}

bool mentions(const Result& result, std::string_view code) {
    return std::ranges::any_of(result.findings, [&](const std::string& finding) { return finding.starts_with(code); });
}

}  // namespace

TEST_CASE("the order in which inputs are read changes nothing, not even what is said") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        std::vector<Input> inputs;
        for (std::uint64_t number = 0; number < 4; ++number)
            inputs.push_back({"i" + std::to_string(number),
                              random_stream(seed * 10 + number, Mixing::names_and_aliases),
                              number == 3 && seed % 2 == 0 ? 1 : 0});
        const Result expected = merge(inputs);
        std::vector<std::size_t> order = {0, 1, 2, 3};
        do {
            std::vector<Input> permuted;
            for (const std::size_t place : order) permuted.push_back(inputs[place]);
            const Result found = merge(permuted);
            REQUIRE(found.text == expected.text);
            REQUIRE(found.findings == expected.findings);
        } while (std::ranges::next_permutation(order).found);
    }
}

TEST_CASE("one input, or one twice, comes out as it is") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const std::string text = random_stream(seed, Mixing::ids);
        REQUIRE(merged({text}) == text);
        REQUIRE(merged({text, text}) == text);
        const Result updated = merge({{"new", text}}, {}, text);
        REQUIRE(updated.text == text);
        REQUIRE(updated.findings.empty());
    }
}

TEST_CASE("merging what was merged changes nothing") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const std::string once = merged({random_stream(seed * 3, Mixing::names_and_aliases),
                                         random_stream(seed * 3 + 1, Mixing::names_and_aliases),
                                         random_stream(seed * 3 + 2, Mixing::names_and_aliases)});
        const Result twice = merge({{"once", once}});
        REQUIRE(twice.text == once);
        REQUIRE(twice.summary.conflicts == 0);
    }
}

TEST_CASE("records that are told by their ids may be merged in any grouping") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const std::string a = random_stream(seed * 3, Mixing::ids), b = random_stream(seed * 3 + 1, Mixing::ids),
                          c = random_stream(seed * 3 + 2, Mixing::ids);
        const std::string all = sorted_lines(merged({a, b, c}));
        REQUIRE(sorted_lines(merged({merged({a, b}), c})) == all);
        REQUIRE(sorted_lines(merged({a, merged({b, c})})) == all);
    }
}

TEST_CASE("streams joined by cat are inputs of their own") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const std::string a = random_stream(seed * 2, Mixing::names_and_aliases),
                          b = random_stream(seed * 2 + 1, Mixing::names_and_aliases);
        REQUIRE(sorted_lines(merged({a + b})) == sorted_lines(merged({a, b})));
    }
}

TEST_CASE("references follow the id that is kept") {
    const std::string end = "{\"type\":\"end\"}\n";
    const Result result = merge({{"a", R"({"type":"application","id":"p","name":"Paie","aliases":["old"]})"
                                       "\n" +
                                           end},
                                 {"b", R"({"type":"application","id":"q","name":"PAIE"})"
                                       "\n"
                                       R"({"type":"flow","from":"q","to":"old","x":"q"})"
                                       "\n"
                                       R"({"type":"server","id":"q","application":"q"})"
                                       "\n" +
                                           end}});
    CHECK(result.text == R"({"type":"application","id":"p","name":"Paie","aliases":["old","q"]})"
                         "\n"
                         R"({"type":"flow","from":"p","to":"p","x":"q"})"
                         "\n"
                         R"({"type":"server","id":"q","application":"p"})"
                         "\n" +
                             end);
    CHECK(mentions(result, "self-loop"));
}

TEST_CASE("a long chain of aliases, and aliases that many claim, end in time") {
    std::string chain, contested;
    for (int number = 0; number < 5000; ++number) {
        const std::string id = std::to_string(number), next = std::to_string(number + 1);
        chain += R"({"type":"application","id":")" + id + R"(","aliases":[")" + next + "\"]}\n";
        contested += R"({"type":"application","id":")" + id + R"(","aliases":["x",")" + next + "x\"]}\n";
    }
    chain += "{\"type\":\"end\"}\n";
    contested += "{\"type\":\"end\"}\n";
    CHECK(merge({{"chain", chain}}).summary.applications == 1);
    const Result result = merge({{"contested", contested}});
    CHECK(result.summary.applications == 5000);
    CHECK(result.findings.size() == 1);
    CHECK(result.findings.front().size() < 500);
}

TEST_CASE("decisions of one input are kept, different ones are left out") {
    const std::string end = "{\"type\":\"end\"}\n";
    const auto stream = [&](const std::string& group) {
        return R"({"type":"application","id":"a","group":")" + group + "\"}\n" + R"({"type":"group","id":")" + group +
               "\",\"applications\":[\"a\"]}\n" + end;
    };
    const std::string plain = "{\"type\":\"application\",\"id\":\"b\"}\n" + end;
    const Result kept = merge({{"a", stream("g")}, {"b", plain}});
    CHECK(mentions(kept, "decisions-kept"));
    CHECK(kept.text.find("\"group\":\"g\"") != std::string::npos);
    CHECK(kept.text.find("\"id\":\"b\"") < kept.text.find("\"type\":\"group\""));
    const Result dropped = merge({{"a", stream("g")}, {"b", stream("h")}});
    CHECK(mentions(dropped, "decisions-dropped"));
    CHECK(dropped.text == "{\"type\":\"application\",\"id\":\"a\"}\n" + end);
    const Result preferred = merge({{"a", stream("g")}, {"b", stream("h"), 1}});
    CHECK(preferred.text == stream("h"));
}

TEST_CASE("pairs are read line by line") {
    const auto pairs = read_pairs("\xEF\xBB\xBF# remark\n a ; b ;seen\r\n\n\"c,d\";e\nf\tg\nh,i", "pairs");
    REQUIRE(pairs.size() == 4);
    CHECK((pairs[0].first == "a" && pairs[0].second == "b" && pairs[0].where.line == 2));
    CHECK((pairs[1].first == "c,d" && pairs[1].second == "e"));
    CHECK((pairs[2].first == "f" && pairs[2].second == "g"));
    CHECK((pairs[3].first == "h" && pairs[3].second == "i"));
    CHECK_THROWS_AS(read_pairs("a", "pairs"), Error);
    CHECK_THROWS_AS(read_pairs("a;", "pairs"), Error);
    CHECK_THROWS_AS(read_pairs("a;a", "pairs"), Error);
    CHECK_THROWS_AS(read_pairs("a;\xFF", "pairs"), Error);
    CHECK(read_pairs("", "pairs").empty());
}
