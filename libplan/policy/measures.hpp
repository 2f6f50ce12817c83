#pragma once

#include "libplan/base/language.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/source/support_table.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plan {

/// What is known of one application under the names that an effort model uses: every field of the application's
/// record, and the counts below. An absent name is unknown, which is not zero.
///   flows                   flows that touch the application, both directions
///   strong_flows            those of them that are strong by the rules of coupling
///   components              declared components
///   unsupported_components  those whose support ended before the planning date; unknown without any component date
///   ending_components       those in support on the planning date, no more on the day of the cut-over; unknown without
///                           any component date, or without that day
///   undated_components      those of which nothing says until when they are supported
///   class                   sensitivity class, when it has been decided
using Measures = std::map<std::string, std::string, std::less<>>;

/// Until when a component is supported: as the inventory says, else as the table does.
struct ComponentSupport {
    std::optional<Date> end;              ///< the last day; empty: nobody says
    const SupportEntry* entry = nullptr;  ///< of the table, also when the inventory says otherwise
    bool declared = false;                ///< the inventory says so
};
/// `table` may be null.
[[nodiscard]] ComponentSupport support_of(const Component& component, const SupportTable* table);

/// The day on which an application will have moved: as it is planned, else its deadline; empty: nobody says.
[[nodiscard]] std::optional<Date> cutover_of(const Application& application);

/// Those of the names above that are counts.
[[nodiscard]] std::span<const std::string_view> measured_counts();

/// The names that measures may have, for readers of models.
[[nodiscard]] std::vector<std::string_view> measure_names();

/// How texts name a measure: in French as the usual column header ("Stockage (Go)"), in English as the stream does.
[[nodiscard]] std::string measure_in_words(std::string_view measure, Language language);

/// Measures of every application, in the order of portfolio.applications. `supports` may be null. Linear in
/// applications, components and flows.
[[nodiscard]] std::vector<Measures> measure_applications(const Portfolio& portfolio, Date planning_date,
                                                         const SupportTable* supports = nullptr,
                                                         const CouplingModel& coupling = basic_coupling());

}  // namespace plan
