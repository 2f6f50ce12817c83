#include "libplan/source/server_rows.hpp"

#include "libplan/base/text.hpp"

#include <filesystem>
#include <utility>

namespace plan {

ServerRows::ServerRows(std::string file)
    : file_(std::move(file)),
      base_name_(std::filesystem::path(file_).filename().string()),
      table_(Location{file_, 0, 0, {}}) {
    table_.add_column("name");
}

void ServerRows::add(const std::string& id, Properties cells, Location where, std::vector<std::string> applications) {
    MemoryTable::Row row{{}, std::move(where), base_name_ + ":" + id};
    row.cells.reserve(cells.size() + 3);
    row.cells.emplace_back("id", id);
    for (auto& [column, text] : cells) {
        if (!columns_.contains(column) && columns_.size() >= Landscape::most_columns) {
            ++columns_refused_;
            continue;
        }
        columns_.insert(column);
        row.cells.emplace_back(std::move(column), std::move(text));
    }
    if (!applications.empty()) row.cells.emplace_back("application", std::move(applications.front()));
    if (applications.size() > 1) {
        applications.erase(applications.begin());
        row.cells.emplace_back("other_applications", join(applications, "; "));
    }
    table_.add(std::move(row));
}

void ServerRows::give(TableConsumer& consumer, const Report& report) {
    if (!consumer.kind_of("servers")) return;
    if (table_.size() > 0) consumer.take(table_, RecordType::server, "servers");
    const Location whole{file_, 0, 0, {}};
    if (skipped_ > 0)
        report({Severity::note,
                "servers-of-nothing",
                PLAN_TEXT("servers that belong to no application, not read: {}"),
                {std::to_string(skipped_)},
                whole});
    if (columns_refused_ > 0)
        report({Severity::warning,
                "too-many-properties",
                PLAN_TEXT("cells of servers in too many different columns, not read: {}"),
                {std::to_string(columns_refused_)},
                whole});
}

}  // namespace plan
