#include "libplan/view/gantt_page.hpp"
#include "libplan/base/error.hpp"
#include "libplan/view/csp_hash.hpp"
#include "libplan/view/gantt_html.hpp"
#include "libplan/view/gantt_layout.hpp"
#include "libplan/view/gantt_svg.hpp"
#include "libplan/view/html_template.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/small_plan.hpp"

#include <fmt/format.h>

using namespace plan;

namespace {

constexpr std::string_view hostile = "</script><script>alert(1)</script><!-- \" ' & \u202e";

Portfolio hostile_plan() {
    Portfolio portfolio = tests::small_plan();
    portfolio.applications[0].name = hostile;
    portfolio.tasks[0].because.push_back({"rule", "source", std::string(hostile), {}, {}});
    Calendar calendar;
    calendar.freeze.push_back({tests::day("2027-02-01"), tests::day("2027-02-05"), std::string(hostile), {}});
    portfolio.calendars.push_back(calendar);
    return portfolio;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a page names its script by the digest of its text") {
    CHECK(csp_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("holes of a page are filled, escaped unless they ask for markup") {
    const auto values = [](std::string_view name) -> std::optional<std::string> {
        if (name == "a") return "<{{b}}>";
        return std::nullopt;
    };
    CHECK(fill_template("1 {{a}} 2 {{{a}}} {", "page", values) == "1 &lt;{{b}}&gt; 2 <{{b}}> {");
    CHECK(fill_template("{{a", "page", values) == "{{a");
    try {
        static_cast<void>(fill_template("x\n{{ nothing }}", "page.html", values));
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.diagnostic().code == "unknown-placeholder");
        CHECK(std::string(error.what()).find("page.html:2") != std::string::npos);
        CHECK(std::string(error.what()).find("{{nothing}}") != std::string::npos);
    }
}

TEST_CASE("no text can end the data of the page") {
    CHECK(embed_json("[\"</script><!--&\"]") == "[\"\\u003c/script\\u003e\\u003c!--\\u0026\"]");
}

TEST_CASE("hostile names stay text in the page and in the drawing") {
    const Portfolio portfolio = hostile_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::french);
    const GanttTemplate files{"<title>{{title}}</title><script>{{{script}}}</script>{{{table}}}{{{data}}}", "",
                              "run()"};
    const std::string page = gantt_html(portfolio, chart, files, hostile, Language::french);
    CHECK(contains(page, "<script>run()</script>"));
    CHECK_FALSE(contains(page, "<script>alert"));
    CHECK_FALSE(contains(page, "<!--"));
    CHECK_FALSE(contains(page, "\u202e"));
    CHECK(contains(page, "&lt;/script&gt;&lt;script&gt;alert(1)"));

    const GanttLayout layout = gantt_layout(portfolio, chart, GanttPage(), Language::french);
    const std::string drawing = gantt_svg(portfolio, chart, layout, hostile, Language::french);
    CHECK_FALSE(contains(drawing, "<script"));
    CHECK_FALSE(contains(drawing, "<!--"));
    CHECK_FALSE(contains(drawing, "\u202e"));
    CHECK(contains(drawing, "[U+202E]"));
}

TEST_CASE("the table says for every application what the chart shows") {
    const Portfolio portfolio = tests::small_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::english);
    const std::string table = gantt_table_html(portfolio, chart, Language::english);
    for (const char* id : {"pay", "hr", "old", "still", "nubo"})
        CHECK(contains(table, fmt::format("<th scope=\"row\">{}</th>", id)));
    CHECK(contains(table, "<th scope=\"col\">Cut-over</th>"));
    CHECK(contains(table, "<td>3–4 Apr 2027\u00a0*</td>"));
    CHECK_FALSE(contains(table, "Build"));
}

TEST_CASE("the same plan gives the same bytes") {
    const Portfolio portfolio = hostile_plan();
    const GanttRows chart = gantt_rows(portfolio, std::nullopt, Language::french);
    const std::vector<TeamLoad> loads = team_loads(portfolio, chart);
    CHECK(gantt_data(portfolio, chart, loads, Language::french) ==
          gantt_data(portfolio, chart, loads, Language::french));
    CHECK(gantt_data(portfolio, chart, loads, Language::french)
              .starts_with("{\"language\":\"fr\",\"first\":\"2027-01-01\",\"days\":120,"));
}
