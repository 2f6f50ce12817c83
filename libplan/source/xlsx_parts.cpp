#include "libplan/source/xlsx_parts.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace plan {

namespace {

[[noreturn]] void refuse(const char* code, const char* text, std::vector<std::string> arguments,
                         const std::string& path) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, std::move(arguments), {path, 0, 0, {}}});
}

/// A handler for parts in which only some elements matter.
class PartHandler : public XmlHandler {
public:
    void end(const XmlName&) override {}
    void text(std::string_view) override {}
};

void read_part(const ZipArchive& archive, const std::string& part, const std::string& path, XmlHandler& handler) {
    const auto source = archive.open(part);
    XmlStream(*source, handler, path, part).run();
}

/// What a part refers to, by the ids of its relations.
struct Relation {
    std::string target, type;  ///< entry of the archive; the last word of the type's URI
};

class Relations final : public PartHandler {
public:
    explicit Relations(std::string folder) : folder_(std::move(folder)) {}

    void start(const XmlElement& element) override {
        constexpr std::size_t most = 100'000;
        if (element.name.local != "Relationship" || relations.size() >= most) return;
        if (element.attribute("TargetMode") == "External") return;
        const std::string_view type = element.attribute("Type");
        relations[std::string(element.attribute("Id"))] = {resolve(element.attribute("Target")),
                                                           std::string(type.substr(type.rfind('/') + 1))};
    }

    [[nodiscard]] const Relation* of_type(std::string_view type) const {
        for (const auto& [id, relation] : relations)
            if (relation.type == type) return &relation;
        return nullptr;
    }

    std::map<std::string, Relation, std::less<>> relations;

private:
    /// A target is relative to the folder of the part, or absolute. `..` goes up, and no further than the archive.
    [[nodiscard]] std::string resolve(std::string_view target) const {
        std::string whole = target.starts_with('/') ? std::string(target) : folder_ + std::string(target);
        std::ranges::replace(whole, '\\', '/');
        std::vector<std::string> steps;
        for (std::string& step : split_list(whole, "/")) {
            if (step == ".") continue;
            if (step != "..")
                steps.push_back(std::move(step));
            else if (!steps.empty())
                steps.pop_back();
        }
        return join(steps, "/");
    }

    std::string folder_;
};

/// "xl/workbook.xml" -> "xl/" and "workbook.xml".
std::pair<std::string, std::string> split_part(const std::string& part) {
    const std::size_t after = part.rfind('/') + 1;
    return {part.substr(0, after), part.substr(after)};
}

void read_relations(const ZipArchive& archive, const std::string& part, const std::string& path, Relations& relations) {
    const auto [folder, file] = split_part(part);
    const std::string of = folder + "_rels/" + file + ".rels";
    if (archive.has(of)) read_part(archive, of, path, relations);
}

class BookHandler final : public PartHandler {
public:
    explicit BookHandler(const std::string& path) : path_(path) {}

    void start(const XmlElement& element) override {
        if (!is_spreadsheet_space(element.name.space)) return;
        if (element.name.local == "workbook") found = true;
        if (element.name.local == "workbookPr") {
            const std::string_view value = element.attribute("date1904");
            since_1904 = value == "1" || value == "true";
        }
        if (element.name.local != "sheet") return;
        constexpr std::size_t most = 10'000;
        if (sheets.size() >= most)
            refuse("too-many-sheets", PLAN_TEXT("the workbook has more than {} sheets"), {std::to_string(most)}, path_);
        const std::string_view state = element.attribute("state");
        XlsxSheet sheet{{}, {}, state == "hidden" || state == "veryHidden"};
        for (const XmlAttribute& attribute : element.attributes) {
            if (attribute.name->local == "name") append_escaped_text(sheet.name, attribute.value);
            if (attribute.name->local == "id" && !attribute.name->space.empty()) sheet.part = attribute.value;
        }
        sheets.push_back(std::move(sheet));
    }

    std::vector<XlsxSheet> sheets;  ///< with the ids of relations for parts
    bool since_1904 = false, found = false;

private:
    const std::string& path_;
};

std::string find_book(const ZipArchive& archive, const std::string& path) {
    Relations relations{std::string()};
    if (archive.has("_rels/.rels")) read_part(archive, "_rels/.rels", path, relations);
    if (const Relation* const relation = relations.of_type("officeDocument"); relation && archive.has(relation->target))
        return relation->target;
    return "xl/workbook.xml";
}

class StylesHandler final : public PartHandler {
public:
    void start(const XmlElement& element) override {
        constexpr std::size_t most = 100'000;
        if (!is_spreadsheet_space(element.name.space)) return;
        const std::string_view name = element.name.local;
        if (name == "cellXfs") in_cells_ = true;
        const auto id = parse_integer(element.attribute("numFmtId"));
        if (name == "numFmt" && id && codes_.size() < most)
            codes_[*id] = number_format(element.attribute("formatCode"));
        if (name == "xf" && in_cells_ && formats.size() < most) formats.push_back(format_of(id.value_or(0)));
    }
    void end(const XmlName& name) override {
        if (name.local == "cellXfs") in_cells_ = false;
    }

    std::vector<NumberFormat> formats;

private:
    [[nodiscard]] NumberFormat format_of(std::int64_t id) const {
        if (const auto own = codes_.find(id); own != codes_.end()) return own->second;
        return id < 0 || id > 1000 ? NumberFormat() : builtin_number_format(static_cast<unsigned>(id));
    }

    std::map<std::int64_t, NumberFormat> codes_;
    bool in_cells_ = false;
};

/// sst, si, then t or r/t; rPh holds how the text is read aloud.
class StringsHandler final : public XmlHandler {
public:
    StringsHandler(std::string& texts, std::vector<std::uint32_t>& ends, const std::string& path)
        : texts_(texts), ends_(ends), path_(path) {}

    int token(std::string_view space, std::string_view local) override {
        if (!is_spreadsheet_space(space)) return 0;
        return local == "si" ? item : local == "t" ? text_element : local == "rPh" ? phonetic : 0;
    }
    void start(const XmlElement& element) override {
        if (element.name.token == phonetic) ++phonetics_;
        in_text_ = element.name.token == text_element && phonetics_ == 0;
        raw_.clear();
    }
    void end(const XmlName& name) override {
        if (name.token == phonetic) --phonetics_;
        if (name.token == text_element && in_text_) append_escaped_text(texts_, raw_);
        in_text_ = false;
        if (name.token != item) return;
        check();
        ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    void text(std::string_view piece) override {
        if (in_text_) raw_ += piece;
    }

private:
    enum { item = 1, text_element, phonetic };

    void check() const {
        if (texts_.size() <= SharedStrings::most_bytes && ends_.size() < SharedStrings::most_texts) return;
        refuse("too-many-strings",
               PLAN_TEXT("the workbook has more texts than are read: more than {} MiB, or {} of them"),
               {std::to_string(SharedStrings::most_bytes >> 20), std::to_string(SharedStrings::most_texts)}, path_);
    }

    std::string& texts_;
    std::vector<std::uint32_t>& ends_;
    const std::string& path_;
    std::string raw_;
    std::size_t phonetics_ = 0;
    bool in_text_ = false;
};

void append_character(std::string& out, unsigned code) {
    if ((code < 0x20 && code != '\t' && code != '\n') || (code >= 0xD800 && code < 0xE000)) return;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

}  // namespace

bool is_spreadsheet_space(std::string_view space) {
    return space == "http://schemas.openxmlformats.org/spreadsheetml/2006/main" ||
           space == "http://purl.oclc.org/ooxml/spreadsheetml/main";
}

void append_escaped_text(std::string& out, std::string_view text) {
    constexpr std::size_t length = 7;  // _xHHHH_
    while (true) {
        const std::size_t at = text.find("_x");
        out += text.substr(0, at);
        if (at == std::string_view::npos) return;
        text.remove_prefix(at);
        unsigned code = 0;
        const char* const digits = text.data() + 2;
        const bool whole = text.size() >= length && text[length - 1] == '_' &&
                           std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
        if (whole)
            append_character(out, code);
        else
            out += text.substr(0, 2);
        text.remove_prefix(whole ? length : 2);
    }
}

XlsxBook read_xlsx_book(const ZipArchive& archive, const std::string& path) {
    const std::string part = find_book(archive, path);
    if (archive.has("xl/workbook.bin"))
        refuse("not-a-workbook", PLAN_TEXT("the file is a binary workbook (.xlsb): save it as .xlsx or .ods"), {},
               path);
    BookHandler handler(path);
    if (archive.has(part)) read_part(archive, part, path, handler);
    if (!handler.found)
        refuse("not-a-workbook", PLAN_TEXT("the file holds no workbook: save it from Excel or Calc as .xlsx or .ods"),
               {}, path);
    Relations relations(split_part(part).first);
    read_relations(archive, part, path, relations);
    XlsxBook book{std::move(handler.sheets), handler.since_1904, {}, {}};
    for (XlsxSheet& sheet : book.sheets) {
        const auto found = relations.relations.find(sheet.part);
        sheet.part =
            found != relations.relations.end() && found->second.type == "worksheet" ? found->second.target : "";
    }
    const auto part_of = [&](std::string_view type) {
        const Relation* const relation = relations.of_type(type);
        return relation && archive.has(relation->target) ? relation->target : std::string();
    };
    book.strings_part = part_of("sharedStrings");
    book.styles_part = part_of("styles");
    return book;
}

void SharedStrings::read(const ZipArchive& archive, const std::string& part, const std::string& path) {
    if (part.empty()) return;
    StringsHandler handler(texts_, ends_, path);
    read_part(archive, part, path, handler);
}

std::optional<std::string_view> SharedStrings::find(std::size_t index) const {
    if (index >= ends_.size()) return std::nullopt;
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(texts_).substr(begin, ends_[index] - begin);
}

std::vector<NumberFormat> read_xlsx_styles(const ZipArchive& archive, const std::string& part,
                                           const std::string& path) {
    StylesHandler handler;
    if (!part.empty()) read_part(archive, part, path, handler);
    return std::move(handler.formats);
}

}  // namespace plan
