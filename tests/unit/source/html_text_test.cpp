#include "libplan/source/html_text.hpp"

#include "libplan/base/text.hpp"
#include "tests/unit/catch2.hpp"

using namespace plan;

TEST_CASE("paragraphs, breaks and lists of HTML become lines") {
    CHECK(html_text("<p>Un  <b>texte</b>\n gras.</p><p>Deux<br/>lignes</p>") == "Un texte gras.\nDeux\nlignes");
    CHECK(html_text("<ul><li>a</li>\n<li class=\"x>y\">b</li></ul>") == "- a\n- b");
    CHECK(html_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\nc");
}

TEST_CASE("entities of HTML become their characters") {
    CHECK(html_text("<p>R&amp;D&nbsp;: l&rsquo;&eacute;t&#233; &#x20AC; &lt;b&gt;</p>") == "R&D : l’été € <b>");
    CHECK(html_text("&amp;amp; &unknown; &; & &#xD800; &#0; &#9999999999;") ==
          "&amp; &unknown; &; & \uFFFD \uFFFD \uFFFD");
}

TEST_CASE("text without a tag keeps its lines and its signs") {
    CHECK(html_text("a < b\n\n c > d") == "a < b\nc > d");
    CHECK(html_text("  ") == "");
}

TEST_CASE("scripts, styles and comments of HTML are dropped") {
    CHECK(html_text("a<script>alert('</p>')</script>b<style>p{}</style>c<!-- d -->e") == "abce");
    CHECK(html_text("a<SCRIPT>never closed") == "a");
}

TEST_CASE("hostile HTML stays text, and takes no quadratic time") {
    CHECK(html_text("a <b never closed") == "a <b never closed");
    CHECK(html_text("a <b title=\"never closed> c") == "a c");
    std::string signs;
    for (int index = 0; index < 200'000; ++index) signs += "<a '";
    CHECK(html_text(signs).size() <= 3 * signs.size());
    CHECK_FALSE(invalid_utf8(html_text("<p>\u00E9</p>&#x1F600;")).has_value());
}
