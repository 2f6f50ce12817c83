#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/difference.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// How fields, values and records that differ are called for people. Internal to this room.
namespace plan {

/// "bascule" for "planned.cutover"; a field that has no name for people is called as it is written, made visible.
[[nodiscard]] std::string field_label(RecordType type, std::string_view field, Language language);

/// What people look for first has the lowest rank; of equal rank, fields stand by name.
[[nodiscard]] std::size_t field_rank(std::string_view field);

/// "2 mai 2027 → 6 juin 2027", "+ santé, − rh": what differs, values cut after some 100 letters.
[[nodiscard]] std::string value_change(const FieldChange& field, Language language);

/// "ESCALE  Paie des agents", "a → b (API)".
[[nodiscard]] std::string record_title(const Change& change, Language language);

/// "Applications"; a type that is not known as it is written.
[[nodiscard]] std::string type_title(RecordType type, std::string_view name, Language language);

}  // namespace plan
