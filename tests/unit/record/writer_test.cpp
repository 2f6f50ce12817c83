#include "libplan/record/defaults.hpp"
#include "libplan/record/json_writer.hpp"
#include "libplan/record/reasons.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

namespace {

template <class Value>
std::string json_of(const Value& value) {
    std::string out;
    JsonWriter(out).value(value);
    return out;
}

}  // namespace

TEST_CASE("numbers are written in the shortest form that reads back, whole ones without exponent") {
    CHECK(json_of(0.1) == "0.1");
    CHECK(json_of(1e6) == "1000000");
    CHECK(json_of(-0.0) == "0");
    CHECK(json_of(1.0 / 3) == "0.3333333333333333");
    CHECK(json_of(1e300) == "1e+300");
}

TEST_CASE("strings are escaped as JSON demands and always valid UTF-8") {
    CHECK(json_of("a\"\\\n\x01/é") == "\"a\\\"\\\\\\n\\u0001/é\"");
    CHECK(json_of(std::string("x\"\xFFy")) == "\"x\\\"\xEF\xBF\xBDy\"");
}

TEST_CASE("whatever must be escaped is, at every place of texts of every length") {
    const std::pair<std::string, std::string> special[] = {
        {"\"", "\\\""}, {"\\", "\\\\"}, {"\x1F", "\\u001f"}, {"\t", "\\t"}, {"\x7F", "\x7F"},
        {" ", " "},     {"é", "é"},     {"!", "!"},          {"]", "]"},    {"\x80", "\xEF\xBF\xBD"}};
    for (std::size_t before = 0; before < 20; ++before)
        for (std::size_t behind = 0; behind < 20; ++behind)
            for (const auto& [byte, written] : special) {
                const std::string head(before, 'a'), tail(behind, 'z');
                const std::string text = head + byte + tail;
                INFO(text);
                CHECK(json_of(text) == '"' + head + written + tail + '"');
            }
}

TEST_CASE("commas stand between elements only") {
    std::string out;
    JsonWriter json(out);
    json.open_array();
    json.value(std::int64_t{1});
    json.open_object();
    json.member("a", true);
    json.key("b");
    json.open_array();
    json.close_array();
    json.close_object();
    json.value(false);
    json.close_array();
    CHECK(out == "[1,{\"a\":true,\"b\":[]},false]");
}

TEST_CASE("a reason is said in the language asked, a hole without argument stays") {
    const ReasonText text{"r", "s", "de {a} à {b}", "from {a} to {b}"};
    const Reason french = make_reason(text, Language::french, {{"a", "{b}"}});
    CHECK(french.text == "de {b} à {b}");
    CHECK(make_reason(text, Language::english, {{"a", "1"}, {"b", "2"}}).text == "from 1 to 2");
    CHECK(make_reason(text, Language::french, {{"a", "2027-01-31"}, {"b", "2"}}).text == "de 31/01/2027 à 2");
    CHECK(make_reason(text, Language::french, {{"a", "2027-01-31"}}).args[0].second == "2027-01-31");
    CHECK(make_reason(text, Language::english, {{"a", "2027-01-31"}, {"b", "2"}}).text == "from 2027-01-31 to 2");
    CHECK(fill_names("{unclosed", {}) == "{unclosed");
}

TEST_CASE("without a window the first full weekend of each month serves, freezes excepted") {
    Portfolio portfolio;
    portfolio.read(
        "{\"type\":\"calendar\",\"id\":\"c\",\"freeze\":[{\"start\":\"2027-03-07\",\"finish\":\"2027-03-10\"},"
        "{\"start\":\"2027-04-01\",\"finish\":\"2027-04-30\",\"phases\":[\"build\"]}]}\n",
        "test");
    const auto windows = usable_windows(portfolio, *Date::from_iso("2027-01-03"), *Date::from_iso("2027-05-01"));
    // January's first full weekend, 2 and 3, begins before the first day; March's touches the freeze; the freeze of
    // April concerns only the phase build; May's is too late.
    REQUIRE(windows.size() == 2);
    CHECK(windows[0].id == "weekend-2027-02");
    CHECK(windows[0].start.to_iso() == "2027-02-06");
    CHECK(windows[0].finish.to_iso() == "2027-02-07");
    CHECK(windows[1].id == "weekend-2027-04");
    CHECK(windows[1].start.to_iso() == "2027-04-03");
}

TEST_CASE("declared windows replace the weekends and come in date order") {
    Portfolio portfolio;
    portfolio.read(
        "{\"type\":\"calendar\",\"id\":\"c\",\"windows\":[{\"id\":\"w2\",\"start\":\"2027-03-05\",\"finish\":\"2027-03-"
        "07\"},"
        "{\"id\":\"w1\",\"start\":\"2027-02-05\",\"finish\":\"2027-02-07\",\"max_applications\":4}]}\n",
        "test");
    const auto windows = usable_windows(portfolio, *Date::from_iso("2027-01-01"), *Date::from_iso("2027-12-31"));
    REQUIRE(windows.size() == 2);
    CHECK(windows[0].id == "w1");
    CHECK(windows[0].max_applications == 4);
    CHECK(windows[1].id == "w2");
}

TEST_CASE("a team's calendar is the one it names, else the first, else the default") {
    Portfolio portfolio;
    Team team;
    team.calendar = "b";
    CHECK(calendar_of(portfolio, team).id == "default");
    CHECK(calendar_of(portfolio, team).holidays == "FR");
    portfolio.read("{\"type\":\"calendar\",\"id\":\"a\"}\n{\"type\":\"calendar\",\"id\":\"b\"}\n", "test");
    CHECK(calendar_of(portfolio, team).id == "b");
    team.calendar = "unknown";
    CHECK(calendar_of(portfolio, team).id == "a");
    CHECK(teams_or_default(portfolio).size() == 6);
}
