#pragma once

#include "libplan/view/words.hpp"

#include <span>
#include <string_view>

namespace plan {

/// A text of the Gantt page: what its template calls {{text.key}} and its script texts.key.
struct GanttText {
    std::string_view key;
    Words words;
};

[[nodiscard]] std::span<const GanttText> gantt_texts();

}  // namespace plan
