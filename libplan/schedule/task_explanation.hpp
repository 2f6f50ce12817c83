#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// Why a task of the plan that `portfolio` holds is where it is, for a person: its dates, team and slack, the reasons
/// that it gives, the chain of what it waits for back to where nothing holds it, and what waits for it. `id` is that of
/// a task; of an application, for all of its tasks; or of a wave. Empty when the plan knows no such id. O(tasks).
[[nodiscard]] std::optional<std::string> explain_task(const Portfolio& portfolio, std::string_view id,
                                                      Language language);

}  // namespace plan
