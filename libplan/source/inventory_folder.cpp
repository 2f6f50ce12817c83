#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/import.hpp"

#include <algorithm>
#include <filesystem>

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

}  // namespace

std::vector<InventoryFile> list_inventory(const std::string& folder, const Report& report) {
    std::vector<InventoryFile> files;
    for (const fs::directory_entry& entry : entries_of(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with('.')) continue;
        const std::optional<RecordType> type = table_type(entry.path().stem().string());
        if (is_table(entry) && type)
            files.push_back({entry.path().string(), *type});
        else
            report(
                {Severity::note,
                 "skipped-file",
                 PLAN_TEXT("skipped: its name is not that of a table, such as applications.csv, flux.csv or teams.csv"),
                 {},
                 {entry.path().string(), 0, 0, {}}});
    }
    if (files.empty())
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-inventory",
                     PLAN_TEXT("the folder has no table; name the files applications.csv, flux.csv, equipes.csv, "
                               "cibles.csv, calendriers.csv, contraintes.csv or serveurs.csv"),
                     {},
                     {folder, 0, 0, {}}});
    std::stable_sort(files.begin(), files.end(),
                     [](const InventoryFile& a, const InventoryFile& b) { return rank(a.type) < rank(b.type); });
    return files;
}

}  // namespace plan
