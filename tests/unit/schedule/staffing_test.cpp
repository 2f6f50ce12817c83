#include "libplan/schedule/staffing.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan;

TEST_CASE("a phase has one person for up to twenty days, then as many as make it twenty") {
    CHECK(staff_phase(12, 5).people == 1);
    CHECK(staff_phase(12, 5).duration_days == 12);
    CHECK(staff_phase(30, 8).people == 2);
    CHECK(staff_phase(30, 8).duration_days == 15);
}

TEST_CASE("a phase takes half the team at most, unless it would last more than sixty days") {
    CHECK(staff_phase(100, 5).people == 2);
    CHECK(staff_phase(100, 5).duration_days == 50);
    CHECK(staff_phase(200, 5).people == 3.5);
    CHECK(staff_phase(200, 5).duration_days == 58);
    CHECK(staff_phase(1000, 5).people == 5);
}

TEST_CASE("people are cut to what the duration needs") {
    CHECK(staff_phase(0.5, 5).people == 0.5);
    CHECK(staff_phase(0.5, 5).duration_days == 1);
    CHECK(staff_phase(61, 8).people == 4);  // 16 days: 3.8 people, rounded up to half a person
    CHECK(staff_phase(61, 8).duration_days == 16);
}

TEST_CASE("a small or fractional team is never overdrawn") {
    CHECK(staff_phase(10, 0.5).people == 0.5);
    CHECK(staff_phase(10, 0.5).duration_days == 20);
    CHECK(staff_phase(10, 0.001).duration_days == 10000);
    CHECK(staff_phase(100, 2.5).people <= 2.5);
}

TEST_CASE("a cut-over fits its window, with the whole team if need be") {
    CHECK(staff_cutover(4, 5, 2, 2)->people == 2);
    CHECK(staff_cutover(4, 5, 2, 2)->duration_days == 2);
    CHECK(staff_cutover(3, 5, 2, 2)->people == 1.5);
    CHECK(staff_cutover(10, 5, 2, 2)->people == 5);
    CHECK_FALSE(staff_cutover(11, 5, 2, 2).has_value());
    CHECK(staff_cutover(11, 5, 2, 4)->duration_days == 3);
}

TEST_CASE("durations of absurd efforts stay finite") {
    CHECK(duration_of(1e300, 1) == 1'000'000'000);
    CHECK(duration_of(1e-9, 1) == 1);
    CHECK(duration_of(10, 2.5) == 4);
    CHECK(duration_of(0.3, 0.1) == 3);  // not 4, whatever binary fractions make of it
}
