#pragma once

#include "libplan/base/language.hpp"
#include "libplan/record/portfolio.hpp"

#include <optional>
#include <string>

namespace plan {

/// The waves as an iCalendar, an event each: all day from the first to the last day of its window, with the groups and
/// applications that cut over. Source: RFC 5545. Lines end in CR LF and are folded at 75 octets, between characters.
///
/// The UID of an event depends on the wave's id alone, so that a calendar which reads a later plan moves the event
/// instead of adding another. `stamp` is written as DTSTAMP at midnight UTC; the plan's first day where it is not
/// given: the same plan gives the same bytes.
///
/// Throws Error(invalid_input), code "no-task", when there is no task. Linear.
[[nodiscard]] std::string icalendar(const Portfolio& portfolio, std::optional<Date> stamp, Language language);

}  // namespace plan
