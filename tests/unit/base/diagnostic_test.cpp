#include "libplan/base/diagnostic.hpp"

#include "libplan/base/error.hpp"
#include "tests/unit/catch2.hpp"

#include <string>

using plan::Diagnostic;
using plan::Error;
using plan::Failure;
using plan::fill_text;
using plan::Location;
using plan::Severity;

TEST_CASE("A location says what is known of it") {
    CHECK(Location{}.to_string().empty());
    CHECK(Location{"a.csv", 0, 0, ""}.to_string() == "a.csv");
    CHECK(Location{"a.csv", 3, 0, ""}.to_string() == "a.csv:3");
    CHECK(Location{"a.csv", 3, 14, ""}.to_string() == "a.csv:3:14");
    CHECK(Location{"a.csv", 0, 14, ""}.to_string() == "a.csv");
    CHECK(Location{"a.ods", 3, 14, "Feuille!D7"}.to_string() == "a.ods:Feuille!D7");
    CHECK(Location{"", 3, 0, ""}.to_string() == "3");
}

TEST_CASE("Holes are filled in order or by number") {
    CHECK(fill_text("nothing", {}) == "nothing");
    CHECK(fill_text("{} and {}", {"a", "b"}) == "a and b");
    CHECK(fill_text("{1} before {0}, {1}", {"a", "b"}) == "b before a, b");
    CHECK(fill_text("{{}} {}", {"x"}) == "{} x");
    CHECK(fill_text("{}", {"{0} {unclosed"}) == "{0} {unclosed");
    CHECK(fill_text("{0}", {"a", "spare"}) == "a");
}

TEST_CASE("A text whose holes do not match is left as it is") {
    const auto text = GENERATE(as<std::string>(), "{} {} {}", "{2}", "{", "}", "{0", "{name}", "{0:d}", "{:!}",
                               "{99999999999999999999}", "{0} {}");
    CHECK(fill_text(text, {"a", "b"}) == text);
}

TEST_CASE("An error says its message with its place and code") {
    const Error error(Failure::invalid_input,
                      Diagnostic{Severity::error, "bad-date", "'{}' is not a date", {"31/02"}, {"a.csv", 2, 5, ""}});
    CHECK(error.failure() == Failure::invalid_input);
    CHECK(error.diagnostic().code == "bad-date");
    const std::string what = error.what();
    CHECK(what.find("a.csv:2:5") != std::string::npos);
    CHECK(what.find("'31/02' is not a date") != std::string::npos);
    CHECK_THROWS_AS(throw Error(error), std::exception);
}
