#include "tests/unit/catch2.hpp"
#include "tests/unit/check/finding_pairs.hpp"

using namespace plan;

namespace {

std::string funded(const std::string& shares) {
    return R"({"type":"application","id":"d","owner":"o","lifecycle":"project","funding":[)" + shares + R"(]}
{"type":"flow","from":"d","to":"a","kind":"api"})";
}

/// Only `good` is sound; the two differ by what is wrong.
void expect_shares(const std::string& good, const std::string& bad, std::string_view code, Severity severity) {
    const std::string sound = funded(good), broken = funded(bad);
    expect({{code, sound, broken, code}}, severity);
}

}  // namespace

TEST_CASE("a share of funding lies between 0 and 100 %, says who pays, and its days are in order") {
    expect_shares(R"({"source":"f","share_percent":100})", R"({"source":"f","share_percent":100.5})", "out-of-range",
                  Severity::error);
    expect_shares(R"({"source":"f","share_percent":0})", R"({"source":"f","share_percent":-1})", "out-of-range",
                  Severity::error);
    expect_shares(R"({"source":"f","share_percent":40})", R"({"share_percent":40})", "unsourced-funding",
                  Severity::warning);
    expect_shares(R"({"source":"f","share_percent":40,"from":"2027-01-01","until":"2027-01-01"})",
                  R"({"source":"f","share_percent":40,"from":"2027-01-02","until":"2027-01-01"})", "dates-reversed",
                  Severity::error);
}

TEST_CASE("shares come to 100 % at most on each day, whoever pays them") {
    const auto pair = [](const std::string& days) {
        return R"({"source":"f","share_percent":60,"from":"2027-01-01","until":"2027-12-31"},{"source":"g","share_percent":60)" +
               days + "}";
    };
    // The last day of the one is the first of the other.
    expect_shares(pair(R"(,"from":"2028-01-01")"), pair(R"(,"from":"2027-12-31")"), "funding-over", Severity::error);
    expect_shares(pair(R"(,"until":"2026-12-31")"), pair(R"(,"until":"2027-01-01")"), "funding-over", Severity::error);
    expect_shares(pair(R"(,"from":"2028-01-01")"), pair(""), "funding-over", Severity::error);
    expect_shares(
        R"({"source":"f","share_percent":33.4},{"source":"g","share_percent":33.3},{"source":"h","share_percent":33.3})",
        R"({"source":"f","share_percent":33.4},{"source":"g","share_percent":33.3},{"source":"h","share_percent":33.4})",
        "funding-over", Severity::error);
    CHECK(only_arguments(findings_in(funded(pair(R"(,"from":"2027-12-31")")))) ==
          std::vector<std::string>{"d", "120", "2027-12-31"});
}

TEST_CASE("the first day in service of a project should be ahead") {
    const std::string project =
        R"({"type":"application","id":"d","owner":"o","lifecycle":"project","go_live":"2027-01-01"}
{"type":"flow","from":"d","to":"a","kind":"api"})";
    CHECK(findings_in(project, {Date::from_iso("2027-01-01"), false}).empty());
    const auto late = findings_in(project, {Date::from_iso("2027-01-02"), false});
    REQUIRE(late.size() == 1);
    CHECK(late.front().code == "date-passed");
    std::string running = project;
    running.replace(running.find("project"), 7, "production");  // what runs already is no news
    CHECK(findings_in(running, {Date::from_iso("2027-01-02"), false}).empty());
}
