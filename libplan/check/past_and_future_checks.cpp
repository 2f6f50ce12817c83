#include "libplan/check/inventory_check_parts.hpp"
#include "libplan/check/record_check_parts.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>

/// What a day of reference shows: dates of the past that lie ahead, dates of the future that have passed.
namespace plan {

namespace {

class DatesAgainst {
public:
    DatesAgainst(const Portfolio& portfolio, Date as_of, InventoryFindings& findings)
        : portfolio_(portfolio), as_of_(as_of), findings_(findings) {}

    void applications();
    void targets();
    void teams();
    void windows();
    void constraints();
    void tasks();

private:
    void add(InventoryFinding finding, RecordType type, std::size_t index, const std::string& name,
             std::string_view field, Date date) {
        findings_.add(finding, portfolio_.where(type, index),
                      {std::string(keyword(type)), name, std::string(field), date.to_iso(), as_of_.to_iso()});
    }
    void expect_past(RecordType type, std::size_t index, const std::string& name, std::string_view field,
                     const std::optional<Date>& date) {
        if (date && *date > as_of_) add(InventoryFinding::date_ahead, type, index, name, field, *date);
    }
    void supports(std::size_t index);

    const Portfolio& portfolio_;
    Date as_of_;
    InventoryFindings& findings_;
};

void DatesAgainst::applications() {
    for (std::size_t index = 0; index < portfolio_.applications.size(); ++index) {
        const Application& one = portfolio_.applications[index];
        expect_past(RecordType::application, index, one.id, "harm.date", one.harm.date);
        if (one.lifecycle == Lifecycle::retired) continue;
        if (one.accreditation_end && *one.accreditation_end < as_of_)
            add(InventoryFinding::no_longer_holds, RecordType::application, index, one.id, "accreditation_end",
                *one.accreditation_end);
        supports(index);
    }
}

void DatesAgainst::supports(std::size_t index) {
    const Application& one = portfolio_.applications[index];
    std::size_t ended = 0;
    const Component* first = nullptr;
    for (const Component& component : one.components) {
        if (!component.end_of_support || *component.end_of_support >= as_of_) continue;
        ++ended;
        if (!first || *component.end_of_support < *first->end_of_support) first = &component;
    }
    if (first)
        findings_.add(InventoryFinding::support_ended, portfolio_.where(RecordType::application, index),
                      {one.id, as_of_.to_iso(), std::to_string(ended), first->name, first->end_of_support->to_iso()});
}

void DatesAgainst::targets() {
    for (std::size_t index = 0; index < portfolio_.targets.size(); ++index) {
        const Target& one = portfolio_.targets[index];
        expect_past(RecordType::target, index, one.id, "verified_on", one.verified_on);
        expect_past(RecordType::target, index, one.id, "qualified_on", one.qualified_on);
    }
}

void DatesAgainst::teams() {
    for (std::size_t index = 0; index < portfolio_.teams.size(); ++index) {
        const Team& one = portfolio_.teams[index];
        if (one.until && *one.until < as_of_)
            findings_.add(InventoryFinding::team_gone, portfolio_.where(RecordType::team, index),
                          {one.id, one.until->to_iso(), as_of_.to_iso()});
    }
}

void DatesAgainst::windows() {
    const CutoverWindow *first = nullptr, *last = nullptr;
    std::size_t passed = 0, count = 0, calendar_of_first = 0, calendar_of_last = 0;
    for (std::size_t index = 0; index < portfolio_.calendars.size(); ++index)
        for (const CutoverWindow& window : portfolio_.calendars[index].windows) {
            ++count;
            if (!last || window.finish > last->finish) last = &window, calendar_of_last = index;
            if (window.finish >= as_of_) continue;
            ++passed;
            if (!first) first = &window, calendar_of_first = index;
        }
    if (passed == 0) return;
    if (passed == count)
        findings_.add(InventoryFinding::no_window_ahead, portfolio_.where(RecordType::calendar, calendar_of_last),
                      {as_of_.to_iso(), last->id, last->finish.to_iso()});
    else
        findings_.add(InventoryFinding::windows_passed, portfolio_.where(RecordType::calendar, calendar_of_first),
                      {as_of_.to_iso(), std::to_string(passed), first->id});
}

void DatesAgainst::constraints() {
    for (std::size_t index = 0; index < portfolio_.constraints.size(); ++index) {
        const Constraint& one = portfolio_.constraints[index];
        if (one.kind == ConstraintKind::deadline && one.date && *one.date < as_of_)
            add(InventoryFinding::no_longer_holds, RecordType::constraint, index, constraint_name(portfolio_, index),
                "date", *one.date);
    }
}

void DatesAgainst::tasks() {
    for (std::size_t index = 0; index < portfolio_.tasks.size(); ++index) {
        const Task& one = portfolio_.tasks[index];
        expect_past(RecordType::task, index, one.id, "actual_start", one.actual_start);
        expect_past(RecordType::task, index, one.id, "actual_finish", one.actual_finish);
    }
}

}  // namespace

void check_past_and_future(const Portfolio& portfolio, std::optional<Date> as_of, InventoryFindings& findings) {
    if (!as_of) return;
    DatesAgainst dates(portfolio, *as_of, findings);
    dates.applications();
    dates.targets();
    dates.teams();
    dates.windows();
    dates.constraints();
    dates.tasks();
}

}  // namespace plan
