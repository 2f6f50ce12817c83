#include "libplan/source/calendar_rows.hpp"

#include "libplan/base/text.hpp"
#include "libplan/record/keywords.hpp"
#include "libplan/source/cell_values.hpp"

namespace plan {

namespace {

FieldValue give(const std::string& member) {
    return member.empty() ? FieldValue() : FieldValue(member);
}
FieldValue give(const std::vector<std::string>& member) {
    return member.empty() ? FieldValue() : FieldValue(member);
}
template <class Value>
FieldValue give(const std::optional<Value>& member) {
    return member ? FieldValue(*member) : FieldValue();
}

template <class Member>
bool take(Member& member, FieldValue& value) {
    auto* held = std::get_if<Member>(&value);
    if (held) member = std::move(*held);
    return held != nullptr;
}
template <class Value>
bool take(std::optional<Value>& member, FieldValue& value) {
    const auto* held = std::get_if<Value>(&value);
    if (held) member = *held;
    return held != nullptr;
}

template <auto member>
constexpr Field<CalendarRow> field(std::string_view name, FieldKind kind, bool required = false) {
    return {name,
            kind,
            {},
            required,
            [](const CalendarRow& row) { return give(row.*member); },
            [](CalendarRow& row, FieldValue value) { return take(row.*member, value); }};
}

}  // namespace

std::span<const Field<CalendarRow>> calendar_row_fields() {
    static const Field<CalendarRow> fields[] = {
        field<&CalendarRow::calendar>("calendar", FieldKind::identifier, true),
        field<&CalendarRow::kind>("kind", FieldKind::keyword, true),
        field<&CalendarRow::id>("id", FieldKind::identifier),
        field<&CalendarRow::start>("start", FieldKind::date),
        field<&CalendarRow::finish>("finish", FieldKind::date),
        field<&CalendarRow::reason>("reason", FieldKind::text),
        field<&CalendarRow::phases>("phases", FieldKind::keyword_list),
        field<&CalendarRow::max_applications>("max_applications", FieldKind::integer),
        field<&CalendarRow::days>("days", FieldKind::text),
    };
    return fields;
}

namespace {

using Problem = CalendarRows::Problem;

std::optional<Problem> add_workdays(Calendar& calendar, const CalendarRow& row) {
    const auto days = parse_weekdays(row.days);
    if (!days || days->empty())
        return Problem{"invalid-weekdays",
                       PLAN_TEXT("column '{}': '{}' does not name days of the week; write 1-5 or 1,2,3"), "days"};
    calendar.workdays = *days;
    return std::nullopt;
}

std::optional<Problem> add_holidays(Calendar& calendar, const CalendarRow& row) {
    if (const auto word = words::holidays().find(row.days)) {
        calendar.holidays = *word;
        return std::nullopt;
    }
    std::vector<Date> dates;
    for (const std::string& piece : split_list(row.days, ",|;\n")) {
        const auto date = parse_local_date(piece);
        if (!date)
            return Problem{"invalid-date",
                           PLAN_TEXT("column '{}': '{}' is neither FR nor dates such as 31/12/2026 or 2026-12-31"),
                           "days"};
        dates.push_back(*date);
    }
    if (row.start)
        for (Date date = *row.start; date <= row.finish.value_or(*row.start); date = date + 1) dates.push_back(date);
    if (dates.empty())
        return Problem{"missing-value", PLAN_TEXT("column '{}': holidays need FR or dates here, or a first day"),
                       "days"};
    calendar.extra_holidays.insert(calendar.extra_holidays.end(), dates.begin(), dates.end());
    return std::nullopt;
}

void add_freeze(Calendar& calendar, const CalendarRow& row) {
    Freeze freeze{*row.start, row.finish.value_or(*row.start), row.reason, {}};
    for (const std::string& phase : row.phases) freeze.phases.push_back(from_keyword<Phase>(phase));
    calendar.freeze.push_back(std::move(freeze));
}

}  // namespace

std::optional<Problem> CalendarRows::add_window(Calendar& calendar, const CalendarRow& row) {
    const std::string id = row.id.empty() ? row.start->to_iso() : row.id;
    if (!windows_.insert(calendar.id + '\n' + id).second)
        return Problem{"duplicate-window", PLAN_TEXT("column '{}': the calendar already has a window '{}'"), "id"};
    calendar.windows.push_back({id, *row.start, row.finish.value_or(*row.start), row.max_applications});
    return std::nullopt;
}

std::optional<Problem> CalendarRows::add_to(Calendar& calendar, const CalendarRow& row) {
    if (row.kind == "workdays") return add_workdays(calendar, row);
    if (row.kind == "holidays") return add_holidays(calendar, row);
    if (!row.start)
        return Problem{"missing-value", PLAN_TEXT("column '{}': a freeze or window needs its first day"), "start"};
    if (row.kind == "window") return add_window(calendar, row);
    add_freeze(calendar, row);
    return std::nullopt;
}

std::optional<Problem> CalendarRows::add(const CalendarRow& row) {
    if (row.start && row.finish && *row.finish < *row.start)
        return Problem{"dates-reversed", PLAN_TEXT("column '{}': {} lies before the first day"), "finish"};
    constexpr int longest = 3660;  // ten years
    if (row.start && row.finish && *row.finish - *row.start > longest)
        return Problem{"dates-too-far", PLAN_TEXT("column '{}': {} lies more than ten years after the first day"),
                       "finish"};
    const auto found = index_.find(row.calendar);
    if (found != index_.end()) return add_to(calendars_[found->second], row);
    Calendar calendar;
    calendar.id = row.calendar;
    calendar.origin = row.origin;
    const std::optional<Problem> problem = add_to(calendar, row);
    if (problem) return problem;
    index_.emplace(row.calendar, calendars_.size());
    calendars_.push_back(std::move(calendar));
    return std::nullopt;
}

}  // namespace plan
