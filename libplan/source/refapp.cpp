#include "libplan/source/refapp.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/source/json_set.hpp"
#include "libplan/source/refapp_cells.hpp"

#include <algorithm>

namespace plan {

namespace {

/// Relations by which the first application needs the second.
constexpr std::string_view dependencies[] = {"is_service_user_of", "is_data_user_of", "use_sso_of"};
/// Relations that say something else; the second application becomes a value of the first.
constexpr std::string_view statements[] = {"is_part_of", "in_replacement_of", "is_correlated_with",
                                           "is_mediation_service"};

bool is_relations(std::string_view key) {
    return key == "relations" || key == "relationsAsSource" || key == "relationsAsTarget";
}

bool is_relation(const JsonValue& object) {
    return object["type"].is(JsonKind::text) &&
           (object["applicationSourceId"].is(JsonKind::text) || object["applicationTargetId"].is(JsonKind::text) ||
            object["sourceId"].is(JsonKind::text) || object["targetApplication"].is(JsonKind::object));
}

/// Where the relations of a document about one application stand.
JsonValue relation_list(const JsonDocument& document) {
    const JsonValue root = document.root();
    if (root.is(JsonKind::list)) return root;
    for (const std::string_view key : {"relations", "results", "data", "edges"})
        if (root[key].is(JsonKind::list)) return root[key];
    return {};
}

std::string first_of(std::initializer_list<JsonValue> values) {
    for (const JsonValue& value : values)
        if (const std::string_view text = trim(value.text()); !text.empty()) return std::string(text);
    return {};
}

}  // namespace

bool recognises_refapp(std::string_view, std::string_view head) {
    const std::string_view text = trim(head);
    if (!text.starts_with('[') && !text.starts_with('{')) return false;
    for (const std::string_view key : {"\"priorityRestart\"", "\"targetPopulations\"", "\"applicationSourceId\"",
                                       "\"relationsAsSource\"", "\"businessDivisions\""})
        if (head.find(key) != std::string_view::npos) return true;
    return head.find("\"shortName\"") != std::string_view::npos && head.find("\"label\"") != std::string_view::npos;
}

std::vector<std::string> refapp_set(const std::string& path) {
    constexpr std::string_view names[] = {"applications", "relations"};
    return named_json_set(path, names);
}

void RefAppModel::add_relation(const JsonValue& relation, std::string_view owner) {
    std::string source = first_of({relation["applicationSourceId"], relation["sourceId"],
                                   relation["sourceApplication"]["id"], relation["applicationSource"]});
    std::string target = first_of({relation["applicationTargetId"], relation["targetId"],
                                   relation["targetApplication"]["id"], relation["applicationTarget"]});
    if (source.empty()) source = owner;
    const std::string type = first_of({relation["type"]});
    std::string id = first_of({relation["id"]});
    if (id.empty()) id = type + " " + source + " > " + target;
    if (!relations_.insert(id).second) return;
    if (std::ranges::find(dependencies, type) != std::end(dependencies)) {
        Properties cells = {{"type", type}};
        const std::string mediation = first_of({relation["mediationServiceId"], relation["mediationService"]["id"]});
        if (!mediation.empty()) cells.emplace_back("mediationServiceId", mediation);
        landscape_.add_dependency(id, type, std::move(source), std::move(target), std::move(cells), relation.where());
    } else if (std::ranges::find(statements, type) != std::end(statements)) {
        const std::string label = first_of({relation["targetApplication"]["label"], relation["targetLabel"]});
        landscape_.add_value(std::move(source), type, label.empty() ? target : label, id);
    } else {
        landscape_.skip("relation of another type");
    }
}

void RefAppModel::add_application(const JsonValue& object) {
    const std::string id = first_of({object["id"]});
    if (id.empty()) return landscape_.skip("application without id");
    RefAppCells cells;
    for (const auto& [key, value] : object.children()) {
        if (key == "id" || key == "label") continue;
        if (is_relations(key))
            for (const auto& [no_key, relation] : value.children()) add_relation(relation, id);
        else
            cells.add(key, value);
    }
    for (std::size_t count = 0; count < cells.unread(); ++count) landscape_.skip("value too deep or too many");
    for (std::size_t count = 0; count < cells.inactive_hostings(); ++count) landscape_.skip("inactive hosting");
    landscape_.add_application(id, first_of({object["label"]}), std::move(cells).take(), object.where());
    ++given_;
}

void RefAppModel::add_list(const JsonValue& list) {
    for (const auto& [no_key, object] : list.children()) {
        if (is_relation(object))
            add_relation(object, {});
        else if (object.is(JsonKind::object))
            add_application(object);
        else
            landscape_.skip("value that is no application");
    }
}

void RefAppModel::add_object(const JsonValue& object) {
    bool any = false;
    for (const std::string_view key : {"results", "data", "applications", "relations", "edges"}) {
        if (!object[key].is(JsonKind::list)) continue;
        any = true;
        add_list(object[key]);
    }
    if (const auto total = parse_integer(object["total"].text()); total && *total > 0)
        total_ = std::max(total_, static_cast<std::size_t>(*total));
    if (any) return;
    if (!object["label"].is(JsonKind::text))
        throw Error(Failure::invalid_input, {Severity::error,
                                             "no-refapp",
                                             PLAN_TEXT("this object is no application of RefApp, and holds no "
                                                       "\"results\", \"applications\" or \"relations\""),
                                             {},
                                             object.where()});
    add_application(object);
}

void RefAppModel::add(const JsonDocument& document) {
    const JsonValue root = document.root();
    if (root.is(JsonKind::list))
        add_list(root);
    else
        add_object(root);
}

bool RefAppModel::is_relation_list(const JsonDocument& document) {
    return relation_list(document).is(JsonKind::list);
}

void RefAppModel::add_relations(const JsonDocument& document, std::string_view owner) {
    for (const auto& [no_key, relation] : relation_list(document).children()) {
        if (relation.is(JsonKind::object))
            add_relation(relation, owner);
        else
            landscape_.skip("value that is no relation");
    }
}

void RefAppModel::give(TableConsumer& consumer, const Report& report) {
    if (total_ > given_)
        report({Severity::warning,
                "export-not-whole",
                PLAN_TEXT("the export is not whole: it holds {} of {} applications; ask for every page, or for "
                          "pageSize=0"),
                {std::to_string(given_), std::to_string(total_)},
                {file_, 0, 0, {}}});
    landscape_.give(consumer, report);
}

void read_refapp(ByteSource& source, const std::string& path, const ReadOptions& options, TableConsumer& consumer,
                 const Report& report) {
    static_cast<void>(options);
    const std::vector<std::string> set = refapp_set(path);
    RefAppModel model(set.front());
    read_json_set(source, path, set, report, [&](const JsonDocument& document) { model.add(document); });
    model.give(consumer, report);
}

}  // namespace plan
