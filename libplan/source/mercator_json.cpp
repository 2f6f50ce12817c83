#include "libplan/base/error.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/mercator.hpp"

#include <algorithm>
#include <iterator>

namespace plan {

namespace {

/// Relations as objects name them, in both spellings of the interface.
struct Relation {
    std::string_view key;
    MercatorTable table;
};
constexpr Relation relations[] = {
    {"applications", MercatorTable::applications},
    {"services_applications", MercatorTable::applications},
    {"services", MercatorTable::services},
    {"application_services", MercatorTable::services},
    {"applicationServices", MercatorTable::services},
    {"modules", MercatorTable::modules},
    {"application_modules", MercatorTable::modules},
    {"applicationModules", MercatorTable::modules},
    {"databases", MercatorTable::databases},
    {"informations", MercatorTable::information},
    {"information", MercatorTable::information},
    {"entities", MercatorTable::entities},
    {"entity_resp", MercatorTable::entities},
    {"entityResp", MercatorTable::entities},
    {"application_block", MercatorTable::blocks},
    {"applicationBlock", MercatorTable::blocks},
    {"logical_servers", MercatorTable::servers},
    {"logicalServers", MercatorTable::servers},
    {"fluxes", MercatorTable::flows},
};

/// A column that only one table has.
constexpr Relation telling_columns[] = {
    {"application_source_id", MercatorTable::flows},
    {"application_dest_id", MercatorTable::flows},
    {"application_block_id", MercatorTable::applications},
    {"rto", MercatorTable::applications},
    {"exposition", MercatorTable::services},
    {"sensitivity", MercatorTable::information},
    {"operating_system", MercatorTable::servers},
    {"address_ip", MercatorTable::servers},
    {"security_level", MercatorTable::entities},
    {"is_external", MercatorTable::entities},
};

bool is_scalar(const JsonValue& value) {
    return value.is(JsonKind::text) || value.is(JsonKind::number) || value.is(JsonKind::boolean);
}

class Adder {
public:
    explicit Adder(MercatorModel& model) : model_(model) {}

    /// Values within rows that are neither cells nor relations.
    [[nodiscard]] std::size_t unread() const { return unread_; }

    void add_row(MercatorTable table, const JsonValue& object, bool included) {
        Properties columns;
        for (const auto& [key, value] : object.children()) {
            if (is_scalar(value))
                columns.emplace_back(key, value.text());
            else if (!value.is(JsonKind::null) && key != "pivot" && !included)
                add_relation(table, object["id"].text(), key, value);
        }
        model_.add_row(table, std::move(columns), object.where(), included);
    }

private:
    void add_relation(MercatorTable table, std::string_view id, std::string_view key, const JsonValue& value) {
        const auto* const relation = std::ranges::find(relations, key, &Relation::key);
        if (relation == std::end(relations)) {
            ++unread_;
            return;
        }
        if (value.is(JsonKind::object)) return add_linked(table, id, relation->table, value, false);
        for (const auto& [no_key, linked] : value.children()) add_linked(table, id, relation->table, linked, true);
    }

    /// `linked` is an id, or an object of the other table. What one object is (an entity, a block) its column tells
    /// already.
    void add_linked(MercatorTable table, std::string_view id, MercatorTable other, const JsonValue& linked,
                    bool of_list) {
        const JsonValue other_id = linked.is(JsonKind::object) ? linked["id"] : linked;
        if (!is_scalar(other_id)) {
            ++unread_;
            return;
        }
        if (linked.is(JsonKind::object)) add_row(other, linked, true);
        if (of_list) model_.add_link(table, std::string(id), other, std::string(other_id.text()));
    }

    MercatorModel& model_;
    std::size_t unread_ = 0;
};

std::optional<MercatorTable> told_by_columns(const JsonValue& object) {
    for (const auto& [key, value] : object.children()) {
        const auto* const known = std::ranges::find(telling_columns, key, &Relation::key);
        if (known != std::end(telling_columns)) return known->table;
    }
    return std::nullopt;
}

[[noreturn]] void refuse(const JsonValue& place) {
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "no-mercator",
                 PLAN_TEXT("what these objects are cannot be told; name the file as the interface does: "
                           "applications.json, fluxes.json, application-services.json, databases.json and so on"),
                 {},
                 place.where()});
}

/// A list of rows, or one row.
void add_rows(Adder& adder, std::optional<MercatorTable> table, const JsonValue& rows) {
    if (rows.is(JsonKind::object)) {
        if (!table) table = told_by_columns(rows);
        if (!table) refuse(rows);
        return adder.add_row(*table, rows, false);
    }
    for (const auto& [no_key, row] : rows.children()) {
        if (!table) table = told_by_columns(row);
        if (!table || !row.is(JsonKind::object)) refuse(row);
        adder.add_row(*table, row, false);
    }
}

}  // namespace

void add_mercator_document(MercatorModel& model, const JsonDocument& document, std::string_view name,
                           const Report& report) {
    Adder adder(model);
    const JsonValue root = document.root();
    const auto table = mercator_table(name);
    const JsonValue data = root["data"];
    bool several = false;
    if (data.is(JsonKind::object) || data.is(JsonKind::list)) {
        add_rows(adder, table, data);
    } else if (root.is(JsonKind::object) && !root["id"].is(JsonKind::number)) {
        for (const auto& [key, rows] : root.children()) {
            const auto of_key = mercator_table(key);
            if (!of_key || !rows.is(JsonKind::list)) continue;
            several = true;
            add_rows(adder, of_key, rows);
        }
        if (!several) refuse(root);
    } else {
        add_rows(adder, table, root);
    }
    if (adder.unread() > 0)
        report({Severity::note,
                "values-not-read",
                PLAN_TEXT("lists and objects within the objects of the export, not read: {}"),
                {std::to_string(adder.unread())},
                {document.file(), 0, 0, {}}});
}

}  // namespace plan
