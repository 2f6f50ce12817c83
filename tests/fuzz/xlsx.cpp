// Office Open XML workbooks. The first byte chooses what the others are, so that a fuzzer gets past the zip archive:
// the whole file, one of its parts, or the rows of a sheet.

#include "tests/fuzz/read_workbook.hpp"
#include "tests/support/workbooks.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plan::support;
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string strings = "<sst xmlns=\"" + std::string(spreadsheet_space) +
                                "\"><si><t>Code</t></si><si><t>Nom</t></si><si><t>A</t></si></sst>";
    const std::string styles = "<styleSheet xmlns=\"" + std::string(spreadsheet_space) +
                               "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/>"
                               "<xf numFmtId=\"46\"/></cellXfs></styleSheet>";
    // A header, and a row of each of four styles.
    const std::string sheet = xlsx_sheet(
        "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>2</v></c><c "
        "s=\"1\"><v>46387</v></c></row>"
        "<row><c t=\"s\"><v>3</v></c><c s=\"2\"><v>0.5</v></c></row><row><c t=\"s\"><v>4</v></c><c "
        "s=\"3\"><v>1.5</v></c></row>");
    switch (data[0]) {
        case 'z':
            read_workbook_bytes("xlsx", bytes);
            break;
        case 's':
            read_workbook_bytes("xlsx", xlsx_file({bytes, strings, styles}));
            break;
        case 't':
            read_workbook_bytes("xlsx", xlsx_file({sheet, bytes, styles}));
            break;
        case 'f':
            read_workbook_bytes("xlsx", xlsx_file({sheet, strings, bytes}));
            break;
        case 'b':
            read_workbook_bytes("xlsx", StoredZip().add("xl/workbook.xml", bytes).add("xl/sheet.xml", sheet).bytes());
            break;
        case 'r':
            read_workbook_bytes("xlsx", StoredZip().add("_rels/.rels", bytes).add("xl/sheet.xml", sheet).bytes());
            break;
        default:
            read_workbook_bytes("xlsx", xlsx_file({xlsx_sheet(bytes), strings, styles}));
    }
    return 0;
}
