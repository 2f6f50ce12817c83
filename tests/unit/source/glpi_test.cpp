#include "libplan/source/glpi.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/imported.hpp"

using namespace plan;
using namespace plan::tests;

TEST_CASE("an appliance of GLPI is read as people see it, links to nothing left out") {
    const Imported read = imported_text(
        "glpi", "Appliance.json",
        R"([{"id":3,"name":"Paie &amp; carri\u00e8re","comment":"<p>G&egrave;re</p><p>la paie</p>","entities_id":"Racine > DRH",
            "users_id_tech":"Ada Blin","groups_id_tech":0,"users_id":"&nbsp;","locations_id":"Lognes",
            "manufacturers_id":"\u00c9diteur","appliancetypes_id":"Web","states_id":"En production","externalidentifier":"SI-12",
            "is_deleted":0,"champ":"x","links":[{"rel":"Entity"}]},
           {"id":4,"name":"Ancien","states_id":"Au grenier"},{"id":5,"is_deleted":1},{"id":6,"is_template":1}])");
    REQUIRE(read.portfolio.applications.size() == 2);
    const Application& one = read.portfolio.applications[0];
    CHECK(one.id == "Appliance_3");
    CHECK(one.name == "Paie & carrière");
    CHECK(one.description == "Gère\nla paie");
    CHECK(one.business_owner == "Racine > DRH");
    CHECK(one.owner == "Ada Blin");
    CHECK(one.site == "Lognes");
    CHECK(one.lifecycle == Lifecycle::production);
    CHECK(one.aliases == std::vector<std::string>{"SI-12"});
    CHECK(read.lines.find("groups_id_tech") == std::string::npos);
    CHECK(read.lines.find("\"users_id\"") == std::string::npos);
    CHECK(read.lines.find("\"champ\":\"x\"") != std::string::npos);
    CHECK(read.lines.find("\"states_id\":\"Au grenier\"") != std::string::npos);
}

TEST_CASE("impacts of GLPI become flows between the appliances behind their ends") {
    const Imported read = imported_text("glpi", "all.json",
                                        R"({"Appliance":[{"id":1,"name":"A"},{"id":2,"name":"B"},{"id":3,"name":"C"}],
            "Appliance_Item":[{"id":1,"appliances_id":1,"itemtype":"Computer","items_id":7},
                              {"id":2,"appliances_id":1,"itemtype":"Computer","items_id":7},
                              {"id":3,"appliances_id":2,"itemtype":"Database","items_id":7},
                              {"id":4,"appliances_id":3,"itemtype":"Appliance","items_id":1},
                              {"id":5,"appliances_id":2,"itemtype":"Computer","items_id":7}],
            "ImpactRelation":[{"id":9,"itemtype_source":"Appliance","items_id_source":3,"itemtype_impacted":"Database","items_id_impacted":7},
                              {"id":10,"itemtype_source":"Computer","items_id_source":99,"itemtype_impacted":"Appliance","items_id_impacted":1}],
            "Computer":[{"id":7,"name":"srv"},{"id":8,"name":"of nobody"}]})");
    REQUIRE(read.portfolio.flows.size() == 2);
    CHECK(read.portfolio.flows[0].from == "Appliance_3");  // it holds the other
    CHECK(read.portfolio.flows[0].to == "Appliance_1");
    CHECK(read.portfolio.flows[1].from == "Appliance_2");  // its database is impacted by C
    CHECK(read.portfolio.flows[1].to == "Appliance_3");
    CHECK(read.says("dangling-relation"));
    REQUIRE(read.portfolio.servers.size() == 1);
    CHECK(read.portfolio.servers[0].id == "srv");
    CHECK(read.portfolio.servers[0].application == "Appliance_1");
    CHECK(read.lines.find("\"other_applications\":\"Appliance_2\"") != std::string::npos);
    CHECK(read.says("servers-of-nothing"));
}

TEST_CASE("computers of GLPI have the systems that are linked to them, by name") {
    const Imported read = imported_text(
        "glpi", "all.json",
        R"({"Appliance":[{"id":1,"name":"A"}],
            "Appliance_Item":[{"id":1,"appliances_id":1,"itemtype":"Computer","items_id":7},
                              {"id":2,"appliances_id":1,"itemtype":"Computer","items_id":8},
                              {"id":3,"appliances_id":1,"itemtype":"Computer","items_id":9}],
            "Computer":[{"id":7,"name":"one"},{"id":8,"name":"two"},{"id":9,"name":"three"}],
            "Item_OperatingSystem":[
                {"id":1,"itemtype":"Computer","items_id":7,"operatingsystems_id":1,"operatingsystemversions_id":3},
                {"id":2,"itemtype":"Computer","items_id":7,"operatingsystems_id":2,"operatingsystemversions_id":0},
                {"id":3,"itemtype":"Computer","items_id":8,"operatingsystems_id":"AIX","operatingsystemversions_id":99},
                {"id":4,"itemtype":"Computer","items_id":9,"operatingsystems_id":1,"is_deleted":1},
                {"id":5,"itemtype":"NetworkEquipment","items_id":9,"operatingsystems_id":1}],
            "OperatingSystem":[{"id":1,"name":"Debian"},{"id":2,"name":"Windows&nbsp;Server"}],
            "OperatingSystemVersion":[{"id":3,"name":"12"}]})");
    REQUIRE(read.portfolio.servers.size() == 3);
    CHECK(read.lines.find(R"("operatingsystem":"Debian; Windows Server","operatingsystemversion":"12"})") !=
          std::string::npos);
    CHECK(read.lines.find(R"("operatingsystem":"AIX"})") != std::string::npos);
    std::size_t named = 0;
    for (std::size_t at = read.lines.find("operatingsystem\""); at != std::string::npos;
         at = read.lines.find("operatingsystem\"", at + 1))
        ++named;
    CHECK(named == 2);
}

TEST_CASE("items that nothing tells apart are refused") {
    CHECK_THROWS_AS(imported_text("glpi", "-", R"([{"id":1,"name":"A"}])"), Error);
    CHECK_THROWS_AS(imported_text("glpi", "-", R"({"Appliance":3})"), Error);
    CHECK(imported_text("glpi", "-", R"([])").portfolio.applications.empty());
}
