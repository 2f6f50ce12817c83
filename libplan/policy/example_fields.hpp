#pragma once

#include "libplan/record/fields.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The short lists of fields by which a person writes an example beside a rule:
///
///     data: personal, health; harm.health_life: yes
///     persons: 250000
///
/// Internal to this room; for every kind of rule file.
namespace plan {

struct GivenField {
    std::string name, value;   ///< trimmed; an empty value says that the field is not answered
    std::size_t position = 0;  ///< of the name in the text
};

/// Line ends and semicolons separate fields, the first colon a name from its value. A piece without a colon has an
/// empty name. Linear.
[[nodiscard]] std::vector<GivenField> split_given(std::string_view text);

/// The value of a field as written: yes and no also in French, a list separated by commas, a date YYYY-MM-DD. Nothing
/// when the kind of the field has no such value.
[[nodiscard]] std::optional<FieldValue> given_value(FieldKind kind, std::string_view text);

}  // namespace plan
