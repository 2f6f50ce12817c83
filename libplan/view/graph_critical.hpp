#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <cstddef>
#include <string>

namespace plan {

/// What a stop of this application counts, from 1 (low) to 4 (vital): its `criticality`, else its need of availability
/// (`dicp.d`), else 1.
[[nodiscard]] std::uint32_t criticality_weight(const Application& application);

/// Somebody waits for the answer: an API, a database, a storage, a sign-on, a flow of unknown kind, or any strong
/// coupling. Files, messages, batches and work by hand can wait, and do not stop at once what uses them.
[[nodiscard]] bool is_awaited(const CouplingModel& coupling, const Flow& flow);

/// What breaks most when it stops, as a table for people: at most `rows` applications, by the summed criticality of all
/// that stop with it at once, which depend on it by awaited flows, directly or not; then by that of all that depend on
/// it by any flow; then by place in the stream. An application on which none depends is not listed. With each: how many
/// stop at once, how many of them are vital, their user accounts, how many depend on it directly and in all, and the
/// direct dependents that pass most of it on.
/// As dependents_reach(), twice, and O(applications + flows) for each row.
[[nodiscard]] std::string critical_text(const Portfolio& portfolio, std::size_t rows, Language language,
                                        const Report& report, const CouplingModel& coupling = basic_coupling());

}  // namespace plan
