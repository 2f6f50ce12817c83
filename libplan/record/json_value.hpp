#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON values as they are written, compared and put together without being decoded, so that unknown fields are merged
/// and told apart as known ones are. Every text here is valid JSON that the reader has checked, 1024 levels deep at
/// most.
namespace plan {

enum class JsonShape : std::uint8_t { nothing, boolean, number, text, list, object };

[[nodiscard]] JsonShape shape_of(std::string_view value);

/// Null, "" or an empty list or object: as good as an absent field.
[[nodiscard]] bool says_nothing(std::string_view value);

/// One text for all spellings of one value: no white space, keys sorted, escapes and numbers in their usual form. Two
/// numbers of more than 15 digits are only equal when they are written alike.
[[nodiscard]] std::string canonical_json(std::string_view value);

/// The record without the keys given, canonical.
[[nodiscard]] std::string canonical_without(std::string_view record, std::span<const std::string_view> keys);

/// An order of values that depends on nothing but them: by shape, numbers by size, then by text.
[[nodiscard]] bool json_less(std::string_view a, std::string_view b);

[[nodiscard]] std::string quoted_json(std::string_view text);

/// "[" and "]" around the texts of the elements.
[[nodiscard]] std::string list_of(const std::vector<std::string>& elements);

/// The record with the values of these keys replaced where they stand; an empty value removes the member.
[[nodiscard]] std::string with_values(std::string_view record,
                                      const std::vector<std::pair<std::string, std::string>>& values);

/// The value of a key of the record, or "".
[[nodiscard]] std::string_view member_value(std::string_view record, std::string_view key);

}  // namespace plan
