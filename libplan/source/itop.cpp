#include "libplan/source/itop.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/html_text.hpp"
#include "libplan/source/json_set.hpp"
#include "libplan/source/server_rows.hpp"

#include <algorithm>

/// Source of names and meanings: the documents of iTop's REST/JSON services (versions 2.3 to 3.2) and its data model,
/// where ApplicationSolution, Server, VirtualMachine and so on are kinds of FunctionalCI and share its keys.
namespace plan {

namespace {

constexpr std::string_view names[] = {"ApplicationSolution", "DataFlow", "Server", "VirtualMachine", "impacts"};

bool is_scalar(const JsonValue& value) {
    return value.is(JsonKind::text) || value.is(JsonKind::number) || value.is(JsonKind::boolean);
}

std::string object_id(std::string_view kind, std::string_view key) {
    return std::string(kind).append("::").append(key);
}

/// The first of these members that says something.
std::string_view first_of(const JsonValue& object, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
        if (const std::string_view text = trim(object[key].text()); !text.empty()) return text;
    return {};
}

/// What a link to another object is called: the name of the object, not of the link.
std::string_view linked_name(const JsonValue& link) {
    for (const auto& [key, value] : link.children())
        if (key.ends_with("_id_friendlyname") && !trim(value.text()).empty()) return trim(value.text());
    for (const auto& [key, value] : link.children())
        if (key.ends_with("_name") && !trim(value.text()).empty()) return trim(value.text());
    return first_of(link, {"friendlyname", "name"});
}

/// The fields of an object: texts and numbers as they are, lists as the names of what they link to.
Properties cells_of(const JsonValue& fields, Landscape& landscape) {
    constexpr std::size_t most_named = 256;
    Properties cells;
    for (const auto& [key, value] : fields.children()) {
        if (key == "name" || key == "id") continue;
        if (is_scalar(value)) {
            // A link to nothing is 0; dates that nobody gave are of the year 0.
            const bool is_nothing = (key.ends_with("_id") && value.text() == "0") || value.text().starts_with("0000-");
            if (is_nothing) continue;
            std::string text = key == "description" ? html_text(value.text()) : std::string(value.text());
            if (!trim(text).empty()) cells.emplace_back(key, std::move(text));
        } else if (value.is(JsonKind::list)) {
            std::vector<std::string> linked;
            for (const auto& [no_key, link] : value.children()) {
                const std::string_view name = linked_name(link);
                if (name.empty() || linked.size() == most_named)
                    landscape.skip("value within an object");
                else
                    linked.emplace_back(name);
            }
            if (!linked.empty()) cells.emplace_back(key, join(linked, "; "));
        } else if (value.is(JsonKind::object) && value.size() > 0) {
            landscape.skip("value within an object");
        }
    }
    return cells;
}

}  // namespace

bool recognises_itop(std::string_view path, std::string_view head) {
    const std::string_view text = trim(head);
    if (!text.starts_with('{')) return false;
    const auto says = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
    for (const std::string_view kind : {"\"ApplicationSolution::", "\"DataFlow::"})
        if (says(kind)) return true;
    return says("\"objects\"") && says("\"code\"") &&
           (says("\"message\"") || !name_in_set(std::string(path), names).empty());
}

std::vector<std::string> itop_set(const std::string& path) {
    return named_json_set(path, names);
}

void ItopModel::add_items(const JsonValue& list, const std::string& owner) {
    for (const auto& [no_key, link] : list.children()) {
        const std::string_view key = first_of(link, {"functionalci_id"});
        if (key.empty() || key == "0") {
            landscape_.skip("link to nothing");
            continue;
        }
        std::string_view kind = first_of(link, {"functionalci_id_finalclass_recall", "functionalci_finalclass"});
        if (kind.empty()) kind = "FunctionalCI";
        const std::string id = object_id(kind, key);
        if (kind == "ApplicationSolution") {
            if (needs_.emplace(owner, id).second)
                landscape_.add_dependency(owner + " > " + id, "functionalcis_list", owner, id, {}, link.where());
            continue;
        }
        std::vector<std::string>& owners = owners_[id];
        if (owners.empty()) {
            ids_.emplace(key, id);
            landscape_.add_part(id, std::string(linked_name(link)), std::string(kind), link.where());
        }
        if (std::ranges::find(owners, owner) != owners.end()) continue;
        owners.push_back(owner);
        landscape_.add_ownership(id, owner);
    }
}

void ItopModel::add_solution(const JsonValue& object, std::string_view key) {
    const JsonValue fields = object["fields"];
    const std::string id = object_id("ApplicationSolution", key);
    ids_.emplace(key, id);
    add_items(fields["functionalcis_list"], id);
    landscape_.add_application(id, std::string(first_of(fields, {"name", "friendlyname"})),
                               cells_of(fields, landscape_), object.where());
}

void ItopModel::add_flow(const JsonValue& object, std::string_view key) {
    const JsonValue fields = object["fields"];
    const std::string_view source = first_of(fields, {"source_id"}), destination = first_of(fields, {"destination_id"});
    if (source.empty() || destination.empty()) return landscape_.skip("flow without source or destination");
    Properties cells;
    for (auto& [header, text] : cells_of(fields, landscape_))
        if (!header.starts_with("source_id") && !header.starts_with("destination_id"))
            cells.emplace_back(header, std::move(text));
    if (const std::string_view name = first_of(fields, {"name"}); !name.empty()) cells.emplace_back("name", name);
    flows_.push_back(
        {object_id("DataFlow", key), std::string(source), std::string(destination), std::move(cells), object.where()});
}

void ItopModel::add_impacts(const JsonValue& relations) {
    for (const auto& [source, impacted] : relations.children())
        for (const auto& [no_key, other] : impacted.children()) {
            const std::string_view id = other.is(JsonKind::object) ? other["key"].text() : other.text();
            if (!id.empty()) impacts_.push_back({std::string(id), std::string(source), relations.where()});
        }
}

void ItopModel::add(const JsonDocument& document) {
    const JsonValue root = document.root();
    const Location where{document.file(), 0, 0, {}};
    if (!root.is(JsonKind::object) ||
        (root["objects"].kind() == JsonKind::missing && root["code"].kind() == JsonKind::missing))
        throw Error(Failure::invalid_input,
                    {Severity::error,
                     "no-itop",
                     PLAN_TEXT("this is no answer of iTop's web service: it has no \"objects\""),
                     {},
                     where});
    if (const std::string_view code = root["code"].text(); !code.empty() && code != "0")
        throw Error(Failure::invalid_input, {Severity::error,
                                             "refused-by-itop",
                                             PLAN_TEXT("this is no list but a refusal of iTop's, with the code {}"),
                                             {std::string(code)},
                                             where});
    if (root["relations"].is(JsonKind::object)) return add_impacts(root["relations"]);
    for (const auto& [name, object] : root["objects"].children()) {
        const std::string_view kind = object["class"].text();
        std::string_view key = trim(object["key"].text());
        if (key.empty()) key = first_of(object["fields"], {"id"});
        if (key.empty() && name.find("::") != std::string_view::npos) key = name.substr(name.find("::") + 2);
        if (key.empty()) {
            landscape_.skip("object without key");
        } else if (kind == "ApplicationSolution") {
            add_solution(object, key);
        } else if (kind == "DataFlow") {
            add_flow(object, key);
        } else if (kind == "Server" || kind == "VirtualMachine") {
            std::string id = object_id(kind, key);
            if (!server_ids_.insert(id).second) {
                landscape_.skip("server given twice");
                continue;
            }
            const std::string_view called = first_of(object["fields"], {"name", "friendlyname"});
            Properties cells = {{"name", called.empty() ? id : std::string(called)}};
            for (auto& cell : cells_of(object["fields"], landscape_)) cells.push_back(std::move(cell));
            servers_.push_back({std::move(id), std::move(cells), object.where()});
        } else {
            landscape_.skip("object of another class");
        }
    }
}

void ItopModel::give_flows() {
    const auto known = [&](const std::string& key) {
        const auto found = ids_.find(key);
        return found == ids_.end() ? object_id("FunctionalCI", key) : found->second;
    };
    for (Flow& flow : flows_)
        landscape_.add_transfer(flow.id, "DataFlow", known(flow.source), known(flow.destination), std::move(flow.cells),
                                flow.where);
    for (Impact& impact : impacts_)
        if (needs_.emplace(impact.from, impact.to).second && !owners_.contains(impact.to))
            landscape_.add_dependency(impact.from + " > " + impact.to, "impacts", impact.from, impact.to, {},
                                      impact.where);
    flows_.clear();
    impacts_.clear();
}

void ItopModel::give_servers(TableConsumer& consumer, const Report& report) const {
    ServerRows rows(file_);
    for (const Server& server : servers_) {
        const auto owners = owners_.find(server.id);
        if (owners == owners_.end())
            rows.skip();
        else
            rows.add(server.id, server.cells, server.where, owners->second);
    }
    rows.give(consumer, report);
}

void ItopModel::give(TableConsumer& consumer, const Report& report) {
    give_flows();
    landscape_.give(consumer, report);
    give_servers(consumer, report);
}

void read_itop(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
               const Report& report) {
    static_cast<void>(options);
    const std::vector<std::string> set = itop_set(path);
    ItopModel model(set.front());
    read_json_set(source, path, set, report, [&](const JsonDocument& document) { model.add(document); });
    model.give(consumer, report);
}

}  // namespace plan
