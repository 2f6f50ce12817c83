#include "libplan/source/cyclonedx.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/source/imported.hpp"

#include <filesystem>

using namespace plan;
using namespace plan::tests;

namespace {

constexpr std::string_view json = R"({"bomFormat":"CycloneDX","specVersion":"1.6",
"serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79","version":1,
"metadata":{"tools":{"services":[{"name":"tool"}]},
 "component":{"type":"application","bom-ref":"site","name":"Titres","supplier":{"name":"ANTS"}}},
"components":[{"type":"application","bom-ref":"batch","name":"Nuit","publisher":"DTNUM"},
 {"type":"library","bom-ref":"lib","name":"log"},{"type":"application","bom-ref":"idle","name":"Seul"}],
"services":[{"bom-ref":"api","group":"fr.gouv","name":"API titres","version":"2","provider":{"name":"DTNUM"},
 "endpoints":["https://API.example/titres/","https://api.example/v2"],"authenticated":true,"x-trust-boundary":false,
 "data":[{"flow":"inbound","classification":"PII","name":"Demandes","source":["https://portail.example/x/y?z"]},
  {"flow":"outbound","classification":"PIFI","destination":["urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#base%20A"]},
  {"flow":"bi-directional","classification":"Secret maison","source":["portail"],"destination":["portail","https://nowhere.example"]}],
 "properties":[{"name":"criticite","value":"haute"}],
 "services":[{"bom-ref":"base A","name":"Base","description":"Données"}]},
 {"bom-ref":"portail","name":"Portail","endpoints":["https://portail.example"]},
 {"name":"Sans ref","version":"1"}],
"dependencies":[{"ref":"site","dependsOn":["api","batch","lib"]},{"ref":"api","dependsOn":["base A"],"provides":["portail"]},
 {"ref":"lib","dependsOn":["gone"]},{"ref":"api","dependsOn":["gone"]}],
"vulnerabilities":[{"id":"CVE-1"}]})";

constexpr std::string_view xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="1">
<metadata><tools><services><service><name>tool</name></service></services></tools>
 <component type="application" bom-ref="site"><supplier><name>ANTS</name></supplier><name>Titres</name></component></metadata>
<components><component type="application" bom-ref="batch"><publisher>DTNUM</publisher><name>Nuit</name></component>
 <component type="library" bom-ref="lib"><name>log</name></component>
 <component type="application" bom-ref="idle"><name>Seul</name></component></components>
<services><service bom-ref="api"><provider><name>DTNUM</name><url>https://x</url></provider><group>fr.gouv</group>
 <name>API titres</name><version>2</version>
 <endpoints><endpoint>https://API.example/titres/</endpoint><endpoint>https://api.example/v2</endpoint></endpoints>
 <authenticated>true</authenticated><x-trust-boundary>false</x-trust-boundary>
 <data><dataflow name="Demandes"><classification flow="inbound">PII</classification>
   <source><url>https://portail.example/x/y?z</url></source></dataflow>
  <dataflow><classification flow="outbound"> PIFI </classification>
   <destination><url>urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#base%20A</url></destination></dataflow>
  <dataflow><classification flow="bi-directional">Secret maison</classification><source><url>portail</url></source>
   <destination><url>portail</url><url>https://nowhere.example</url></destination></dataflow></data>
 <properties><property name="criticite">haute</property></properties>
 <services><service bom-ref="base A"><name>Base</name><description>Données</description></service></services></service>
 <service bom-ref="portail"><name>Portail</name><endpoints><endpoint>https://portail.example</endpoint></endpoints></service>
 <service><name>Sans ref</name><version>1</version></service></services>
<dependencies><dependency ref="site"><dependency ref="api"/><dependency ref="batch"/><dependency ref="lib"/></dependency>
 <dependency ref="api"><dependency ref="base A"/><provides ref="portail"/></dependency>
 <dependency ref="lib"><dependency ref="gone"/></dependency><dependency ref="api"><dependency ref="gone"/></dependency></dependencies>
<vulnerabilities><vulnerability><id>CVE-1</id></vulnerability></vulnerabilities>
</bom>)";

const Application& find(const Imported& read, std::string_view id) {
    for (const Application& application : read.portfolio.applications)
        if (application.id == id) return application;
    FAIL("no application " << id);
    return read.portfolio.applications.front();
}

std::vector<std::string> pairs(const Imported& read) {
    std::vector<std::string> texts;
    for (const Flow& flow : read.portfolio.flows) texts.push_back(flow.from + " > " + flow.to);
    return texts;
}

std::string refusal(std::string_view text) {
    try {
        static_cast<void>(imported_text("cyclonedx", "b", text));
    } catch (const Error& error) {
        return error.diagnostic().code;
    }
    return {};
}

}  // namespace

TEST_CASE("JSON and XML of one CycloneDX document give the same records and the same messages") {
    const Imported of_json = imported_text("cyclonedx", "b", json), of_xml = imported_text("cyclonedx", "b", xml);
    CHECK(of_json.lines == of_xml.lines);
    CHECK(of_json.codes == of_xml.codes);
    CHECK(of_json.portfolio.applications.size() == 6);
}

TEST_CASE("services, the described component and application components of CycloneDX are applications") {
    const Imported read = imported_text("cyclonedx", "b", json);
    const Application& api = find(read, "api");
    CHECK(api.name == "API titres");
    CHECK(api.contractor == "DTNUM");
    CHECK(api.url == "https://API.example/titres/");
    CHECK(api.access == Access::restricted);
    CHECK(api.data == std::vector<std::string>{"personal", "financial", "Secret maison"});
    CHECK(find(read, "site").contractor == "ANTS");
    CHECK(find(read, "batch").contractor == "DTNUM");
    CHECK(find(read, "Sans ref@1").name == "Sans ref");
    CHECK(read.lines.find("\"parent\":\"api\"") != std::string::npos);
    CHECK(read.lines.find("\"properties.criticite\":\"haute\"") != std::string::npos);
    CHECK(read.says("nested-services"));
    CHECK(read.says("unknown-value"));
}

TEST_CASE("dependencies and data of CycloneDX become flows between what is in the document") {
    const Imported read = imported_text("cyclonedx", "b", json);
    CHECK(pairs(read) == std::vector<std::string>{"site > api", "site > batch", "api > base A", "portail > api",
                                                  "portail > api", "api > base A", "portail > api"});
    const Flow& demands = read.portfolio.flows[4];
    CHECK(demands.data == std::vector<std::string>{"personal"});
    CHECK(demands.direction == Direction::push);
    CHECK(read.portfolio.flows[6].direction == Direction::both);
    CHECK(read.portfolio.flows[6].origin == "b:portail <> api");
    CHECK(read.says("dangling-relation"));
}

TEST_CASE("CycloneDX 1.4 tells classifications without sources") {
    const Imported read =
        imported_text("cyclonedx", "b",
                      R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><services><service bom-ref="a"><name>A</name>
           <data><classification flow="inbound">PII</classification><classification flow="outbound">Public</classification></data>
           </service></services></bom>)");
    CHECK(find(read, "a").data == std::vector<std::string>{"personal", "public"});
    CHECK_FALSE(read.says("unknown-version"));
}

TEST_CASE("documents of an unknown version are read with a warning, libraries alone too") {
    const Imported read = imported_text("cyclonedx", "b",
                                        R"({"bomFormat":"CycloneDX","specVersion":"9.9","components":[{"type":"library",
                                            "name":"x"},{"type":"\u0000odd"}]})");
    CHECK(read.says("unknown-version"));
    CHECK(read.says("no-application"));
    CHECK(read.portfolio.applications.empty());
}

TEST_CASE("services nested deeper than the bound are counted, not read") {
    std::string text = R"({"bomFormat":"CycloneDX","specVersion":"1.5")";
    for (int level = 0; level < 50; ++level) text += ",\"services\":[{\"name\":\"s" + std::to_string(level) + "\"";
    for (int level = 0; level < 50; ++level) text += "}]";
    const Imported read = imported_text("cyclonedx", "b", text + "}");
    CHECK(read.portfolio.applications.size() == 32);
    CHECK(read.says("not-read"));
}

TEST_CASE("an address of several services is of none of them") {
    const Imported read = imported_text(
        "cyclonedx", "b",
        R"({"bomFormat":"CycloneDX","specVersion":"1.5","services":[{"bom-ref":"a","name":"a","endpoints":["https://x"]},
            {"bom-ref":"b","name":"b","endpoints":["https://x/"]},{"bom-ref":"c","name":"c","data":[{"flow":"inbound",
            "classification":"PII","source":["https://x/path","urn:cdx:none","c"]}]}]})");
    CHECK(read.portfolio.flows.empty());
    CHECK(read.says("not-read"));
}

TEST_CASE("what is no CycloneDX document is refused") {
    CHECK(refusal("{\"a\":1}") == "no-cyclonedx");
    CHECK(refusal("<bom xmlns=\"http://example.org/\"/>") == "no-cyclonedx");
    CHECK(refusal("<!DOCTYPE bom [<!ENTITY a \"b\">]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.4\"/>") ==
          "xml-doctype");
    CHECK(refusal("{\"bomFormat\":\"CycloneDX\"") == "not-json");
}

TEST_CASE("the example of the CycloneDX project is read whole") {
    const std::string path = std::string(PLAN_SHARED_DATA) + "/cyclonedx/cdx_saasbom_apigateway.json";
    if (!std::filesystem::exists(path)) {
        WARN("skipped: no " << path);
        return;
    }
    const Imported read = imported_text("cyclonedx", path, file_text(path));
    CHECK(read.portfolio.applications.size() == 7);
    CHECK(read.portfolio.flows.size() == 6);
}
