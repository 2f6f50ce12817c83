#pragma once

#include "libplan/record/portfolio.hpp"

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What merging must know about fields beyond their JSON. Internal to this room.
namespace plan {

/// Where a member stands in its object; members of one place stand by key.
struct FieldPlace {
    std::size_t place;
    auto operator<=>(const FieldPlace&) const = default;
};

/// The order of the stream: the type, the fields of the table, other keys, decisions. `path` is that of the object
/// ("" for the record itself).
[[nodiscard]] FieldPlace field_place(RecordType type, std::string_view path, std::string_view key);

/// Lists of this type gather what several inputs know. Elsewhere a list is one value: who must be together, in which
/// order, what a team does.
[[nodiscard]] bool joins_lists(RecordType type);

/// An absent value says something: a constraint without a weight must be kept.
[[nodiscard]] bool absence_means(RecordType type, std::string_view field);

}  // namespace plan
