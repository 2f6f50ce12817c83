#pragma once

#include <string>
#include <string_view>

/// The typed values of workbooks as the text that the importer reads: numbers with a point in their shortest form,
/// dates as YYYY-MM-DD, times as HH:MM, percentages with their sign. Nothing here follows the locale.
namespace plan {

/// A number as a workbook writes it ("1.0", "4.5600000000000001E+1"): "1", "45.6". Whole numbers below 10^15 have all
/// their digits, since codes and telephone numbers are stored so. Text that is no number is added as it is.
void append_number(std::string& out, std::string_view number);

/// 0.999 -> "99.9%".
void append_percent(std::string& out, std::string_view number);

/// A day of OpenDocument: "2026-12-31", "2026-12-31T00:00:00". A time of midnight is dropped, another kept.
void append_iso_date(std::string& out, std::string_view date);

/// A duration of OpenDocument, "PT04H30M00S" -> "04:30"; hours go beyond 24; seconds only when there are some.
/// Text of another form is added as it is.
void append_iso_duration(std::string& out, std::string_view duration);

/// A day as Excel counts it: 1 is 1 January 1900, and 60 a 29 February 1900 that never was; or, with `since_1904`, 0 is
/// 1 January 1904. A time of day follows unless it is midnight. A number below one day is a time; one that is no day
/// until 9999 is added as a number.
void append_serial_date(std::string& out, std::string_view serial, bool since_1904);

/// Days and their fraction as hours and minutes: 1.5 -> "36:00".
void append_serial_time(std::string& out, std::string_view serial);

/// A whole number with leading zeros, as the format "00000" shows it.
void append_padded(std::string& out, std::string_view number, std::size_t digits);

}  // namespace plan
