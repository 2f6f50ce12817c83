#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/cyclonedx_bom.hpp"

#include <algorithm>

namespace plan {

namespace {

std::string text_of(const JsonValue& value) {
    return std::string(trim(value.text()));
}

std::vector<std::string> texts_of(const JsonValue& list) {
    std::vector<std::string> texts;
    for (const auto& [no_key, value] : list.children())
        if (std::string text = text_of(value); !text.empty()) texts.push_back(std::move(text));
    return texts;
}

CycloneDxData data_of(const JsonValue& object) {
    return {text_of(object["flow"]), text_of(object["classification"]), text_of(object["name"]),
            texts_of(object["source"]), texts_of(object["destination"])};
}

CycloneDxItem item_of(const JsonValue& object, bool service) {
    CycloneDxItem item;
    item.where = object.where();
    item.type = service ? "service" : text_of(object["type"]);
    item.ref = text_of(object["bom-ref"]);
    item.group = text_of(object["group"]);
    item.name = text_of(object["name"]);
    item.version = text_of(object["version"]);
    item.description = text_of(object["description"]);
    item.provider = text_of(object[service ? "provider" : "supplier"]["name"]);
    if (!service && item.provider.empty()) item.provider = text_of(object["publisher"]);
    for (const auto& [no_key, property] : object["properties"].children())
        item.properties.emplace_back(text_of(property["name"]), text_of(property["value"]));
    if (!service) return item;
    item.authenticated = text_of(object["authenticated"]);
    item.trust_boundary = text_of(object["x-trust-boundary"]);
    item.trust_zone = text_of(object["trustZone"]);
    item.endpoints = texts_of(object["endpoints"]);
    for (const auto& [no_key, data] : object["data"].children()) item.data.push_back(data_of(data));
    return item;
}

/// A section that is no list would be taken for an empty one.
void require_list(const JsonValue& section, const std::string& key) {
    if (section.is(JsonKind::list)) return;
    throw Error(Failure::invalid_input,
                {Severity::error, "not-a-list", PLAN_TEXT("\"{}\" is not a list"), {key}, section.where()});
}

class Reader {
public:
    Reader(CycloneDxBom& bom, const std::string& file) : bom_(bom), file_(file) {}

    /// The items of a list with those nested in them, each before its own. `key` is that of the list, and of the lists
    /// within.
    void add_items(const JsonValue& list, const char* key, std::size_t parent) {
        struct Left {
            JsonValue object;
            std::size_t parent, level;
        };
        const bool services = std::string_view(key) == "services";
        std::vector<Left> stack;
        const auto push = [&](const JsonValue& within, std::size_t owner, std::size_t level) {
            const auto first = static_cast<std::ptrdiff_t>(stack.size());
            for (const auto& [no_key, object] : within.children())
                if (object.is(JsonKind::object)) stack.push_back({object, owner, level});
            std::reverse(stack.begin() + first, stack.end());
        };
        push(list, parent, parent == CycloneDxItem::none ? 0 : 1);
        while (!stack.empty()) {
            const Left next = stack.back();
            stack.pop_back();
            if (next.level >= CycloneDxBom::most_nested) {
                bom_.leave(std::string(key) + ", nested too deep", 1);
                continue;
            }
            bom_.count(CycloneDxBom::bytes_of_item + next.object["data"].size() * sizeof(CycloneDxData), file_);
            bom_.items.push_back(item_of(next.object, services));
            bom_.items.back().parent = next.parent;
            push(next.object[key], bom_.items.size() - 1, next.level + 1);
        }
    }

    void add_described(const JsonValue& component) {
        if (!component.is(JsonKind::object)) return;
        bom_.items.push_back(item_of(component, false));
        bom_.items.back().described = true;
        add_items(component["components"], "components", bom_.items.size() - 1);
    }

    void add_dependencies(const JsonValue& list) {
        for (const auto& [no_key, object] : list.children())
            bom_.dependencies.push_back(
                {text_of(object["ref"]), texts_of(object["dependsOn"]), texts_of(object["provides"]), object.where()});
    }

private:
    CycloneDxBom& bom_;
    const std::string& file_;
};

}  // namespace

CycloneDxBom read_cyclonedx_json(const JsonDocument& document) {
    const JsonValue root = document.root();
    const bool named = fold(root["bomFormat"].text()) == "cyclonedx" || root["$schema"].is(JsonKind::text);
    if (!root.is(JsonKind::object) || !(named || root["specVersion"].is(JsonKind::text)))
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-cyclonedx",
                     PLAN_TEXT("not a CycloneDX document: it says no \"bomFormat\": \"CycloneDX\""),
                     {},
                     {document.file(), 0, 0, {}}});
    CycloneDxBom bom;
    bom.version = text_of(root["specVersion"]);
    bom.serial_number = text_of(root["serialNumber"]);
    Reader reader(bom, document.file());
    for (const auto& [key, section] : root.children()) {
        if (key == "services" || key == "components" || key == "dependencies") require_list(section, std::string(key));
        if (key == "metadata")
            reader.add_described(section["component"]);
        else if (key == "services")
            reader.add_items(section, "services", CycloneDxItem::none);
        else if (key == "components")
            reader.add_items(section, "components", CycloneDxItem::none);
        else if (key == "dependencies")
            reader.add_dependencies(section);
        else if (section.is(JsonKind::list) && section.size() > 0)
            bom.leave(key, section.size());
    }
    return bom;
}

}  // namespace plan
