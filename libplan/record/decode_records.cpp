#include "libplan/record/decode.hpp"

namespace plan {

namespace {

std::vector<Component> decode_components(JsonElement element) {
    std::vector<Component> components;
    if (!element.is_array()) fail_wrong_value("application", "components", "a list of objects", element);
    for (const JsonElement inner : array_of(element)) {
        const Members members("application", "components", inner);
        components.push_back({members.text("name"), members.text("kind"), members.date("end_of_support")});
    }
    return components;
}

std::vector<Funding> decode_funding(JsonElement element) {
    std::vector<Funding> funding;
    if (!element.is_array()) fail_wrong_value("application", "funding", "a list of objects", element);
    for (const JsonElement inner : array_of(element)) {
        const Members members("application", "funding", inner);
        const auto share = members.number("share_percent");
        if (!share) fail_missing("application", "funding.share_percent");
        funding.push_back({members.text("source"), *share, members.date("from"), members.date("until")});
    }
    return funding;
}

ExtraColumns decode_extra(std::string_view type, JsonElement element) {
    ExtraColumns extra;
    if (!element.is_object()) fail_wrong_value(type, "extra", "an object of texts", element);
    for (const auto [key, inner] : object_of(element)) {
        if (!inner.is_string()) fail_wrong_value(type, "extra", "an object of texts", element);
        extra.emplace_back(key, inner.get_string().value());
    }
    return extra;
}

/// "FR", or a list of dates in which the name may stand too.
void decode_holidays(Calendar& calendar, JsonElement element) {
    if (!element.is_array()) {
        FieldValue name = field_value(FieldKind::text, element);
        if (!std::holds_alternative<std::string>(name))
            fail_wrong_value("calendar", "holidays", "\"FR\" or a list of dates YYYY-MM-DD", element);
        calendar.holidays = std::get<std::string>(std::move(name));
        return;
    }
    for (const JsonElement inner : array_of(element)) {
        const FieldValue date = field_value(FieldKind::date, inner);
        if (std::holds_alternative<Date>(date))
            calendar.extra_holidays.push_back(std::get<Date>(date));
        else if (inner.is_string() && inner.get_string().value() == "FR")
            calendar.holidays = "FR";
        else
            fail_wrong_value("calendar", "holidays", "\"FR\" or a list of dates YYYY-MM-DD", element);
    }
}

/// A date that an element of a list must have.
Date required_date(const Members& members, std::string_view type, std::string_view key) {
    const auto date = members.date(key);
    if (!date) fail_missing(type, key);
    return *date;
}

std::vector<Freeze> decode_freezes(JsonElement element) {
    std::vector<Freeze> freezes;
    if (!element.is_array()) fail_wrong_value("calendar", "freeze", "a list of objects", element);
    for (const JsonElement inner : array_of(element)) {
        const Members members("calendar", "freeze", inner);
        Freeze freeze{required_date(members, "calendar", "start"),
                      required_date(members, "calendar", "finish"),
                      members.text("reason"),
                      {}};
        for (const std::string& spelling : members.texts("phases")) {
            freeze.phases.push_back(from_keyword<Phase>(spelling));
            if (freeze.phases.back() == Phase::unspecified) members.fail("phases", "a list of phases", inner);
        }
        freezes.push_back(std::move(freeze));
    }
    return freezes;
}

std::vector<CutoverWindow> decode_windows(JsonElement element) {
    std::vector<CutoverWindow> windows;
    if (!element.is_array()) fail_wrong_value("calendar", "windows", "a list of objects", element);
    for (const JsonElement inner : array_of(element)) {
        const Members members("calendar", "windows", inner);
        windows.push_back({members.text("id"), required_date(members, "calendar", "start"),
                           required_date(members, "calendar", "finish"), members.integer("max_applications")});
        if (windows.back().id.empty()) fail_missing("calendar", "windows.id");
    }
    return windows;
}

/// A record of an inventory's table, whose columns that no field knows stand under `extra`.
template <class Record>
void decode_row(std::string_view type, JsonObject object, std::span<const Field<Record>> fields, Record& record) {
    decode_fields(type, object, fields, record, [&](std::string_view key, JsonElement element) {
        if (key != "extra" || element.is_null()) return;
        if (!record.extra.empty()) fail_duplicate_key(type, key);
        record.extra = decode_extra(type, element);
    });
}

template <class Record>
void decode_explained(std::string_view type, JsonObject object, std::span<const Field<Record>> fields, Record& record) {
    decode_fields(type, object, fields, record, [&](std::string_view key, JsonElement element) {
        if (key == "because" && !element.is_null()) record.because = decode_reasons(type, element);
    });
}

}  // namespace

void decode(JsonObject object, Application& record) {
    decode_fields("application", object, application_fields(), record, [&](std::string_view key, JsonElement element) {
        const auto once = [&](bool filled) {
            if (filled) fail_duplicate_key("application", key);
        };
        if (element.is_null()) return;
        if (key == "components") {
            once(!record.components.empty());
            record.components = decode_components(element);
        } else if (key == "funding") {
            once(!record.funding.empty());
            record.funding = decode_funding(element);
        } else if (key == "extra") {
            once(!record.extra.empty());
            record.extra = decode_extra("application", element);
        } else if (key == "classification") {
            once(record.classification.has_value());
            record.classification = decode_classification(element);
        } else if (key == "assessment") {
            once(record.assessment.has_value());
            record.assessment = decode_assessment(element);
        } else if (key == "hosting") {
            once(record.hosting.has_value());
            record.hosting = decode_hosting(element);
        } else if (key == "planned") {
            once(record.planned.has_value());
            record.planned = decode_planned(element);
        } else if (key == "group") {
            once(!record.group.empty());
            if (!element.is_string()) fail_wrong_value("application", "group", "an id (a text)", element);
            record.group = element.get_string().value();
        }
    });
}

void decode(JsonObject object, Flow& record) {
    decode_row("flow", object, flow_fields(), record);
}
void decode(JsonObject object, Server& record) {
    decode_row("server", object, server_fields(), record);
}
void decode(JsonObject object, Team& record) {
    decode_row("team", object, team_fields(), record);
}
void decode(JsonObject object, Target& record) {
    decode_row("target", object, target_fields(), record);
}

void decode(JsonObject object, Calendar& record) {
    // `holidays` has two shapes, so it is taken out of the table's hands.
    static const std::vector<Field<Calendar>> fields = [] {
        std::vector<Field<Calendar>> kept;
        for (const Field<Calendar>& field : calendar_fields())
            if (field.name != "holidays") kept.push_back(field);
        return kept;
    }();
    decode_fields("calendar", object, std::span<const Field<Calendar>>(fields), record,
                  [&](std::string_view key, JsonElement element) {
                      if (element.is_null()) return;
                      if (key == "holidays") decode_holidays(record, element);
                      if (key == "freeze") record.freeze = decode_freezes(element);
                      if (key == "windows") record.windows = decode_windows(element);
                  });
}

void decode(JsonObject object, Constraint& record) {
    decode_row("constraint", object, constraint_fields(), record);
}
void decode(JsonObject object, Group& record) {
    decode_explained("group", object, group_fields(), record);
}
void decode(JsonObject object, Bridge& record) {
    decode_explained("bridge", object, bridge_fields(), record);
}
void decode(JsonObject object, Wave& record) {
    decode_explained("wave", object, wave_fields(), record);
}
void decode(JsonObject object, Task& record) {
    decode_explained("task", object, task_fields(), record);
}
void decode(JsonObject object, Usage& record) {
    decode_explained("usage", object, usage_fields(), record);
}
void decode(JsonObject object, ComplianceLine& record) {
    decode_explained("compliance", object, compliance_fields(), record);
}

void decode(JsonObject object, Plan& record) {
    const Members members("plan", "plan", object);
    members.members("settings", [&](std::string_view key, JsonElement element) {
        if (!element.is_string()) fail_wrong_value("plan", "settings", "an object of texts", element);
        record.settings.emplace_back(key, element.get_string().value());
    });
    if (const auto seed = members.find("seed")) {
        if (seed->get_uint64().get(record.seed) != simdjson::SUCCESS) members.fail("seed", "a whole number", *seed);
    }
    record.start = required_date(members, "plan", "start");
    record.finish = required_date(members, "plan", "finish");
    if (const auto element = members.find("objective")) {
        const Members objective("plan", "objective", *element);
        record.objective = {objective.number("lateness").value_or(0),   objective.number("exposure").value_or(0),
                            objective.number("bridges").value_or(0),    objective.number("makespan_days").value_or(0),
                            objective.number("disruption").value_or(0), objective.number("total").value_or(0)};
    }
    record.lower_bound = members.number("lower_bound").value_or(0);
    record.gap = members.number("gap").value_or(0);
    record.verified = members.boolean("verified").value_or(false);
}

}  // namespace plan
