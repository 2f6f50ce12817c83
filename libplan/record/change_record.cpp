#include "libplan/record/change_record.hpp"

#include "libplan/record/json_value.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/record/members.hpp"

#include <map>

namespace plan {

namespace {

/// The value at a dotted path of objects, or "".
std::string_view value_at(std::string_view record, std::string_view path) {
    while (!path.empty()) {
        if (record.empty() || shape_of(record) != JsonShape::object) return {};
        const std::size_t dot = path.find('.');
        record = member_value(record, path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return record;
}

std::string_view reasons_at(std::string_view record, const std::string& object) {
    const std::string_view reasons = value_at(record, object.empty() ? "because" : object + ".because");
    return !reasons.empty() && shape_of(reasons) == JsonShape::list ? reasons : std::string_view();
}

/// JSON text as the value of a key.
void raw_member(std::string& out, std::string_view key, std::string_view value) {
    out.append(",\"").append(key).append("\":").append(value);
}

void append_fields(std::string& out, const std::vector<FieldChange>& fields) {
    out += ",\"fields\":[";
    const char* separator = "";
    for (const FieldChange& field : fields) {
        out.append(separator).append("{\"field\":").append(quoted_json(field.field));
        if (!field.before.empty()) raw_member(out, "before", field.before);
        if (!field.after.empty()) raw_member(out, "after", field.after);
        if (field.later_days) raw_member(out, "later_days", std::to_string(*field.later_days));
        out += '}';
        separator = ",";
    }
    out += ']';
}

void append_reasons(std::string& out, const std::vector<ChangedReasons>& all) {
    std::string elements;
    for (const ChangedReasons& reasons : all)
        for (const std::string_view reason : split_elements(reasons.after))
            elements.append(elements.empty() ? "" : ",").append(reason);
    if (!elements.empty()) raw_member(out, "because", "[" + elements + "]");
}

}  // namespace

std::vector<ChangedReasons> changed_reasons(const Change& change) {
    std::map<std::string, ChangedReasons> found;
    for (const FieldChange& field : change.fields) {
        std::string object = field.field;
        do {
            const std::size_t dot = object.rfind('.');
            object.resize(dot == std::string::npos ? 0 : dot);
            const std::string_view after = reasons_at(change.after, object);
            if (after.empty()) continue;
            found.try_emplace(object, ChangedReasons{object, reasons_at(change.before, object), after});
            break;
        } while (!object.empty());
    }
    std::vector<ChangedReasons> reasons;
    for (auto& [object, lists] : found) reasons.push_back(std::move(lists));
    return reasons;
}

void write_change(std::string& out, const Change& change) {
    out.append("{\"type\":\"change\",\"change\":\"").append(keyword(change.kind)).append("\",\"record\":");
    out += quoted_json(change.type_name);
    if (!change.key.empty()) {
        out += ",\"key\":";
        JsonWriter json(out);
        json.open_object();
        for (const auto& [name, value] : change.key) json.member(name, value);
        json.close_object();
    }
    if (change.wave) raw_member(out, "wave", std::to_string(*change.wave));
    if (change.kind == ChangeKind::changed) {
        append_fields(out, change.fields);
        append_reasons(out, changed_reasons(change));
    } else if (change.kind == ChangeKind::removed) {
        raw_member(out, "before", change.before);
    } else {
        raw_member(out, "after", change.after);
    }
    out += "}\n";
}

}  // namespace plan
