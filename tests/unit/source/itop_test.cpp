#include "libplan/source/itop.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/imported.hpp"

using namespace plan;
using namespace plan::tests;

namespace {

std::string answer(const std::string& objects, const std::string& more = {}) {
    return "{\"objects\":{" + objects + "},\"code\":0,\"message\":\"Found: 1\"" + more + "}";
}

std::string solution(const std::string& key, const std::string& fields) {
    return "\"ApplicationSolution::" + key + R"(":{"code":0,"class":"ApplicationSolution","key":")" + key +
           R"(","fields":{"name":"S)" + key + "\"" + (fields.empty() ? "" : ",") + fields + "}}";
}

}  // namespace

TEST_CASE("a solution of iTop is read with its links named, dates and links to nothing left out") {
    const Imported read = imported_text(
        "itop", "-",
        answer(
            solution("27", R"("description":"<p>G\u00e8re</p>","organization_name":"DRH","org_id":"3","parent_id":"0",
            "business_criticity":"high","status":"active","move2production":"0000-00-00","champ":"x",
            "contacts_list":[{"contact_id":"1","contact_name":"Ada Blin","contact_id_friendlyname":"Ada Blin"}])")));
    REQUIRE(read.portfolio.applications.size() == 1);
    const Application& one = read.portfolio.applications[0];
    CHECK(one.id == "ApplicationSolution::27");
    CHECK(one.name == "S27");
    CHECK(one.description == "Gère");
    CHECK(one.business_owner == "DRH");
    CHECK(one.criticality == "high");
    CHECK(one.lifecycle == Lifecycle::production);
    CHECK(read.lines.find("move2production") == std::string::npos);
    CHECK(read.lines.find("parent_id") == std::string::npos);
    CHECK(read.lines.find("\"contacts_list\":\"Ada Blin\"") != std::string::npos);
    CHECK(read.lines.find("\"champ\":\"x\"") != std::string::npos);
}

TEST_CASE("items of a solution are its parts, or what it needs; flows end at the solutions behind") {
    const std::string stands = R"("functionalcis_list":[
        {"functionalci_id":"12","functionalci_name":"srv","functionalci_id_finalclass_recall":"Server"},
        {"functionalci_id":"2","functionalci_name":"S2","functionalci_id_finalclass_recall":"ApplicationSolution"}])";
    const Imported read = imported_text(
        "itop", "-",
        answer(
            solution("1", stands) + "," + solution("2", "") +
            R"(,"DataFlow::5":{"class":"DataFlow","key":"5","fields":{"source_id":"2","destination_id":"12","name":"f"}},
                   "Server::12":{"class":"Server","key":"12","fields":{"name":"srv","managementip":"10.0.0.1"}},
                   "Server::13":{"class":"Server","key":"13","fields":{"name":"of nobody"}})"));
    REQUIRE(read.portfolio.flows.size() == 2);
    CHECK(read.portfolio.flows[0].from == "ApplicationSolution::1");
    CHECK(read.portfolio.flows[0].to == "ApplicationSolution::2");
    // Data goes from S2 to the server of S1; who depends on whom --flows decides.
    CHECK(read.portfolio.flows[1].from == "ApplicationSolution::2");
    CHECK(read.portfolio.flows[1].to == "ApplicationSolution::1");
    REQUIRE(read.portfolio.servers.size() == 1);
    CHECK(read.portfolio.servers[0].addresses == std::vector<std::string>{"10.0.0.1"});
    CHECK(read.says("servers-of-nothing"));
}

TEST_CASE("what a solution impacts needs it, told once") {
    const Imported read = imported("itop", [](TableConsumer& consumer, const Report& report) {
        ItopModel model("x");
        model.add(JsonDocument(answer(solution("1", "") + "," + solution("2", "")), "x"));
        model.add(JsonDocument(answer("", R"(,"relations":{"ApplicationSolution::1":[{"key":"ApplicationSolution::2"},
                                               {"key":"ApplicationSolution::2"},{"key":"BusinessProcess::4"}]})"),
                               "x"));
        model.give(consumer, report);
    });
    REQUIRE(read.portfolio.flows.size() == 1);
    CHECK(read.portfolio.flows[0].from == "ApplicationSolution::2");
    CHECK(read.portfolio.flows[0].to == "ApplicationSolution::1");
}

TEST_CASE("a refusal of iTop is no list") {
    CHECK_THROWS_AS(imported_text("itop", "-", R"({"code":1,"message":"Error: Invalid login"})"), Error);
    CHECK_THROWS_AS(imported_text("itop", "-", R"([])"), Error);
    CHECK(
        imported_text("itop", "-", R"({"code":0,"message":"Found: 0","objects":null})").portfolio.applications.empty());
}
