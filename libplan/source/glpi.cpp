#include "libplan/source/glpi.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/html_text.hpp"
#include "libplan/source/json_set.hpp"
#include "libplan/source/server_rows.hpp"

#include <algorithm>

/// Source of names and meanings: apirest.md and the classes Appliance, Appliance_Item and ImpactRelation of
/// glpi-project/glpi. In an impact relation the source impacts the other: that one needs it.
namespace plan {

namespace {

constexpr std::string_view types[] = {"Appliance",
                                      "Appliance_Item",
                                      "ImpactRelation",
                                      "Computer",
                                      "Item_OperatingSystem",
                                      "OperatingSystem",
                                      "OperatingSystemVersion",
                                      "listSearchOptions_Appliance",
                                      "search_Appliance"};

[[noreturn]] void refuse(const Location& where) {
    throw Error(Failure::invalid_input,
                {Severity::error,
                 "no-glpi",
                 PLAN_TEXT("what these items are cannot be told; name the file by their type: Appliance.json, "
                           "Appliance_Item.json, ImpactRelation.json or Computer.json"),
                 {},
                 where});
}

bool is_scalar(const JsonValue& value) {
    return value.is(JsonKind::text) || value.is(JsonKind::number) || value.is(JsonKind::boolean);
}

std::string_view told_by_members(const JsonValue& item) {
    const auto has = [&](std::string_view key) { return item[key].kind() != JsonKind::missing; };
    if (has("itemtype_impacted")) return "ImpactRelation";
    if (has("appliances_id") && has("itemtype")) return "Appliance_Item";
    if (has("appliancetypes_id") || has("applianceenvironments_id")) return "Appliance";
    if (has("computertypes_id") || has("computermodels_id")) return "Computer";
    if (has("operatingsystems_id") && has("itemtype")) return "Item_OperatingSystem";
    return {};
}

std::string item_id(std::string_view type, std::string_view number) {
    return std::string(type).append("_").append(number);
}

/// Number of an item: a number, or the same as a text.
std::string_view number_of(const JsonValue& value) {
    return trim(value.text());
}

bool is_set(const JsonValue& value) {
    return value.text() == "1" || value.text() == "true";
}

/// The members of an item that say something. A link to nothing is 0, or a blank when names stand for numbers.
Properties cells_of(const JsonValue& item, Landscape& landscape) {
    constexpr std::size_t usual = 12;
    Properties cells;
    cells.reserve(usual);
    for (const auto& [key, value] : item.children()) {
        if (key == "id" || key == "name" || key == "links" || value.is(JsonKind::null)) continue;
        if (!is_scalar(value)) {
            if (value.size() > 0) landscape.skip("value within an item");
            continue;
        }
        const bool is_link = key.ends_with("_id") || key.starts_with("users_id") || key.starts_with("groups_id");
        if (is_link && value.text() == "0") continue;
        // Texts are kept as pages show them, with entities and, in comments, tags.
        std::string text = value.is(JsonKind::text) ? html_text(value.text()) : std::string(value.text());
        if (!trim(text).empty()) cells.emplace_back(key, std::move(text));
    }
    return cells;
}

/// A value that a search shows: a text, or several.
std::string shown_text(const JsonValue& value) {
    if (is_scalar(value)) return value.is(JsonKind::text) ? html_text(value.text()) : std::string(value.text());
    std::vector<std::string> texts;
    for (const auto& [no_key, part] : value.children())
        if (is_scalar(part) && !trim(part.text()).empty()) texts.push_back(html_text(part.text()));
    return join(texts, "; ");
}

std::string name_of(const JsonValue& item) {
    return html_text(item["name"].text());
}

}  // namespace

bool recognises_glpi(std::string_view path, std::string_view head) {
    const std::string_view text = trim(head);
    if (!text.starts_with('[') && !text.starts_with('{')) return false;
    for (const std::string_view key : {"\"appliancetypes_id\"", "\"applianceenvironments_id\"", "\"appliances_id\"",
                                       "\"itemtype_impacted\"", "\"Appliance\"", "\"computermodels_id\""})
        if (head.find(key) != std::string_view::npos) return true;
    return !name_in_set(std::string(path), types).empty();
}

std::vector<std::string> glpi_set(const std::string& path) {
    return named_json_set(path, types);
}

void GlpiModel::add_appliance(const JsonValue& item) {
    const std::string_view number = number_of(item["id"]);
    if (number.empty()) return landscape_.skip("item without id");
    if (is_set(item["is_deleted"])) return landscape_.skip("deleted item");
    if (is_set(item["is_template"])) return landscape_.skip("template");
    landscape_.add_application(item_id("Appliance", number), name_of(item), cells_of(item, landscape_), item.where());
}

void GlpiModel::add_link(const JsonValue& item) {
    const std::string_view appliance = number_of(item["appliances_id"]), type = trim(item["itemtype"].text()),
                           number = number_of(item["items_id"]);
    if (appliance.empty() || type.empty() || number.empty()) return landscape_.skip("link without an end");
    const std::string id = item_id(type, number), owner = item_id("Appliance", appliance);
    const auto [part, added] = parts_.try_emplace(id);
    if (added) {
        part->second.where = item.where();
        part_order_.push_back(id);
    }
    if (added && type == "Computer") computers_.emplace_back(number);
    if (std::ranges::find(part->second.appliances, owner) != part->second.appliances.end()) return;
    part->second.appliances.push_back(owner);
    // An appliance within another is both an application of its own and what the other stands on.
    if (type == "Appliance")
        landscape_.add_dependency(item_id("Appliance_Item", number_of(item["id"])), "Appliance_Item", owner, id, {},
                                  item.where());
    else
        landscape_.add_ownership(id, owner);
}

void GlpiModel::add_impact(const JsonValue& item) {
    const auto end = [&](std::string_view side) {
        const std::string_view type = trim(item["itemtype_" + std::string(side)].text()),
                               number = number_of(item["items_id_" + std::string(side)]);
        return type.empty() || number.empty() ? std::string() : item_id(type, number);
    };
    std::string needed = end("source"), needing = end("impacted");
    if (needed.empty() || needing.empty()) return landscape_.skip("relation without an end");
    landscape_.add_dependency(item_id("ImpactRelation", number_of(item["id"])), "ImpactRelation", std::move(needing),
                              std::move(needed), {}, item.where());
}

void GlpiModel::add_computer(const JsonValue& item) {
    const std::string_view number = number_of(item["id"]);
    if (number.empty()) return landscape_.skip("item without id");
    if (is_set(item["is_deleted"])) return landscape_.skip("deleted item");
    if (is_set(item["is_template"])) return landscape_.skip("template");
    std::string id = item_id("Computer", number);
    if (!computer_ids_.insert(id).second) return landscape_.skip("computer given twice");
    computer_items_.push_back({std::move(id), name_of(item), cells_of(item, landscape_), item.where()});
}

void GlpiModel::add_list(std::string_view type, const JsonValue& list) {
    for (const auto& [no_key, item] : list.children()) {
        if (!item.is(JsonKind::object)) {
            landscape_.skip("value that is no item");
            continue;
        }
        if (type.empty()) type = told_by_members(item);
        if (type == "Appliance")
            add_appliance(item);
        else if (type == "Appliance_Item")
            add_link(item);
        else if (type == "ImpactRelation")
            add_impact(item);
        else if (type == "Computer")
            add_computer(item);
        else if (type == "Item_OperatingSystem")
            add_system(item);
        else if (type == "OperatingSystem")
            systems_.emplace(number_of(item["id"]), name_of(item));
        else if (type == "OperatingSystemVersion")
            versions_.emplace(number_of(item["id"]), name_of(item));
        else
            refuse(item.where());
    }
}

void GlpiModel::add_system(const JsonValue& item) {
    const std::string_view type = trim(item["itemtype"].text()), number = number_of(item["items_id"]);
    if (type != "Computer") return landscape_.skip("operating system of another item");
    if (number.empty()) return landscape_.skip("link without an end");
    if (is_set(item["is_deleted"])) return landscape_.skip("deleted item");
    installed_[item_id(type, number)].emplace_back(number_of(item["operatingsystems_id"]),
                                                   number_of(item["operatingsystemversions_id"]));
}

void GlpiModel::add_search_options(const JsonValue& options) {
    for (const auto& [number, option] : options.children()) {
        const std::string name = html_text(option["name"].text());
        if (option["table"].text().starts_with("glpi_plugin_") && parse_integer(number) && !name.empty())
            plugin_fields_.try_emplace(std::string(number), name);
    }
}

void GlpiModel::add_search(const JsonValue& answer) {
    for (const auto& [no_key, row] : answer["data"].children()) {
        const std::string_view number = number_of(row["2"]);
        if (number.empty()) {
            landscape_.skip("item without id");
            continue;
        }
        for (const auto& [column, value] : row.children()) {
            const auto field = plugin_fields_.find(std::string(column));
            if (field == plugin_fields_.end()) continue;
            std::string text = shown_text(value);
            if (!trim(text).empty())
                landscape_.add_value(item_id("Appliance", number), field->second, std::move(text), "search_Appliance");
        }
    }
}

/// Names stand for the numbers that are known; one that is none is a name already, where names were asked for.
void GlpiModel::add_systems_to(Computer& computer) const {
    const auto found = installed_.find(computer.id);
    if (found == installed_.end()) return;
    std::vector<std::string> systems, versions;
    const auto add_name = [](std::vector<std::string>& names, const auto& known, const std::string& number) {
        const auto name = known.find(number);
        if (name != known.end())
            names.push_back(name->second);
        else if (!number.empty() && !parse_integer(number))
            names.push_back(html_text(number));
    };
    for (const auto& [system, version] : found->second) {
        add_name(systems, systems_, system);
        add_name(versions, versions_, version);
    }
    if (!systems.empty()) computer.cells.emplace_back("operatingsystem", join(systems, "; "));
    if (!versions.empty()) computer.cells.emplace_back("operatingsystemversion", join(versions, "; "));
}

void GlpiModel::add(std::string_view type, const JsonDocument& document) {
    const JsonValue root = document.root();
    if (type == "listSearchOptions_Appliance") return add_search_options(root);
    if (type == "search_Appliance") return add_search(root);
    if (root.is(JsonKind::list)) return add_list(type, root);
    bool any = false;
    for (const std::string_view known : types) {
        if (!root[known].is(JsonKind::list)) continue;
        any = true;
        add_list(known, root[known]);
    }
    if (!any) refuse(root.where());
}

void GlpiModel::give_servers(TableConsumer& consumer, const Report& report) {
    ServerRows rows(file_);
    for (Computer& computer : computer_items_) {
        const auto part = parts_.find(computer.id);
        if (part == parts_.end()) {
            rows.skip();
            continue;
        }
        add_systems_to(computer);
        computer.cells.insert(computer.cells.begin(), {"name", computer.name.empty() ? computer.id : computer.name});
        rows.add(computer.id, std::move(computer.cells), std::move(computer.where), std::move(part->second.appliances));
    }
    rows.give(consumer, report);
}

void GlpiModel::give(TableConsumer& consumer, const Report& report) {
    for (const Computer& computer : computer_items_)
        if (const auto part = parts_.find(computer.id); part != parts_.end()) part->second.name = computer.name;
    for (const std::string& id : part_order_) {
        if (id.starts_with("Appliance_")) continue;
        Part& part = parts_.at(id);
        landscape_.add_part(id, std::move(part.name), id.substr(0, id.rfind('_')), std::move(part.where));
    }
    landscape_.give(consumer, report);
    give_servers(consumer, report);
}

void read_glpi(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report) {
    static_cast<void>(options);
    const std::vector<std::string> set = glpi_set(path);
    GlpiModel model(set.front());
    read_json_set(source, path, set, report,
                  [&](const JsonDocument& document) { model.add(name_in_set(document.file(), types), document); });
    model.give(consumer, report);
}

}  // namespace plan
