#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/archimate.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/import.hpp"
#include "libplan/source/konveyor.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace plan {

namespace {

namespace fs = std::filesystem;

bool is_table(const fs::directory_entry& entry) {
    std::error_code ignored;
    const std::string extension = fold(entry.path().extension().string());
    return entry.is_regular_file(ignored) && (extension == "csv" || extension == "tsv" || extension == "txt");
}

std::vector<fs::directory_entry> entries_of(const std::string& folder) {
    std::vector<fs::directory_entry> entries;
    std::error_code error;
    fs::directory_iterator iterator(folder, error);
    for (; !error && iterator != fs::directory_iterator(); iterator.increment(error)) entries.push_back(*iterator);
    if (error)
        throw Error(Failure::input_output, {Severity::error,
                                            "read-failed",
                                            PLAN_TEXT("cannot read the folder: {}"),
                                            {error.message()},
                                            {folder, 0, 0, {}}});
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.path() < b.path(); });
    return entries;
}

std::size_t rank(RecordType type) {
    const auto types = table_types();
    return static_cast<std::size_t>(std::find(types.begin(), types.end(), type) - types.begin());
}

/// The name of the format of a file, by its bytes; "" of what is no file.
std::string_view format_of(const fs::directory_entry& entry) {
    std::error_code ignored;
    if (!entry.is_regular_file(ignored)) return {};
    const std::string path = entry.path().string();
    FileSource file(path);
    const PeekedSource peeked(file, head_bytes);
    return recognise_format(path, peeked.head()).name;
}

bool has_questionnaire(const fs::directory_entry& entry) {
    std::error_code ignored;
    if (!entry.is_regular_file(ignored)) return false;
    const std::string path = entry.path().string();
    FileSource file(path);
    return is_questionnaire(path, PeekedSource(file, head_bytes).head());
}

}  // namespace

std::vector<std::string> list_inventory(const std::string& folder,
                                        const std::function<std::optional<RecordType>(std::string_view)>& kind_of,
                                        const Report& report) {
    struct Listed {
        std::string path;
        std::size_t rank;
    };
    std::vector<Listed> files;
    for (const fs::directory_entry& entry : entries_of(folder)) {
        const std::string path = entry.path().string();
        if (entry.path().filename().string().starts_with('.')) continue;
        const std::optional<RecordType> type = kind_of(table_stem(path));
        const std::string_view format = format_of(entry);
        if (format == "archi-csv" && is_read_with_elements(path)) continue;
        if (has_questionnaire(entry))
            report({Severity::note,
                    "skipped-file",
                    PLAN_TEXT("skipped: a questionnaire of Konveyor asks about applications, and lists none"),
                    {},
                    {path, 0, 0, {}}});
        else if (!format.empty() && format != "csv")
            files.push_back({path, table_types().size()});
        else if (is_table(entry) && type)
            files.push_back({path, rank(*type)});
        else
            report(
                {Severity::note,
                 "skipped-file",
                 PLAN_TEXT("skipped: its name is not that of a table, such as applications.csv, flux.csv or teams.csv"),
                 {},
                 {path, 0, 0, {}}});
    }
    if (files.empty())
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-inventory",
                     PLAN_TEXT("the folder has no table; name the files applications.csv, flux.csv, equipes.csv, "
                               "cibles.csv, calendriers.csv, contraintes.csv or serveurs.csv"),
                     {},
                     {folder, 0, 0, {}}});
    std::stable_sort(files.begin(), files.end(), [](const Listed& a, const Listed& b) { return a.rank < b.rank; });
    std::vector<std::string> paths;
    for (Listed& file : files) paths.push_back(std::move(file.path));
    return paths;
}

std::vector<std::string> without_set_members(const std::vector<std::string>& files, const FileFormat* format) {
    std::vector<std::string> left;
    std::set<std::string> read;
    for (const std::string& path : files) {
        std::error_code ignored;
        if (read.contains(path)) continue;
        left.push_back(path);
        if (path == "-" || !fs::is_regular_file(path, ignored)) continue;
        FileSource file(path);
        const PeekedSource peeked(file, head_bytes);
        const FileFormat& own = format ? *format : recognise_format(path, peeked.head());
        if (!own.set_of) continue;
        for (std::string& member : own.set_of(path))
            if (member != path) read.insert(std::move(member));
    }
    return left;
}

}  // namespace plan
