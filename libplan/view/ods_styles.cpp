#include "libplan/view/ods_styles.hpp"

#include "libplan/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>
#include <set>

namespace plan {

namespace {

constexpr std::array<std::string_view, 4> format_letters = {"g", "x", "w", "d"};
constexpr std::array<std::string_view, 4> row_properties = {
    "",
    "fo:font-style=\"italic\" fo:color=\"#5f5f5f\"",
    "fo:font-weight=\"bold\" fo:font-size=\"18pt\" fo:color=\"#1b3a6b\"",
    "fo:font-weight=\"bold\" fo:font-size=\"12pt\" fo:color=\"#1b3a6b\"",
};

/// Width in tenths of a character: equal widths share a style.
long tenths(double width) {
    return std::lround(width * 10);
}

/// With a language, since Calc shows a plain day, month and year in the order of the desk it runs on.
void append_number_styles(std::string& out, Language language) {
    out += "<number:text-style style:name=\"Ntext\"><number:text-content/></number:text-style>";
    out += language == Language::french
               ? "<number:date-style style:name=\"Ndate\" number:language=\"fr\" number:country=\"FR\"><number:day "
                 "number:style=\"long\"/><number:text>/</number:text>"
                 "<number:month number:style=\"long\"/><number:text>/</number:text>"
                 "<number:year number:style=\"long\"/></number:date-style>"
               : "<number:date-style style:name=\"Ndate\" number:language=\"en\" number:country=\"GB\"><number:year "
                 "number:style=\"long\"/><number:text>-</number:text>"
                 "<number:month number:style=\"long\"/><number:text>-</number:text>"
                 "<number:day number:style=\"long\"/></number:date-style>";
}

/// "Fill d3efd9 14532d"
std::string fill_style(const Shade& shade) {
    return "Fill_" + shade.fill.to_hex().substr(1) + "_" + shade.ink.to_hex().substr(1);
}

std::string condition_of(const ColourRule& rule) {
    if (rule.test == ColourRule::Test::above) {
        const auto* number = std::get_if<double>(&rule.value);
        return "cell-content()>" + number_text(number ? *number : 0);
    }
    if (const auto* truth = std::get_if<bool>(&rule.value))
        return *truth ? "cell-content()=TRUE()" : "cell-content()=FALSE()";
    std::string quoted = "cell-content()=\"";
    if (const auto* text = std::get_if<std::string>(&rule.value))
        for (const char letter : written_text(*text)) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    return quoted + '"';
}

std::string maps_of(const SheetColumn& column, std::string_view sheet) {
    std::string maps;
    for (const ColourRule& rule : column.colours)
        fmt::format_to(std::back_inserter(maps),
                       "<style:map style:condition=\"{}\" style:apply-style-name=\"{}\" "
                       "style:base-cell-address=\"{}.A1\"/>",
                       escape_markup(condition_of(rule)), fill_style(rule.shade), escape_markup(quoted_sheet(sheet)));
    return maps;
}

void append_cell_style(std::string& out, const std::string& name, ColumnFormat format, RowStyle row,
                       const std::string& maps = {}) {
    const std::string_view data = format == ColumnFormat::date ? " style:data-style-name=\"Ndate\""
                                  : format == ColumnFormat::text || format == ColumnFormat::wrapped
                                      ? " style:data-style-name=\"Ntext\""
                                      : "";
    fmt::format_to(
        std::back_inserter(out),
        "<style:style style:name=\"{}\" style:family=\"table-cell\" "
        "style:parent-style-name=\"Default\"{}><style:table-cell-properties style:vertical-align=\"top\"{}/>",
        name, data, format == ColumnFormat::wrapped ? " fo:wrap-option=\"wrap\"" : "");
    const std::string_view text = row_properties[static_cast<std::size_t>(row)];
    if (!text.empty()) fmt::format_to(std::back_inserter(out), "<style:text-properties {}/>", text);
    out += maps + "</style:style>";
}

void append_header_style(std::string& out, Accent accent) {
    fmt::format_to(std::back_inserter(out),
                   "<style:style style:name=\"{}\" style:family=\"table-cell\" style:parent-style-name=\"Default\" "
                   "style:data-style-name=\"Ntext\"><style:table-cell-properties fo:background-color=\"{}\" "
                   "fo:wrap-option=\"wrap\" style:vertical-align=\"middle\" fo:border=\"0.5pt solid #ffffff\"/>"
                   "<style:paragraph-properties fo:text-align=\"start\"/>"
                   "<style:text-properties fo:font-weight=\"bold\" fo:color=\"#ffffff\"/></style:style>",
                   ods_header_style(accent), colour_of(accent));
}

void append_sheet_styles(std::string& out, const Workbook& workbook) {
    std::set<long> widths;
    for (const Sheet& sheet : workbook.sheets)
        for (const SheetColumn& column : sheet.columns) widths.insert(tenths(column.width));
    for (const long width : widths)
        fmt::format_to(std::back_inserter(out),
                       "<style:style style:name=\"c{}\" style:family=\"table-column\">"
                       "<style:table-column-properties style:column-width=\"{:.3f}cm\"/></style:style>",
                       width, static_cast<double>(width) * 0.0195 + 0.13);
    for (std::size_t index = 0; index < workbook.sheets.size(); ++index)
        fmt::format_to(std::back_inserter(out),
                       "<style:style style:name=\"{}\" style:family=\"table-row\"><style:table-row-properties "
                       "style:row-height=\"{:.1f}pt\" style:use-optimal-row-height=\"false\"/></style:style>",
                       ods_header_row_style(index), header_height(workbook.sheets[index]));
    for (std::size_t index = 0; index < workbook.sheets.size(); ++index)
        if (workbook.sheets[index].most_lines > 0)
            fmt::format_to(std::back_inserter(out),
                           "<style:style style:name=\"{}\" style:family=\"table-row\"><style:table-row-properties "
                           "style:row-height=\"{:.1f}pt\" style:use-optimal-row-height=\"false\"/></style:style>",
                           ods_cut_row_style(index), height_of_lines(workbook.sheets[index].most_lines));
    out +=
        "<style:style style:name=\"ro\" style:family=\"table-row\"><style:table-row-properties "
        "style:use-optimal-row-height=\"true\"/></style:style>";
}

}  // namespace

std::string ods_cell_style(ColumnFormat format, RowStyle style) {
    return std::string(format_letters[static_cast<std::size_t>(format)]) +
           std::to_string(static_cast<std::size_t>(style));
}

std::string ods_column_style(double width) {
    return "c" + std::to_string(tenths(width));
}

std::string ods_table_style(Accent accent) {
    return "ta" + std::to_string(static_cast<std::size_t>(accent));
}

std::string ods_header_style(Accent accent) {
    return "h" + std::to_string(static_cast<std::size_t>(accent));
}

std::string ods_header_row_style(std::size_t sheet) {
    return "rh" + std::to_string(sheet);
}

std::string ods_cut_row_style(std::size_t sheet) {
    return "rc" + std::to_string(sheet);
}

std::string ods_coloured_style(std::size_t sheet, std::size_t column) {
    return fmt::format("k{}_{}", sheet, column);
}

std::string quoted_sheet(std::string_view name) {
    std::string quoted = "'";
    for (const char letter : written_text(name)) quoted += letter == '\'' ? "''" : std::string(1, letter);
    return quoted + "'";
}

std::string ods_fill_styles(const Workbook& workbook) {
    std::set<std::string> styles;
    for (const Sheet& sheet : workbook.sheets)
        for (const SheetColumn& column : sheet.columns)
            for (const ColourRule& rule : column.colours)
                styles.insert(
                    fmt::format("<style:style style:name=\"{}\" style:family=\"table-cell\" "
                                "style:parent-style-name=\"Default\"><style:table-cell-properties "
                                "fo:background-color=\"{}\"/><style:text-properties fo:color=\"{}\"/>"
                                "</style:style>",
                                fill_style(rule.shade), rule.shade.fill.to_hex(), rule.shade.ink.to_hex()));
    std::string out;
    for (const std::string& style : styles) out += style;
    return out;
}

std::string_view ods_name_spaces() {
    return "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
           "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
           "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
           "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
           "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
           "xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "
           "xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
           "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\" "
           "xmlns:tableooo=\"http://openoffice.org/2009/table\" "
           "office:version=\"1.3\"";
}

std::string ods_content_opening(const Workbook& workbook) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content ";
    out += ods_name_spaces();
    out += "><office:automatic-styles>";
    append_number_styles(out, workbook.language);
    append_sheet_styles(out, workbook);
    for (std::size_t accent = 0; accent < accent_count; ++accent) {
        append_header_style(out, static_cast<Accent>(accent));
        fmt::format_to(std::back_inserter(out),
                       "<style:style style:name=\"{}\" style:family=\"table\" style:master-page-name=\"Default\">"
                       "<style:table-properties table:display=\"true\" tableooo:tab-color=\"{}\"/></style:style>",
                       ods_table_style(static_cast<Accent>(accent)), colour_of(static_cast<Accent>(accent)));
    }
    for (std::size_t format = 0; format < format_letters.size(); ++format)
        for (std::size_t row = 0; row < row_properties.size(); ++row)
            append_cell_style(out, ods_cell_style(static_cast<ColumnFormat>(format), static_cast<RowStyle>(row)),
                              static_cast<ColumnFormat>(format), static_cast<RowStyle>(row));
    for (std::size_t index = 0; index < workbook.sheets.size(); ++index) {
        const Sheet& sheet = workbook.sheets[index];
        for (std::size_t column = 0; column < sheet.columns.size(); ++column)
            if (!sheet.columns[column].colours.empty())
                append_cell_style(out, ods_coloured_style(index, column), sheet.columns[column].format, RowStyle::plain,
                                  maps_of(sheet.columns[column], sheet.name));
    }
    return out + "</office:automatic-styles>";
}

}  // namespace plan
