#include "libplan/source/file_format.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/answers.hpp"
#include "libplan/source/archimate.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/cyclonedx.hpp"
#include "libplan/source/glpi.hpp"
#include "libplan/source/itop.hpp"
#include "libplan/source/konveyor.hpp"
#include "libplan/source/mercator.hpp"
#include "libplan/source/migration_factory.hpp"
#include "libplan/source/refapp.hpp"
#include "libplan/source/workbook_formats.hpp"

#include <algorithm>
#include <filesystem>

namespace plan {

namespace {

bool any_text(std::string_view, std::string_view) {
    return true;
}

/// What the ending of a name says is no table, and no other format recognised.
void refuse_other_kinds(const std::string& path) {
    for (const std::string_view extension : {"json", "xml", "sql", "yaml", "yml", "zip", "pdf", "doc", "docx"}) {
        if (!has_extension(path, extension)) continue;
        std::vector<std::string> names;
        for (const FileFormat& format : file_formats()) names.emplace_back(format.name);
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "unknown-format",
                     PLAN_TEXT("nothing in this file shows one of the formats that are read; if it is one of them, "
                               "give --format: {}"),
                     {join(names, ", ")},
                     {path, 0, 0, {}}});
    }
}

/// One table; what it holds is told by its name, by the options, or not at all.
void read_csv(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
              const Report& report) {
    refuse_other_kinds(path);
    const std::string name = path == "-" ? std::string() : table_stem(path);
    const std::optional<RecordType> type = options.kind ? options.kind : consumer.kind_of(name);
    if (!type)
        throw Error(Failure::usage,
                    {Severity::error,
                     "unknown-kind",
                     PLAN_TEXT("the name does not tell what the table holds; give --kind applications, flows, servers, "
                               "teams, targets, calendars or constraints"),
                     {},
                     {path, 0, 0, {}}});
    CsvOptions csv{options.separator, options.encoding, {}};
    csv.is_known_header = [&](std::string_view header) { return consumer.knows_header(name, *type, header); };
    CsvReader table(source, path, csv);
    if (table.rows_above() > 0)
        report({Severity::note,
                "lines-above",
                PLAN_TEXT("the lines above the header are not read: {}"),
                {std::to_string(table.rows_above())},
                {path, table.header_line(), 0, {}}});
    consumer.take(table, *type, name);
    const auto encoding = table.encoding();
    if (encoding && *encoding != Encoding::utf8)
        report({Severity::note,
                "encoding",
                PLAN_TEXT("read as {} text"),
                {std::string(keyword(*encoding))},
                {path, 0, 0, {}}});
}

constexpr FileFormat formats[] = {
    {.name = "ods", .recognises = recognises_ods, .read = read_ods},
    {.name = "fods", .recognises = recognises_fods, .read = read_fods},
    {.name = "xlsx", .recognises = recognises_xlsx, .read = read_xlsx},
    {.name = "archimate", .recognises = recognises_archimate, .read = read_archimate},
    {.name = "archi", .recognises = recognises_archi, .read = read_archi, .map = "archimate"},
    {.name = "archi-csv", .recognises = recognises_archi_csv, .read = read_archi_csv, .map = "archimate"},
    {.name = "konveyor", .recognises = recognises_konveyor, .read = read_konveyor},
    {.name = "cmf", .recognises = recognises_migration_factory, .read = read_migration_factory},
    {.name = "cyclonedx", .recognises = recognises_cyclonedx, .read = read_cyclonedx},
    {.name = "refapp", .recognises = recognises_refapp, .read = read_refapp, .set_of = refapp_set},
    {.name = "mercator", .recognises = recognises_mercator, .read = read_mercator, .set_of = mercator_set},
    {.name = "itop", .recognises = recognises_itop, .read = read_itop, .set_of = itop_set},
    {.name = "glpi", .recognises = recognises_glpi, .read = read_glpi, .set_of = glpi_set},
    {.name = "answers", .recognises = recognises_answers, .read = read_answers},
    {.name = "csv", .recognises = any_text, .read = read_csv},
};

}  // namespace

std::span<const FileFormat> file_formats() {
    return formats;
}

const FileFormat* find_format(std::string_view name) {
    const auto* found = std::ranges::find(formats, name, &FileFormat::name);
    return found == std::end(formats) ? nullptr : found;
}

const FileFormat& recognise_format(std::string_view path, std::string_view head) {
    return *std::ranges::find_if(formats, [&](const FileFormat& format) { return format.recognises(path, head); });
}

bool has_extension(std::string_view path, std::string_view extension) {
    if (path.size() <= extension.size()) return false;
    const std::string_view end = path.substr(path.size() - extension.size());
    const auto lower = [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; };
    return path[path.size() - extension.size() - 1] == '.' &&
           std::ranges::equal(end, extension, [&](char a, char b) { return lower(a) == lower(b); });
}

std::string table_stem(std::string_view path) {
    return std::filesystem::path(path).stem().string();
}

void refuse_large_file(const std::string& path, std::size_t most) {
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "file-too-large",
                 PLAN_TEXT("the file is larger than {} MiB, which is the most that is read of this format"),
                 {std::to_string(most >> 20)},
                 {path, 0, 0, {}}});
}

std::string read_whole(ByteSource& source, const std::string& path, std::size_t most) {
    constexpr std::size_t piece = std::size_t{1} << 18;
    std::string bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + piece);
        const std::size_t count = source.read(bytes.data() + before, piece);
        bytes.resize(before + count);
        if (count == 0) return bytes;
        if (bytes.size() > most) refuse_large_file(path, most);
    }
}

}  // namespace plan
