#include "tools/common/maps.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/columns.hpp"
#include "libplan/source/markup_file.hpp"

#include <algorithm>
#include <filesystem>

namespace plan::tools {

namespace {

TableMap load(const std::string& path) {
    FileSource source(path);
    return read_table_map(read_whole(source, path, MarkupFile::largest), path);
}

}  // namespace

Maps::Maps(const Invocation& invocation) : invocation_(invocation), names_(invocation.data_names("maps")) {
    if (invocation.has("map")) given_ = load(path_of(invocation.value("map")));
}

const TableMap* Maps::of(std::string_view name) {
    if (given_) return &*given_;
    if (std::ranges::find(names_, name) == names_.end()) return nullptr;
    const auto known = shipped_.find(name);
    if (known != shipped_.end()) return &known->second;
    return &shipped_.emplace(name, load(shipped_path(name))).first->second;
}

std::optional<RecordType> Maps::kind_of(std::string_view name) const {
    return given_ ? given_->kind_of(name) : table_type(name);
}

std::string Maps::shipped_path(std::string_view name) const {
    return invocation_.data_file("maps/" + std::string(name) + ".xml");
}

std::string Maps::path_of(const std::string& value) const {
    if (value.find('/') != std::string::npos || has_extension(value, "xml") || std::filesystem::exists(value))
        return value;
    if (std::ranges::find(names_, value) != names_.end()) return shipped_path(value);
    throw Error(Failure::usage, {Severity::error,
                                 "unknown-map",
                                 PLAN_TEXT("no file and no shipped map is called '{}'; the shipped ones are: {}"),
                                 {value, join(names_, ", ")},
                                 {}});
}

void report_summary(Invocation& invocation, const ImportSummary& summary) {
    const auto say = [&](const char* text, std::vector<std::string> arguments) {
        invocation.report({Severity::note, "imported", text, std::move(arguments), summary.place});
    };
    say(PLAN_TEXT("{}: {} rows, {} records, {} rows refused"),
        {std::string(table_name(summary.type)), std::to_string(summary.rows), std::to_string(summary.records),
         std::to_string(summary.refused)});
    if (!summary.kept_columns.empty())
        say(PLAN_TEXT("columns that no rule reads, kept under \"extra\": {}"), {join(summary.kept_columns, ", ")});
}

}  // namespace plan::tools
