#include "libplan/view/words.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

using namespace plan;
using tests::day;

TEST_CASE("dates read as people write them") {
    CHECK(long_date(day("2026-05-01"), Language::french) == "1er mai 2026");
    CHECK(long_date(day("2026-05-01"), Language::english) == "1 May 2026");
    CHECK(short_date(day("2026-09-07"), Language::french) == "7 sept. 2026");
    CHECK(date_range(day("2026-03-14"), day("2026-03-15"), Language::french) == "14–15 mars 2026");
    CHECK(date_range(day("2026-02-28"), day("2026-03-01"), Language::french) == "28 févr. – 1er mars 2026");
    CHECK(date_range(day("2026-12-31"), day("2027-01-02"), Language::english) == "31 Dec 2026 – 2 Jan 2027");
    CHECK(date_range(day("2026-03-14"), day("2026-03-14"), Language::english) == "14 Mar 2026");
}

TEST_CASE("numbers are grouped and rounded as the language does") {
    CHECK(count_text(1234567, Language::french) == "1\u202f234\u202f567");
    CHECK(count_text(-1234, Language::english) == "-1,234");
    CHECK(count_text(999, Language::english) == "999");
    CHECK(quantity_text(1234.56, 1, Language::french) == "1\u202f234,6");
    CHECK(quantity_text(2.0, 2, Language::english) == "2");
    CHECK(quantity_text(-0.25, 1, Language::english) == "-0.3");
    CHECK(quantity_text(-0.01, 1, Language::english) == "0");
    CHECK(counted(1, {"application", "application"}, {"applications", "applications"}, Language::french) ==
          "1\u00a0application");
    CHECK(counted(0, {"application", "application"}, {"applications", "applications"}, Language::english) ==
          "0\u00a0applications");
}

TEST_CASE("what would hide or reorder text is made visible") {
    CHECK(visible_text("Paie <b>&") == "Paie <b>&");
    CHECK(visible_text("a\u202eb\u2066c") == "a[U+202E]b[U+2066]c");
    CHECK(visible_text("line\nend\ttab\x7f") == "line[U+000A]end[U+0009]tab[U+007F]");
    CHECK(visible_text("\u200b\ufeff") == "[U+200B][U+FEFF]");
    CHECK(visible_text("broken \xff!") == "broken \ufffd!");
    CHECK(visible_text("é 漢字 😀") == "é 漢字 😀");
}
