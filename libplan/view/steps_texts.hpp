#pragma once

#include "libplan/view/words.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Internal to this room.
namespace plan {

/// A text of the page of steps: what its template calls {{text.key}} and its script texts.key.
struct StepsText {
    std::string_view key;
    Words words;
};

[[nodiscard]] std::span<const StepsText> steps_texts();
/// Nothing for a key that is not known.
[[nodiscard]] std::optional<std::string> steps_text(std::string_view key, Language language);

}  // namespace plan
