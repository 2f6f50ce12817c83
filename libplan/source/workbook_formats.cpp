#include "libplan/source/workbook_formats.hpp"

#include "libplan/base/error.hpp"
#include "libplan/source/ods_reader.hpp"
#include "libplan/source/read_ahead.hpp"
#include "libplan/source/xlsx_reader.hpp"
#include "libplan/source/zip_archive.hpp"

#include <algorithm>
#include <initializer_list>

namespace plan {

namespace {

constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";  // what Office wrote before 2007

[[noreturn]] void refuse(const char* code, const char* text, const std::string& path) {
    throw Error(Failure::invalid_input, {Severity::error, code, text, {}, {path, 0, 0, {}}});
}

[[noreturn]] void refuse_protected(const std::string& path) {
    refuse("encrypted-file", PLAN_TEXT("the file is protected by a password: save it without one"), path);
}

bool is_one_of(std::string_view path, std::initializer_list<std::string_view> extensions) {
    return std::ranges::any_of(extensions, [&](std::string_view extension) { return has_extension(path, extension); });
}

/// What Excel and LibreOffice leave beside a workbook that is open.
bool is_lock(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    return name.starts_with("~$") || name.starts_with(".~lock.");
}

/// The first entry of an archive that begins with `head`.
std::string_view first_entry(std::string_view head) {
    constexpr std::size_t length_at = 26, name_at = 30;
    if (!begins_as_zip(head) || head.size() < name_at) return {};
    const std::size_t length = static_cast<unsigned char>(head[length_at]);
    return head.substr(name_at, length);
}

/// The manifest lists the parts of a document, and how each was encrypted.
class ManifestHandler final : public XmlHandler {
public:
    void start(const XmlElement& element) override { encrypted = encrypted || element.name.local == "encryption-data"; }
    void end(const XmlName&) override {}
    void text(std::string_view) override {}

    bool encrypted = false;
};

bool is_encrypted(const ZipArchive& archive, const std::string& path) {
    constexpr const char* manifest = "META-INF/manifest.xml";
    if (archive.has("encrypted-package")) return true;
    if (!archive.has(manifest)) return false;
    const auto source = archive.open(manifest);
    ManifestHandler handler;
    XmlStream(*source, handler, path, manifest).run();
    return handler.encrypted;
}

/// Which of the two kinds of old file it is shows in the names of its streams, which are in UTF-16.
void refuse_compound_file(std::string_view bytes, const std::string& path) {
    if (!bytes.starts_with(compound_file)) return;
    constexpr std::string_view package("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
    if (bytes.find(package) != std::string_view::npos) refuse_protected(path);
    refuse("not-a-workbook",
           PLAN_TEXT("the file is in the format of Excel before 2007 (.xls): save it as .xlsx or .ods"), path);
}

}  // namespace

bool recognises_ods(std::string_view path, std::string_view head) {
    if (is_lock(path)) return false;
    constexpr std::string_view type = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    return is_one_of(path, {"ods", "ots"}) || (begins_as_zip(head) && head.find(type) != std::string_view::npos);
}

bool recognises_fods(std::string_view path, std::string_view head) {
    return has_extension(path, "fods") || (head.find("<office:document") != std::string_view::npos &&
                                           head.find("opendocument.spreadsheet") != std::string_view::npos);
}

bool recognises_xlsx(std::string_view path, std::string_view head) {
    if (is_lock(path)) return false;
    if (is_one_of(path, {"xlsx", "xlsm", "xltx", "xltm", "xlsb"})) return true;
    if (head.starts_with(compound_file)) return true;
    const std::string_view first = first_entry(head);
    return first == "[Content_Types].xml" || first == "_rels/.rels" || first.starts_with("docProps/") ||
           first.starts_with("xl/");
}

void read_ods(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
              const Report& report) {
    const ZipArchive archive(source, path);
    if (is_encrypted(archive, path)) refuse_protected(path);
    constexpr const char* content = "content.xml";
    if (!archive.has(content))
        refuse("not-a-workbook", PLAN_TEXT("the file is not a spreadsheet: save it from Calc as .ods"), path);
    const auto entry = archive.open(content);
    SourceAhead unpacked(*entry);
    OdsReader reader(unpacked, path, content);
    read_workbook(reader, path, options, consumer, report);
}

void read_fods(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report) {
    if (source.rewind()) {
        OdsReader reader(source, path, "");
        read_workbook(reader, path, options, consumer, report);
        return;
    }
    const std::string bytes = read_whole(source, path, ZipLimits().most_bytes);
    MemorySource memory(bytes);
    OdsReader reader(memory, path, "");
    read_workbook(reader, path, options, consumer, report);
}

void read_xlsx(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report) {
    std::string bytes = read_whole(source, path, ZipLimits().most_bytes);
    refuse_compound_file(bytes, path);
    const ZipArchive archive(std::move(bytes), path);
    XlsxReader reader(archive, path);
    read_workbook(reader, path, options, consumer, report);
}

}  // namespace plan
