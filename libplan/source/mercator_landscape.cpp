#include "libplan/source/mercator_landscape.hpp"

#include "libplan/base/text.hpp"
#include "libplan/source/html_text.hpp"
#include "libplan/source/server_rows.hpp"

#include <algorithm>

namespace plan {

namespace {

/// As Mercator numbers its objects.
std::string shown_id(MercatorTable table, std::string_view id) {
    constexpr std::string_view prefixes[mercator_tables] = {"APP_",  "FLOW_", "SRV_", "MOD_",    "DB_",
                                                            "INFO_", "ENT_",  "BLK_", "LSERVER_"};
    return std::string(prefixes[static_cast<std::size_t>(table)]).append(id);
}

/// Columns of free text that hold a number only when somebody wrote just one: "> 100" is no number of users.
bool is_number_of_free_text(std::string_view column) {
    return column == "users" || column == "cpu" || column == "memory" || column == "disk" || column == "disk_used";
}

bool is_plain_number(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == 0 || at > 15) return false;
    const std::string_view unit = trim(text.substr(at));
    return unit.size() <= 3 && unit.find_first_not_of("kKmMgGtToObBiI") == std::string_view::npos;
}

void add_cell(Properties& cells, std::string_view column, std::string_view text) {
    if (column == "description")
        cells.emplace_back(column, html_text(text));
    else if (is_number_of_free_text(column) && !is_plain_number(trim(text)))
        cells.emplace_back(std::string(column) + "_note", text);
    else
        cells.emplace_back(column, text);
}

/// The second members of the pairs whose first one is `id`, of pairs sorted by it.
std::vector<std::string_view> linked_to(const std::vector<std::pair<std::string_view, std::string_view>>& pairs,
                                        std::string_view id) {
    std::vector<std::string_view> linked;
    auto pair = std::ranges::lower_bound(pairs, id, {}, &std::pair<std::string_view, std::string_view>::first);
    for (; pair != pairs.end() && pair->first == id; ++pair) linked.push_back(pair->second);
    return linked;
}

}  // namespace

MercatorLandscape::MercatorLandscape(const MercatorModel& model) : model_(model), landscape_(model.file_) {
    for (std::size_t table = 0; table < mercator_tables; ++table) collect(static_cast<MercatorTable>(table));
}

void MercatorLandscape::collect(MercatorTable table) {
    const auto position = static_cast<std::size_t>(table);
    for (const Row& row : model_.tables_[position].rows) {
        rows_[position].push_back(&row);  // of two with one id the landscape tells
        index_[position].emplace(row.id, &row);
    }
    for (const Row& row : model_.tables_[position].included)
        if (index_[position].emplace(row.id, &row).second) rows_[position].push_back(&row);
}

const MercatorLandscape::Row* MercatorLandscape::find(MercatorTable table, std::string_view id) const {
    const auto& index = index_[static_cast<std::size_t>(table)];
    const auto found = index.find(std::string(id));
    return found == index.end() ? nullptr : found->second;
}

void MercatorLandscape::add_applications() {
    for (const Row* row : rows(MercatorTable::applications)) {
        Properties cells;
        for (const auto& [column, text] : row->columns) {
            if (column == "name") continue;
            const bool block = column == "application_block_id", entity = column == "entity_resp_id";
            const Row* named = block    ? find(MercatorTable::blocks, text)
                               : entity ? find(MercatorTable::entities, text)
                                        : nullptr;
            if (named)
                cells.emplace_back(block ? "application_block" : "entity_resp", named->cell("name"));
            else
                add_cell(cells, column, text);
        }
        landscape_.add_application(shown_id(MercatorTable::applications, row->id), std::string(row->cell("name")),
                                   std::move(cells), row->where);
    }
}

void MercatorLandscape::add_parts() {
    constexpr std::pair<MercatorTable, const char*> parts[] = {{MercatorTable::services, "application service"},
                                                               {MercatorTable::modules, "application module"},
                                                               {MercatorTable::databases, "database"}};
    for (const auto& [table, type] : parts)
        for (const Row* row : rows(table)) {
            const std::string id = shown_id(table, row->id);
            landscape_.add_part(id, std::string(row->cell("name")), type, row->where);
            if (table == MercatorTable::services && !row->cell("exposition").empty())
                landscape_.add_value(id, "exposition", std::string(row->cell("exposition")), id);
        }
}

void MercatorLandscape::add_information(const std::string& element, const Row& information,
                                        const std::string& relation) {
    landscape_.add_value(element, "information", std::string(information.cell("name")), relation);
    landscape_.add_value(element, "information_sensitivity", std::string(information.cell("sensitivity")), relation);
}

void MercatorLandscape::add_links() {
    using enum MercatorTable;
    for (const MercatorModel::Link& link : model_.links_) {
        const std::string a = shown_id(link.a, link.id_a), b = shown_id(link.b, link.id_b);
        const Row* row = find(link.b, link.id_b);
        const bool of_application = link.a == applications;
        if ((of_application && (link.b == services || link.b == modules || link.b == databases)) ||
            (link.a == services && link.b == modules)) {
            landscape_.add_ownership(b, a);
            if (link.b != databases || !row) continue;
            landscape_.add_value(a, "databases", std::string(row->cell("name")), b);
            landscape_.add_value(a, "database_types", std::string(row->cell("type")), b);
        } else if (link.b == information && (of_application || link.a == databases)) {
            if (row) add_information(a, *row, b);
        } else if (link.b == information && link.a == flows) {
            flow_information_.emplace_back(link.id_a, link.id_b);
        } else if (of_application && link.b == entities) {
            if (row) landscape_.add_value(a, "entities", std::string(row->cell("name")), b);
        } else if (of_application && link.b == servers) {
            server_applications_.emplace_back(link.id_b, link.id_a);
            if (row) landscape_.add_value(a, "server_operating_systems", std::string(row->cell("operating_system")), b);
        } else {
            landscape_.skip("link");
        }
    }
    std::ranges::stable_sort(flow_information_, {}, &std::pair<std::string_view, std::string_view>::first);
    std::ranges::stable_sort(server_applications_, {}, &std::pair<std::string_view, std::string_view>::first);
}

void MercatorLandscape::add_flow(const Row& flow) {
    constexpr std::pair<std::string_view, MercatorTable> kinds[] = {{"application", MercatorTable::applications},
                                                                    {"service", MercatorTable::services},
                                                                    {"module", MercatorTable::modules},
                                                                    {"database", MercatorTable::databases}};
    const auto end = [&](std::string_view side) {
        for (const auto& [kind, table] : kinds)
            if (const auto id = flow.cell(std::string(kind) + "_" + std::string(side) + "_id"); !id.empty())
                return shown_id(table, id);
        return std::string();
    };
    std::string source = end("source"), destination = end("dest");
    if (source.empty() || destination.empty()) return landscape_.skip("flow without source or destination");
    Properties cells;
    for (const auto& [column, text] : flow.columns)
        if (!column.ends_with("_source_id") && !column.ends_with("_dest_id") && column != "bidirectional")
            add_cell(cells, column, text);
    if (flow.cell("bidirectional") == "true") cells.emplace_back("direction", "both");
    std::vector<std::string> names, sensitivities;
    const auto add_once = [](std::vector<std::string>& list, std::string_view text) {
        if (!text.empty() && std::ranges::find(list, text) == list.end()) list.emplace_back(text);
    };
    constexpr std::size_t most_named = 256;
    for (const std::string_view information : linked_to(flow_information_, flow.id)) {
        const Row* row = find(MercatorTable::information, information);
        if (!row || names.size() >= most_named) continue;
        add_once(names, row->cell("name"));
        add_once(sensitivities, row->cell("sensitivity"));
    }
    if (!names.empty()) cells.emplace_back("information", join(names, "; "));
    if (!sensitivities.empty()) cells.emplace_back("information_sensitivity", join(sensitivities, "; "));
    landscape_.add_transfer(shown_id(MercatorTable::flows, flow.id), "flow", std::move(source), std::move(destination),
                            std::move(cells), flow.where);
}

void MercatorLandscape::give_servers(TableConsumer& consumer, const Report& report) {
    ServerRows servers(model_.file_);
    std::set<std::string_view> seen;
    for (const Row* row : rows(MercatorTable::servers)) {
        if (!seen.insert(row->id).second) continue;
        Properties cells;
        for (const auto& [column, text] : row->columns) add_cell(cells, column, text);
        std::vector<std::string> applications;
        for (const std::string_view application : linked_to(server_applications_, row->id))
            if (find(MercatorTable::applications, application))
                applications.push_back(shown_id(MercatorTable::applications, application));
        servers.add(shown_id(MercatorTable::servers, row->id), cells, row->where, std::move(applications));
    }
    servers.give(consumer, report);
}

void MercatorLandscape::give(TableConsumer& consumer, const Report& report) {
    add_applications();
    add_parts();
    add_links();
    for (const Row* row : rows(MercatorTable::flows)) add_flow(*row);
    for (std::size_t count = 0; count < model_.deleted_; ++count) landscape_.skip("deleted row");
    for (std::size_t count = 0; count < model_.without_id_; ++count) landscape_.skip("row without id");
    landscape_.give(consumer, report);
    give_servers(consumer, report);
}

}  // namespace plan
