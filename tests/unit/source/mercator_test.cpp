#include "libplan/source/mercator.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/imported.hpp"

using namespace plan;
using namespace plan::tests;

namespace {

constexpr std::string_view dump =
    "CREATE TABLE `m_applications` (`id` int, `name` varchar(255), `description` longtext, `security_need_c` int,\n"
    "`security_need_i` int, `users` varchar(255), `rto` int, `entity_resp_id` int, `deleted_at` timestamp);\n"
    "INSERT INTO `m_applications` VALUES (1,'Paie','<p>Verse &amp; d&eacute;clare</p>',3,-1,'1200',90,7,NULL),\n"
    "(2,'Portail',NULL,1,0,'> 20',0,NULL,NULL),(3,'Partie',NULL,NULL,NULL,NULL,NULL,NULL,'2024-01-01 00:00:00');\n"
    "INSERT INTO `entities` (`id`,`name`) VALUES (7,'Bureau');\n"
    "INSERT INTO `databases` (`id`,`name`,`type`) VALUES (4,'paie_prod','Oracle 19');\n"
    "INSERT INTO `information` (`id`,`name`,`sensitivity`) VALUES (5,'Agents','Donnée personnelle');\n"
    "INSERT INTO `database_m_application` (`m_application_id`,`database_id`) VALUES (1,4);\n"
    "INSERT INTO `database_information` (`database_id`,`information_id`) VALUES (4,5);\n"
    "INSERT INTO `fluxes` (`id`,`name`,`nature`,`application_source_id`,`database_dest_id`,`bidirectional`) VALUES\n"
    "(9,'Bulletins','API',2,4,1);\n";

constexpr std::string_view document =
    R"({"applications":[
{"id":1,"name":"Paie","description":"<p>Verse &amp; d&eacute;clare</p>","security_need_c":3,"security_need_i":-1,
 "users":"1200","rto":90,"entity_resp":{"id":7,"name":"Bureau"},"entity_resp_id":7,
 "databases":[{"id":4,"name":"paie_prod","type":"Oracle 19","pivot":{"m_application_id":1,"database_id":4}}]},
{"id":2,"name":"Portail","security_need_c":1,"security_need_i":0,"users":"> 20","rto":0},
{"id":3,"name":"Partie","deleted_at":"2024-01-01T00:00:00Z"}],
"databases":[{"id":4,"name":"paie_prod","type":"Oracle 19","informations":[5]}],
"information":[{"id":5,"name":"Agents","sensitivity":"Donnée personnelle"}],
"fluxes":[{"id":9,"name":"Bulletins","nature":"API","application_source_id":2,"database_dest_id":4,
 "bidirectional":true}]})";

}  // namespace

TEST_CASE("a dump and the documents of a Mercator register give the same records") {
    const Imported of_dump = imported_text("mercator", "register", dump);
    const Imported of_document = imported_text("mercator", "register", document);
    CHECK(of_dump.lines == of_document.lines);
    REQUIRE(of_dump.portfolio.applications.size() == 2);
    const Application& pay = of_dump.portfolio.applications[0];
    CHECK(pay.id == "APP_1");
    CHECK(pay.description == "Verse & déclare");
    CHECK(pay.dicp.c == 3);
    CHECK_FALSE(pay.dicp.i.has_value());
    CHECK(pay.users == 1200);
    CHECK(pay.rto_hours == 1.5);
    CHECK(pay.data == std::vector<std::string>{"personal"});
    CHECK(pay.components.at(0).name == "Oracle 19");
    CHECK(of_dump.lines.find("\"entity_resp\":\"Bureau\"") != std::string::npos);
    const Application& portal = of_dump.portfolio.applications[1];
    CHECK_FALSE(portal.users.has_value());
    CHECK_FALSE(portal.rto_hours.has_value());
    CHECK(portal.dicp.c == 1);
}

TEST_CASE("a flow of a Mercator register resolves to the applications behind its ends") {
    const Imported read = imported_text("mercator", "register", dump);
    REQUIRE(read.portfolio.flows.size() == 1);
    CHECK(read.portfolio.flows[0].from == "APP_2");
    CHECK(read.portfolio.flows[0].to == "APP_1");
    CHECK(read.portfolio.flows[0].kind == FlowKind::api);
    CHECK(read.portfolio.flows[0].direction == Direction::both);
    CHECK(read.portfolio.flows[0].origin == "register:FLOW_9 (paie_prod < Paie)");
}

TEST_CASE("tables of a Mercator register are known by their old names and their new ones") {
    const Imported read = imported_text(
        "mercator", "new.sql",
        "-- PostgreSQL database dump\nCOPY public.applications (id, name, external) FROM "
        "stdin;\n1\tPaie\t\\N\n2\tRH\t\\N\n\\.\n"
        "COPY public.application_services (id, name) FROM stdin;\n1\tSolde\n\\.\n"
        "COPY public.application_application_service (application_id, application_service_id) FROM stdin;\n1\t1\n\\.\n"
        "COPY public.application_flows (id, name, type, application_source_id, service_dest_id, crypted) FROM stdin;\n"
        "1\tF\tFichier\t2\t1\tt\n\\.\n");
    REQUIRE(read.portfolio.applications.size() == 2);
    REQUIRE(read.portfolio.flows.size() == 1);
    CHECK(read.portfolio.flows[0].kind == FlowKind::file);
    CHECK(read.portfolio.flows[0].from == "APP_1");  // who receives the file depends on who sends it
}

TEST_CASE("one object of the interface is read, wrapped or not") {
    CHECK(imported_text("mercator", "-", R"({"data":{"id":1,"name":"Paie","application_block_id":null}})")
              .portfolio.applications.size() == 1);
    CHECK(imported_text("mercator", "-", R"([{"id":1,"name":"Paie","rto":5}])").portfolio.applications.size() == 1);
}

TEST_CASE("what is no export of Mercator is refused with its place") {
    for (const auto& [text, code] :
         {std::pair("CREATE TABLE t (a int); INSERT INTO t VALUES (1);", "no-mercator"),
          std::pair("{\"a\":[1]}", "no-mercator"), std::pair("[1]", "no-mercator"),
          std::pair("[{\"id\":1,\"name\":\"x\"}]", "no-mercator"), std::pair("[{\"rto\":1]", "not-json")}) {
        try {
            static_cast<void>(imported_text("mercator", "-", text));
            FAIL("read: " << text);
        } catch (const Error& error) {
            CHECK(error.diagnostic().code == code);
        }
    }
}

TEST_CASE("rows given twice, lost ends and links to nothing are reported") {
    const Imported read = imported_text("mercator", "-",
                                        R"({"applications":[{"id":1,"name":"a"},{"id":1,"name":"b"},{"name":"none"}],
            "fluxes":[{"id":1,"application_source_id":1,"application_dest_id":99},{"id":2,"application_source_id":1}],
            "databases":[{"id":1,"name":"d","informations":[8,9]}]})");
    CHECK(read.portfolio.applications.size() == 1);
    CHECK(read.portfolio.flows.empty());
    CHECK(read.says("duplicate-element"));
    CHECK(read.says("dangling-relation"));
    CHECK(read.says("not-read"));
}

TEST_CASE("exports of Mercator are recognised by their content, or their name") {
    CHECK(recognises_mercator("x.sql", ""));
    CHECK(recognises_mercator("x", "-- MariaDB dump 10.19"));
    CHECK(recognises_mercator("x.json", "[{\"application_source_id\":1}]"));
    CHECK(recognises_mercator("a/application-modules.json", "[{\"id\":1}]"));
    CHECK_FALSE(recognises_mercator("applications.json", "[{\"id\":1}]"));
    CHECK_FALSE(recognises_mercator("fluxes.json", "id;nom"));
}
