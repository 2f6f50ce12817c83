#pragma once

#include "libplan/view/report_chart.hpp"
#include "libplan/view/report_scope.hpp"

/// The numbers of a dossier's pictures, counted from records. Each is linear, or n log n. Internal to this room.
namespace plan {

/// Applications by who answers for them, and class. The twelve who have most; the others in one row.
[[nodiscard]] Chart classes_by_owner(const ReportScope& scope);

/// Person-days by month and team: a task's effort spread evenly over its days from Monday to Friday, or over all of
/// them where it has none of these. The six teams that have most; the others in one series.
[[nodiscard]] Chart effort_by_month(const ReportScope& scope);

/// Applications that are where they may not be, by day: their present hosting is not conforming, or their derogation
/// has ended, and they have not left it yet. From the first day of the plan to the end, with those of particularly
/// sensitive data by themselves. Empty without a plan.
[[nodiscard]] Chart exposed_applications(const ReportScope& scope);

/// Euros a year today and at the target, of the applications of which both are known; of migration and overlap, once.
[[nodiscard]] Chart cost_before_and_after(const ReportScope& scope);

/// From when to when an application is where it may not be.
struct Exposed {
    Date first;                ///< the earliest date there is: already
    std::optional<Date> last;  ///< the day on which the plan ends it; empty: nothing does
};
/// Nothing for one that is never exposed.
[[nodiscard]] std::optional<Exposed> exposure_of(const ReportScope& scope, std::size_t application);

}  // namespace plan
