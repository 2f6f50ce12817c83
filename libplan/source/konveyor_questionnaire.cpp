#include "libplan/source/konveyor_questionnaire.hpp"

#include "libplan/base/error.hpp"
#include "libplan/base/text.hpp"
#include "libplan/record/fields.hpp"
#include "libplan/source/cell_values.hpp"
#include "libplan/source/yaml_tree.hpp"

#include <algorithm>

namespace plan {

namespace {

class Reader {
public:
    explicit Reader(const std::string& name) : name_(name) {}

    KonveyorQuestionnaire read(const YamlNode& node) {
        require(node, YamlNode::Kind::mapping, "questionnaire");
        KonveyorQuestionnaire made;
        made.where = {name_, node.line, node.column, {}};
        made.name = text(node, "name");
        made.description = text(node, "description");
        if (const YamlNode* reference = node.find("questionnaire"); made.name.empty() && reference != nullptr)
            made.name = text(*reference, "name");
        if (const YamlNode* application = node.find("application")) {
            made.application = application->kind == YamlNode::Kind::scalar ? std::string(trim(application->text))
                                                                           : text(*application, "name");
            if (made.application.empty())
                fail(*application, "missing-value", PLAN_TEXT("the assessment does not name its application"), {});
        }
        slug_ = fold(made.name);
        std::ranges::replace(slug_, ' ', '-');
        std::erase(slug_, '.');
        if (slug_.empty()) slug_ = "konveyor";
        read_thresholds(node, made);
        std::size_t index = 0;
        for (const YamlNode& section : list(node, "sections", true)) read_section(section, ++index, made);
        if (made.questions.empty()) fail(node, "no-question", PLAN_TEXT("the questionnaire asks nothing"), {});
        return made;
    }

private:
    [[noreturn]] void fail(const YamlNode& node, const char* code, const char* text,
                           std::vector<std::string> arguments) const {
        throw Error(Failure::invalid_input,
                    {Severity::error, code, text, std::move(arguments), {name_, node.line, node.column, {}}});
    }

    void require(const YamlNode& node, YamlNode::Kind kind, const char* what) const {
        if (node.kind == kind) return;
        fail(node, "wrong-value",
             kind == YamlNode::Kind::scalar     ? PLAN_TEXT("{}: expected a text")
             : kind == YamlNode::Kind::sequence ? PLAN_TEXT("{}: expected a list")
                                                : PLAN_TEXT("{}: expected keys with values"),
             {what});
    }

    std::string text(const YamlNode& node, const char* key) const {
        const YamlNode* found = node.find(key);
        if (found == nullptr) return {};
        require(*found, YamlNode::Kind::scalar, key);
        return std::string(trim(found->text));
    }

    const std::vector<YamlNode>& list(const YamlNode& node, const char* key, bool needed) const {
        static const std::vector<YamlNode> none;
        const YamlNode* found = node.find(key);
        const bool absent = found == nullptr ||
                            (found->kind == YamlNode::Kind::scalar && (found->text.empty() || found->text == "null"));
        if (absent && needed)
            fail(node, "missing-list", PLAN_TEXT("a questionnaire of Konveyor has a list \"{}\" here"), {key});
        if (absent) return none;
        require(*found, YamlNode::Kind::sequence, key);
        return found->items;
    }

    bool flag(const YamlNode& node, const char* key) const { return fold(text(node, key)) == "true"; }

    std::string order(const YamlNode& node, std::size_t index) const {
        const auto number = parse_integer(text(node, "order"));
        return number && *number >= 0 ? std::to_string(*number) : std::to_string(index);
    }

    std::vector<std::string> tags(const YamlNode& node, const char* key) const {
        std::vector<std::string> tags;
        for (const YamlNode& tag : list(node, key, false)) {
            require(tag, YamlNode::Kind::mapping, key);
            tags.push_back(text(tag, "category") + "=" + text(tag, "tag"));
        }
        return tags;
    }

    void read_thresholds(const YamlNode& node, KonveyorQuestionnaire& made) const {
        const YamlNode* thresholds = node.find("thresholds");
        const auto percent = [&](const char* key) {
            if (thresholds == nullptr || thresholds->find(key) == nullptr) return 0.0;
            const auto number = parse_number(text(*thresholds, key));
            if (!number || *number < 0 || *number > 100)
                fail(*thresholds->find(key), "bad-number", PLAN_TEXT("thresholds: {} is no percentage"), {key});
            return *number;
        };
        made.red_percent = percent("red");
        made.yellow_percent = percent("yellow");
        made.unknown_percent = percent("unknown");
    }

    void read_section(const YamlNode& section, std::size_t index, KonveyorQuestionnaire& made) const {
        require(section, YamlNode::Kind::mapping, "sections");
        const std::string number = order(section, index);
        std::size_t position = 0;
        for (const YamlNode& node : list(section, "questions", true)) {
            require(node, YamlNode::Kind::mapping, "questions");
            KonveyorQuestion question;
            question.field = std::string(readiness_prefix) + slug_ + "." + number + "." + order(node, ++position);
            if (std::ranges::find(made.questions, question.field, &KonveyorQuestion::field) != made.questions.end())
                fail(node, "repeated-id", PLAN_TEXT("\"{}\" stands twice"), {question.field});
            question.text = text(node, "text");
            if (question.text.empty()) fail(node, "missing-value", PLAN_TEXT("a question has no text"), {});
            question.explanation = text(node, "explanation");
            question.include_for = tags(node, "includeFor");
            question.exclude_for = tags(node, "excludeFor");
            for (const YamlNode& answer : list(node, "answers", true))
                question.answers.push_back(read_answer(answer, question));
            made.questions.push_back(std::move(question));
        }
    }

    KonveyorAnswer read_answer(const YamlNode& node, const KonveyorQuestion& question) const {
        require(node, YamlNode::Kind::mapping, "answers");
        KonveyorAnswer answer;
        answer.text = text(node, "text");
        answer.rationale = text(node, "rationale");
        answer.mitigation = text(node, "mitigation");
        answer.auto_answer_for = tags(node, "autoAnswerFor");
        answer.selected = flag(node, "selected");
        const std::string risk = fold(text(node, "risk"));
        if (!risk.empty()) answer.risk = from_keyword<Risk>(risk);
        if (answer.risk == Risk::unspecified)
            fail(node, "unknown-value", PLAN_TEXT("\"{}\" is no risk; known: green, yellow, red, unknown"),
                 {excerpt(risk)});
        if (answer.text.empty()) fail(node, "missing-value", PLAN_TEXT("an answer has no text"), {});
        if (answer.selected && std::ranges::any_of(question.answers, &KonveyorAnswer::selected))
            fail(node, "two-answers", PLAN_TEXT("a second answer is selected"), {});
        return answer;
    }

    const std::string& name_;
    std::string slug_;
};

}  // namespace

std::vector<KonveyorQuestionnaire> read_konveyor_questionnaires(std::string_view text, const std::string& name) {
    std::vector<KonveyorQuestionnaire> all;
    for (const YamlNode& document : read_yaml(text, name)) {
        if (document.kind == YamlNode::Kind::sequence)
            for (const YamlNode& item : document.items) all.push_back(Reader(name).read(item));
        else
            all.push_back(Reader(name).read(document));
    }
    if (all.empty())
        throw Error(
            Failure::invalid_input,
            {Severity::error, "no-question", PLAN_TEXT("the questionnaire asks nothing"), {}, {name, 0, 0, {}}});
    return all;
}

}  // namespace plan
