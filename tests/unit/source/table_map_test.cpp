#include "libplan/source/table_map.hpp"
#include "libplan/base/error.hpp"
#include "libplan/source/csv.hpp"
#include "libplan/source/import.hpp"
#include "libplan/source/memory_table.hpp"
#include "tests/unit/catch2.hpp"

#include <string>
#include <vector>

using namespace plan;

namespace {

std::string around(const std::string& tables) {
    return "<map id=\"test\" version=\"2026-11-25\">\n" + tables + "\n</map>\n";
}

std::string columns(const std::string& text) {
    return around("<table kind=\"applications\">\n" + text + "\n</table>");
}

/// The place and code of what is wrong with a map.
std::string fault_of(const std::string& text) {
    try {
        static_cast<void>(read_table_map(text, "m.xml"));
    } catch (const Error& error) {
        return error.diagnostic().where.to_string() + " " + error.diagnostic().code;
    }
    return "none";
}

struct Imported {
    std::string lines;
    std::vector<std::string> codes;
};

Imported import(const std::string& map_text, const std::string& csv, RecordType type = RecordType::application) {
    const TableMap map = read_table_map(map_text, "m.xml");
    Imported imported;
    const Sink sink = [&](std::string_view lines) { imported.lines += lines; };
    const Report report = [&](const Diagnostic& diagnostic) { imported.codes.push_back(diagnostic.code); };
    MemorySource source(csv);
    ReadOptions options;
    options.kind = type;
    Importer importer(options, sink, report, &map);
    find_format("csv")->read(source, "t.csv", options, importer, report);
    return imported;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a map is refused where it is wrong") {
    CHECK(fault_of(columns("<column from=\"a\" to=\"idd\"/>")) == "m.xml:3:18 unknown-field");
    CHECK(fault_of(columns("<column from=\"a\" to=\"rto_hours\" unit=\"Go\"/>")) == "m.xml:3:33 unknown-unit");
    CHECK(fault_of(columns("<column from=\"a\" to=\"name\" unit=\"h\"/>")) == "m.xml:3:28 unknown-unit");
    CHECK(fault_of(columns("<column to=\"name\"/>")) == "m.xml:3:2 missing-attribute");
    CHECK(fault_of(columns("<column from=\"a\" too=\"name\"/>")) == "m.xml:3:18 unknown-attribute");
    CHECK(fault_of(columns("<row/>")) == "m.xml:3:2 unknown-element");
    CHECK(fault_of(columns("<column from=\"a\" to=\"id\"><value from=\"x\"/></column>")) ==
          "m.xml:3:27 missing-attribute");
    CHECK(fault_of(columns(
              "<column from=\"a\" to=\"id\"><value from=\"x\" to=\"1\"/><value from=\"x\" to=\"2\"/></column>")) ==
          "m.xml:3:57 repeated-id");
    CHECK(fault_of(columns("<column from=\"a\" to=\"id\"/><column from=\"a\" to=\"id\"/>")) ==
          "m.xml:3:28 repeated-id");
    CHECK(fault_of(columns("<column from=\"a\" to=\"id\" required=\"yes\"/>")) == "m.xml:3:26 unknown-value");
    CHECK(fault_of(around("<table kind=\"apps\"/>")) == "m.xml:2:8 unknown-kind");
    CHECK(fault_of(around("<table name=\"t\"/>")) == "m.xml:2:2 missing-attribute");
    CHECK(fault_of(around("<table name=\"t\" kind=\"\"><column from=\"a\" to=\"id\"/></table>")) ==
          "m.xml:2:26 unknown-element");
    CHECK(fault_of(around("<table name=\"t\" kind=\"flows\"/><table name=\"T\" kind=\"flows\"/>")) ==
          "m.xml:2:32 repeated-id");
    CHECK(fault_of("<map id=\"m\" version=\"1\"/>") == "m.xml:1:2 missing-element");
    CHECK(fault_of("<table/>") == "m.xml:1:2 wrong-document");
    CHECK(fault_of("<map>") == "m.xml:1:5 broken-xml");
    CHECK(fault_of("<map id=\"\xC3\"/>") == "m.xml:1:10 broken-utf8");
    CHECK(fault_of("<!DOCTYPE map [<!ENTITY a \"b\">]><map/>") == "m.xml:1:11 document-type");
    std::string deep = "<map id=\"m\" version=\"1\">";
    for (int level = 0; level < 100'000; ++level) deep += "<table>";
    for (int level = 0; level < 100'000; ++level) deep += "</table>";
    CHECK(holds(fault_of(deep + "</map>"), "unknown-element"));
}

TEST_CASE("cells are translated whole, by spelling and then by folding") {
    const std::string map = columns(
        "<column from=\"key\" to=\"id\"/><column from=\"key\" to=\"name\"/>"
        "<column from=\"level\" to=\"dicp.c\"><value from=\"0\" to=\"\"/><value from=\"Très fort\" to=\"4\"/></column>"
        "<column from=\"restart\" to=\"criticality\"><value from=\"R1*\" to=\"high\"/><value from=\"R1\" to=\"low\"/>"
        "<value from=\"*\" to=\"medium\"/><value from=\"\" to=\"vital\"/></column>");
    const Imported imported =
        import(map, "Key;level;restart;Statut\na;tres FORT;R1;prod\nb;0;R1*;\nc;3;other;\nd;;;\n");
    CHECK(holds(imported.lines, R"("id":"a","name":"a","lifecycle":"production","criticality":"low","dicp":{"c":4})"));
    CHECK(holds(imported.lines, R"("id":"b","name":"b","criticality":"high","origin")"));
    CHECK(holds(imported.lines, R"("id":"c","name":"c","criticality":"medium","dicp":{"c":3})"));
    CHECK(holds(imported.lines, R"("id":"d","name":"d","criticality":"vital","origin")"));
    CHECK(imported.codes.empty());
}

TEST_CASE("a cell may be cut into pieces, and pieces get a prefix") {
    const std::string map = columns(
        "<column from=\"id\" to=\"id\"/><column from=\"types\" to=\"data\" separator=\"+\">"
        "<value from=\"pers\" to=\"personal\"/><value from=\"nothing\" to=\"\"/></column>"
        "<column from=\"wave\" to=\"tags\" prefix=\"wave:\"/><column from=\"tag\" to=\"tags\" separator=\" \"/>");
    const Imported imported = import(map, "id;types;wave;tag\na;pers + health+nothing;2;x y\nb;;;\n");
    CHECK(holds(imported.lines, R"("data":["personal","health"])"));
    CHECK(holds(imported.lines, R"("tags":["wave:2","x","y"])"));
    CHECK(holds(imported.lines, R"("id":"b","origin")"));
}

TEST_CASE("numbers have the unit that the map says, unless the cell says another") {
    const std::string map =
        columns("<column from=\"id\" to=\"id\"/><column from=\"rto\" to=\"rto_hours\" unit=\"min\"/>");
    const Imported imported = import(map, "id;rto\na;90\nb;2 h\n");
    CHECK(holds(imported.lines, R"("rto_hours":1.5)"));
    CHECK(holds(imported.lines, R"("rto_hours":2,)"));
}

TEST_CASE("a constant gives way to a column of the same field, and blank rows stay blank") {
    const std::string map = columns(
        "<column from=\"id\" to=\"id\"/><constant to=\"ministry\" value=\"Intérieur\"/>"
        "<constant to=\"tags\" value=\"register\"/>");
    const Imported imported = import(map, "id;Ministère;Mots-clés\na;Culture;x\nb;;\n;;\n");
    CHECK(holds(imported.lines, R"("id":"a","ministry":"Culture","tags":["x","register"])"));
    CHECK(holds(imported.lines, R"("id":"b","ministry":"Intérieur","tags":["register"])"));
    CHECK(imported.codes.empty());
}

TEST_CASE("a column that is not read or kept as it came gives no warning") {
    const std::string map =
        columns("<column from=\"id\" to=\"id\"/><column from=\"noise\" to=\"\"/><column from=\"Type\" to=\"extra\"/>");
    const Imported imported = import(map, "id;noise;Type\na;n;t\n");
    CHECK(holds(imported.lines, R"({"type":"application","id":"a","extra":{"Type":"t"},"origin":"t.csv:2"})"));
    CHECK(imported.codes.empty());
}

TEST_CASE("columns that a table lacks are noted, or refused where they are required") {
    const std::string map =
        columns("<column from=\"code\" to=\"id\" required=\"true\"/><column from=\"b\" to=\"name\"/>");
    CHECK(import(map, "Code\na\n").codes == std::vector<std::string>{"absent-columns"});
    CHECK_THROWS_AS(import(map, "id;b\na;b\n"), Error);
    const std::string unfit = columns("<column from=\"x\" to=\"name\"/>");
    CHECK(import(unfit, "id\na\n").codes == std::vector<std::string>{"map-fits-nothing"});
}

TEST_CASE("messages name the foreign column and its place") {
    const TableMap map = read_table_map(
        columns("<column from=\"k\" to=\"\"/><column from=\"id\" to=\"id\"/><column from=\"need\" to=\"dicp.c\"/>"),
        "m");
    std::vector<std::string> seen;
    MemoryTable table({"t.json", 0, 0, {}});
    MemoryTable::Row row;
    row.cells = {{"k", "x"}, {"id", "a"}, {"need", "9"}};
    row.where = {"t.json", 7, 3, {}};
    table.add(std::move(row));
    const Report report = [&](const Diagnostic& diagnostic) {
        seen.push_back(diagnostic.where.to_string() + ": " + fill_text(diagnostic.text, diagnostic.arguments));
    };
    MappedTable mapped(table, map.tables()[0], map.id(), report);
    import_table(
        mapped, RecordType::application, FlowEnds::by_kind, [](std::string_view) {}, report);
    REQUIRE(seen.size() == 1);
    CHECK(holds(seen[0], "t.json:7:3: column 'need': '9'"));
}

TEST_CASE("tables are found by name, by kind, then as any other") {
    const TableMap map =
        read_table_map(around("<table name=\"fiches\" kind=\"applications\"/><table name=\"notes\" kind=\"\"/>"
                              "<table kind=\"flows\"/>"),
                       "m");
    CHECK(map.kind_of("Fiches") == RecordType::application);
    CHECK(map.kind_of("notes") == std::nullopt);
    CHECK(map.kind_of("serveurs") == RecordType::server);
    CHECK(map.kind_of("whatever") == RecordType::flow);
    CHECK(map.find("whatever", RecordType::flow) != nullptr);
    CHECK(map.find("serveurs", RecordType::server) == nullptr);
    const TableMap rest = read_table_map(around("<table name=\"*\" kind=\"teams\"/>"), "m");
    CHECK(rest.kind_of("serveurs") == RecordType::team);
}

TEST_CASE("the separator is found by the headers that the map knows") {
    const std::string map = columns("<column from=\"ref\" to=\"id\"/><column from=\"what\" to=\"name\"/>");
    const Imported imported = import(map, "ref\twhat\ta, b; c, d; e, f\nx\ty\n");
    CHECK(holds(imported.lines, R"("id":"x")"));
}

TEST_CASE("a map may not grow a table without bound") {
    std::string many;
    for (std::size_t index = 0; index < most_map_columns; ++index) many += "<column from=\"a\" to=\"extra\"/>";
    CHECK(fault_of(columns(many)) == "none");
    CHECK(holds(fault_of(columns(many + "<column from=\"b\" to=\"id\"/>")), "too-many-columns"));
    std::string header = "id";
    for (int index = 0; index < 20; ++index) header += ";a";
    CHECK_THROWS_AS(import(columns(many), header + "\n"), Error);
    std::string tables;
    for (std::size_t index = 0; index <= most_map_tables; ++index)
        tables += "<table name=\"t" + std::to_string(index) + "\" kind=\"\"/>";
    CHECK(holds(fault_of(around(tables)), "too-many-tables"));
}

TEST_CASE("a kind that is given finds the map's table of this kind, whatever its name") {
    const std::string map =
        around("<table name=\"cards\" kind=\"applications\"><column from=\"ref\" to=\"id\"/></table>");
    CHECK(holds(import(map, "ref\nx\n").lines, R"("id":"x")"));
}

TEST_CASE("the sum at the foot of a sheet stays one under a map with constants") {
    const std::string map = columns("<column from=\"n\" to=\"users\"/><constant to=\"ministry\" value=\"Culture\"/>");
    const Imported imported = import(map, "id;n\na;3\nTotal;3\n");
    CHECK(imported.codes == std::vector<std::string>{"totals-row"});
    CHECK(!holds(imported.lines, "Total"));
}

TEST_CASE("a piece that a map cut or marked is one word of a list, whatever signs it holds") {
    const std::string map = columns(
        "<column from=\"id\" to=\"id\"/><column from=\"tags\" to=\"tags\" separator=\";\">"
        "<value from=\"two\" to=\"2, deux\"/></column><column from=\"wave\" to=\"tags\" prefix=\"wave:\"/>"
        "<column from=\"os\" to=\"components.os\" separator=\"/\"/>");
    const Imported imported = import(map, "id\ttags\twave\tos\na\to=Petit, Zoé;two;|\tA, lot 1\tRHEL 8, x86/AIX\n");
    CHECK(holds(imported.lines, R"("tags":["o=Petit, Zoé","2","deux","|","wave:A, lot 1"])"));
    CHECK(holds(imported.lines, R"("components":[{"name":"RHEL 8, x86","kind":"os"},{"name":"AIX","kind":"os"}])"));
}
