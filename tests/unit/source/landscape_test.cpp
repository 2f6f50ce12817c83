#include "libplan/source/landscape.hpp"

#include "libplan/source/import.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

struct Given {
    Portfolio portfolio;
    std::vector<std::string> codes;
};

Given give(Landscape landscape) {
    Given given;
    std::string lines;
    const Report report = [&](const Diagnostic& diagnostic) { given.codes.push_back(diagnostic.code); };
    const Sink sink = [&](std::string_view text) { lines += text; };
    const ImportOptions options;
    Importer importer(options, sink, report);
    landscape.give(importer, report);
    given.portfolio.read(lines + "{\"type\":\"end\"}\n", "-");
    return given;
}

Landscape two_applications() {
    Landscape landscape("folder/model.xml");
    landscape.add_application("A", "Claims", {}, {});
    landscape.add_application("B", "Policies", {{"users", "12"}}, {});
    return landscape;
}

}  // namespace

TEST_CASE("a dependency between applications is a flow as it stands") {
    Landscape landscape = two_applications();
    landscape.add_dependency("r1", "Serving", "A", "B", {{"kind", "api"}}, {});
    const Given given = give(landscape);
    REQUIRE(given.portfolio.flows.size() == 1);
    CHECK(given.portfolio.flows[0].from == "A");
    CHECK(given.portfolio.flows[0].to == "B");
    CHECK(given.portfolio.flows[0].kind == FlowKind::api);
    CHECK(given.portfolio.flows[0].origin == "model.xml:r1");
    CHECK(given.portfolio.applications[1].users == 12);
    CHECK(given.codes.empty());
}

TEST_CASE("ends that are parts resolve to their applications, with the path in the origin") {
    Landscape landscape = two_applications();
    landscape.add_part("s", "Claims service", "ApplicationService", {});
    landscape.add_part("f", "Claims function", "ApplicationFunction", {});
    landscape.add_part("i", "Policy API", "ApplicationInterface", {});
    landscape.add_ownership("s", "f");
    landscape.add_ownership("f", "A");
    landscape.add_ownership("i", "B");
    landscape.add_dependency("r7", "Flow", "s", "i", {}, {});
    const Given given = give(landscape);
    REQUIRE(given.portfolio.flows.size() == 1);
    CHECK(given.portfolio.flows[0].origin ==
          "model.xml:r7 (Claims service < Claims function < Claims; Policy API < Policies)");
}

TEST_CASE("a part of several applications gives a flow for each") {
    Landscape landscape = two_applications();
    landscape.add_application("C", "Portal", {}, {});
    landscape.add_part("db", "Shared base", "Database", {});
    landscape.add_ownership("db", "A");
    landscape.add_ownership("db", "B");
    landscape.add_dependency("r", "Access", "C", "db", {}, {});
    const Given given = give(landscape);
    REQUIRE(given.portfolio.flows.size() == 2);
    CHECK(given.portfolio.flows[0].to == "A");
    CHECK(given.portfolio.flows[1].to == "B");
}

TEST_CASE("what cannot be resolved is counted and reported") {
    Landscape landscape = two_applications();
    landscape.add_part("x", "x", "ApplicationService", {});
    landscape.add_part("y", "y", "ApplicationService", {});
    landscape.add_ownership("x", "y");  // a circle that reaches no application
    landscape.add_ownership("y", "x");
    landscape.add_part("z", "z", "ApplicationService", {});
    landscape.add_ownership("z", "A");
    landscape.add_dependency("r1", "Flow", "A", "nowhere", {}, {});
    landscape.add_dependency("r2", "Flow", "A", "x", {}, {});
    landscape.add_dependency("r3", "Flow", "A", "z", {}, {});
    landscape.add_application("A", "again", {}, {});
    landscape.skip("element BusinessActor");
    const Given given = give(landscape);
    CHECK(given.portfolio.flows.empty());
    CHECK(given.portfolio.applications.size() == 2);
    CHECK(given.codes == std::vector<std::string>{"duplicate-element", "dangling-relation", "no-application-behind",
                                                  "within-application", "not-read"});
}

TEST_CASE("a part of very many applications tells nothing") {
    Landscape landscape = two_applications();
    landscape.add_part("bus", "Bus", "ApplicationService", {});
    for (std::size_t index = 0; index <= Landscape::most_owners; ++index) {
        landscape.add_application("app" + std::to_string(index), "", {}, {});
        landscape.add_ownership("bus", "app" + std::to_string(index));
    }
    landscape.add_dependency("r", "Flow", "A", "bus", {}, {});
    const Given given = give(landscape);
    CHECK(given.portfolio.flows.empty());
    CHECK(given.codes == std::vector<std::string>{"shared-by-many"});
}

TEST_CASE("a transfer is settled by the reading of flows, a property may say its direction") {
    const auto flow_of = [](Properties properties) {
        Landscape landscape = two_applications();
        landscape.add_transfer("r", "Flow", "A", "B", std::move(properties), {});
        return give(landscape).portfolio.flows.at(0);
    };
    CHECK(flow_of({}).from == "A");
    CHECK(flow_of({}).direction == Direction::push);
    CHECK(flow_of({{"Sens", "both"}}).direction == Direction::both);
    CHECK(flow_of({{"kind", "file"}}).from == "B");
    CHECK(flow_of({{"kind", "file"}}).direction == Direction::pull);
    CHECK(flow_of({{"Source", "C"}, {"Client", "C"}}).from == "A");
}

TEST_CASE("values of parts go to the applications behind them, each once") {
    Landscape landscape = two_applications();
    landscape.add_part("p", "p", "Module", {});
    landscape.add_part("lost", "lost", "Module", {});
    landscape.add_ownership("p", "A");
    landscape.add_ownership("p", "B");
    landscape.add_value("A", "Responsable", "Ann", "r1");
    landscape.add_value("p", "Responsable", "Bob", "r2");
    landscape.add_value("A", "Responsable", "Ann", "r3");
    landscape.add_value("lost", "Responsable", "Eve", "r4");
    landscape.add_value("nowhere", "Responsable", "Eve", "r5");
    const Given given = give(landscape);
    CHECK(given.portfolio.applications[0].owner == "Ann; Bob");
    CHECK(given.portfolio.applications[1].owner == "Bob");
    CHECK(given.codes == std::vector<std::string>{"no-application-behind"});
}

TEST_CASE("a name per row is no column") {
    Landscape landscape("m");
    for (std::size_t index = 0; index < Landscape::most_columns + 10; ++index)
        landscape.add_application("a" + std::to_string(index), "", {{"p" + std::to_string(index), "x"}}, {});
    const Given given = give(landscape);
    CHECK(given.portfolio.applications.size() == Landscape::most_columns + 10);
    CHECK(given.codes.back() == "too-many-properties");
}

TEST_CASE("a long chain of parts is climbed, a knot is not") {
    const auto chain_of = [](std::size_t length) {
        Landscape landscape = two_applications();
        for (std::size_t index = 0; index < length; ++index) {
            landscape.add_part("p" + std::to_string(index), "", "Module", {});
            landscape.add_ownership("p" + std::to_string(index), "p" + std::to_string(index + 1));
        }
        landscape.add_ownership("p" + std::to_string(length - 1), "A");
        landscape.add_dependency("r", "Flow", "p0", "B", {}, {});
        return give(landscape);
    };
    const Given long_one = chain_of(500);
    REQUIRE(long_one.portfolio.flows.size() == 1);
    CHECK(long_one.portfolio.flows[0].origin == "model.xml:r (p0 < p1 < p2 < p3 < p4 < p5 < p6 < p7 < … < Claims)");
    CHECK(chain_of(5000).codes == std::vector<std::string>{"shared-by-many"});
}
