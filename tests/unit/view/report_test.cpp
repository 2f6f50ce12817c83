#include "libplan/view/report.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/report_chart.hpp"
#include "libplan/view/report_chart_pen.hpp"
#include "libplan/view/report_scope.hpp"
#include "libplan/view/report_series.hpp"
#include "libplan/view/report_template.hpp"
#include "tests/unit/catch2.hpp"

#include <numeric>
#include <string>

using namespace plan;

namespace {

Portfolio portfolio_of(const std::string& records) {
    Portfolio portfolio;
    portfolio.read(records + "{\"type\":\"end\"}\n", "test");
    return portfolio;
}

std::string filled(const std::string& text, const ReportData& data, ReportFormat format = ReportFormat::html,
                   ReportTemplates files = {}) {
    files["page"] = text;
    return ReportTemplate(files, "page", text, format).fill(ReportData(), data);
}

std::string code_of(const std::string& text, ReportTemplates files = {}) {
    try {
        ReportData data;
        data.text("known", "x");
        static_cast<void>(filled(text, data, ReportFormat::html, std::move(files)));
    } catch (const Error& error) {
        CHECK(error.failure() == Failure::invalid_input);
        return error.diagnostic().code;
    }
    return "";
}

/// A page with everything of `which` in it, and nothing else.
std::string dossier(const Portfolio& portfolio, const ReportTemplates& templates, ReportOptions options = {}) {
    std::string out;
    write_report(portfolio, templates, options, [&](std::string_view piece) { out += piece; });
    return out;
}

double total(const Chart& chart) {
    double sum = 0;
    for (const auto& values : chart.values) sum = std::accumulate(values.begin(), values.end(), sum);
    return sum;
}

const std::string task = R"({"type":"task","id":"a/study","application":"a","phase":"study","team":"t","people":1,)"
                         R"("effort_days":10,"duration_days":10,"start":"2027-01-25","finish":"2027-02-05"})"
                         "\n";

}  // namespace

TEST_CASE("a template escapes what it fills in, and shows marks that would hide text") {
    ReportData data;
    data.text("name", "<b>&\"'\u202e").text("none", "").markup("drawing", "<svg/>");
    CHECK(filled("{{name}} {{{drawing}}} {{#none}}x{{/none}}{{^none}}missing{{/none}}", data) ==
          "&lt;b&gt;&amp;&quot;&#39;[U+202E] <svg/> missing");
    CHECK(filled("{{name}}", data, ReportFormat::markdown) == "\\<b\\>\\&\"'\\[U+202E\\]");
}

TEST_CASE("a list stands once an element, and its has_ once around all") {
    std::vector<ReportData> elements;
    elements.emplace_back().text("x", "1");
    elements.emplace_back().text("x", "2");
    ReportData data;
    data.list("some", std::move(elements)).list("none", {});
    CHECK(filled("{{#has_some}}[{{#some}}{{x}}{{/some}}]{{/has_some}}{{#has_none}}!{{/has_none}}{{^none}}-{{/none}}",
                 data) == "[12]-");
}

TEST_CASE("what a template may not do is refused with a code") {
    CHECK(code_of("{{known}}").empty());
    CHECK(code_of("{{unknown}}") == "unknown-placeholder");
    CHECK(code_of("{{#known}}") == "bad-template");
    CHECK(code_of("{{> other}}") == "missing-template");
    CHECK(code_of("{{> other}}", {{"other", "{{known}}"}}).empty());
    CHECK(code_of("{{> other}}", {{"other", "{{#known}}"}}) == "bad-template");
    CHECK(code_of("{{> other}}", {{"other", "{{> page}}"}}) == "template-in-itself");
    CHECK(code_of("{{> page}}") == "template-in-itself");
}

TEST_CASE("Markdown shows text as it is, wherever it stands in a line") {
    CHECK(escape_markdown("# titre") == "\\# titre");
    CHECK(escape_markdown("- liste") == "\\- liste");
    CHECK(escape_markdown("12. douze") == "12\\. douze");
    CHECK(escape_markdown("a | b *c* _d_ `e` ~f~") == "a \\| b \\*c\\* \\_d\\_ \\`e\\` \\~f\\~");
    CHECK(escape_markdown("[x](http://y.fr) <b> &amp;") == "\\[x\\](http\\://y.fr) \\<b\\> \\&amp;");
    CHECK(escape_markdown("www.exemple.fr, moi@exemple.fr") == "www\\.exemple.fr, moi\\@exemple.fr");
    CHECK(escape_markdown("L’été : 1,5 j") == "L’été : 1,5 j");
}

TEST_CASE("the steps of a scale hold the largest value, and are whole for what is counted") {
    for (const double largest : {1.0, 3.0, 7.0, 10.0, 99.0, 101.0, 12345.0, 1e9}) {
        const ChartScale scale = chart_scale(largest, 5);
        INFO(largest);
        CHECK(scale.top() >= largest * 0.999);
        CHECK(scale.top() <= largest * 2.5);
        CHECK(scale.step == static_cast<double>(static_cast<std::int64_t>(scale.step)));
    }
    CHECK(chart_scale(0, 5).top() > 0);
}

TEST_CASE("a picture has a title and a description, and no name of it is markup") {
    Chart chart;
    chart.id = "chart-x";
    chart.title = "<title>";
    chart.description = "what & how";
    chart.categories = {"<script>", "b"};
    chart.series = {{"one", class_swatch("open").light, Pattern::solid},
                    {"two", class_swatch("sensitive").light, Pattern::vertical}};
    chart.values = {{1, 2}, {0, 4}};
    for (const auto draw : {stacked_bars, stacked_columns}) {
        const std::string svg = draw(chart, Language::french);
        CHECK(svg.find("<script>") == std::string::npos);
        CHECK(svg.find("<title id=\"chart-x-title\">&lt;title&gt;</title>") != std::string::npos);
        CHECK(svg.find("what &amp; how") != std::string::npos);
        CHECK(svg.find("url(#chart-x-vertical)") != std::string::npos);
    }
}

TEST_CASE("effort is spread over the working days of a task, and none is lost") {
    const Portfolio portfolio = portfolio_of(task);
    const ReportOptions options;
    const Chart chart = effort_by_month(ReportScope(portfolio, options));
    // 25 to 29 January, 1 to 5 February: five days each.
    REQUIRE(chart.categories.size() == 2);
    CHECK(chart.values[0][0] == Approx(5));
    CHECK(total(chart) == Approx(10));
    const Portfolio weekend = portfolio_of(
        R"({"type":"task","id":"a/cutover","application":"a","phase":"cutover","effort_days":2,"duration_days":2,"start":"2027-01-30","finish":"2027-01-31"})"
        "\n");
    CHECK(total(effort_by_month(ReportScope(weekend, options))) == Approx(2));
}

TEST_CASE("the owners beyond twelve are one row, and every application is counted") {
    std::string records;
    for (int owner = 10; owner < 30; ++owner)
        records += R"({"type":"application","id":"a)" + std::to_string(owner) + R"(","business_owner":"o)" +
                   std::to_string(owner) + "\"}\n";
    const Portfolio portfolio = portfolio_of(records + "{\"type\":\"application\",\"id\":\"z\"}\n");
    const ReportOptions options;
    const Chart chart = classes_by_owner(ReportScope(portfolio, options));
    CHECK(chart.categories.size() == 12);
    CHECK(total(chart) == 21);
}

TEST_CASE("the burn-down falls the day after the cut-over, and a derogation exposes when it has ended") {
    const auto application = [](const std::string& id, const std::string& today) {
        return R"({"type":"application","id":")" + id + R"(","hosting":{"today":)" + today + "}}\n";
    };
    const auto cutover = [](const std::string& id, const std::string& day) {
        return R"({"type":"task","id":")" + id + R"(/cutover","application":")" + id +
               R"(","phase":"cutover","duration_days":1,"start":")" + day + R"(","finish":")" + day + "\"}\n";
    };
    const Portfolio portfolio =
        portfolio_of(application("a", R"({"status":"non_conforming"})") +
                     application("b", R"({"status":"derogation","until":"2027-03-01"})") +
                     application("c", R"({"status":"conforming"})") + application("d", R"({"status":"derogation"})") +
                     cutover("a", "2027-02-14") + cutover("b", "2027-04-11") +
                     R"({"type":"plan","start":"2027-01-01","finish":"2027-06-01"})"
                     "\n");
    const ReportOptions options;
    const Chart chart = exposed_applications(ReportScope(portfolio, options));
    std::vector<std::pair<std::string, double>> steps;
    for (std::size_t place = 0; place < chart.days.size(); ++place)
        steps.emplace_back(chart.days[place].to_iso(), chart.values[place][0]);
    CHECK(steps == std::vector<std::pair<std::string, double>>{
                       {"2027-01-01", 1}, {"2027-02-15", 0}, {"2027-03-02", 1}, {"2027-04-12", 0}, {"2027-06-01", 0}});
}

TEST_CASE("only costs that are known on both sides are compared") {
    const Portfolio portfolio = portfolio_of(
        R"({"type":"application","id":"a","assessment":{"strategy":"rehost","cost":{"today":10,"target":7,"migration":5}}})"
        "\n"
        R"({"type":"application","id":"b","assessment":{"strategy":"rehost","cost":{"today":100}}})"
        "\n");
    const ReportOptions options;
    const Chart chart = cost_before_and_after(ReportScope(portfolio, options));
    CHECK(chart.values == std::vector<std::vector<double>>{{10}, {7}, {5}, {0}});
}

TEST_CASE("a dossier has the parts that are asked for, in their order, each once") {
    ReportTemplates templates = {{"dossier.md", "<{{#contents}}{{page}} {{/contents}}>{{{pages}}}</>"},
                                 {"executive.md", "[executive]"},
                                 {"glossary.md", "[glossary]"},
                                 {"applications.md", "({{{sheets}}})"},
                                 {"application.md", "{{id}};"}};
    const Portfolio portfolio =
        portfolio_of("{\"type\":\"application\",\"id\":\"b\"}\n{\"type\":\"application\",\"id\":\"a\"}\n");
    ReportOptions options;
    options.format = ReportFormat::markdown;
    options.pages = {ReportPage::glossary, ReportPage::applications, ReportPage::executive, ReportPage::glossary};
    CHECK(dossier(portfolio, templates, options) == "<executive applications glossary >[executive](a;b;)[glossary]</>");
    templates["dossier.md"] = "no mark";
    CHECK_THROWS_AS(dossier(portfolio, templates, options), Error);
}
