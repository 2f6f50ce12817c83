#include "libplan/base/error.hpp"
#include "libplan/source/archimate.hpp"
#include "libplan/source/import.hpp"
#include "tests/support/stored_zip.hpp"
#include "tests/unit/catch2.hpp"

#include <filesystem>

using namespace plan;

namespace {

struct Read {
    std::string lines;
    std::vector<std::string> messages;  ///< "place: code"
};

using Reader = void (*)(ByteSource&, const std::string&, const ReadOptions&, TableConsumer&, const Report&);

Read read(Reader reader, std::string_view bytes, const std::string& path, Language language = Language::french) {
    Read result;
    const Report report = [&](const Diagnostic& diagnostic) {
        result.messages.push_back(diagnostic.where.to_string() + ": " + diagnostic.code);
    };
    const Sink sink = [&](std::string_view text) { result.lines += text; };
    ReadOptions options;
    options.language = language;
    Importer importer(options, sink, report);
    MemorySource source(bytes);
    reader(source, path, options, importer, report);
    return result;
}

/// "place: code" of the refusal.
std::string refusal(Reader reader, std::string_view bytes, const std::string& path) {
    try {
        read(reader, bytes, path);
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.diagnostic().where.to_string() + ": " + error.diagnostic().code;
    }
    return "";
}

bool has(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

const std::string exchange_root =
    "<model xmlns=\"http://www.opengroup.org/xsd/archimate/3.0/\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";
const std::string native_root =
    "<archimate:model xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xmlns:archimate=\"http://www.archimatetool.com/archimate\">";

}  // namespace

TEST_CASE("names in several languages are read in the one asked for, else in the first", "[archimate]") {
    const std::string text = exchange_root +
                             R"(<elements><element identifier="a" xsi:type="ApplicationComponent">
        <name xml:lang="nl">Loon</name><name xml:lang="en">Payroll</name><name xml:lang="fr-FR">Paie</name>
        <documentation xml:lang="nl">Betaalt</documentation><documentation xml:lang="en">Pays</documentation>
        <properties><property propertyDefinitionRef="p"><value xml:lang="en">Yes</value><value xml:lang="fr">Oui</value>
        </property><property propertyDefinitionRef="none"><value>1</value></property></properties></element></elements>
        <propertyDefinitions><propertyDefinition identifier="p" type="string"><name xml:lang="en">Owner</name>
        <name xml:lang="fr">Responsable</name></propertyDefinition></propertyDefinitions></model>)";
    const Read french = read(read_archimate, text, "m.xml");
    CHECK(has(french.lines, R"("name":"Paie","description":"Betaalt","owner":"Oui")"));
    CHECK(has(french.lines, R"("extra":{"none":"1"})"));
    const Read english = read(read_archimate, text, "m.xml", Language::english);
    CHECK(has(english.lines, R"("name":"Payroll","description":"Pays")"));
    CHECK(has(english.lines, R"("owner":"Yes")"));
}

TEST_CASE("the exchange format is read as it was before version 3, too", "[archimate]") {
    const std::string text =
        R"(<model xmlns="http://www.opengroup.org/xsd/archimate" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <elements><element identifier="a" xsi:type="ApplicationComponent"><label xml:lang="en">A</label>
        <properties><property identifierref="p"><value xml:lang="en">12</value></property></properties></element>
        <element identifier="b" xsi:type="ApplicationComponent"><label>B</label></element></elements>
        <relationships><relationship identifier="r" source="a" target="b" xsi:type="UsedByRelationship"/></relationships>
        <propertydefs><propertydef identifier="p" name="Utilisateurs" type="string"/></propertydefs></model>)";
    const Read result = read(read_archimate, text, "m.xml");
    CHECK(has(result.lines, R"("id":"a","name":"A","users":12)"));
    CHECK(has(result.lines, R"({"type":"flow","from":"b","to":"a")"));
}

TEST_CASE("the specialization of an element of Archi is the name of its profile", "[archimate]") {
    const std::string text = native_root +
                             R"(<folder name="a" id="f"><folder name="b" id="g">
        <element xsi:type="archimate:ApplicationComponent" name="A" id="a" profiles="p q"><documentation>D</documentation>
        </element></folder></folder><profile name="SaaS" id="p"/><profile name="Web" id="q"/></archimate:model>)";
    CHECK(has(read(read_archi, text, "m.archimate").lines, R"("extra":{"Specialization":"SaaS; Web"})"));
}

TEST_CASE("what is no ArchiMate is refused where it stands", "[archimate]") {
    CHECK(refusal(read_archimate, "<model/>", "m.xml") == "m.xml:1:1: not-archimate");
    CHECK(refusal(read_archimate, native_root + "</archimate:model>", "m.xml") == "m.xml:1:1: not-archimate");
    CHECK(refusal(read_archi, "<x/>", "m") == "m:1:1: not-archimate");
    CHECK(refusal(read_archi, "", "m") == "m:1:1: invalid-xml");
    CHECK(refusal(read_archimate, exchange_root + "\n<elements></x>", "m.xml") == "m.xml:2:13: invalid-xml");
    CHECK(refusal(read_archimate, "<!DOCTYPE model [<!ENTITY a \"b\">]>" + exchange_root + "</model>", "m.xml") ==
          "m.xml:1:1: xml-doctype");
}

TEST_CASE("an archive is read for its model, and refused for what it lacks", "[archimate]") {
    using support::StoredZip;
    const std::string model =
        native_root +
        "<folder name=\"a\" id=\"f\"><element xsi:type=\"archimate:ApplicationComponent\" name=\"A\" "
        "id=\"a\"/></folder></archimate:model>";
    const Read packed = read(read_archi, StoredZip().add("model.xml", model).bytes(), "m.archimate");
    CHECK(has(packed.lines, R"("origin":"m.archimate:a")"));
    CHECK(refusal(read_archi, StoredZip().add("other.xml", model).bytes(), "m.archimate") ==
          "m.archimate: not-archimate");
    CHECK(refusal(read_archi, StoredZip().add("model.xml", model, 1).bytes(), "m.archimate") ==
          "m.archimate: encrypted-file");
    CHECK(refusal(read_archi, StoredZip().add("model.xml", "\n<x").bytes(), "m.archimate") ==
          "m.archimate:model.xml:2:1: invalid-xml");
    const std::string cut = StoredZip().add("model.xml", model).bytes();
    CHECK(refusal(read_archi, std::string_view(cut).substr(0, cut.size() / 2), "m.archimate") ==
          "m.archimate: damaged-archive");
}

TEST_CASE("formats are recognised by their beginnings", "[archimate]") {
    const auto format = [](std::string_view path, std::string_view head) { return recognise_format(path, head).name; };
    CHECK(format("-", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n" + exchange_root) == "archimate");
    std::string wide = "\xFF\xFE";
    for (const char byte : exchange_root) wide.append(1, byte).append(1, '\0');
    CHECK(format("x", wide) == "archimate");
    CHECK(format("-", native_root) == "archi");
    CHECK(format("-", support::StoredZip().add("model.xml", "").bytes()) == "archi");
    CHECK(format("a.archimate", support::StoredZip().add("images/i.png", "").bytes()) == "archi");
    const std::string elements = "\"ID\";\"Type\";\"Name\";\"Documentation\";\"Specialization\"\r\n";
    CHECK(format("folder/my-elements.csv", elements) == "archi-csv");
    CHECK(format("-", "ID,Type,Name,Documentation\n") == "archi-csv");
    CHECK(format("applications.csv", elements) == "csv");
    CHECK(format("relations.csv", "ID,Type,Name,Documentation,Source,Target\n") == "archi-csv");
    CHECK(format("properties.csv", "\xEF\xBB\xBFID\tKey\tValue\n") == "archi-csv");
    CHECK(format("elements.csv", "id;nom\n") == "csv");
}

TEST_CASE("tables of Archi are read whatever their separator, and refused without their columns", "[archimate]") {
    const std::string elements =
        "ID;Type;Name;Documentation;Specialization\r\n"
        "a;ApplicationComponent;\"=\"\"01\"\"\";\"Two\r\nlines\";SaaS\r\n";
    const Read result = read(read_archi_csv, elements, "-");
    CHECK(has(result.lines, R"("name":"01","description":"Two\nlines")"));
    CHECK(has(result.lines, R"("Specialization":"SaaS")"));
    CHECK(result.messages.front() == "-: missing-table");
    CHECK(refusal(read_archi_csv, "ID,Name\na,b\n", "-") == "-:1: missing-column");
    CHECK(refusal(read_archi_csv, "ID,Type,Name\na,b,\"c\" d\n", "-") == "-:2: stray-quote");
    CHECK(refusal(read_archi_csv, "ID,Key,Value\n", "nowhere/my-properties.csv") ==
          "nowhere/my-properties.csv: missing-elements");
}

TEST_CASE("what Archi writes of relations among the properties is none", "[archimate]") {
    MemorySource elements("ID,Type,Name\na,ApplicationComponent,A\nb,ApplicationComponent,B\n"),
        relations("ID,Type,Source,Target\nr,FlowRelationship,a,b\n"),
        properties("ID,Key,Value\nr,Access_Type,Write\nr,Fréquence,daily\nmodel,x,y\nr,empty,\n");
    std::string lines;
    const Report report = [](const Diagnostic&) {};
    const Sink sink = [&](std::string_view text) { lines += text; };
    const ReadOptions options;
    Importer importer(options, sink, report);
    read_archi_tables({elements, &relations, &properties}, "elements.csv", options, importer, report);
    CHECK(has(lines, R"("frequency":"daily")"));
    CHECK_FALSE(has(lines, "Access_Type"));
    CHECK_FALSE(has(lines, "empty"));
}

TEST_CASE("Archi's own example is read as one reads it by hand", "[archimate]") {
    // It ships with Archi and not with this project.
    const std::string path = PLAN_MANUALS "/../../shared/data/archimate/Archisurance.archimate";
    if (!std::filesystem::exists(path)) {
        WARN("skipped: there is no " + path);
        return;
    }
    FileSource file(path);
    const std::string text = read_whole(file, path, std::size_t{1} << 20);
    const Read result = read(read_archi, text, "Archisurance.archimate");
    const auto count = [&](std::string_view piece) {
        std::size_t found = 0;
        for (std::size_t at = result.lines.find(piece); at != std::string::npos; at = result.lines.find(piece, at + 1))
            ++found;
        return found;
    };
    CHECK(count("{\"type\":\"application\"") == 10);
    CHECK(count("\"Part of\"") == 2);
    // Its 33 flows join business functions, actors and roles; nine servings join components, two of them by services.
    CHECK(count("{\"type\":\"flow\"") == 9);
    CHECK(count("\"Relation\":\"Serving\"") == 9);
    CHECK(has(result.lines, R"x("from":"861","to":"1393","origin":"Archisurance.archimate:1426 (CIS < CRM System)")x"));
    CHECK(has(result.lines,
              R"x("from":"1399","to":"861","origin":"Archisurance.archimate:1428 (Claim InfoServ < Policy )x"));
}
