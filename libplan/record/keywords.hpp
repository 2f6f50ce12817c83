#pragma once

#include "libplan/record/portfolio.hpp"

#include <span>
#include <string_view>

namespace plan {

/// The spellings of an enumeration of records.hpp, in the order of its enumerators, `unspecified` left out.
template <class Enumeration>
[[nodiscard]] std::span<const std::string_view> keywords_of();

/// The type spelt `text`, or `unknown`.
[[nodiscard]] RecordType record_type(std::string_view text);

}  // namespace plan
