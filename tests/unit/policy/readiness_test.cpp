#include "libplan/policy/readiness.hpp"

#include "libplan/base/error.hpp"
#include "libplan/policy/assessment.hpp"
#include "tests/unit/catch2.hpp"
#include "tests/unit/policy/shipped.hpp"

#include <algorithm>

namespace {

plan::ReadinessQuestionnaire shipped_questionnaire() {
    return plan::read_readiness(shipped::text("readiness/readiness.xml"), "readiness.xml", plan::readiness_words());
}

plan::ReadinessResult judged(const plan::ReadinessQuestionnaire& questionnaire, const plan::Application& application) {
    plan::FactDocument facts(shipped::day("2026-11-25"));
    plan::add_application_facts(facts, application);
    return plan::judge_readiness(questionnaire, application, facts, plan::Language::english);
}

/// Four questions, each with a green, a yellow and a red answer; the first weighs as much as the others together.
plan::ReadinessQuestionnaire four() {
    std::string text =
        "<readiness id='t'><title xml:lang='fr'>t</title><title xml:lang='en'>t</title>"
        "<thresholds red='50' yellow='50' unknown='50'/>"
        "<score green='100' yellow='50' red='0' answered='50'/>";
    for (const char* id : {"a", "b", "c", "d"})
        text += std::string("<question id='") + id + "' source='s' weight='" + (*id == 'a' ? "3" : "1") +
                "'><text xml:lang='fr'>Q</text><text xml:lang='en'>Q</text>"
                "<answer value='g' risk='green' fr='oui' en='yes'><when>users > 10</when></answer>"
                "<answer value='y' risk='yellow' fr='un peu' en='a bit'/><answer value='r' risk='red' fr='non' "
                "en='no'/></question>";
    return plan::read_readiness(text + "</readiness>", "t.xml", plan::readiness_words());
}

plan::Application answering(std::vector<std::pair<std::string, std::string>> answers) {
    plan::Application application;
    application.id = "app";
    for (auto& [question, answer] : answers) application.extra.emplace_back("readiness." + question, answer);
    return application;
}

}  // namespace

TEST_CASE("the score weighs the answers, and counts only what is answered") {
    const auto result = judged(four(), answering({{"a", "oui"}, {"b", "un peu"}, {"c", "No"}}));
    REQUIRE(result.score);
    CHECK(*result.score == 70);  // (3 × 100 + 50 + 0) ÷ 5
    CHECK(result.open == std::vector<std::size_t>{3});
    REQUIRE(result.because.size() == 3);  // the score, the yellow answer, the red one
    CHECK(result.because[0].text == "Cloud readiness: 70 out of 100 (1 answers green, 1 yellow, 1 red, 1 open)");
    CHECK(result.because[2].args[1].second == "r");
}

TEST_CASE("too few answers give no score, none gives no reason either") {
    const auto few = judged(four(), answering({{"b", "g"}}));
    CHECK_FALSE(few.score);
    CHECK(few.because.front().rule == "readiness-unknown");
    CHECK(few.risk == plan::Risk::unknown);
    const auto none = judged(four(), answering({}));
    CHECK_FALSE(none.started);
    CHECK(none.because.empty());
    CHECK(none.open.size() == 4);
}

TEST_CASE("the colour follows the shares of the questions, red before yellow before unknown") {
    CHECK(judged(four(), answering({{"a", "r"}, {"b", "r"}, {"c", "g"}, {"d", "g"}})).risk == plan::Risk::red);
    CHECK(judged(four(), answering({{"a", "r"}, {"b", "y"}, {"c", "y"}, {"d", "g"}})).risk == plan::Risk::yellow);
    CHECK(judged(four(), answering({{"a", "r"}, {"b", "y"}})).risk == plan::Risk::unknown);
    CHECK(judged(four(), answering({{"a", "g"}, {"b", "g"}, {"c", "g"}})).risk == plan::Risk::green);
}

TEST_CASE("the inventory answers where nobody did, and an answer that is none is told") {
    plan::Application known = answering({{"a", "r"}, {"b", "perhaps"}});
    known.users = 11;
    const auto result = judged(four(), known);
    REQUIRE(result.score);
    CHECK(*result.score == 40);  // a red, b not understood, c and d green by the inventory: 200 ÷ 5
    REQUIRE(result.not_understood.size() == 1);
    CHECK(result.not_understood.front() == std::pair<std::string, std::string>("readiness.b", "perhaps"));
}

TEST_CASE("the shipped questionnaire asks after the twelve factors and the doctrine, and can be sent and answered") {
    const auto questionnaire = shipped_questionnaire();
    CHECK(questionnaire.questions.size() == 18);
    for (const char* source : {"12factor-I", "12factor-XII", "R4", "R5", "R10", "Cloud Pi Native"})
        CHECK(std::any_of(questionnaire.questions.begin(), questionnaire.questions.end(),
                          [&](const auto& question) { return question.source.find(source) != std::string::npos; }));
    plan::Application application = answering({});
    application.stateless = true;
    std::vector<std::vector<std::string>> rows;
    plan::add_open_questions(questionnaire, judged(questionnaire, application), application, plan::Language::french,
                             rows);
    CHECK(rows.size() == 17);  // the inventory says that it is stateless
    for (const auto& row : rows) {
        CHECK(row.size() == 10);
        CHECK(row[3].substr(0, 10) == "readiness.");
        application.extra.emplace_back(row[3], row[5].substr(0, row[5].find(" / ")));
    }
    CHECK(judged(questionnaire, application).score == 100.0);  // the first answer to each is the good one
}

TEST_CASE("a questionnaire that is wrong is refused at its line") {
    const auto refused = [](const std::string& inside) {
        try {
            (void)plan::read_readiness(
                "<readiness id='t'><title xml:lang='fr'>t</title><title xml:lang='en'>t</title>"
                "<thresholds red='1' yellow='1' unknown='1'/>"
                "<score green='100' yellow='50' red='0' answered='50'/>\n" +
                    inside + "</readiness>",
                "t.xml", plan::readiness_words());
        } catch (const plan::Error& error) {
            return error.diagnostic().code + " " + std::to_string(error.diagnostic().where.line);
        }
        return std::string("accepted");
    };
    const std::string texts = "<text xml:lang='fr'>Q</text><text xml:lang='en'>Q</text>";
    CHECK(refused("") == "missing-element 1");
    CHECK(refused("<question id='a' source='s'>" + texts + "</question>") == "missing-element 2");
    CHECK(refused("<question id='a' source='s'>" + texts +
                  "<answer value='a' risk='pink' fr='a' en='a'/></question>") == "unknown-value 2");
    CHECK(refused("<question id='a' source='s'>" + texts +
                  "<answer value='a' risk='red' fr='a' en='a'><when>usres > 1</when></answer></question>") ==
          "unknown-name 2");
    CHECK(refused("<question id='a' source='s'>" + texts +
                  "<answer value='a' risk='red' fr='a' en='a'/><answer value='b' risk='red' fr='A' en='c'/>"
                  "</question>") == "repeated-id 2");
}
