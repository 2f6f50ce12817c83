#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// Without leading and trailing white space (ASCII, no-break and narrow no-break spaces, BOM).
[[nodiscard]] std::string_view trim(std::string_view text);

/// A key for comparing names: lower case, accents removed, every run of other characters one space, trimmed.
/// "Direction  Métier (MOA)" -> "direction metier moa". Covers Latin-1 and Latin Extended-A; other letters are kept.
[[nodiscard]] std::string fold(std::string_view text);

/// Splits at any of `separators`; pieces are trimmed, empty ones dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, std::string_view separators);

[[nodiscard]] std::string join(const std::vector<std::string>& pieces, std::string_view separator);

/// Position of the first byte that is not valid UTF-8 (overlong forms and surrogates included).
[[nodiscard]] std::optional<std::size_t> invalid_utf8(std::string_view text);

/// Every byte that is not valid UTF-8 replaced by U+FFFD.
[[nodiscard]] std::string replace_invalid_utf8(std::string_view text);

/// Windows-1252 to UTF-8; the five undefined bytes become U+FFFD.
[[nodiscard]] std::string from_windows_1252(std::string_view text);

/// Restricted Damerau-Levenshtein distance over bytes. O(|a| * |b|).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, when it is near enough to be a likely slip of the pen
/// (distance at most a third of the word's length); the first of equals.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      const std::vector<std::string_view>& candidates);

/// Replaces & < > " ' by entities, for element content and quoted attributes of XML and HTML, and drops the
/// control characters that XML 1.0 forbids.
[[nodiscard]] std::string escape_markup(std::string_view text);

/// The whole text as a number, point as decimal separator, whatever the locale; nothing when it is not one,
/// or not finite.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

/// The shortest text that reads back as the same number ("0.1", "1e+30", "12").
[[nodiscard]] std::string number_text(double value);

}  // namespace plan
