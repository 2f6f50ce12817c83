#include "libplan/source/json_set.hpp"

#include "libplan/source/file_format.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace plan {

namespace {

namespace fs = std::filesystem;

/// "applications", "applications-3", "relations_12": pages have three digits at most, years do not.
bool is_called(std::string_view stem, std::string_view name) {
    if (!stem.starts_with(name)) return false;
    stem.remove_prefix(name.size());
    if (stem.empty()) return true;
    return (stem.front() == '-' || stem.front() == '_') && stem.size() > 1 && stem.size() <= 4 &&
           stem.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// Pages in the order of their numbers.
std::pair<std::size_t, std::string> page_order(const std::string& path) {
    const std::string stem = table_stem(path);
    return {stem.size(), stem};
}

}  // namespace

std::string_view name_in_set(const std::string& path, std::span<const std::string_view> names) {
    if (!has_extension(path, "json")) return {};
    const std::string stem = table_stem(path);
    const auto name = std::ranges::find_if(names, [&](std::string_view known) { return is_called(stem, known); });
    return name == names.end() ? std::string_view() : *name;
}

std::vector<std::string> named_json_set(const std::string& path, std::span<const std::string_view> names) {
    if (name_in_set(path, names).empty()) return {path};
    std::vector<std::vector<std::string>> pages(names.size());
    std::error_code error;
    const fs::path folder = fs::path(path).parent_path();
    fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        const std::string file = (folder / entry->path().filename()).string();
        const std::string_view name = name_in_set(file, names);
        if (name.empty() || !entry->is_regular_file(ignored)) continue;
        pages[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())].push_back(file);
    }
    std::vector<std::string> set;
    for (std::vector<std::string>& of_name : pages) {
        std::ranges::sort(of_name, {}, page_order);
        set.insert(set.end(), of_name.begin(), of_name.end());
    }
    if (std::ranges::find(set, path) == set.end()) return {path};
    return set;
}

void read_json_set(ByteSource& source, const std::string& path, const std::vector<std::string>& set,
                   const Report& report, const std::function<void(const JsonDocument&)>& take) {
    for (const std::string& file : set) {
        std::string text;
        if (file == path) {
            text = read_whole(source, path, JsonDocument::most_bytes);
        } else {
            FileSource sibling(file);
            text = read_whole(sibling, file, JsonDocument::most_bytes);
        }
        if (file != set.front())
            report({Severity::note, "read-with", PLAN_TEXT("read together with {}"), {set.front()}, {file, 0, 0, {}}});
        const JsonDocument document(std::move(text), file);
        document.report_repeated_keys(report);
        take(document);
    }
}

}  // namespace plan
