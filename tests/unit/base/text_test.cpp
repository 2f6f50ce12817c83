#include "libplan/base/text.hpp"
#include "libplan/base/boxed.hpp"
#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

TEST_CASE("trim removes every kind of blank, inside stays") {
    CHECK(trim(" \t\xC2\xA0 a b\xE2\x80\xAF\r\n") == "a b");
    CHECK(trim("\xEF\xBB\xBF"
               "a") == "a");
    CHECK(trim(" \xC2\xA0 ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("fold makes one key of the ways to write a name") {
    CHECK(fold("Direction  Métier (MOA)") == "direction metier moa");
    CHECK(fold("  Œuvre n° 3 — Ça ») ") == "oeuvre n 3 ca");
    CHECK(fold("DISPONIBILITÉ_SLA %") == "disponibilite sla");
    CHECK(fold("e\xCC\x81t\xC3\xA9") == "ete");  // a decomposed accent
    CHECK(fold("Straße") == "strasse");
    CHECK(fold("Ω 東") == "Ω 東");
    CHECK(fold("\xFF") == "\xFF");
    CHECK(fold("").empty());
}

TEST_CASE("lists split at any separator and lose their blanks") {
    CHECK(split_list(" a ; b,,c ", ";,") == std::vector<std::string>{"a", "b", "c"});
    CHECK(split_list(" ; ", ";").empty());
    CHECK(join({"a", "b"}, ", ") == "a, b");
    CHECK(join({}, ", ").empty());
}

TEST_CASE("broken UTF-8 is found at its first byte") {
    CHECK_FALSE(invalid_utf8("é€😀 plain").has_value());
    CHECK(invalid_utf8("ab\xFF") == 2u);
    CHECK(invalid_utf8("\xC0\x80") == 0u);          // overlong
    CHECK(invalid_utf8("a\xED\xA0\x80") == 1u);     // a surrogate
    CHECK(invalid_utf8("\xF4\x90\x80\x80") == 0u);  // beyond U+10FFFF
    CHECK(invalid_utf8("x\xE2\x82") == 1u);         // cut off
    CHECK(replace_invalid_utf8("a\xFFz") == "a\xEF\xBF\xBDz");
}

TEST_CASE("Windows-1252 becomes UTF-8") {
    CHECK(from_windows_1252("\xE9t\xE9 \x80 \x9C") == "été € œ");
    CHECK(from_windows_1252("\x81") == "\xEF\xBF\xBD");
}

TEST_CASE("edit distance counts a swap as one, and the nearest is near enough or nothing") {
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abcd", "abdc") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(nearest("critcite", {"nom", "criticite", "criticiste"}) == std::string_view("criticite"));
    CHECK_FALSE(nearest("zzz", {"nom", "criticite"}).has_value());
    CHECK_FALSE(nearest("x", {"y"}).has_value());
}

TEST_CASE("markup is escaped and control characters dropped") {
    CHECK(escape_markup("<b a=\"1\">'&'\x01\n</b>") == "&lt;b a=&quot;1&quot;&gt;&#39;&amp;&#39;\n&lt;/b&gt;");
}

TEST_CASE("numbers are read with a point whatever the locale, whole or not at all") {
    CHECK(parse_number("1.75") == 1.75);
    CHECK(parse_number("+2") == 2.0);
    CHECK(parse_number("-1e3") == -1000.0);
    for (const char* wrong : {"", "+", "1,75", "1.7x", "nan", "inf", "1e999", " 1"})
        CHECK_FALSE(parse_number(wrong).has_value());
    CHECK(parse_integer("-12") == -12);
    CHECK_FALSE(parse_integer("99999999999999999999").has_value());
    CHECK_FALSE(parse_integer("1.0").has_value());
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(-0.0) == "0");
}

TEST_CASE("a text is filled, and one whose holes do not match stays as it is") {
    CHECK(fill_text("{1} of {0}", {"a", "b"}) == "b of a");
    CHECK(fill_text("{} and {}", {"a"}) == "{} and {}");
    CHECK(fill_text("{{}}", {}) == "{}");
}

TEST_CASE("an error says where, what and which code") {
    Diagnostic diagnostic;
    diagnostic.code = "odd";
    diagnostic.text = "{} is odd";
    diagnostic.arguments = {"3"};
    diagnostic.where = {"f.csv", 3, 7, {}};
    CHECK(std::string(Error(Failure::invalid_input, diagnostic).what()) == "f.csv:3:7: 3 is odd [odd]");
    diagnostic.where = {"f.ods", 0, 0, "Feuille!D7"};
    CHECK(std::string(Error(Failure::invalid_input, diagnostic).what()) == "f.ods:Feuille!D7: 3 is odd [odd]");
}

TEST_CASE("a boxed value behaves as an optional one, copies are deep") {
    Boxed<std::string> empty;
    CHECK_FALSE(empty.has_value());
    Boxed<std::string> held = std::string("a");
    Boxed<std::string> copy = held;
    *copy += "b";
    CHECK(*held == "a");
    CHECK(*copy == "ab");
    held = empty;
    CHECK_FALSE(held.has_value());
    copy.reset();
    CHECK_FALSE(copy.has_value());
    CHECK(copy.emplace("x") == "x");
}
