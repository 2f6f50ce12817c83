#include "libplan/record/writer.hpp"

#include "libplan/record/encode.hpp"
#include "libplan/record/portfolio.hpp"

namespace plan {

namespace {

/// One line: type, the table's members, what `structured` adds.
template <class Record, class Structured>
void write_line(std::string& out, RecordType type, std::span<const Field<Record>> fields, const Record& record,
                Structured structured) {
    JsonWriter json(out);
    json.open_object();
    json.member("type", keyword(type));
    encode_fields(json, fields, record, [&] { structured(json); });
    json.close_object();
    out += '\n';
}

template <class Record>
void write_line(std::string& out, RecordType type, std::span<const Field<Record>> fields, const Record& record) {
    write_line(out, type, fields, record, [](JsonWriter&) {});
}

template <class Record>
void write_explained(std::string& out, RecordType type, std::span<const Field<Record>> fields, const Record& record) {
    write_line(out, type, fields, record, [&](JsonWriter& json) {
        json.key("because");
        encode(json, record.because);
    });
}

void encode(JsonWriter& json, const std::vector<Component>& components) {
    json.open_array();
    for (const Component& component : components) {
        json.open_object();
        json.member("name", component.name);
        json.text_member("kind", component.kind);
        if (component.end_of_support) json.member("end_of_support", *component.end_of_support);
        json.close_object();
    }
    json.close_array();
}

void encode(JsonWriter& json, const std::vector<Funding>& funding) {
    json.open_array();
    for (const Funding& share : funding) {
        json.open_object();
        json.text_member("source", share.source);
        json.member("share_percent", share.share_percent);
        if (share.from) json.member("from", *share.from);
        if (share.until) json.member("until", *share.until);
        json.close_object();
    }
    json.close_array();
}

void encode(JsonWriter& json, const std::vector<Freeze>& freezes) {
    json.open_array();
    for (const Freeze& freeze : freezes) {
        json.open_object();
        json.member("start", freeze.start);
        json.member("finish", freeze.finish);
        json.text_member("reason", freeze.reason);
        if (!freeze.phases.empty()) {
            json.key("phases");
            json.open_array();
            for (Phase phase : freeze.phases) json.value(keyword(phase));
            json.close_array();
        }
        json.close_object();
    }
    json.close_array();
}

void encode(JsonWriter& json, const std::vector<CutoverWindow>& windows) {
    json.open_array();
    for (const CutoverWindow& window : windows) {
        json.open_object();
        json.member("id", window.id);
        json.member("start", window.start);
        json.member("finish", window.finish);
        if (window.max_applications) json.member("max_applications", *window.max_applications);
        json.close_object();
    }
    json.close_array();
}

void extra_member(JsonWriter& json, const ExtraColumns& extra) {
    if (extra.empty()) return;
    json.key("extra");
    json.open_object();
    for (const auto& [name, value] : extra) json.member(name, value);
    json.close_object();
}

/// A row of an inventory's table.
template <class Record>
void write_row(std::string& out, RecordType type, std::span<const Field<Record>> fields, const Record& record) {
    write_line(out, type, fields, record, [&](JsonWriter& json) { extra_member(json, record.extra); });
}

/// A structured list under its name, left out when empty.
template <class Element>
void structured_member(JsonWriter& json, std::string_view name, const std::vector<Element>& elements) {
    if (elements.empty()) return;
    json.key(name);
    encode(json, elements);
}

template <class Enrichment>
void enrichment_member(JsonWriter& json, std::string_view name, const Boxed<Enrichment>& enrichment) {
    if (!enrichment) return;
    json.key(name);
    encode(json, *enrichment);
}

}  // namespace

void write_record(std::string& out, const Application& record) {
    JsonWriter json(out);
    json.open_object();
    json.member("type", keyword(RecordType::application));
    encode_fields(json, application_fields(), record, [&] {
        structured_member(json, "components", record.components);
        structured_member(json, "funding", record.funding);
        extra_member(json, record.extra);
    });
    enrichment_member(json, "classification", record.classification);
    enrichment_member(json, "assessment", record.assessment);
    enrichment_member(json, "hosting", record.hosting);
    json.text_member("group", record.group);
    enrichment_member(json, "planned", record.planned);
    json.close_object();
    out += '\n';
}

void write_record(std::string& out, const Flow& record) {
    write_row(out, RecordType::flow, flow_fields(), record);
}

void write_record(std::string& out, const Server& record) {
    write_row(out, RecordType::server, server_fields(), record);
}

void write_record(std::string& out, const Team& record) {
    write_row(out, RecordType::team, team_fields(), record);
}

void write_record(std::string& out, const Target& record) {
    write_row(out, RecordType::target, target_fields(), record);
}

void write_record(std::string& out, const Calendar& record) {
    // `holidays` is a name, or a list of dates in which the name may stand too.
    Calendar shown = record;
    if (!record.extra_holidays.empty()) shown.holidays.clear();
    write_line(out, RecordType::calendar, calendar_fields(), shown, [&](JsonWriter& json) {
        if (!record.extra_holidays.empty()) {
            json.key("holidays");
            json.open_array();
            if (!record.holidays.empty()) json.value(record.holidays);
            for (Date date : record.extra_holidays) json.value(date);
            json.close_array();
        }
        structured_member(json, "freeze", record.freeze);
        structured_member(json, "windows", record.windows);
    });
}

void write_record(std::string& out, const Constraint& record) {
    write_row(out, RecordType::constraint, constraint_fields(), record);
}

void write_record(std::string& out, const Group& record) {
    write_explained(out, RecordType::group, group_fields(), record);
}

void write_record(std::string& out, const Bridge& record) {
    write_explained(out, RecordType::bridge, bridge_fields(), record);
}

void write_record(std::string& out, const Wave& record) {
    write_explained(out, RecordType::wave, wave_fields(), record);
}

void write_record(std::string& out, const Task& record) {
    write_explained(out, RecordType::task, task_fields(), record);
}

void write_record(std::string& out, const Usage& record) {
    write_explained(out, RecordType::usage, usage_fields(), record);
}

void write_record(std::string& out, const ComplianceLine& record) {
    write_explained(out, RecordType::compliance, compliance_fields(), record);
}

void write_record(std::string& out, const Plan& record) {
    JsonWriter json(out);
    json.open_object();
    json.member("type", keyword(RecordType::plan));
    json.key("settings");
    json.open_object();
    for (const auto& [name, value] : record.settings) json.member(name, value);
    json.close_object();
    json.member("seed", record.seed);
    json.member("start", record.start);
    json.member("finish", record.finish);
    json.key("objective");
    json.open_object();
    json.member("lateness", record.objective.lateness);
    json.member("exposure", record.objective.exposure);
    json.member("bridges", record.objective.bridges);
    json.member("makespan_days", record.objective.makespan_days);
    json.member("disruption", record.objective.disruption);
    json.member("total", record.objective.total);
    json.close_object();
    json.member("lower_bound", record.lower_bound);
    json.member("gap", record.gap);
    json.member("verified", record.verified);
    json.close_object();
    out += '\n';
}

void write_end(std::string& out) {
    out += "{\"type\":\"end\"}\n";
}

}  // namespace plan
