#include "libplan/base/text.hpp"
#include "libplan/view/ods_content.hpp"
#include "libplan/view/ods_styles.hpp"
#include "libplan/view/zip_writer.hpp"

#include <fmt/format.h>

#include <iterator>

/// An OpenDocument workbook: the package around content.xml. Sources: OpenDocument 1.3, parts 2 (packages) and 3.
namespace plan {

namespace {

constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string manifest() {
    std::string out(declaration);
    out +=
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
        "manifest:version=\"1.3\">";
    const auto entry = [&](std::string_view path, std::string_view type) {
        fmt::format_to(std::back_inserter(out),
                       "<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"{}\"/>", path, type);
    };
    entry("/", media_type);
    for (const char* path : {"content.xml", "styles.xml", "meta.xml", "settings.xml"}) entry(path, "text/xml");
    return out + "</manifest:manifest>";
}

std::string meta(const Workbook& workbook) {
    return fmt::format(
        "{}<office:document-meta {}><office:meta><meta:generator>Plan Nuage</meta:generator><dc:title>{}</dc:title>"
        "<dc:language>{}</dc:language></office:meta></office:document-meta>",
        declaration, ods_name_spaces(), escape_markup(written_text(workbook.title)),
        workbook.language == Language::french ? "fr-FR" : "en-GB");
}

/// What is common to all cells, and a page that lies on its side.
std::string styles(const Workbook& workbook) {
    const bool french = workbook.language == Language::french;
    return fmt::format(
        "{}<office:document-styles {}><office:styles><style:default-style style:family=\"table-cell\">"
        "<style:text-properties fo:font-family=\"'Liberation Sans', Arial, sans-serif\" fo:font-size=\"10pt\" "
        "fo:language=\"{}\" fo:country=\"{}\"/></style:default-style>"
        "<style:style style:name=\"Default\" style:family=\"table-cell\"/>{}</office:styles>"
        "<office:automatic-styles><style:page-layout style:name=\"page\"><style:page-layout-properties "
        "fo:page-width=\"42cm\" fo:page-height=\"29.7cm\" style:print-orientation=\"landscape\" fo:margin=\"1.2cm\" "
        "style:print=\"charts drawings objects zero-values\"/></style:page-layout>"
        "</office:automatic-styles><office:master-styles><style:master-page style:name=\"Default\" "
        "style:page-layout-name=\"page\"/></office:master-styles></office:document-styles>",
        declaration, ods_name_spaces(), french ? "fr" : "en", french ? "FR" : "GB", ods_fill_styles(workbook));
}

std::string view_of(const Sheet& sheet) {
    std::string out =
        fmt::format("<config:config-item-map-entry config:name=\"{}\">", escape_markup(written_text(sheet.name)));
    const auto item = [&](std::string_view name, std::string_view type, std::size_t value) {
        fmt::format_to(std::back_inserter(out),
                       "<config:config-item config:name=\"{0}\" config:type=\"{1}\">{2}"
                       "</config:config-item>",
                       name, type, value);
    };
    constexpr std::size_t frozen = 2;
    const std::size_t top = sheet.has_header ? 1 : 0;
    const std::size_t left = sheet.frozen_columns;
    item("CursorPositionX", "int", 0);
    item("CursorPositionY", "int", top);
    item("HorizontalSplitMode", "short", left > 0 ? frozen : 0);
    item("VerticalSplitMode", "short", top > 0 ? frozen : 0);
    item("HorizontalSplitPosition", "int", left);
    item("VerticalSplitPosition", "int", top);
    // The pane where one types: 3 is below on the right, 2 below.
    item("ActiveSplitRange", "short", left > 0 ? 3 : 2);
    item("PositionLeft", "int", 0);
    item("PositionRight", "int", left);
    item("PositionTop", "int", 0);
    item("PositionBottom", "int", top);
    return out + "</config:config-item-map-entry>";
}

std::string settings(const Workbook& workbook) {
    std::string out = fmt::format(
        "{}<office:document-settings {}><office:settings><config:config-item-set config:name=\"ooo:view-settings\">"
        "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>"
        "<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
        "<config:config-item-map-named config:name=\"Tables\">",
        declaration, ods_name_spaces());
    for (const Sheet& sheet : workbook.sheets) out += view_of(sheet);
    out += "</config:config-item-map-named>";
    if (!workbook.sheets.empty())
        out += "<config:config-item config:name=\"ActiveTable\" config:type=\"string\">" +
               escape_markup(written_text(workbook.sheets.front().name)) + "</config:config-item>";
    return out +
           "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
           "</office:settings></office:document-settings>";
}

}  // namespace

std::string write_ods(const Workbook& workbook) {
    ZipWriter package;
    // First and not compressed, so that the format shows in the first bytes.
    package.add("mimetype", std::string(media_type), false);
    package.add("META-INF/manifest.xml", manifest());
    package.add("meta.xml", meta(workbook));
    package.add("settings.xml", settings(workbook));
    package.add("styles.xml", styles(workbook));
    auto content = std::make_shared<OdsContent>(workbook);
    package.add("content.xml", content->size(), [content](std::string& piece) { content->next(piece); });
    return package.finish();
}

}  // namespace plan
