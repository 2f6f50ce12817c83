#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plan {

/// A civil day of the proleptic Gregorian calendar. Arithmetic is in days. Trivially copyable, 4 bytes.
class Date {
public:
    constexpr Date() = default;  ///< 1970-01-01
    /// `days` counted from 1970-01-01.
    constexpr explicit Date(std::int32_t days) : days_(days) {}

    /// Nothing when the three do not name a day between 1900-01-01 and 2199-12-31.
    [[nodiscard]] static std::optional<Date> from_civil(int year, int month, int day);
    /// Strictly "YYYY-MM-DD" within the same range.
    [[nodiscard]] static std::optional<Date> from_iso(std::string_view text);

    [[nodiscard]] constexpr std::int32_t days() const { return days_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;  ///< 1 to 12
    [[nodiscard]] int day() const;    ///< 1 to 31
    /// ISO 8601: Monday is 1, Sunday 7.
    [[nodiscard]] constexpr int weekday() const { return ((days_ + 3) % 7 + 7) % 7 + 1; }
    [[nodiscard]] std::string to_iso() const;
    /// Adds calendar months; the day is cut to the last of the month (31 January + 1 = 28 or 29 February).
    [[nodiscard]] Date plus_months(int months) const;

    friend constexpr auto operator<=>(Date, Date) = default;
    friend constexpr Date operator+(Date date, int days) { return Date(date.days_ + days); }
    friend constexpr Date operator-(Date date, int days) { return Date(date.days_ - days); }
    friend constexpr int operator-(Date later, Date earlier) { return later.days_ - earlier.days_; }

private:
    std::int32_t days_ = 0;
};

}  // namespace plan
