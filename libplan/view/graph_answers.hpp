#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <optional>
#include <string>

/// Answers about the dependency graph as text for people, one line each. Flows to unknown applications are reported and
/// left out; which flows are strong is for the model to say. Control characters of the stream are made visible. Each is
/// O(applications + flows), but for sorting.
namespace plan {

/// Why `from` depends on `to` (indices of applications): a shortest chain of flows, with the kind and coupling of each.
/// Nothing when there is none.
[[nodiscard]] std::optional<std::string> why_text(const Portfolio& portfolio, std::size_t from, std::size_t to,
                                                  Language language, const Report& report,
                                                  const CouplingModel& coupling = basic_coupling());

/// Who is affected when `application` stops: every direct and indirect dependent, nearest first, with the flow through
/// which it is reached.
[[nodiscard]] std::string impact_text(const Portfolio& portfolio, std::size_t application, Language language,
                                      const Report& report, const CouplingModel& coupling = basic_coupling());

/// Every strong component of two applications or more, largest first, and every application that depends on itself: a
/// shortest cycle through its first application, all its members, and the cycles of strong couplings within it, which
/// make move groups.
[[nodiscard]] std::string cycles_text(const Portfolio& portfolio, Language language, const Report& report,
                                      const CouplingModel& coupling = basic_coupling());

}  // namespace plan
