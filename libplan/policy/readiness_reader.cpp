#include "libplan/base/text.hpp"
#include "libplan/policy/known_names.hpp"
#include "libplan/policy/readiness_content.hpp"
#include "libplan/policy/xml_checks.hpp"
#include "libplan/record/fields.hpp"

#include <algorithm>

namespace plan {

namespace {

class Reader {
public:
    Reader(std::string_view text, std::string_view name, const DecisionWords& words)
        : file_(text, name, "readiness"), conditions_(file_) {
        for (const DecisionFact& fact : words.facts) (void)conditions_.names.add(as_path(fact.name), fact.values);
    }

    ReadinessQuestionnaire read() {
        const pugi::xml_node root = file_.root();
        file_.only_attributes(root, {"id", "version"});
        file_.only_children(root, {"title", "description", "thresholds", "score", "question"});
        made_.id = file_.required(root, "id");
        made_.title = file_.bilingual(root, "title");
        const pugi::xml_node thresholds = file_.child(root, "thresholds");
        file_.only_attributes(thresholds, {"red", "yellow", "unknown"});
        made_.red_percent = file_.number(thresholds, "red", 0, 100);
        made_.yellow_percent = file_.number(thresholds, "yellow", 0, 100);
        made_.unknown_percent = file_.number(thresholds, "unknown", 0, 100);
        const pugi::xml_node score = file_.child(root, "score");
        file_.only_attributes(score, {"green", "yellow", "red", "answered"});
        made_.green_points = file_.number(score, "green", 0, 100);
        made_.yellow_points = file_.number(score, "yellow", 0, 100);
        made_.red_points = file_.number(score, "red", 0, 100);
        made_.answered_percent = file_.number(score, "answered", 0, 100);
        auto compiled = std::make_shared<ReadinessQuestionnaire::Conditions>();
        for (const pugi::xml_node node : root.children("question")) read_question(node, *compiled);
        (void)file_.child(root, "question");
        made_.conditions = std::move(compiled);
        return std::move(made_);
    }

private:
    void read_question(pugi::xml_node node, ReadinessQuestionnaire::Conditions& compiled) {
        file_.only_attributes(node, {"id", "source", "weight"});
        file_.only_children(node, {"text", "answer"});
        ReadinessQuestion question;
        question.field = std::string(readiness_prefix) + file_.required(node, "id");
        if (std::ranges::find(made_.questions, question.field, &ReadinessQuestion::field) != made_.questions.end())
            file_.fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {file_.required(node, "id")});
        question.source = file_.required(node, "source");
        if (node.attribute("weight")) question.weight = file_.number(node, "weight", 0.01, 1000);
        question.text = file_.bilingual(node, "text");
        std::vector<pugi::xpath_query> conditions;
        for (const pugi::xml_node inner : node.children("answer")) {
            question.answers.push_back(read_answer(inner, question));
            const pugi::xml_node when = inner.child("when");
            conditions.push_back(when ? conditions_.compile(when) : pugi::xpath_query());
        }
        (void)file_.child(node, "answer");
        compiled.of_answers.push_back(std::move(conditions));
        made_.questions.push_back(std::move(question));
    }

    ReadinessAnswer read_answer(pugi::xml_node node, const ReadinessQuestion& question) const {
        file_.only_attributes(node, {"value", "risk", "fr", "en"});
        file_.only_children(node, {"when", "mitigation"});
        ReadinessAnswer answer;
        answer.value = file_.required(node, "value");
        answer.text = {file_.required(node, "fr"), file_.required(node, "en")};
        const std::string risk = file_.required(node, "risk");
        answer.risk = from_keyword<Risk>(risk);
        if (answer.risk == Risk::unspecified)
            file_.fail(node, "unknown-value", PLAN_TEXT("\"{}\" is no risk; known: green, yellow, red, unknown"),
                       {risk});
        if (node.child("mitigation")) answer.mitigation = file_.bilingual(node, "mitigation");
        for (const ReadinessAnswer& other : question.answers)
            if (fold(other.value) == fold(answer.value) || fold(other.text.french) == fold(answer.text.french) ||
                fold(other.text.english) == fold(answer.text.english))
                file_.fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {answer.value});
        return answer;
    }

    XmlFile file_;
    ConditionReader conditions_;
    ReadinessQuestionnaire made_;
};

}  // namespace

ReadinessQuestionnaire read_readiness(std::string_view text, std::string_view name, const DecisionWords& words) {
    return Reader(text, name, words).read();
}

ReadinessQuestionnaire readiness_of(const KonveyorQuestionnaire& questionnaire) {
    ReadinessQuestionnaire made;
    made.id = questionnaire.name.empty() ? "konveyor" : questionnaire.name;
    made.title = {made.id, made.id};
    made.red_percent = questionnaire.red_percent;
    made.yellow_percent = questionnaire.yellow_percent;
    made.unknown_percent = questionnaire.unknown_percent;
    for (const KonveyorQuestion& asked : questionnaire.questions) {
        ReadinessQuestion question;
        question.field = asked.field;
        question.source = made.id;
        question.text = {asked.text, asked.text};
        question.include_tags = asked.include_for;
        question.exclude_tags = asked.exclude_for;
        for (const KonveyorAnswer& known : asked.answers) {
            ReadinessAnswer answer{known.text, {known.text, known.text}, known.risk, {}, known.auto_answer_for};
            answer.mitigation = {known.mitigation, known.mitigation};
            question.answers.push_back(std::move(answer));
        }
        made.questions.push_back(std::move(question));
    }
    return made;
}

}  // namespace plan
