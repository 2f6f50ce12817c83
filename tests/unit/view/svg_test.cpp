#include "libplan/view/svg.hpp"

#include "tests/unit/catch2.hpp"

#include <limits>

using namespace plan;

TEST_CASE("numbers of a drawing are short and plain") {
    CHECK(svg_number(12) == "12");
    CHECK(svg_number(12.5) == "12.5");
    CHECK(svg_number(1.0 / 3) == "0.33");
    CHECK(svg_number(-0.001) == "0");
    CHECK(svg_number(1e7) == "10000000");
    CHECK(svg_number(std::numeric_limits<double>::quiet_NaN()) == "0");
}

TEST_CASE("elements nest and every value is escaped") {
    std::string out;
    SvgWriter svg(out);
    svg.open("g", {{"id", "a\"<&'"}});
    svg.text("title", "</title><script>alert(1)</script>\x01");
    svg.leaf("rect", {{"x", 1.5}});
    svg.close();
    CHECK(out ==
          "<g id=\"a&quot;&lt;&amp;&#39;\">\n"
          " <title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>\n"
          " <rect x=\"1.5\"/>\n"
          "</g>\n");
}

TEST_CASE("a text is cut at a letter so that it fits") {
    CHECK(fit_text("Paie", 100, 10) == "Paie");
    CHECK(fit_text("Paie", 1, 10).empty());
    const std::string cut = fit_text("Éditique générale des courriers", 80, 10);
    CHECK(cut.ends_with("…"));
    CHECK(text_width(cut, 10) <= 80);
    CHECK(fit_text("ééééééééééé", 40, 10).starts_with("éé"));
    CHECK(text_width("Paie", 10, true) > text_width("Paie", 10));
}
