#pragma once

#include "tests/support/stored_zip.hpp"

#include <string>
#include <string_view>

/// Small workbooks around the parts that a test or a fuzz target is about.
namespace plan::support {

/// content.xml, or with `flat` a whole .fods, around what stands within office:spreadsheet.
inline std::string ods_content(std::string_view sheets, bool flat = false) {
    const std::string root = flat ? "office:document" : "office:document-content";
    const std::string odf = "urn:oasis:names:tc:opendocument:xmlns:";
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + root;
    for (const std::string prefix : {"office", "table", "text", "drawing"})
        xml += " xmlns:" + (prefix == "drawing" ? std::string("draw") : prefix) + "=\"" + odf + prefix + ":1.0\"";
    xml += " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"";
    if (flat) xml += " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"";
    xml += "><office:body><office:spreadsheet>";
    return xml.append(sheets) + "</office:spreadsheet></office:body></" + root + ">";
}

inline std::string ods_file(std::string_view content, std::string_view manifest = {}) {
    StoredZip zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet").add("content.xml", content);
    if (!manifest.empty()) zip.add("META-INF/manifest.xml", manifest);
    return zip.bytes();
}

/// The parts of an .xlsx of one sheet; "" leaves a part out.
struct XlsxParts {
    std::string_view sheet, strings = {}, styles = {};
    std::string_view name = "Applications";
    std::string_view book_properties = {};  ///< attributes of workbookPr
};

inline constexpr std::string_view spreadsheet_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

inline std::string xlsx_file(const XlsxParts& parts, std::string_view space = spreadsheet_space) {
    const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string packages =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    std::string book = "<workbook xmlns=\"" + std::string(space) + "\" xmlns:r=\"" + relations + "\"><workbookPr ";
    book.append(parts.book_properties).append("/><sheets><sheet name=\"").append(parts.name);
    book += "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    const auto relation = [&](std::string_view id, const std::string& type, std::string_view target) {
        return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + relations + "/" + type + "\" Target=\"" +
               std::string(target) + "\"/>";
    };
    StoredZip zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels", packages + relation("a", "officeDocument", "xl/workbook.xml") + "</Relationships>");
    zip.add("xl/workbook.xml", book);
    zip.add("xl/_rels/workbook.xml.rels", packages + relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                                              relation("rId2", "sharedStrings", "/xl/sharedStrings.xml") +
                                              relation("rId3", "styles", "styles.xml") + "</Relationships>");
    zip.add("xl/worksheets/sheet1.xml", parts.sheet);
    if (!parts.strings.empty()) zip.add("xl/sharedStrings.xml", parts.strings);
    if (!parts.styles.empty()) zip.add("xl/styles.xml", parts.styles);
    return zip.bytes();
}

/// xl/worksheets/sheet1.xml around its rows, and what follows them.
inline std::string xlsx_sheet(std::string_view rows, std::string_view after = {},
                              std::string_view space = spreadsheet_space) {
    return "<worksheet xmlns=\"" + std::string(space) + "\"><sheetData>" + std::string(rows) + "</sheetData>" +
           std::string(after) + "</worksheet>";
}

}  // namespace plan::support
