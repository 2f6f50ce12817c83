#include "libplan/base/date.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace plan {

namespace {

std::chrono::year_month_day civil(std::int32_t days) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

/// `count` digits from `position`, or -1.
int digits(std::string_view text, std::size_t position, std::size_t count) {
    int value = 0;
    for (std::size_t offset = 0; offset < count; ++offset) {
        const char digit = text[position + offset];
        if (digit < '0' || digit > '9') return -1;
        value = value * 10 + (digit - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) {
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    return Date(static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()));
}

std::optional<Date> Date::from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    return from_civil(year, month, day);
}

int Date::year() const {
    return static_cast<int>(civil(days_).year());
}
int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).month()));
}
int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(days_).day()));
}

std::string Date::to_iso() const {
    const std::chrono::year_month_day date = civil(days_);
    int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    std::string text = "0000-00-00";
    for (std::size_t place = 4; place-- > 0; year /= 10) text[place] = static_cast<char>('0' + year % 10);
    text[5] = static_cast<char>('0' + month / 10);
    text[6] = static_cast<char>('0' + month % 10);
    text[8] = static_cast<char>('0' + day / 10);
    text[9] = static_cast<char>('0' + day % 10);
    return text;
}

Date Date::plus_months(int months) const {
    const std::chrono::year_month_day date = civil(days_);
    const std::chrono::year_month shifted =
        std::chrono::year_month(date.year(), date.month()) + std::chrono::months(months);
    const std::chrono::day last =
        std::chrono::year_month_day_last(shifted.year(), std::chrono::month_day_last(shifted.month())).day();
    const std::chrono::year_month_day result{shifted.year(), shifted.month(), std::min(date.day(), last)};
    return Date(static_cast<std::int32_t>(std::chrono::sys_days(result).time_since_epoch().count()));
}

}  // namespace plan
