#include "libplan/view/dot_text.hpp"

#include "tests/unit/catch2.hpp"

using namespace plan;

TEST_CASE("names are quoted for DOT") {
    CHECK(dot_name("paie") == "\"paie\"");
    CHECK(dot_name("a\"b\\") == "\"a\\\"b\\\\\"");
    CHECK(dot_name("a\nb") == "\"a[U+000A]b\"");
    CHECK(dot_name(":top") == "\"::top\"");
    CHECK(dot_name("R&D") == "\"R&D\"");
    CHECK(dot_tooltip("R&D &lt; \\N") == "\"R&amp;D &amp;lt; \\\\N\"");
}

TEST_CASE("labels hold no markup of the stream") {
    CHECK(dot_html("<b>&\"'") == "&lt;b&gt;&amp;&quot;&#39;");
    CHECK(dot_html("\\N") == "&#92;N");
    CHECK(dot_html(" ") == "&#160;");
    CHECK(dot_html("\xEF\xBF\xBE") == "\xEF\xBF\xBD");
}

TEST_CASE("labels are broken at spaces, counted in characters, and cut with an ellipsis") {
    CHECK(dot_html_lines("Référentiel des agents", 24, 3) == "Référentiel des agents");
    CHECK(dot_html_lines("Référentiel des agents", 15, 3) == "Référentiel des<br/>agents");
    CHECK(dot_html_lines("un deux trois quatre", 5, 2) == "un<br/>deux…");
    CHECK(dot_html_lines("ééééééé", 3, 3) == "ééé<br/>ééé<br/>é");
    CHECK(dot_html_lines("abcdef", 3, 3) == "abc<br/>def");
    CHECK(dot_html_lines("a<b c", 3, 2) == "a&lt;b<br/>c");
    CHECK(dot_html_lines("", 10, 2) == "&#160;");
}
