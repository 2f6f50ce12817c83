#include "libplan/view/spreadsheet.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"
#include "tests/unit/view/unzipped.hpp"

using namespace plan;
using tests::unzipped;

namespace {

bool holds(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

Workbook small_workbook() {
    Workbook workbook;
    workbook.title = "Essai";
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = "L'été";
    sheet.columns.push_back({.header = "Code *", .format = ColumnFormat::text, .note = "Le code <unique>"});
    sheet.columns.push_back({.header = "Statut", .choices = {"projet", "fin de \"vie\""}, .choices_only = true});
    sheet.columns.push_back({.header = "Jour", .format = ColumnFormat::date});
    sheet.columns.push_back({.header = "Suit", .choices_from = ColumnReference{0, 0}});
    sheet.rows.push_back({{std::string("=1+1"), std::int64_t{12}, tests::day("2026-12-31"), 0.1}, {}});
    sheet.rows.push_back({{std::string("007"), true, {}, std::string("_x0041_ a  b \tc\n\x01 d")}, RowStyle::example});
    sheet.spare_rows = 10;
    sheet.frozen_columns = 1;
    return workbook;
}

std::string code_of(const Workbook& workbook, WorkbookFormat format) {
    try {
        static_cast<void>(write_workbook(workbook, format));
    } catch (const Error& error) {
        return error.diagnostic().code;
    }
    return "";
}

}  // namespace

TEST_CASE("an OpenDocument workbook opens with its media type, uncompressed") {
    const std::string bytes = write_workbook(small_workbook(), WorkbookFormat::ods);
    CHECK(bytes.substr(30, 54) == "mimetypeapplication/vnd.oasis.opendocument.spreadsheet");
}

TEST_CASE("cells of an OpenDocument workbook keep their type, and texts are never formulas") {
    const std::string content = unzipped(write_workbook(small_workbook(), WorkbookFormat::ods), "content.xml");
    CHECK(holds(content, "office:value-type=\"string\"><text:p>=1+1</text:p>"));
    CHECK(holds(content, "office:value-type=\"float\" office:value=\"12\""));
    CHECK(holds(content, "office:value-type=\"float\" office:value=\"0.1\""));
    CHECK(holds(content, "office:value-type=\"date\" office:date-value=\"2026-12-31\""));
    CHECK(holds(content, "office:value-type=\"boolean\" office:boolean-value=\"true\""));
    CHECK(holds(content,
                "<text:p>_x0041_ a<text:s text:c=\"2\"/>b<text:s text:c=\"1\"/><text:tab/>c</text:p>"
                "<text:p>\ufffd d</text:p>"));
    CHECK_FALSE(holds(content, "table:formula"));
    CHECK(holds(content, "<text:p>Le code &lt;unique&gt;</text:p></office:annotation>"));
    CHECK(holds(content, "table:number-rows-repeated=\"10\""));
    CHECK(holds(content,
                "of:cell-content-is-in-list(&quot;projet&quot;;&quot;fin de &quot;&quot;vie&quot;&quot;&quot;)"));
    CHECK(holds(content, "[$&#39;L&#39;&#39;été&#39;.$A$2:.$A$13]"));
    CHECK(holds(content, "table:display-filter-buttons=\"true\""));
}

TEST_CASE("cells of an Office Open XML workbook keep their type, and texts are never formulas") {
    const std::string bytes = write_workbook(small_workbook(), WorkbookFormat::xlsx);
    const std::string sheet = unzipped(bytes, "xl/worksheets/sheet1.xml");
    const std::string texts = unzipped(bytes, "xl/sharedStrings.xml");
    CHECK(holds(texts, "<t>=1+1</t>"));
    CHECK(holds(texts, "<t>007</t>"));
    // Read back as "_x0041_", where the bare text would be read as "A".
    CHECK(holds(texts, "_x005F_x0041_ a  b \tc\n\ufffd d"));
    CHECK(holds(sheet, "<v>46387</v>"));
    CHECK(holds(sheet, "t=\"b\"><v>1</v>"));
    CHECK_FALSE(holds(sheet, "<f>"));
    CHECK(holds(sheet, "state=\"frozen\""));
    CHECK(holds(sheet, "<autoFilter ref=\"A1:D13\"/>"));
    CHECK(holds(sheet, "sqref=\"B2:B13\""));
    CHECK(holds(sheet,
                "<dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" "
                "sqref=\"D2:D13\"><formula1>'L''été'!$A$2:$A$13"));
}

TEST_CASE("the same workbook gives the same bytes") {
    for (const WorkbookFormat format : {WorkbookFormat::ods, WorkbookFormat::xlsx})
        CHECK(write_workbook(small_workbook(), format) == write_workbook(small_workbook(), format));
}

TEST_CASE("what spreadsheets cannot count becomes text") {
    Workbook workbook = small_workbook();
    workbook.sheets[0].rows = {{{std::int64_t{9007199254740993}, {}, tests::day("1900-01-01"), {}}, {}}};
    const std::string content = unzipped(write_workbook(workbook, WorkbookFormat::ods), "content.xml");
    CHECK(holds(content, "office:value-type=\"string\"><text:p>9007199254740993</text:p>"));
    CHECK(holds(content, "office:value-type=\"string\"><text:p>1900-01-01</text:p>"));
}

TEST_CASE("broken text is mended so that the workbook opens") {
    Workbook workbook = small_workbook();
    workbook.sheets[0].rows = {{{std::string("a\xff") + "b\xEF\xBF\xBF<&"}, {}}};
    for (const auto& [format, part] :
         {std::pair(WorkbookFormat::ods, "content.xml"), std::pair(WorkbookFormat::xlsx, "xl/sharedStrings.xml")})
        CHECK(holds(unzipped(write_workbook(workbook, format), part), "a\ufffdb\ufffd&lt;&amp;"));
}

TEST_CASE("a sheet that no spreadsheet takes is refused") {
    Workbook workbook = small_workbook();
    workbook.sheets[0].rows = {{{std::string(32768, 'a')}, {}}};
    CHECK(code_of(workbook, WorkbookFormat::ods) == "cell-too-long");
    CHECK(code_of(workbook, WorkbookFormat::xlsx) == "cell-too-long");
    workbook.sheets[0].rows = {{{std::string(32767, 'a')}, {}}};
    CHECK(code_of(workbook, WorkbookFormat::xlsx) == "");
    workbook.sheets[0].spare_rows = 1'048'575;
    CHECK(code_of(workbook, WorkbookFormat::ods) == "sheet-too-large");
}

TEST_CASE("a workbook may be empty") {
    Workbook workbook;
    workbook.sheets.emplace_back().name = "Vide";
    for (const WorkbookFormat format : {WorkbookFormat::ods, WorkbookFormat::xlsx})
        CHECK_FALSE(write_workbook(workbook, format).empty());
}

TEST_CASE("columns have letters, files have formats") {
    CHECK(column_letters(0) == "A");
    CHECK(column_letters(25) == "Z");
    CHECK(column_letters(26) == "AA");
    CHECK(column_letters(16383) == "XFD");
    CHECK(workbook_format("plan.ODS") == WorkbookFormat::ods);
    CHECK(workbook_format("a.b/plan.xlsx") == WorkbookFormat::xlsx);
    CHECK_FALSE(workbook_format("plan.csv"));
    CHECK_FALSE(workbook_format("ods"));
}

TEST_CASE("cells are coloured by rules that the spreadsheet keeps, in both formats") {
    Table table;
    table.name = "L'été";
    table.columns = {"Conformité", "Dépassée", "Part"};
    table.meanings = {ColumnMeaning::compliance, ColumnMeaning::exceeded, ColumnMeaning::share};
    table.rows = {{std::string("Non conforme"), true, 120.0}};
    Workbook workbook;
    workbook.title = "Essai";
    workbook.sheets.push_back(make_sheet(table, Language::french));
    const std::string bytes = write_workbook(workbook, WorkbookFormat::ods);
    const std::string content = unzipped(bytes, "content.xml"), styles = unzipped(bytes, "styles.xml");
    const std::string danger = "Fill_" + tone_shade(Tone::danger).fill.to_hex().substr(1) + "_" +
                               tone_shade(Tone::danger).ink.to_hex().substr(1);
    CHECK(holds(content, "style:condition=\"cell-content()=&quot;Non conforme&quot;\" style:apply-style-name=\"" +
                             danger + "\" style:base-cell-address=\"&#39;L&#39;&#39;été&#39;.A1\""));
    CHECK(holds(content, "cell-content()=TRUE()"));
    CHECK(holds(content, "cell-content()&gt;100"));
    CHECK(holds(styles, "style:name=\"" + danger + "\""));
    const std::string sheet = unzipped(write_workbook(workbook, WorkbookFormat::xlsx), "xl/worksheets/sheet1.xml");
    CHECK(holds(sheet, "<conditionalFormatting sqref=\"A2\">"));
    CHECK(holds(sheet, "<formula>\"Non conforme\"</formula>"));
    CHECK(holds(sheet, "<formula>TRUE</formula>"));
    CHECK(holds(sheet, "operator=\"greaterThan\""));
}

TEST_CASE("the text of a coloured cell can be read") {
    for (const Tone tone : {Tone::good, Tone::under_way, Tone::warning, Tone::danger, Tone::neutral})
        CHECK(contrast(tone_shade(tone).fill, tone_shade(tone).ink) >= 4.5);
}

TEST_CASE("a row shows so many lines of a long text, and the cell holds all of it") {
    Table table;
    table.name = "Motifs";
    table.columns = {"Motif"};
    std::string reason;
    for (int count = 0; count < 60; ++count) reason += "parce que ";
    table.rows = {{reason}, {std::string("court")}};
    Workbook workbook;
    workbook.title = "Essai";
    workbook.sheets.push_back(make_sheet(table, Language::french));
    workbook.sheets[0].most_lines = 3;
    const std::string content = unzipped(write_workbook(workbook, WorkbookFormat::ods), "content.xml");
    CHECK(holds(content,
                "style:name=\"rc0\" style:family=\"table-row\"><style:table-row-properties "
                "style:row-height=\"42.5pt\" style:use-optimal-row-height=\"false\""));
    CHECK(content.find("<table:table-row table:style-name=\"rc0\">") < content.find("court"));
    CHECK(content.find("<table:table-row table:style-name=\"ro\">") < content.find("court"));
    const std::string sheet = unzipped(write_workbook(workbook, WorkbookFormat::xlsx), "xl/worksheets/sheet1.xml");
    CHECK(holds(sheet, "<row r=\"2\" spans=\"1:1\" ht=\"42.5\" customHeight=\"1\""));
    CHECK(holds(sheet, "<row r=\"3\" spans=\"1:1\">"));
}
