#pragma once

#include "libplan/base/diagnostic.hpp"
#include "libplan/record/portfolio.hpp"
#include "libplan/schedule/planner.hpp"
#include "libplan/schedule/settings.hpp"

#include <cstddef>
#include <optional>

namespace plan {

/// What a change of groups must lower the total by, to be made.
struct RegroupAmount {
    double value = 0.01;   ///< at least 0
    bool is_share = true;  ///< of the total before; else points
};

struct RegroupResult {
    PlanResult plan;                     ///< of the portfolio as it is now
    std::size_t changes = 0;             ///< splits and joins that were kept; 0: the groups are as they were
    std::optional<double> total_before;  ///< with the groups as they were; nothing when they had no plan
    std::size_t groupings = 0;           ///< tried for less
};

/// Plans the migration, then lets groups be split and joined where the plan gains from it, and plans again: dates and
/// groups depend on each other, and groups formed before there were dates may hold up those who are ready.
///
/// A change is one unit (what must move together) that leaves its group, or two groups that exchange flows becoming
/// one, within the limit by which groups were joined and as GroupCompatibility allows. Changes are tried in the order
/// of what they promise by the dates so far: days that a unit waits for others of its group, weighted days of bridges
/// between two groups. One is kept when a short search finds a total that is lower by more than `amount`; in the end
/// the whole search is made again with the new groups, and the old ones stay unless that too lowers the total by more
/// than `amount`. So the plan is never worse than that of plan_migration with the same settings.
///
/// When there is no plan with the groups as they are, and groups are among what cannot hold together, these are parted
/// in two along their weakest coupling, again and again, until there is a plan: that of the groups before the changes
/// above.
///
/// A coarser grouping only adds constraints, so that joins gain only what the search would not find by itself; `amount`
/// is what a reader of the plan is asked to pay for groups that stay whole.
///
/// Changes `portfolio`: group of each application and records of groups, only when changes are kept; each such group
/// says what was done (rule `regrouped`). Reports each change as a note. Costs about four times plan_migration, or the
/// time that is allowed. The same input, settings and seed give the same result. Throws what plan_migration and
/// find_move_groups throw.
[[nodiscard]] RegroupResult plan_with_regrouping(Portfolio& portfolio, const PlanSettings& settings,
                                                 const RegroupAmount& amount, const Report& report);

}  // namespace plan
