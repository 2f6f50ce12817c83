#include "libplan/record/difference.hpp"

#include "libplan/base/error.hpp"
#include "libplan/record/change_record.hpp"
#include "tests/support/text_source.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <map>
#include <vector>

using namespace plan;

namespace {

using support::source_of;

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text + "{\"type\":\"end\"}\n";
}

struct Compared {
    std::vector<std::string> records;
    std::map<std::string, TypeCounts> counts;
};

Compared compared(const std::vector<std::string>& older, const std::vector<std::string>& newer,
                  DifferenceOptions options = {}) {
    StreamDifference difference(std::move(options));
    CHECK(difference.read_older(source_of(joined(older)), "old"));
    CHECK(difference.read_newer(source_of(joined(newer)), "new"));
    Compared result;
    const DifferenceSummary summary = difference.compare([&](const Change& change) {
        std::string line;
        write_change(line, change);
        line.pop_back();
        result.records.push_back(line);
    });
    for (const TypeCounts& counts : summary.types) result.counts[counts.name] = counts;
    CHECK(summary.differ() == !result.records.empty());
    return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the same records in another order, with their keys in another order, do not differ") {
    const Lines older = {
        R"({"type":"application","id":"a","name":"é","users":10,"cost_per_year":1500,"x":{"p":1,"q":[1,2]}})",
        R"({"type":"flow","from":"a","to":"b","kind":"api"})", R"({"type":"note","text":"n"})"};
    const Lines newer = {
        R"({"type":"note","text":"n"})",
        R"({"x":{"q":[ 1,2.0 ],"p":1},"users":10,"cost_per_year":1.50e3,"type":"application","name":"\u00e9","id":"a"})",
        R"({"type":"flow","from":"a","to":"b","kind":"api","data":[],"frequency":null})"};
    const Compared result = compared(older, newer);
    CHECK(result.records.empty());
    CHECK(result.counts.at("application").same == 1);
    CHECK(result.counts.at("flow").same == 1);
    CHECK(result.counts.at("note").same == 1);
}

TEST_CASE("a field that differs is given with both values, an absent one without, dates with the days between them") {
    const Compared result = compared(
        {R"({"type":"application","id":"a","cost_per_year":10,"gone":true,"planned":{"wave":1,"cutover":"2027-05-02"}})"},
        {R"({"type":"application","id":"a","cost_per_year":12,"come":"x","planned":{"wave":2,"cutover":"2027-06-06"}})"});
    CHECK(result.records ==
          Lines{R"({"type":"change","change":"changed","record":"application","key":{"id":"a"},"wave":2,"fields":[)"
                R"({"field":"come","after":"x"},{"field":"cost_per_year","before":10,"after":12},)"
                R"({"field":"gone","before":true},)"
                R"({"field":"planned.cutover","before":"2027-05-02","after":"2027-06-06","later_days":35},)"
                R"({"field":"planned.wave","before":1,"after":2}]})"});
}

TEST_CASE("an object that only one of two records has is compared field by field") {
    const Compared result =
        compared({R"({"type":"application","id":"a"})"},
                 {R"({"type":"application","id":"a","classification":{"class":"open","harm":{"x":false}}})"});
    CHECK(result.records ==
          Lines{R"({"type":"change","change":"changed","record":"application","key":{"id":"a"},"fields":[)"
                R"({"field":"classification.class","after":"open"},)"
                R"({"field":"classification.harm.x","after":false}]})"});
}

TEST_CASE("what changed is told with the newer reasons of that decision, and of no other") {
    const Compared result = compared(
        {R"({"type":"application","id":"a","classification":{"class":"open","because":[{"rule":"old","source":"s","text":"t"}]},"hosting":{"target":"t","because":[{"rule":"kept","source":"s","text":"t"}]}})"},
        {R"({"type":"application","id":"a","classification":{"class":"personal","because":[{"rule":"new","source":"s","text":"t"}]},"hosting":{"target":"t","because":[{"rule":"kept","source":"s","text":"t"}]}})"});
    REQUIRE(result.records.size() == 1);
    CHECK(result.records.front().ends_with(R"("because":[{"rule":"new","source":"s","text":"t"}]})"));
}

TEST_CASE("records that only one stream has are given whole") {
    const Compared result =
        compared({R"({"type":"team","id":"old","x":1.50})"}, {R"({"type":"team","id":"new","name":"Équipe"})"});
    CHECK(result.records == Lines{R"({"type":"change","change":"added","record":"team","key":{"id":"new"},"after":)"
                                  R"({"type":"team","id":"new","name":"Équipe"}})",
                                  R"({"type":"change","change":"removed","record":"team","key":{"id":"old"},"before":)"
                                  R"({"type":"team","id":"old","x":1.50}})"});
}

TEST_CASE("flows of one kind between the same two are told apart by what they say, then by their order") {
    const std::string first = R"({"type":"flow","from":"a","to":"b","kind":"api","latency_ms":1})";
    const std::string second = R"({"type":"flow","from":"a","to":"b","kind":"api","latency_ms":2})";
    const std::string third = R"({"type":"flow","from":"a","to":"b","kind":"api","latency_ms":3})";
    CHECK(compared({first, second}, {second, first}).records.empty());
    const Lines changed{
        R"({"type":"change","change":"changed","record":"flow","key":{"from":"a","to":"b","kind":"api"},"fields":[)"
        R"({"field":"latency_ms","before":1,"after":3}]})"};
    CHECK(compared({first, second}, {second, third}).records == changed);
    CHECK(compared({second, first}, {third, second}).records == changed);
    const Compared less = compared({first, first, second}, {first});
    CHECK(less.counts.at("flow").same == 1);
    CHECK(less.counts.at("flow").removed == 2);
}

TEST_CASE("records without an id are one only where they say the same, plans always") {
    const Compared notes = compared({R"({"type":"note","text":"a","origin":"x:1"})", R"({"type":"note","text":"b"})"},
                                    {R"({"type":"note","text":"a","origin":"x:9"})", R"({"type":"note","text":"c"})"});
    CHECK(notes.counts.at("note").same == 1);
    CHECK(notes.counts.at("note").added == 1);
    CHECK(notes.counts.at("note").removed == 1);
    const Compared plans = compared({R"({"type":"plan","start":"2027-01-01","finish":"2027-02-01"})"},
                                    {R"({"type":"plan","start":"2027-01-01","finish":"2027-01-30"})"});
    CHECK(plans.records == Lines{R"({"type":"change","change":"changed","record":"plan","fields":[)"
                                 R"({"field":"finish","before":"2027-02-01","after":"2027-01-30","later_days":-2}]})"});
}

TEST_CASE("where a record was read from is not compared, nor is what was asked to be left out") {
    const Lines older = {
        R"({"type":"application","id":"a","origin":"a.csv:1","planned":{"wave":1,"because":[{"rule":"1","source":"s","text":"t"}]}})"};
    const Lines newer = {
        R"({"type":"application","id":"a","origin":"a.csv:2","planned":{"wave":2,"because":[{"rule":"2","source":"s","text":"t"}]}})"};
    CHECK(compared(older, newer).records.size() == 1);
    CHECK(compared(older, newer, {{"because"}}).records.size() == 1);
    CHECK(compared(older, newer, {{"planned.wave"}}).records.size() == 1);
    CHECK(compared(older, newer, {{"planned"}}).records.empty());
    CHECK(compared(older, newer, {{"because", "planned.wave"}}).records.empty());
    CHECK(compared(older, newer, {{"lanned", "wav", "use"}}).records.size() == 1);
}

TEST_CASE("a list of texts has no order, save in a constraint, of which it is the meaning") {
    CHECK(compared({R"({"type":"application","id":"a","data":["x","y"]})"},
                   {R"({"type":"application","id":"a","data":["y","x"]})"})
              .records.empty());
    const auto before = [](const std::string& list) {
        return Lines{R"({"type":"constraint","id":"c","kind":"before","applications":)" + list + "}"};
    };
    CHECK(compared(before(R"(["x","y"])"), before(R"(["y","x"])")).records.size() == 1);
}

TEST_CASE("changes come by type, wave and id, whatever the order of the streams") {
    const auto task = [](const std::string& id, const std::string& wave) {
        return R"({"type":"task","id":")" + id +
               R"(","phase":"study","duration_days":1,"start":"2027-01-01","finish":"2027-01-01")" + wave + "}";
    };
    Lines newer = {task("b", ",\"wave\":2"),
                   task("z", ",\"wave\":1"),
                   task("a", ""),
                   task("a2", ",\"wave\":2"),
                   R"({"type":"application","id":"q"})",
                   R"({"type":"zebra","id":"1"})",
                   R"({"type":"ant","id":"1"})"};
    const Lines once = compared({}, newer).records;
    std::ranges::reverse(newer);
    CHECK(compared({}, newer).records == once);
    std::string keys;
    for (const std::string& line : once) keys += line.substr(line.find("\"key\":{\"id\":\"") + 13, 2) + " ";
    CHECK(keys == "q\" z\" a2 b\" a\" 1\" 1\" ");
}

TEST_CASE("changes found by an earlier run are of neither stream") {
    CHECK(compared({R"({"type":"change","change":"added"})"}, {}).records.empty());
}

TEST_CASE("many equal lines are taken one for one") {
    const Lines many(3000, R"({"type":"note","text":"same"})");
    Lines fewer = many;
    fewer.pop_back();
    const Compared result = compared(many, fewer);
    CHECK(result.counts.at("note").same == 2999);
    CHECK(result.counts.at("note").removed == 1);
}

TEST_CASE("what is no record is refused, in either stream") {
    StreamDifference difference;
    CHECK_THROWS_AS(difference.read_older(source_of(R"({"type":"application","id":7})"), "old"), Error);
    CHECK_THROWS_AS(difference.read_newer(source_of(R"({"type":"compliance","application":"a","status":"no"})"), "new"),
                    Error);
}
