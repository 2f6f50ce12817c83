#include "libplan/view/steps_html.hpp"

#include "libplan/base/error.hpp"
#include "libplan/view/steps_page.hpp"
#include "libplan/view/steps_texts.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/view/moving_plan.hpp"

using namespace plan;
using namespace plan::tests;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const StepsTemplate tiny = {
    "<title>{{title}}</title>{{{facts}}}{{{steps_table}}}{{{bridges_table}}}"
    "{{{applications_table}}}{{{data}}}{{{style_hash}}}{{text.next}}",
    "s", "x"};

std::string page_of(const Portfolio& portfolio, std::optional<Date> day, Language language) {
    return steps_html(portfolio, tiny, "", day, language, {});
}

}  // namespace

TEST_CASE("the page of steps says its figures, and its tables every step, bridge and application") {
    const std::string page = page_of(moving_plan(), std::nullopt, Language::french);
    CHECK(has(page, "<title>La migration, vague par vague</title>"));
    CHECK(has(page, "<dt>Passerelles</dt><dd>3</dd>"));
    CHECK(has(page, "<dt>Au plus fort</dt><dd>2 (5 avr. – 30 juin 2027)</dd>"));
    CHECK(has(page,
              "<tr><th scope=\"row\">Après la vague 2</th><td>3 mai 2027</td><td>1er–2 mai 2027</td><td>2</td><td>0</"
              "td><td>2</td><td>1</td><td>1</td><td>3</td><td>pay, old, fresh</td></tr>"));
    CHECK(has(page, "<tr><th scope=\"row\">pay – Paie</th><td>hr</td><td>Nubo – nord</td><td>3 mai 2027</td>"));
    CHECK(has(page,
              "<tr><th scope=\"row\">Paie</th><td>pay</td><td>DRH</td><td>nord</td><td>Nubo</td><td>3 mai 2027</"
              "td><td>2</td></tr>"));
    CHECK(has(page, "'sha256-"));
    CHECK(has(page, "Suivante"));
}

TEST_CASE("the data of the page holds places, moves and bridges by number") {
    const std::string page = page_of(moving_plan(), Date::from_iso("2027-04-10"), Language::english);
    CHECK(has(page, "\"shown\":1"));
    CHECK(has(page,
              "\"places\":[[\"not_yet\",\"Not yet in service\"],[\"site\",\"nord\"],[\"site\",\"sud\"],"
              "[\"unknown\",\"Site unknown\"],[\"target\",\"Nubo\"],[\"retired\",\"Retired\"]]"));
    CHECK(has(page, "\"domains\":[\"DNUM\",\"DRH\",\"No directorate\"]"));
    // pay: domain 1, from place 1 to place 4, 63 days after the first step.
    CHECK(has(page, "[\"pay\",\"Paie\",1,0,1,4,63]"));
    CHECK(has(page, "[1,2,63,121,\"3 May 2027\",\"30 Jun 2027\"]"));
}

TEST_CASE("names are text wherever they stand") {
    const Portfolio portfolio = read_records(
        R"({"type":"application","id":"<i>","name":"</script><b>\u202e","site":"<s>","business_owner":"<o>","hosting":{"target":"<t>"},"planned":{"wave":1,"cutover":"2027-04-04"}}
)");
    const std::string page = page_of(portfolio, std::nullopt, Language::french);
    for (const char* markup : {"<i>", "<b>", "<s>", "<o>", "<t>", "</script>", "\u202e"})
        CHECK_FALSE(has(page, markup));
    CHECK(has(page, "&lt;b&gt;[U+202E]"));
}

TEST_CASE("every text of the page of steps exists in both languages") {
    for (const StepsText& text : steps_texts()) {
        CHECK_FALSE(text.words.french.empty());
        CHECK_FALSE(text.words.english.empty());
        CHECK(steps_text(text.key, Language::english) == std::string(text.words.english));
    }
    CHECK_FALSE(steps_text("unheard of", Language::french));
}

TEST_CASE("an inventory without a plan has no steps to show") {
    CHECK_THROWS_AS(page_of(read_records("{\"type\":\"application\",\"id\":\"a\"}\n"), std::nullopt, Language::french),
                    Error);
}
