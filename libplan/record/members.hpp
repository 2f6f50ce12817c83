#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// One member of a JSON object as it is written.
struct MemberText {
    std::string key;         ///< unescaped
    std::string_view whole;  ///< `"key":value` without the comma
    std::string_view value;
};

/// The members of the object that `text` is. `text` must be one valid JSON object (the reader has checked it), so
/// this only looks for quotes and brackets. The views point into `text`. Linear.
[[nodiscard]] std::vector<MemberText> split_members(std::string_view text);

/// The elements of the array that `text` is, as they are written; the same conditions. Linear.
[[nodiscard]] std::vector<std::string_view> split_elements(std::string_view text);

/// What a quoted JSON string says, escapes resolved.
[[nodiscard]] std::string unquoted(std::string_view quoted);

/// A key and the JSON text of its new value; an empty value removes the key.
struct MemberChange {
    std::string_view key;
    std::string_view value;
};

/// Appends `text` with the members named in `changes` replaced. A changed key stands before the first key of
/// `later` that follows it in `order`, else at the end: tools that do not feed each other commute to the byte.
/// Every other member keeps its place and its text.
void append_with_changes(std::string& out, std::string_view text, const std::vector<MemberChange>& changes,
                         const std::vector<std::string_view>& order);

}  // namespace plan
