#include "tests/support/workbooks.hpp"
#include "tests/unit/source/workbook_probe.hpp"

using namespace plan;
using plan::support::ods_content;
using plan::support::ods_file;

namespace {

std::string sheet(std::string_view rows, std::string_view name = "Applications") {
    return "<table:table table:name=\"" + std::string(name) + "\">" + std::string(rows) + "</table:table>";
}
std::string row(std::string_view cells, std::string_view attributes = {}) {
    return "<table:table-row " + std::string(attributes) + ">" + std::string(cells) + "</table:table-row>";
}
std::string text(std::string_view content, std::string_view attributes = {}) {
    return "<table:table-cell office:value-type=\"string\" " + std::string(attributes) + "><text:p>" +
           std::string(content) + "</text:p></table:table-cell>";
}
std::string typed(std::string_view type, std::string_view value, std::string_view shown) {
    const std::string name = type == "date"      ? "date-value"
                             : type == "time"    ? "time-value"
                             : type == "boolean" ? "boolean-value"
                                                 : "value";
    return "<table:table-cell office:value-type=\"" + std::string(type) + "\" office:" + name + "=\"" +
           std::string(value) + "\"><text:p>" + std::string(shown) + "</text:p></table:table-cell>";
}
const std::string header = row(text("Code") + text("Nom"));

WorkbookResult read(const std::string& sheets) {
    return read_as("ods", ods_file(ods_content(sheets)));
}
/// The one cell beside "A" in a row of applications.
std::string value(const std::string& cell) {
    const std::string said = read(sheet(header + row(text("A") + cell))).said;
    const std::string before = "[Applications]Code;Nom\n2:A;";
    REQUIRE(said.substr(0, before.size()) == before);
    return said.substr(before.size(), said.size() - before.size() - 1);
}

}  // namespace

TEST_CASE("ods: a sheet is a table, with the place of every row", "[ods]") {
    const WorkbookResult result = read(sheet(header + row("<table:table-cell/>", "table:number-rows-repeated=\"3\"") +
                                             row(text("A") + text("a")) + row(text("B"))));
    CHECK(result.said == "[Applications]Code;Nom\n5:A;a\n6:B\n");
    CHECK(result.origins == std::vector<std::string>{"f.ods:Applications!5", "f.ods:Applications!6"});
    CHECK(result.error.empty());
    CHECK(result.notes.empty());
}

TEST_CASE("ods: a flat file is read the same", "[ods]") {
    const std::string content = ods_content(sheet(header + row(text("A"))), true);
    CHECK(read_as("fods", content).said == "[Applications]Code;Nom\n2:A\n");
    CHECK(recognise_format("-", std::string_view(content).substr(0, head_bytes)).name == "fods");
    CHECK(recognise_format("-", ods_file(ods_content(""))).name == "ods");
    CHECK(recognise_format("x.ODS", "").name == "ods");
}

TEST_CASE("ods: typed cells give values that do not depend on how they are shown", "[ods]") {
    CHECK(value(typed("float", "1234.5", "1 234,50 €")) == "1234.5");
    CHECK(value(typed("float", "1.0", "1")) == "1");
    CHECK(value(typed("float", "100000", "100000")) == "100000");
    CHECK(value(typed("float", "1E+021", "1E+21")) == "1e+21");
    CHECK(value(typed("float", "7", "007")) == "007");
    CHECK(value(typed("float", "0", "0")) == "0");
    CHECK(value(typed("float", "8", "007")) == "8");
    CHECK(value(typed("percentage", "0.999", "100 %")) == "99.9%");
    CHECK(value(typed("percentage", "0.57", "57 %")) == "57%");
    CHECK(value(typed("currency", "1200", "1 200,00 €")) == "1200");
    CHECK(value(typed("date", "2026-12-31", "31/12/26")) == "2026-12-31");
    CHECK(value(typed("date", "2026-12-31T00:00:00", "31/12/26")) == "2026-12-31");
    CHECK(value(typed("date", "2026-12-31T08:30:00", "31/12/26")) == "2026-12-31T08:30:00");
    CHECK(value(typed("time", "PT04H30M00S", "4:30")) == "04:30");
    CHECK(value(typed("time", "PT36H00M05S", "36:00:05")) == "36:00:05");
    CHECK(value(typed("boolean", "true", "VRAI")) == "true");
    CHECK(value(text("007")) == "007");
}

TEST_CASE("ods: text keeps its paragraphs, blanks and line breaks, and nothing that is not text", "[ods]") {
    CHECK(value(text("un</text:p><text:p>deux")) == "un\ndeux");
    CHECK(value(text("a<text:s text:c=\"2\"/>b<text:tab/>c<text:line-break/>d")) == "a  b\tc\nd");
    CHECK(value(text("\n  a \n\t b<text:span>  c</text:span>")) == "a b c");
    CHECK(value(text("voir <text:a>le <text:span>site</text:span></text:a>&amp; plus")) == "voir le site& plus");
    CHECK(
        value("<table:table-cell><office:annotation><text:p>dit en marge</text:p></office:annotation><text:p>x</text:p>"
              "<draw:frame><draw:text-box><text:p>dessin</text:p></draw:text-box></draw:frame></table:table-cell>") ==
        "x");
    CHECK(value(text("a<text:note><text:p>note</text:p></text:note>b")) == "ab");
}

TEST_CASE("ods: what is repeated comes as often as it is said, and what is empty costs nothing", "[ods]") {
    const std::string endless = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
    CHECK(
        read(sheet(header + row(text("A") + endless) +
                   row(text("x", "table:number-columns-repeated=\"2\"") + endless, "table:number-rows-repeated=\"3\"") +
                   row(endless, "table:number-rows-repeated=\"1048571\"") +
                   row(endless, "table:number-rows-repeated=\"99999999999\"")))
            .said == "[Applications]Code;Nom\n2:A\n3:x;x\n4:x;x\n5:x;x\n");
}

TEST_CASE("ods: content beyond a sheet's limits is refused", "[ods]") {
    CHECK(read(sheet(header + row(text("x"), "table:number-rows-repeated=\"1048576\""))).error ==
          "beyond-sheet dir/f.ods:Applications!2");
    CHECK(read(sheet(header + row(text("x", "table:number-columns-repeated=\"16385\"")))).error ==
          "beyond-sheet dir/f.ods:Applications!2");
    CHECK(read(sheet(header + row(text(std::string(100, 'x'), "table:number-columns-repeated=\"16000\"")))).error ==
          "row-too-long dir/f.ods:Applications!2");
    CHECK(read(sheet(header + row(text(std::string(2'000'000, 'x'))))).error ==
          "row-too-long dir/f.ods:Applications!2");
    std::string wide = header + row(text("Code", "table:number-columns-repeated=\"16000\""));
    CHECK(read(sheet(wide + row(text("x", "table:number-columns-repeated=\"16000\""),
                                "table:number-rows-repeated=\"1000000\"")))
              .error == "sheet-too-large dir/f.ods:Applications!3");
}

TEST_CASE("ods: the cells of a merged range say what its first cell says", "[ods]") {
    const std::string covered = "<table:covered-table-cell/>";
    CHECK(read(sheet(row(text("Ministère") + text("Code") + text("Nom")) +
                     row(text("Intérieur", "table:number-rows-spanned=\"3\"") + text("A") + text("a")) +
                     row(covered + text("B") + text("b", "table:number-columns-spanned=\"1\"")) + row(covered) +
                     row(text("Justice") + text("C", "table:number-columns-spanned=\"2\"") + covered)))
              .said == "[Applications]Ministère;Code;Nom\n2:Intérieur;A;a\n3:Intérieur;B;b\n5:Justice;C;C\n");
}

TEST_CASE("ods: a header over several columns is that of the first", "[ods]") {
    const std::string covered = "<table:covered-table-cell/>", over = "table:number-columns-spanned=\"2\"";
    CHECK(read(sheet(row(text("Code") + text("Nom", over) + covered + text("Site")) +
                     row(text("A") + text("a") + text("b") + text("c"))))
              .said == "[Applications]Code;Nom;;Site\n2:A;a;b;c\n");
    CHECK(
        read(sheet(row(text("Code") + text("Nom", "table:number-columns-repeated=\"16000\"")) + row(text("A")))).said ==
        "[Applications]Code;Nom\n2:A\n");
    // Over two rows, of which the lower one names the columns.
    CHECK(read(sheet(row(text("Code", "table:number-rows-spanned=\"2\"") + text("Identité", over) + covered) +
                     row(covered + text("Nom") + text("Site")) + row(text("A") + text("a") + text("s"))))
              .said == "[Applications]Code;Nom;Site\n3:A;a;s\n");
}

TEST_CASE("ods: a formula that failed gives its row a fault at its cell", "[ods]") {
    CHECK(read(sheet(header + row(text("A") + text("#N/A", "calcext:value-type=\"error\"")) + row(text("B")),
                     "Mes applications"))
              .said == "[Mes applications]Code;Nom\n!dir/f.ods:'Mes applications'!B2 error-cell\n3:B\n");
}

TEST_CASE("ods: deleted content, charts and tables within cells are left out", "[ods]") {
    CHECK(read("<table:tracked-changes><table:table-row>" + text("x") + "</table:table-row></table:tracked-changes>" +
               sheet("<table:shapes><draw:frame><table:table table:name=\"Flux\">" + header +
                     "</table:table></draw:frame></table:shapes><table:table-header-rows>" + header +
                     "</table:table-header-rows><table:table-row-group><table:table-row-group>" + row(text("A")) +
                     "</table:table-row-group></table:table-row-group>" +
                     row("<table:table-cell><table:table>" + header + "</table:table></table:table-cell>")))
              .said == "[Applications]Code;Nom\n2:A\n");
}

TEST_CASE("ods: another kind of document is refused, and a protected one", "[ods]") {
    CHECK(
        read_as("ods", ods_file("<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:"
                                "1.0\"><office:body><office:text/></office:body></office:document-content>"))
            .error == "not-a-workbook dir/f.ods");
    CHECK(read_as("ods", ods_file("<html/>")).error == "not-a-workbook dir/f.ods");
    CHECK(
        read_as("ods", ods_file("nothing", "<manifest><file-entry><encryption-data/></file-entry></manifest>")).error ==
        "encrypted-file dir/f.ods");
    CHECK(read_as("ods", support::StoredZip().add("encrypted-package", "x").bytes()).error ==
          "encrypted-file dir/f.ods");
    CHECK(read_as("ods", support::StoredZip().add("x", "x").bytes()).error == "not-a-workbook dir/f.ods");
    CHECK(read_as("ods", "Code;Nom\n").error == "not-a-zip dir/f.ods");
    CHECK(read_as("ods", ods_file("<a>")).error.substr(0, 14) == "not-a-workbook");
}
