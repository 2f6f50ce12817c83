#pragma once

#include "libplan/base/date.hpp"
#include "libplan/base/diagnostic.hpp"
#include "libplan/graph/coupling.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <vector>

namespace plan {

/// The age from which a line of the catalogue is stale, and the time before its end at which a qualification needs
/// attention, in days.
inline constexpr int stale_after_days = 180;
inline constexpr int ends_soon_days = 180;

struct RecordCheckOptions {
    /// The day against which deadlines, qualifications and the age of the catalogue are judged; empty: they are not.
    std::optional<Date> as_of;
    /// The targets are the shipped catalogue and not the user's: only those that an application goes to are judged.
    bool default_targets = false;
    int stale_days = stale_after_days;
    int soon_days = ends_soon_days;
    /// The stream's plan is proved by check_plan(), which says more of tasks, waves, bridges and groups: only the rest
    /// is judged here.
    bool plan_proved = false;
    CouplingModel coupling = basic_coupling();  ///< which flows are strong
};

/// What must hold of the records by themselves, before anything is decided from them: ids, references, ranges, dates
/// in order, constraints that can hold together, teams and calendars that can work; then whether they make sense:
/// answers that go together, places, addresses, cycles of dependencies, likely duplicates. An error is what would make
/// a later tool decide wrongly; a warning what is probably not meant; a note what may be worth knowing. Deterministic:
/// by subject, and within a subject in input order. O(n log n) in the number of records.
[[nodiscard]] std::vector<Diagnostic> check_records(const Portfolio& portfolio, const RecordCheckOptions& options = {});

}  // namespace plan
