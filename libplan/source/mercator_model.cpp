#include "libplan/source/mercator_model.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/landscape_tables.hpp"
#include "libplan/source/mercator_landscape.hpp"

#include <algorithm>

namespace plan {

namespace {

struct TableName {
    std::string_view name;
    MercatorTable table;
};

/// Names of the database and of the interface, old and new, with '_' for '-'.
constexpr TableName table_names[] = {
    {"m_applications", MercatorTable::applications},
    {"applications", MercatorTable::applications},
    {"fluxes", MercatorTable::flows},
    {"flux", MercatorTable::flows},
    {"application_flows", MercatorTable::flows},
    {"application_services", MercatorTable::services},
    {"services", MercatorTable::services},
    {"application_modules", MercatorTable::modules},
    {"modules", MercatorTable::modules},
    {"databases", MercatorTable::databases},
    {"information", MercatorTable::information},
    {"informations", MercatorTable::information},
    {"entities", MercatorTable::entities},
    {"application_blocks", MercatorTable::blocks},
    {"application_block", MercatorTable::blocks},
    {"logical_servers", MercatorTable::servers},
};

/// Tables that link two others are known by their columns, since their names changed with those of the others.
constexpr TableName link_columns[] = {
    {"m_application_id", MercatorTable::applications},
    {"application_id", MercatorTable::applications},
    {"flux_id", MercatorTable::flows},
    {"flow_id", MercatorTable::flows},
    {"application_flow_id", MercatorTable::flows},
    {"application_service_id", MercatorTable::services},
    {"service_id", MercatorTable::services},
    {"application_module_id", MercatorTable::modules},
    {"module_id", MercatorTable::modules},
    {"database_id", MercatorTable::databases},
    {"information_id", MercatorTable::information},
    {"entity_id", MercatorTable::entities},
    {"logical_server_id", MercatorTable::servers},
};

/// Columns that say when and how a row was kept, and nothing of what it describes.
bool is_bookkeeping(std::string_view column) {
    return column == "id" || column == "created_at" || column == "updated_at" || column == "deleted_at" ||
           column == "icon_id" || column == "pivot";
}

std::string same_signs(std::string_view name) {
    std::string text(name);
    for (char& byte : text) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte + 32);
        if (byte == '-' || byte == ' ') byte = '_';
    }
    return text;
}

/// 0 and 1 of MySQL, f and t of PostgreSQL, false and true of JSON.
std::string truth(std::string_view text) {
    if (text == "1" || text == "t" || text == "true") return "true";
    if (text == "0" || text == "f" || text == "false") return "false";
    return std::string(text);
}

}  // namespace

std::optional<MercatorTable> mercator_table(std::string_view name) {
    const std::string same = same_signs(name);
    for (const TableName& known : table_names)
        if (known.name == same) return known.table;
    return std::nullopt;
}

std::optional<MercatorTable> mercator_link(std::string_view column) {
    for (const TableName& known : link_columns)
        if (known.name == column) return known.table;
    return std::nullopt;
}

std::string_view MercatorModel::Row::cell(std::string_view column) const {
    const auto found = std::ranges::find(columns, column, &Properties::value_type::first);
    return found == columns.end() ? std::string_view() : std::string_view(found->second);
}

void MercatorModel::add_row(MercatorTable table, Properties columns, Location where, bool included) {
    ++row_count_;
    Row row{{}, {}, std::move(where)};
    for (auto& [column, text] : columns) {
        if (column == "id") row.id = trim(text);
        if (column == "deleted_at" && !trim(text).empty()) {
            ++deleted_;
            return;
        }
        if (is_bookkeeping(column) || trim(text).empty()) continue;
        if (column == "crypted" || column == "bidirectional") text = truth(text);
        // The nature of a flow became its type in later versions.
        if (table == MercatorTable::flows && column == "type") column = "nature";
        row.columns.emplace_back(std::move(column), std::move(text));
    }
    if (row.id.empty()) {
        ++without_id_;
        return;
    }
    constexpr std::size_t bytes_of_cell = 64;
    for (const auto& [column, text] : row.columns) count(bytes_of_cell + column.size() + text.size());
    Table& rows = tables_[static_cast<std::size_t>(table)];
    (included ? rows.included : rows.rows).push_back(std::move(row));
}

void MercatorModel::count(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > Landscape::most_bytes) LandscapeTables::refuse_size(file_);
}

void MercatorModel::add_link(MercatorTable a, std::string id_a, MercatorTable b, std::string id_b) {
    if (id_a.empty() || id_b.empty()) return;
    if (b < a) {
        std::swap(a, b);
        id_a.swap(id_b);
    }
    count(sizeof(Link) + id_a.size() + id_b.size());
    links_.push_back({a, b, std::move(id_a), std::move(id_b)});
}

void MercatorModel::give(TableConsumer& consumer, const Report& report) const {
    MercatorLandscape(*this).give(consumer, report);
}

}  // namespace plan
