#include "libplan/source/sheet_values.hpp"

#include "libplan/base/date.hpp"
#include "libplan/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace plan {

namespace {

constexpr std::int64_t day_seconds = 86400;

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Digits without a leading zero, few enough that a double holds them: most numbers of a sheet.
bool is_plain(std::string_view text) {
    constexpr std::size_t longest = 15;
    return !text.empty() && text.size() <= longest && (text.front() != '0' || text.size() == 1) &&
           std::all_of(text.begin(), text.end(), is_digit);
}

/// parse_number, after blanks and a plus sign that hand-made files have.
std::optional<double> number_of(std::string_view text) {
    text = trim(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    return parse_number(text);
}

void append_double(std::string& out, double number) {
    constexpr double largest_fixed = 1e15, smallest_fixed = 1e-5;
    const double size = std::abs(number);
    if (number == 0) {
        out += '0';
        return;
    }
    if (size >= largest_fixed || size < smallest_fixed) {
        out += number_text(number);
        return;
    }
    char digits[40];
    const auto written = std::to_chars(std::begin(digits), std::end(digits), number, std::chars_format::fixed);
    out.append(digits, written.ptr);
}

void append_two(std::string& out, std::int64_t number) {
    if (number < 10) out += '0';
    out += std::to_string(number);
}

void append_clock(std::string& out, std::int64_t seconds) {
    append_two(out, seconds / 3600);
    out += ':';
    append_two(out, seconds / 60 % 60);
    if (seconds % 60 == 0) return;
    out += ':';
    append_two(out, seconds % 60);
}

}  // namespace

void append_number(std::string& out, std::string_view number) {
    if (is_plain(number)) {
        out += number;
        return;
    }
    if (const auto value = number_of(number))
        append_double(out, *value);
    else
        out += number;
}

void append_percent(std::string& out, std::string_view number) {
    const auto value = number_of(number);
    if (!value) {
        out += number;
        return;
    }
    // 0.57 * 100 is 56.99999999999999: the fifteen digits that office programs count with undo that.
    char digits[40];
    const auto written =
        std::to_chars(std::begin(digits), std::end(digits), *value * 100, std::chars_format::general, 15);
    append_double(out, parse_number({digits, written.ptr}).value_or(*value * 100));
    out += '%';
}

void append_iso_date(std::string& out, std::string_view date) {
    date = trim(date);
    std::string_view time = date.substr(std::min(date.find('T'), date.size()));
    if (time.starts_with('T') && time.find_first_not_of("T0:.Z") == std::string_view::npos)
        date.remove_suffix(time.size());
    out += date;
}

void append_iso_duration(std::string& out, std::string_view duration) {
    constexpr std::int64_t most = 10'000'000;
    const std::string_view whole = trim(duration);
    std::string_view rest = whole;
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    if (!rest.starts_with('P')) {
        out += whole;
        return;
    }
    rest.remove_prefix(1);
    double seconds = 0;
    while (!rest.empty()) {
        if (rest.front() == 'T') {
            rest.remove_prefix(1);
            continue;
        }
        const std::size_t length = rest.find_first_not_of("0123456789.,");
        std::string digits(rest.substr(0, length));
        std::ranges::replace(digits, ',', '.');
        const auto count = parse_number(digits);
        const char unit = length < rest.size() ? rest[length] : ' ';
        const double factor = unit == 'D' ? 86400 : unit == 'H' ? 3600 : unit == 'M' ? 60 : unit == 'S' ? 1 : 0;
        if (!count || factor == 0 || *count > static_cast<double>(most)) {
            out += whole;
            return;
        }
        seconds += *count * factor;
        rest.remove_prefix(length + 1);
    }
    if (negative) out += '-';
    append_clock(out, std::llround(std::min(seconds, static_cast<double>(most) * day_seconds)));
}

void append_serial_date(std::string& out, std::string_view serial, bool since_1904) {
    constexpr double last_day = 2958466;  // the day after 31 December 9999
    const auto value = number_of(serial);
    if (!value || *value < 0 || *value >= last_day) {
        append_number(out, serial);
        return;
    }
    const std::int64_t seconds = std::llround(*value * day_seconds);
    const std::int64_t day = seconds / day_seconds, time = seconds % day_seconds;
    if (day == 0 && !since_1904) {
        append_clock(out, time);
        return;
    }
    // 60 stands for a day that Lotus 1-2-3 thought there was: the days before it are one nearer to the epoch.
    if (day == 60 && !since_1904) {
        out += "1900-02-29";
    } else {
        const Date epoch(since_1904 ? -24107 : day < 60 ? -25568 : -25569);  // 1904-01-01, 1899-12-31, 1899-12-30
        out += (epoch + static_cast<int>(day)).to_iso();
    }
    if (time == 0) return;
    out += 'T';
    append_clock(out, time);
}

void append_serial_time(std::string& out, std::string_view serial) {
    constexpr double most_days = 10'000'000;
    const auto value = number_of(serial);
    if (!value || *value < 0 || *value > most_days)
        append_number(out, serial);
    else
        append_clock(out, std::llround(*value * day_seconds));
}

void append_padded(std::string& out, std::string_view number, std::size_t digits) {
    const std::size_t begin = out.size();
    append_number(out, number);
    const std::size_t length = out.size() - begin;
    if (length >= digits || !std::all_of(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), is_digit)) return;
    out.insert(begin, digits - length, '0');
}

}  // namespace plan
