#include "libplan/source/mercator.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/json_set.hpp"
#include "libplan/source/sql_dump.hpp"

#include <algorithm>
#include <filesystem>

namespace plan {

namespace {

namespace fs = std::filesystem;

/// The documents of the interface, as they are called in its addresses.
constexpr std::string_view document_names[] = {
    "applications", "fluxes",      "application-flows", "application-services", "application-modules",
    "databases",    "information", "entities",          "application-blocks",   "logical-servers",
};

bool is_document_name(std::string_view stem) {
    return std::ranges::find(document_names, stem) != std::end(document_names);
}

bool is_dump(std::string_view path, std::string_view head) {
    if (has_extension(path, "sql")) return true;
    const auto says = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
    return says("-- MySQL dump") || says("-- MariaDB dump") || says("-- PostgreSQL database dump");
}

[[noreturn]] void refuse(const char* text, const std::string& path) {
    throw Error(Failure::invalid_input, {Severity::error, "no-mercator", text, {}, {path, 0, 0, {}}});
}

}  // namespace

bool recognises_mercator(std::string_view path, std::string_view head) {
    if (is_dump(path, head)) return true;
    const std::string_view text = trim(head);
    if (!text.starts_with('[') && !text.starts_with('{')) return false;
    for (const std::string_view column :
         {"\"application_block_id\"", "\"application_source_id\"", "\"security_need_c\"", "\"entity_resp_id\"",
          "\"service_source_id\"", "\"m_applications\"", "\"fluxes\"", "\"application_flows\"",
          "\"application_services\""})
        if (head.find(column) != std::string_view::npos) return true;
    // Documents without a column of their own are told by their name, except the one that other registers give too.
    const std::string stem = table_stem(path);
    return has_extension(path, "json") && stem != "applications" && is_document_name(stem);
}

std::vector<std::string> mercator_set(const std::string& path) {
    if (!has_extension(path, "json") || !is_document_name(table_stem(path))) return {path};
    const fs::path folder = fs::path(path).parent_path();
    const std::string extension = fs::path(path).extension().string();
    std::vector<std::string> set;
    for (const std::string_view name : document_names) {
        const fs::path sibling = folder / (std::string(name) + extension);
        std::error_code ignored;
        if (sibling == fs::path(path) || fs::is_regular_file(sibling, ignored)) set.push_back(sibling.string());
    }
    return set;
}

void add_mercator_dump(MercatorModel& model, ByteSource& source, const std::string& path, const Report& report) {
    SqlDump dump(source, path);
    const auto wants = [](std::string_view table, const std::vector<std::string>& columns) {
        if (mercator_table(table)) return true;
        std::optional<MercatorTable> first;
        for (const std::string& column : columns) {
            const auto linked = mercator_link(column);
            if (linked && first && *first != *linked) return true;
            if (linked) first = linked;
        }
        return false;
    };
    const auto take = [&](const SqlRow& row) {
        if (const auto table = mercator_table(row.table)) {
            Properties columns;
            for (std::size_t index = 0; index < row.columns.size(); ++index)
                if (row.cells[index]) columns.emplace_back(row.columns[index], *row.cells[index]);
            return model.add_row(*table, std::move(columns), row.where);
        }
        std::vector<std::pair<MercatorTable, std::string_view>> ends;
        for (std::size_t index = 0; index < row.columns.size(); ++index)
            if (const auto linked = mercator_link(row.columns[index]); linked && row.cells[index])
                ends.emplace_back(*linked, *row.cells[index]);
        for (std::size_t other = 1; other < ends.size(); ++other)
            if (ends[other].first != ends.front().first)
                model.add_link(ends.front().first, std::string(ends.front().second), ends[other].first,
                               std::string(ends[other].second));
    };
    dump.read(wants, take);
    dump.report_losses(report);
    if (model.rows() == 0)
        refuse(PLAN_TEXT("the dump holds no row of a table of Mercator, such as m_applications, applications or "
                         "fluxes; dump its database with the data"),
               path);
    if (dump.unwanted_rows() > 0)
        report({Severity::note,
                "rows-without-use",
                PLAN_TEXT("rows of tables that say nothing of applications and flows: {}"),
                {std::to_string(dump.unwanted_rows())},
                {path, 0, 0, {}}});
}

void read_mercator(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                   const Report& report) {
    static_cast<void>(options);
    PeekedSource peeked(source, head_bytes);
    const std::string_view head = trim(peeked.head());
    if (!head.starts_with('[') && !head.starts_with('{')) {
        MercatorModel model(path);
        add_mercator_dump(model, peeked, path, report);
        return model.give(consumer, report);
    }
    const std::vector<std::string> set = mercator_set(path);
    MercatorModel model(set.front());
    read_json_set(peeked, path, set, report, [&](const JsonDocument& document) {
        add_mercator_document(model, document, table_stem(document.file()), report);
    });
    model.give(consumer, report);
}

}  // namespace plan
