#include "libplan/base/date.hpp"
#include "libplan/base/working_calendar.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <random>

using namespace plan;

namespace {

Date date(const char* iso) {
    const auto parsed = Date::from_iso(iso);
    REQUIRE(parsed.has_value());
    return *parsed;
}

}  // namespace

TEST_CASE("dates read and write ISO 8601, and only real days within range") {
    for (const char* iso : {"1900-01-01", "1970-01-01", "2024-02-29", "2027-12-31", "2199-12-31"})
        CHECK(date(iso).to_iso() == iso);
    CHECK(date("1970-01-02").days() == 1);
    for (const char* wrong : {"2027-02-29", "1899-12-31", "2200-01-01", "2027-13-01", "2027-00-10", "2027-1-01",
                              "2027-01-1x", "27-01-01", "2027/01/01", "2027-01-011", ""})
        CHECK_FALSE(Date::from_iso(wrong).has_value());
}

TEST_CASE("weekdays and parts agree with known days") {
    CHECK(date("2027-01-04").weekday() == 1);
    CHECK(date("2026-11-22").weekday() == 7);
    CHECK(date("1969-12-31").weekday() == 3);
    CHECK(date("2028-02-29").year() == 2028);
    CHECK(date("2028-02-29").month() == 2);
    CHECK(date("2028-02-29").day() == 29);
}

TEST_CASE("adding months cuts the day to the last of the month") {
    CHECK(date("2027-01-31").plus_months(1).to_iso() == "2027-02-28");
    CHECK(date("2028-01-31").plus_months(1).to_iso() == "2028-02-29");
    CHECK(date("2027-11-30").plus_months(3).to_iso() == "2028-02-29");
    CHECK(date("2027-03-31").plus_months(-1).to_iso() == "2027-02-28");
    CHECK(date("2027-06-15").plus_months(12).to_iso() == "2028-06-15");
}

TEST_CASE("France's holidays, moving feasts included, are those of the published calendars") {
    const auto has = [](int year, const char* iso) {
        const auto holidays = french_holidays(year);
        return std::any_of(holidays.begin(), holidays.end(),
                           [&](const Holiday& day) { return day.date.to_iso() == iso; });
    };
    for (int year = 1900; year <= 2199; ++year) CHECK(french_holidays(year).size() == 11);
    // Easter Monday, Ascension, Whit Monday.
    CHECK(has(2024, "2024-04-01"));
    CHECK(has(2024, "2024-05-09"));
    CHECK(has(2024, "2024-05-20"));
    CHECK(has(2025, "2025-04-21"));
    CHECK(has(2026, "2026-04-06"));
    CHECK(has(2026, "2026-05-14"));
    CHECK(has(2026, "2026-05-25"));
    CHECK(has(2027, "2027-03-29"));
    CHECK(has(2027, "2027-05-06"));
    CHECK(has(2027, "2027-05-17"));
    CHECK(has(2008, "2008-03-24"));  // the earliest Easter of a century
    CHECK(has(2038, "2038-04-26"));  // the latest
    CHECK(has(2027, "2027-07-14"));
}

TEST_CASE("a working calendar agrees with counting day by day") {
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        const Date first = date("2027-01-01") + static_cast<int>(random() % 400);
        const Date last = first + static_cast<int>(random() % 60);
        const auto workdays = static_cast<std::uint8_t>(random() % 128);
        std::vector<Date> holidays;
        for (int holiday = 0; holiday < 5; ++holiday) holidays.push_back(first + static_cast<int>(random() % 60));
        const WorkingCalendar calendar(first, last, workdays, holidays);
        const auto works = [&](Date day) {
            return day >= first && day <= last && (workdays >> (day.weekday() - 1) & 1) != 0 &&
                   std::find(holidays.begin(), holidays.end(), day) == holidays.end();
        };
        for (int query = 0; query < 40; ++query) {
            const Date from = first - 5 + static_cast<int>(random() % 70);
            const Date to = first - 5 + static_cast<int>(random() % 70);
            int expected = 0;
            for (Date day = from; day <= to; day = day + 1) expected += works(day) ? 1 : 0;
            REQUIRE(calendar.working_days(from, to) == expected);
            REQUIRE(calendar.is_working(from) == works(from));

            const int duration = 1 + static_cast<int>(random() % 8);
            Date finish = std::max(from, first);
            int left = duration;
            for (; finish <= last; finish = finish + 1)
                if (works(finish) && --left == 0) break;
            REQUIRE(calendar.finish_of(from, duration) == (left == 0 ? finish : last + 1));
            Date start = std::min(from, last);
            left = duration;
            for (; start >= first; start = start - 1)
                if (works(start) && --left == 0) break;
            REQUIRE(calendar.start_of(from, duration) == (left == 0 ? start : first - 1));
            REQUIRE(calendar.next_working(from) == calendar.finish_of(from, 1));
        }
    }
}
