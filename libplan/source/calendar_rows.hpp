#pragma once

#include "libplan/record/fields.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace plan {

/// A row of a table of calendars: one trait of the calendar that it names. Several rows make one record.
struct CalendarRow {
    std::string calendar;
    std::string kind;                   ///< workdays, holidays, freeze, window
    std::string id;                     ///< of a window; empty: its first day
    std::optional<Date> start, finish;  ///< inclusive; no finish: one day
    std::string reason;
    std::vector<std::string> phases;
    std::optional<std::int64_t> max_applications;
    std::string days;  ///< "1-5", "FR", or dates
    std::string origin;
};

[[nodiscard]] std::span<const Field<CalendarRow>> calendar_row_fields();

/// Gathers rows into calendars, in the order of their first rows.
class CalendarRows {
public:
    /// Nothing when the row is taken; else the diagnostic's code and text, whose holes take the header and the value
    /// of the column that feeds `field`.
    struct Problem {
        const char* code;
        const char* text;
        std::string_view field;
    };
    [[nodiscard]] std::optional<Problem> add(const CalendarRow& row);

    [[nodiscard]] const std::vector<Calendar>& calendars() const { return calendars_; }

private:
    std::optional<Problem> add_to(Calendar& calendar, const CalendarRow& row);
    std::optional<Problem> add_window(Calendar& calendar, const CalendarRow& row);

    std::vector<Calendar> calendars_;
    std::unordered_set<std::string> windows_;             ///< calendar, line feed, window; only looked up
    std::unordered_map<std::string, std::size_t> index_;  ///< by id; only looked up
};

}  // namespace plan
