#include "libplan/view/difference_text.hpp"

#include "tests/support/text_source.hpp"
#include "tests/unit/catch2.hpp"

#include <algorithm>
#include <string>

using namespace plan;

namespace {

using support::source_of;

std::string text_of(const std::string& older, const std::string& newer, Language language, bool colour = false) {
    StreamDifference difference;
    static_cast<void>(difference.read_older(source_of(older), "old"));
    static_cast<void>(difference.read_newer(source_of(newer), "new"));
    std::string out;
    DifferenceText text([&](std::string_view piece) { out += piece; }, language, colour);
    text.close(difference.compare([&](const Change& change) { text.add(change); }));
    return out;
}

const std::string older =
    R"({"type":"application","id":"paie","name":"Paie","classification":{"class":"internal","labels":["x"],"because":[{"rule":"A","source":"S","text":"ancien"}]},"planned":{"wave":1,"cutover":"2027-05-02"}})"
    "\n";
const std::string newer =
    R"({"type":"application","id":"paie","name":"Paie","classification":{"class":"sensitive","labels":["x","y"],"because":[{"rule":"A","source":"S","text":"ancien"},{"rule":"B","source":"R9","text":"santé"}]},"planned":{"wave":2,"cutover":"2027-06-06"}})"
    "\n";

}  // namespace

TEST_CASE("what moved is told with its days, what was decided otherwise with the reason that is fresh") {
    CHECK(text_of(older, newer, Language::french) ==
          "Applications\n"
          "  Vague 2\n"
          "    ~ paie  Paie\n"
          "        bascule : 2 mai 2027 → 6 juin 2027 (+35\u00a0jours)\n"
          "        vague : 1 → 2\n"
          "        classe : Interne → Sensible\n"
          "        étiquettes : + y\n"
          "        parce que : santé [B, R9]\n"
          "\n"
          "Bilan\n"
          "  Applications : 1\u00a0qui diffère\n"
          "  Bascules plus tardives : 1, au plus +35\u00a0jours (paie)\n"
          "  Classes qui changent : 1\n");
    const std::string back = text_of(newer, older, Language::english);
    CHECK(back.find("cut-over: 6 Jun 2027 → 2 May 2027 (−35\u00a0days)") != std::string::npos);
    CHECK(back.find("Earlier cut-overs: 1, at most −35\u00a0days (paie)") != std::string::npos);
    CHECK(back.find("labels: − y") != std::string::npos);
}

TEST_CASE("streams that do not differ are told in one line") {
    CHECK(text_of(older, older, Language::french) == "Aucune différence (1\u00a0enregistrement)\n");
    CHECK(text_of("", "", Language::english) == "No difference (0\u00a0records)\n");
}

TEST_CASE("colour adds to the marks and says nothing alone") {
    std::string coloured = text_of(older, newer, Language::french, true);
    CHECK(coloured.find("\033[33m~\033[0m paie") != std::string::npos);
    for (std::size_t start = 0; (start = coloured.find('\033')) != std::string::npos;)
        coloured.erase(start, coloured.find('m', start) - start + 1);
    CHECK(coloured == text_of(older, newer, Language::french));
}

TEST_CASE("names and values that would steer the terminal are made visible") {
    const std::string text = text_of("",
                                     R"({"type":"application","id":"a\u001b[31m","name":"\u202eabc\nx"})"
                                     "\n"
                                     R"({"type":"odd\u0007","id":"1"})"
                                     "\n",
                                     Language::english);
    CHECK(text.find('\033') == std::string::npos);
    CHECK(text.find('\a') == std::string::npos);
    CHECK(text.find("+ a[U+001B][31m  [U+202E]abc[U+000A]x") != std::string::npos);
}

TEST_CASE("long values and long lists of fields are cut, and say so") {
    std::string fields;
    for (int number = 10; number < 40; ++number) fields += ",\"f" + std::to_string(number) + "\":1";
    const std::string text =
        text_of(R"({"type":"team","id":"t"})",
                R"({"type":"team","id":"t","aaa":")" + std::string(5000, 'n') + "\"" + fields + "}", Language::english);
    CHECK(text.size() < 1500);
    CHECK(text.find("…") != std::string::npos);
    CHECK(text.find("and 19 other fields: --to ndjson gives them all") != std::string::npos);
}
