#pragma once

#include "libplan/record/fields.hpp"
#include "libplan/record/json_writer.hpp"

/// Typed values to JSON. Used by the writer and by Portfolio; every object it opens it closes.
namespace plan {

/// The members of `record` that its table knows, in table order; consecutive dotted names share one nested object.
/// `before_origin` is called where the structured members stand, just before `origin` or at the end.
template <class Record, class Structured>
void encode_fields(JsonWriter& json, std::span<const Field<Record>> fields, const Record& record,
                   Structured before_origin) {
    std::string_view nested;  // the object that is open
    bool structured_written = false;
    for (const Field<Record>& field : fields) {
        if (field.name == "origin") {
            if (!nested.empty()) json.close_object();
            nested = {};
            before_origin();
            structured_written = true;
        }
        if (!field.is_set(record)) continue;
        const std::size_t dot = field.name.find('.');
        const std::string_view prefix = dot == std::string_view::npos ? "" : field.name.substr(0, dot);
        if (prefix != nested) {
            if (!nested.empty()) json.close_object();
            if (!prefix.empty()) {
                json.key(prefix);
                json.open_object();
            }
            nested = prefix;
        }
        json.key(prefix.empty() ? field.name : field.name.substr(dot + 1));
        field.write(json, record);
    }
    if (!nested.empty()) json.close_object();
    if (!structured_written) before_origin();
}

void encode(JsonWriter& json, const Reasons& reasons);
void encode(JsonWriter& json, const Classification& classification);
void encode(JsonWriter& json, const Assessment& assessment);
void encode(JsonWriter& json, const Hosting& hosting);
void encode(JsonWriter& json, const Planned& planned);

}  // namespace plan
