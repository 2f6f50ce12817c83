#include "libplan/source/refapp.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/imported.hpp"

#include <filesystem>

using namespace plan;
using namespace plan::tests;

TEST_CASE("an application of RefApp is read with what lies within it") {
    const Imported read = imported_text(
        "refapp", "-",
        R"({"results":[{"id":"a","label":"Titres","shortName":"TIT","currentStatus":{"status":"in_production"},
            "priorityRestart":"R1_STAR","businessDivisions":[{"label":"DMAT"}],"tags":[{"name":"x"},{"name":"y"}],
            "hostings":[{"isActive":true,"hostingOption":{"site":"Lognes"}},{"isActive":false,"hostingOption":{"site":"Vieux"}}],
            "technologyStacks":[{"technology":"SGBD","product":"Postgre;SQL","version":"12","eolDate":"2024-11-21T00:00:00Z"}],
            "actors":[{"actorType":{"code":"MOE"},"organization":{"sigle":"DTNUM"}},
                      {"actorType":{"label":"DPO"},"firstname":"Ada","lastname":"Blin"}]}],"total":1})");
    REQUIRE(read.portfolio.applications.size() == 1);
    const Application& one = read.portfolio.applications[0];
    CHECK(one.id == "a");
    CHECK(one.aliases == std::vector<std::string>{"TIT"});
    CHECK(one.lifecycle == Lifecycle::production);
    CHECK(one.criticality == "high");
    CHECK(one.business_owner == "DMAT");
    CHECK(one.owner == "DTNUM");
    CHECK(one.site == "Lognes");
    CHECK(one.tags == std::vector<std::string>{"x", "y"});
    REQUIRE(one.components.size() == 1);
    CHECK(one.components[0].name == "Postgre SQL 12");
    CHECK(one.components[0].end_of_support.has_value());
    CHECK(read.lines.find("\"actors.DPO\":\"Ada Blin\"") != std::string::npos);
    CHECK_FALSE(read.says("export-not-whole"));
}

TEST_CASE("relations of RefApp become flows by their type, once each") {
    const Imported read = imported_text(
        "refapp", "-",
        R"({"applications":[{"id":"a","label":"A","relationsAsSource":[{"id":"r1","type":"is_data_user_of","applicationTargetId":"b"}]},
             {"id":"b","label":"B","relations":[{"id":"r1","type":"is_data_user_of","applicationSourceId":"a","applicationTargetId":"b"}]}],
            "relations":[{"id":"r2","type":"use_sso_of","applicationSourceId":"b","applicationTargetId":"a"},
             {"id":"r3","type":"is_part_of","applicationSourceId":"a","applicationTargetId":"b","targetApplication":{"id":"b","label":"B"}},
             {"id":"r4","type":"is_part_of","applicationSourceId":"b","applicationTargetId":"a"},
             {"id":"r5","type":"other","applicationSourceId":"b","applicationTargetId":"a"},
             {"id":"r6","type":"is_service_user_of","applicationSourceId":"b","applicationTargetId":"lost"}]})");
    REQUIRE(read.portfolio.flows.size() == 2);
    CHECK(read.portfolio.flows[0].from == "a");
    CHECK(read.portfolio.flows[0].direction == Direction::pull);
    CHECK(read.portfolio.flows[1].from == "b");
    CHECK(read.portfolio.flows[1].kind == FlowKind::sso);
    CHECK(read.lines.find("\"is_part_of\":\"B\"") != std::string::npos);
    CHECK(read.says("not-read"));
    CHECK(read.says("dangling-relation"));
}

TEST_CASE("a page of RefApp that is not the whole is told") {
    CHECK(imported_text("refapp", "-", R"({"results":[{"id":"a","label":"A"}],"total":120})").says("export-not-whole"));
}

TEST_CASE("lists without measure in an application of RefApp are counted, not read") {
    std::string text = R"([{"id":"a","label":"A","deep":{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}},"many":[)";
    for (int index = 0; index < 1000; ++index) text += std::to_string(index) + ",";
    text += "0]";
    for (int index = 0; index < 1000; ++index) text += ",\"k" + std::to_string(index) + "\":1";
    const Imported read = imported_text("refapp", "-", text + "}]");
    REQUIRE(read.portfolio.applications.size() == 1);
    CHECK(read.says("not-read"));
}

TEST_CASE("what is no document of RefApp is refused") {
    for (const std::string_view text : {"{\"a\":1}", "{\"results\":3}"}) {
        try {
            static_cast<void>(imported_text("refapp", "-", text));
            FAIL("read: " << text);
        } catch (const Error& error) {
            CHECK(error.diagnostic().code == "no-refapp");
        }
    }
}

TEST_CASE("pages and relations of RefApp in one folder are read in order, years are not pages") {
    namespace fs = std::filesystem;
    const fs::path folder = fs::temp_directory_path() / "plan-refapp-set";
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const char* name :
         {"applications-2.json", "applications-10.json", "applications-2024.json", "relations.json", "notes.json"})
        std::ofstream(folder / name) << "[]";
    std::vector<std::string> names;
    for (const std::string& path : refapp_set((folder / "relations.json").string()))
        names.push_back(fs::path(path).filename().string());
    CHECK(names == std::vector<std::string>{"applications-2.json", "applications-10.json", "relations.json"});
    CHECK(refapp_set((folder / "notes.json").string()).size() == 1);
    fs::remove_all(folder);
}
