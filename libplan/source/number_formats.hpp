#pragma once

#include <cstdint>
#include <string_view>

/// What Office Open XML says of a number only through the format in which it is shown (ECMA-376 part 1, 18.8.30).
namespace plan {

enum class NumberMeaning : std::uint8_t { plain, percent, date, time, padded };

struct NumberFormat {
    NumberMeaning meaning = NumberMeaning::plain;
    std::uint8_t digits = 0;  ///< of a padded number: "00000" has five
};

/// Of a format that every program knows by its number; plain for others.
[[nodiscard]] NumberFormat builtin_number_format(unsigned id);

/// Of a format's code, such as `[$-40C]dd" de "mmm;@`. Letters in quotes, in brackets and behind `\`, `_` and `*` do
/// not count; the first section decides. With days, months or years it is a date, with hours or seconds alone a time.
[[nodiscard]] NumberFormat number_format(std::string_view code);

}  // namespace plan
