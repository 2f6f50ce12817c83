#include "libplan/base/working_calendar.hpp"

#include "tests/unit/catch2.hpp"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using plan::Date;
using plan::french_holidays;
using plan::WorkingCalendar;

namespace {

Date day(const std::string& text) {
    const auto date = Date::from_iso(text);
    REQUIRE(date.has_value());
    return *date;
}

std::vector<std::string> dates_of(int year) {
    std::vector<std::string> dates;
    for (const plan::Holiday& holiday : french_holidays(year)) dates.push_back(holiday.date.to_iso());
    return dates;
}

/// The definitions of WorkingCalendar, day by day.
struct NaiveCalendar {
    Date first, last;
    std::set<Date> worked;

    NaiveCalendar(Date from, Date to, unsigned workdays, const std::vector<Date>& holidays) : first(from), last(to) {
        const std::set<Date> closed(holidays.begin(), holidays.end());
        for (Date date = from; date <= to; date = date + 1)
            if ((workdays >> (date.weekday() - 1) & 1u) != 0 && closed.count(date) == 0) worked.insert(date);
    }
    int count(Date from, Date to) const {
        int days = 0;
        for (const Date date : worked) days += date >= from && date <= to ? 1 : 0;
        return days;
    }
    Date finish_of(Date start, int duration) const {
        for (const Date date : worked)
            if (date >= start && --duration == 0) return date;
        return last + 1;
    }
    Date start_of(Date finish, int duration) const {
        for (auto date = worked.rbegin(); date != worked.rend(); ++date)
            if (*date <= finish && --duration == 0) return *date;
        return first - 1;
    }
};

}  // namespace

TEST_CASE("Easter Monday, Ascension and Whit Monday fall on their known days") {
    struct Feasts {
        int year;
        std::string easter_monday, ascension, whit_monday;
    };
    const std::vector<Feasts> known = {
        {2000, "2000-04-24", "2000-06-01", "2000-06-12"}, {2008, "2008-03-24", "2008-05-01", "2008-05-12"},
        {2024, "2024-04-01", "2024-05-09", "2024-05-20"}, {2025, "2025-04-21", "2025-05-29", "2025-06-09"},
        {2026, "2026-04-06", "2026-05-14", "2026-05-25"}, {2027, "2027-03-29", "2027-05-06", "2027-05-17"},
        {2028, "2028-04-17", "2028-05-25", "2028-06-05"}, {2038, "2038-04-26", "2038-06-03", "2038-06-14"},
    };
    for (const Feasts& feasts : known) {
        CAPTURE(feasts.year);
        std::set<std::string> dates;
        for (const std::string& date : dates_of(feasts.year)) dates.insert(date);
        CHECK(dates.count(feasts.easter_monday) == 1);
        CHECK(dates.count(feasts.ascension) == 1);
        CHECK(dates.count(feasts.whit_monday) == 1);
    }
}

TEST_CASE("The eleven French holidays come in date order with their names") {
    CHECK(dates_of(2026) == std::vector<std::string>{"2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08",
                                                     "2026-05-14", "2026-05-25", "2026-07-14", "2026-08-15",
                                                     "2026-11-01", "2026-11-11", "2026-12-25"});
    for (int year = 1900; year <= 2199; ++year) {
        const auto holidays = french_holidays(year);
        REQUIRE(holidays.size() == 11);
        for (std::size_t next = 1; next < holidays.size(); ++next)
            REQUIRE(holidays[next - 1].date <= holidays[next].date);
        for (const plan::Holiday& holiday : holidays) {
            REQUIRE(holiday.date.year() == year);
            REQUIRE_FALSE(holiday.name.empty());
            if (holiday.name == "Lundi de Pâques") {
                // Easter Sunday lies between 22 March and 25 April.
                REQUIRE(holiday.date.weekday() == 1);
                REQUIRE(holiday.date >= *Date::from_civil(year, 3, 23));
                REQUIRE(holiday.date <= *Date::from_civil(year, 4, 26));
            }
            if (holiday.name == "Ascension") REQUIRE(holiday.date.weekday() == 4);
        }
    }
}

TEST_CASE("A working week skips the weekend and holidays") {
    const WorkingCalendar calendar(day("2026-05-01"), day("2026-05-31"), 0b0011111,
                                   {day("2026-05-01"), day("2026-05-08"), day("2026-05-14"), day("2026-05-25")});
    CHECK_FALSE(calendar.is_working(day("2026-05-01")));
    CHECK_FALSE(calendar.is_working(day("2026-05-02")));
    CHECK(calendar.is_working(day("2026-05-04")));
    CHECK(calendar.working_days(day("2026-05-01"), day("2026-05-31")) == 17);
    CHECK(calendar.next_working(day("2026-05-08")) == day("2026-05-11"));
    CHECK(calendar.finish_of(day("2026-05-07"), 2) == day("2026-05-11"));
    CHECK(calendar.start_of(day("2026-05-11"), 2) == day("2026-05-07"));
}

TEST_CASE("Outside its span nothing is worked") {
    const WorkingCalendar calendar(day("2026-06-01"), day("2026-06-05"), 0b1111111, {});
    CHECK_FALSE(calendar.is_working(day("2026-05-31")));
    CHECK_FALSE(calendar.is_working(day("2026-06-06")));
    CHECK(calendar.working_days(day("2020-01-01"), day("2030-01-01")) == 5);
    CHECK(calendar.working_days(day("2026-06-03"), day("2026-06-02")) == 0);
    CHECK(calendar.finish_of(day("2026-06-01"), 6) == day("2026-06-06"));
    CHECK(calendar.finish_of(day("2026-07-01"), 1) == day("2026-06-06"));
    CHECK(calendar.finish_of(day("2020-01-01"), 1) == day("2026-06-01"));
    CHECK(calendar.start_of(day("2026-06-05"), 6) == day("2026-05-31"));
    CHECK(calendar.start_of(day("2020-01-01"), 1) == day("2026-05-31"));
    CHECK(calendar.start_of(day("2030-01-01"), 5) == day("2026-06-01"));
}

TEST_CASE("A calendar without any worked day has no day to give") {
    const WorkingCalendar calendar(day("2026-06-01"), day("2026-06-30"), 0, {});
    CHECK(calendar.working_days(calendar.first(), calendar.last()) == 0);
    CHECK(calendar.next_working(calendar.first()) == day("2026-07-01"));
    CHECK(calendar.start_of(calendar.last(), 1) == day("2026-05-31"));
}

TEST_CASE("Counts agree with a walk day by day on random calendars") {
    std::mt19937 random(17);
    for (int round = 0; round < 40; ++round) {
        const Date first = day("2025-01-01") + static_cast<int>(random() % 700);
        const Date last = first + static_cast<int>(random() % 120);
        const auto workdays = static_cast<std::uint8_t>(random() % 128);
        std::vector<Date> holidays;
        for (std::size_t count = random() % 12; holidays.size() < count;)
            holidays.push_back(first + static_cast<int>(random() % 130) - 5);
        const WorkingCalendar calendar(first, last, workdays, holidays);
        const NaiveCalendar naive(first, last, workdays, holidays);
        for (int query = 0; query < 60; ++query) {
            const Date from = first + static_cast<int>(random() % 140) - 10;
            const Date to = first + static_cast<int>(random() % 140) - 10;
            const int duration = 1 + static_cast<int>(random() % 30);
            CHECK(calendar.is_working(from) == (naive.worked.count(from) == 1));
            CHECK(calendar.working_days(from, to) == naive.count(from, to));
            CHECK(calendar.next_working(from) == naive.finish_of(from, 1));
            CHECK(calendar.finish_of(from, duration) == naive.finish_of(from, duration));
            CHECK(calendar.start_of(to, duration) == naive.start_of(to, duration));
        }
    }
}
