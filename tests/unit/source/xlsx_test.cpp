#include "libplan/source/number_formats.hpp"
#include "tests/support/workbooks.hpp"
#include "tests/unit/source/workbook_probe.hpp"

using namespace plan;
using plan::support::spreadsheet_space;
using plan::support::xlsx_file;
using plan::support::xlsx_sheet;
using plan::support::XlsxParts;

namespace {

const std::string header = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Code</t></is></c>)"
                           R"(<c r="B1" t="inlineStr"><is><t>Nom</t></is></c></row>)";

WorkbookResult read(const std::string& rows, const std::string& after = {}, std::string_view strings = {},
                    std::string_view styles = {}, std::string_view properties = {}) {
    const std::string sheet = xlsx_sheet(rows, after);
    return read_as("xlsx", xlsx_file({sheet, strings, styles, "Applications", properties}));
}

std::string text(std::string_view place, std::string_view content) {
    return "<c r=\"" + std::string(place) + "\" t=\"str\"><v>" + std::string(content) + "</v></c>";
}

/// Cell formats: 0 general, 1 date, 2 percent, 3 custom date, 4 hours, 5 padded, 6 euros.
constexpr std::string_view styles =
    R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>)"
    R"(<numFmt numFmtId="164" formatCode="[$-40C]dd&quot; de &quot;mmm;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/>)"
    R"(<numFmt numFmtId="166" formatCode="00000"/><numFmt numFmtId="167" formatCode="#,##0.00&quot; d'euros&quot;"/>)"
    R"(</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>)"
    R"(<xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>)"
    R"(</styleSheet>)";

std::string value(const std::string& cell, std::string_view properties = {}) {
    const std::string said =
        read(header + "<row r=\"2\">" + text("A2", "A") + cell + "</row>", "", "", styles, properties).said;
    const std::string before = "[Applications]Code;Nom\n2:A;";
    REQUIRE(said.substr(0, before.size()) == before);
    return said.substr(before.size(), said.size() - before.size() - 1);
}
std::string number(int style, std::string_view written, std::string_view properties = {}) {
    return value("<c r=\"B2\" s=\"" + std::to_string(style) + "\"><v>" + std::string(written) + "</v></c>", properties);
}

}  // namespace

TEST_CASE("xlsx: rows and cells stand where they say, or behind the one before", "[xlsx]") {
    const WorkbookResult result = read(header + "<row><c t=\"str\"><v>A</v></c><c t=\"str\"><v>a</v></c></row>" +
                                       "<row r=\"9\">" + text("B9", "b") + text("A9", "B") + "</row><row r=\"5\">" +
                                       text("A5", "C") + "</row><row/><row r=\"20\"><c r=\"A20\" s=\"1\"/></row>");
    CHECK(result.said == "[Applications]Code;Nom\n2:A;a\n9:B;b\n5:C\n");
    CHECK(result.origins.front() == "f.xlsx:Applications!2");
}

TEST_CASE("xlsx: numbers are dates, times and percentages by their formats", "[xlsx]") {
    CHECK(number(0, "1.0") == "1");
    CHECK(number(0, "45.600000000000001") == "45.6");
    CHECK(number(0, "123456789012") == "123456789012");
    CHECK(number(0, "1E+21") == "1e+21");
    CHECK(number(1, "46387") == "2026-12-31");
    CHECK(number(1, "46387.354166666664") == "2026-12-31T08:30");
    CHECK(number(3, "46387") == "2026-12-31");
    CHECK(number(2, "0.999") == "99.9%");
    CHECK(number(4, "1.5") == "36:00");
    CHECK(number(5, "75") == "00075");
    CHECK(number(6, "1200") == "1200");
    CHECK(number(1, "0.5") == "12:00");
    CHECK(number(1, "-3") == "-3");
    CHECK(number(1, "1e300") == "1e+300");
}

TEST_CASE("xlsx: both ways of counting days, and the day that never was", "[xlsx]") {
    CHECK(number(1, "1") == "1900-01-01");
    CHECK(number(1, "59") == "1900-02-28");
    CHECK(number(1, "60") == "1900-02-29");
    CHECK(number(1, "61") == "1900-03-01");
    CHECK(number(1, "0", "date1904=\"1\"") == "1904-01-01");
    CHECK(number(1, "44925", "date1904=\"true\"") == "2026-12-31");
}

TEST_CASE("xlsx: formats that are dates, and formats that only look so", "[xlsx]") {
    const auto meaning = [](std::string_view code) { return number_format(code).meaning; };
    for (const char* code :
         {"dd/mm/yyyy", "d-mmm", "mmm yy", "yyyy\\-mm\\-dd\\ hh:mm", "[$-F800]dddd\\,\\ mmmm\\ dd", "m/d/yy h:mm"}) {
        INFO(code);
        CHECK(meaning(code) == NumberMeaning::date);
    }
    for (const char* code : {"h:mm", "mm:ss.0", "[h]:mm:ss", "h:mm AM/PM", "[mm]"}) {
        INFO(code);
        CHECK(meaning(code) == NumberMeaning::time);
    }
    for (const char* code : {"General", "0", "#,##0.00", "[Red]-0", "\"day\"0", "0\\d", "0_d", "0*d", "[>100]0;0", "@",
                             "0.00E+00", "", "\"", "[", "\\", "0;dd"}) {
        INFO(code);
        CHECK(meaning(code) == NumberMeaning::plain);
    }
    CHECK(meaning("0.0%") == NumberMeaning::percent);
    CHECK(meaning("\"%\"0") == NumberMeaning::plain);
    CHECK(number_format("0000").digits == 4);
    CHECK(builtin_number_format(14).meaning == NumberMeaning::date);
    CHECK(builtin_number_format(22).meaning == NumberMeaning::date);
    CHECK(builtin_number_format(46).meaning == NumberMeaning::time);
    CHECK(builtin_number_format(9).meaning == NumberMeaning::percent);
    CHECK(builtin_number_format(13).meaning == NumberMeaning::plain);
}

TEST_CASE("xlsx: texts are shared, in place, rich, or escaped; how they are read aloud is left out", "[xlsx]") {
    const std::string strings =
        "<sst xmlns=\"" + std::string(spreadsheet_space) +
        "\"><si><t>A</t></si><si><t/></si><si><r><t xml:space=\"preserve\">gras </t></r><r><rPr/>"
        "<t>et non</t></r><rPh sb=\"0\" eb=\"1\"><t>lu</t></rPh><phoneticPr/></si></sst>";
    CHECK(read(header + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>"
                        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c></row>",
               "", strings)
              .said == "[Applications]Code;Nom\n2:A;gras et non\n");
    CHECK(read(header + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c></row>", "", strings).error ==
          "invalid-workbook dir/f.xlsx:Applications!A2");
    CHECK(value("<c r=\"B2\" t=\"inlineStr\"><is><r><t>x</t></r><r><t>y</t></r><rPh><t>z</t></rPh></is></c>") == "xy");
    CHECK(value(text("B2", "a_x000D__x000A_b_x005F_x0041_ _xZZ_ _x")) == "a\nb_x0041_ _xZZ_ _x");
    CHECK(value("<c r=\"B2\"><f>A1*2</f><v>7</v></c>") == "7");
    CHECK(value("<c r=\"B2\" t=\"b\"><v>1</v></c>") == "true");
    CHECK(value("<c r=\"B2\" t=\"d\"><v>2026-12-31T00:00:00Z</v></c>") == "2026-12-31");
}

TEST_CASE("xlsx: the cells of a merged range say what its first cell says", "[xlsx]") {
    const auto line = [](const std::string& number, const std::string& cells) {
        return "<row r=\"" + number + "\">" + cells + "</row>";
    };
    CHECK(
        read(
            header + line("2", text("A2", "A") + text("B2", "b")) + line("3", text("A3", "B")) +
                line("4", "<c r=\"B4\"/>") + line("5", text("A5", "C")) + line("6", text("A6", "D")),
            R"(<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="A6:B6"/><mergeCell ref="B5:B1"/><mergeCell ref=""/></mergeCells>)")
            .said == "[Applications]Code;Nom\n2:A;b\n3:B;b\n5:C\n6:D;D\n");
}

TEST_CASE("xlsx: a formula that failed gives its row a fault at its cell", "[xlsx]") {
    CHECK(read(header + "<row r=\"2\">" + text("A2", "A") +
               "<c r=\"B2\" t=\"e\"><v>#REF!</v></c><c r=\"C2\" t=\"e\"><v>#N/A</v></c></row>")
              .said == "[Applications]Code;Nom\n!dir/f.xlsx:Applications!B2 error-cell\n");
}

TEST_CASE("xlsx: a strict workbook is read too", "[xlsx]") {
    constexpr std::string_view strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    std::string rows = xlsx_sheet(header + "<row r=\"2\">" + text("A2", "A") + "</row>", "", strict);
    CHECK(read_as("xlsx", xlsx_file({rows}, strict)).said == "[Applications]Code;Nom\n2:A\n");
}

TEST_CASE("xlsx: content beyond a sheet's limits is refused", "[xlsx]") {
    CHECK(read(header + "<row r=\"1048577\">" + text("A1", "x") + "</row>").error ==
          "beyond-sheet dir/f.xlsx:Applications!1048577");
    CHECK(read(header + "<row r=\"2\">" + text("XFE2", "x") + "</row>").error ==
          "beyond-sheet dir/f.xlsx:Applications!2");
    CHECK(read(header + "<row r=\"2\">" + text("A2", std::string(2'000'000, 'x')) + "</row>").error ==
          "row-too-long dir/f.xlsx:Applications!2");
    std::string gaps = header + "<row r=\"2\">" + text("XFD2", "x") + "</row>";
    for (int line = 3; line < 20'000; ++line) gaps += "<row><c r=\"XFD1\"><v>1</v></c></row>";
    CHECK(read(gaps).error.substr(0, 15) == "sheet-too-large");
}

TEST_CASE("xlsx: old, protected and binary workbooks are refused with what to do", "[xlsx]") {
    const std::string old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
    CHECK(recognise_format("x.xls", old).name == "xlsx");
    CHECK(read_as("xlsx", old).error == "not-a-workbook dir/f.xlsx");
    CHECK(read_as("xlsx", old + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32)).error ==
          "encrypted-file dir/f.xlsx");
    CHECK(read_as("xlsx", support::StoredZip().add("xl/workbook.bin", "x").bytes()).error ==
          "not-a-workbook dir/f.xlsx");
    CHECK(read_as("xlsx", support::StoredZip().add("x", "x").bytes()).error == "not-a-workbook dir/f.xlsx");
    CHECK(recognise_format("~$x.xlsx", "").name == "csv");
}
