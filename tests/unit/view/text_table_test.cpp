#include "libplan/view/text_table.hpp"
#include "libplan/view/json_lines.hpp"
#include "tests/unit/catch2.hpp"

#include <array>
#include <string>

using namespace plan;

namespace {

std::string text_of(const Table& table, Language language) {
    std::string text;
    write_text(table, language, [&](std::string_view piece) { text += piece; });
    return text;
}

std::string json_of(const Table& table, std::span<const std::string_view> keys) {
    std::string text;
    write_json_lines(table, "t", keys, [&](std::string_view piece) { text += piece; });
    return text;
}

Table sample() {
    Table table;
    table.columns = {"Nom", "Compte", "Le"};
    table.rows = {{Cell("é\u0301té"), Cell(std::int64_t{1234}), Cell(Date::from_iso("2026-03-01").value())},
                  {Cell("日本"), Cell(12.5), Cell()},
                  {Cell("\x1b[31m"), Cell(), Cell(true)}};
    return table;
}

}  // namespace

TEST_CASE("columns are aligned by what a terminal shows, numbers to the right, and lines end without blanks") {
    CHECK(text_of(sample(), Language::english) ==
          "Nom           Compte  Le\n"
          "------------  ------  --\n"
          "é\u0301té            1,234  2026-03-01\n"
          "日本            12.5\n"
          "[U+001B][31m          yes\n");
    CHECK(text_of(sample(), Language::french).find("12,5") != std::string::npos);
    CHECK(text_of(sample(), Language::french).find("01/03/2026") != std::string::npos);
    Table empty;
    empty.columns = {"A", "B"};
    CHECK(text_of(empty, Language::english) == "A  B\n-  -\n");
}

TEST_CASE("a letter takes the cells that a terminal gives it") {
    CHECK(display_width("") == 0);
    CHECK(display_width("été") == 3);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("\U0001F600") == 2);
}

TEST_CASE("a table in JSON is one object a line under stable keys") {
    const std::array<std::string_view, 3> keys = {"name", "count", "day"};
    Table table = sample();
    table.rows.erase(table.rows.begin());
    CHECK(json_of(table, keys) ==
          "{\"table\":\"t\",\"name\":\"日本\",\"count\":12.5,\"day\":null}\n"
          "{\"table\":\"t\",\"name\":\"\\u001b[31m\",\"count\":null,\"day\":true}\n");
    table.rows.clear();
    CHECK(json_of(table, keys).empty());
}
