#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

/// Constraints that say more, less or later than they probably mean, and calendars from which nothing follows.
namespace plan {

namespace {

struct Uses {
    bool date = false, lag = false, windows = false, wave = false;
};

Uses uses_of(ConstraintKind kind) {
    switch (kind) {
        case ConstraintKind::before:
            return {.lag = true};
        case ConstraintKind::not_before:
        case ConstraintKind::deadline:
            return {.date = true};
        case ConstraintKind::window:
            return {.windows = true};
        case ConstraintKind::wave:
            return {.wave = true};
        default:
            return {};
    }
}

class ConstraintSense {
public:
    ConstraintSense(const Portfolio& portfolio, std::size_t index, InventoryFindings& findings)
        : portfolio_(portfolio), index_(index), constraint_(portfolio.constraints[index]), findings_(findings) {}

    void fields();
    void applications();

private:
    void add(InventoryFinding finding, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), constraint_name(portfolio_, index_));
        findings_.add(finding, portfolio_.where(RecordType::constraint, index_), std::move(arguments));
    }
    void own_dates(const Application& application);

    const Portfolio& portfolio_;
    std::size_t index_;
    const Constraint& constraint_;
    InventoryFindings& findings_;
};

void ConstraintSense::fields() {
    if (constraint_.kind == ConstraintKind::unspecified) return;
    const Uses uses = uses_of(constraint_.kind);
    const auto expect_used = [&](bool given, bool used, std::string_view field) {
        if (given && !used)
            add(InventoryFinding::ignored_field, {std::string(keyword(constraint_.kind)), std::string(field)});
    };
    expect_used(constraint_.date.has_value(), uses.date, "date");
    expect_used(constraint_.lag_days.has_value(), uses.lag, "lag_days");
    expect_used(!constraint_.windows.empty(), uses.windows, "windows");
    expect_used(constraint_.wave.has_value(), uses.wave, "wave");
}

/// An application that stays has no move to bind; one that must not move before a day may be due earlier.
void ConstraintSense::applications() {
    for (const std::string& id : constraint_.applications) {
        const auto known = portfolio_.application_index(id);
        if (!known) continue;
        const Application& application = portfolio_.applications[*known];
        if (strategy_of(application) == Strategy::retain)
            add(InventoryFinding::unbound_application, {id, std::string(keyword(Strategy::retain))});
        if (constraint_.kind == ConstraintKind::not_before && constraint_.date && !constraint_.weight)
            own_dates(application);
    }
}

void ConstraintSense::own_dates(const Application& application) {
    const std::pair<std::string_view, std::optional<Date>> dates[] = {
        {"deadline", application.deadline},
        {"contract_end", application.contract_end},
        {"derogation_until", application.derogation_until}};
    for (const auto& [field, date] : dates)
        if (date && *date < *constraint_.date)
            add(InventoryFinding::later_than_own_date,
                {application.id, constraint_.date->to_iso(), std::string(field), date->to_iso()});
}

/// Constraints that say the same but for id, reason and origin; the order of applications counts for `before` alone.
void check_repetitions(const Portfolio& portfolio, InventoryFindings& findings) {
    std::map<std::tuple<ConstraintKind, std::vector<std::string>, std::optional<Date>, std::optional<std::int64_t>,
                        std::vector<std::string>, std::optional<std::int64_t>, std::optional<double>>,
             std::size_t>
        first_of;
    for (std::size_t index = 0; index < portfolio.constraints.size(); ++index) {
        const Constraint& one = portfolio.constraints[index];
        std::vector<std::string> applications = one.applications, windows = one.windows;
        if (one.kind != ConstraintKind::before) std::ranges::sort(applications);
        std::ranges::sort(windows);
        const auto [first, added] = first_of.emplace(std::tuple(one.kind, std::move(applications), one.date,
                                                                one.lag_days, std::move(windows), one.wave, one.weight),
                                                     index);
        if (!added)
            findings.add(InventoryFinding::same_constraint, portfolio.where(RecordType::constraint, index),
                         {constraint_name(portfolio, index), constraint_name(portfolio, first->second)});
    }
}

}  // namespace

void check_constraint_sense(const Portfolio& portfolio, InventoryFindings& findings) {
    for (std::size_t index = 0; index < portfolio.constraints.size(); ++index) {
        ConstraintSense sense(portfolio, index, findings);
        sense.fields();
        sense.applications();
    }
    check_repetitions(portfolio, findings);
}

/// The first calendar is that of teams that name none; windows and freezes count whoever has them.
void check_calendar_sense(const Portfolio& portfolio, InventoryFindings& findings) {
    std::unordered_set<std::string_view> used;
    for (const Team& team : portfolio.teams) used.insert(team.calendar);
    for (std::size_t index = 1; index < portfolio.calendars.size(); ++index) {
        const Calendar& calendar = portfolio.calendars[index];
        if (calendar.windows.empty() && calendar.freeze.empty() && used.count(calendar.id) == 0)
            findings.add(InventoryFinding::unused_calendar, portfolio.where(RecordType::calendar, index),
                         {calendar.id});
    }
}

}  // namespace plan
