#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/records.hpp"

#include <string>
#include <string_view>

/// How decisions are said: the stream's words and values in the reader's language. Reasons keep the stream's own
/// spelling in their arguments.
namespace plan {

[[nodiscard]] std::string_view in_words(Phase phase, Language language);
[[nodiscard]] std::string_view in_words(Strategy strategy, Language language);
[[nodiscard]] std::string_view in_words(Complexity complexity, Language language);

/// A value as it is written in the language: in French "2027-09-30" becomes "30/09/2027", and "1.5" "1,5".
[[nodiscard]] std::string said(std::string_view value, Language language);

}  // namespace plan
