#include "libplan/view/csv_writer.hpp"

#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <random>

using namespace plan;

namespace {

std::string written(const Table& table, CsvDialect dialect, Language language) {
    std::string text;
    write_csv(table, dialect, language, [&text](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace

TEST_CASE("what a spreadsheet would run gets an apostrophe") {
    for (const char* text : {"=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1", "=", "+33 1 23",
                             "'=1", "'-5", "--5", "-", "+1,2,3"})
        CHECK(neutralise(text) == "'" + std::string(text));
    CHECK(neutralise("\r=1") == "'\n=1");
}

TEST_CASE("numbers and other texts stay as they are") {
    for (const char* text : {"", "-5", "+3,2", "-0.25", "12", "a=1", "'", "it's", "é", " =1", "1-2"})
        CHECK(neutralise(text) == text);
}

TEST_CASE("control characters do not reach the spreadsheet") {
    CHECK(neutralise("a\r\nb\rc\x01\x7f") == "a\nb\nc\ufffd\ufffd");
}

TEST_CASE("a neutralised text comes back") {
    std::mt19937 random(7);
    const std::string letters = "='+-@\t\n5,.a";
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto length = random() % 6; length > 0; --length) text += letters[random() % letters.size()];
        REQUIRE(unneutralise(neutralise(text)) == text);
    }
}

TEST_CASE("each dialect has its separator, numbers, dates and line ends") {
    Table table;
    table.columns = {"Nom", "=Total"};
    table.rows = {{std::string("a;b,\"c\""), 1.5},
                  {Cell(), tests::day("2027-04-03")},
                  {true, std::int64_t{-7}},
                  {std::string("ligne\r\nsuivante"), std::string(" bord ")}};
    CHECK(written(table, CsvDialect::excel_fr, Language::french) ==
          "\ufeffNom;'=Total\r\n\"a;b,\"\"c\"\"\";1,5\r\n;03/04/2027\r\noui;-7\r\n\"ligne\nsuivante\";\" bord \"\r\n");
    CHECK(written(table, CsvDialect::rfc4180, Language::english) ==
          "Nom,'=Total\r\n\"a;b,\"\"c\"\"\",1.5\r\n,2027-04-03\r\nyes,-7\r\n\"ligne\nsuivante\",\" bord \"\r\n");
}
