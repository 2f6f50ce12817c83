#include "libplan/policy/readiness.hpp"

#include "libplan/base/text.hpp"
#include "libplan/policy/fact_content.hpp"
#include "libplan/policy/readiness_content.hpp"
#include "libplan/policy/wording.hpp"

#include <algorithm>
#include <cmath>

namespace plan {

namespace {

constexpr ReasonText score_text = {
    "readiness", "",
    "Aptitude au nuage : {score} sur 100 ({green} réponses vertes, {yellow} jaunes, {red} rouges, {open} sans réponse)",
    "Cloud readiness: {score} out of 100 ({green} answers green, {yellow} yellow, {red} red, {open} open)"};
constexpr ReasonText too_few_text = {
    "readiness-unknown", "",
    "Aptitude au nuage inconnue : {open} questions sur {asked} sans réponse, il en faut {needed} % de répondues",
    "Cloud readiness unknown: {open} of {asked} questions open, {needed} % must be answered"};
constexpr ReasonText answer_text = {"readiness-answer", "", "{question} {answer}{mitigation}",
                                    "{question} {answer}{mitigation}"};

bool has_any(const std::vector<std::string>& of_application, const std::vector<std::string>& wanted) {
    return std::ranges::any_of(
        wanted, [&](const std::string& tag) { return std::ranges::binary_search(of_application, fold(tag)); });
}

/// Tags "Category=Tag", and components in the categories in which Konveyor keeps them; folded, sorted.
std::vector<std::string> tags_of(const Application& application) {
    constexpr std::pair<std::string_view, std::string_view> categories[] = {
        {"os", "Operating System"}, {"database", "Database"}, {"language", "Language"}, {"product", "Runtime"}};
    std::vector<std::string> tags;
    for (const std::string& tag : application.tags) tags.push_back(fold(tag));
    for (const Component& component : application.components)
        for (const auto& [kind, category] : categories)
            if (component.kind == kind) tags.push_back(fold(std::string(category) + "=" + component.name));
    std::ranges::sort(tags);
    return tags;
}

class Judgement {
public:
    Judgement(const ReadinessQuestionnaire& questionnaire, const Application& application, const FactDocument& facts,
              Language language)
        : questionnaire_(questionnaire),
          application_(application),
          facts_(facts),
          language_(language),
          tags_(tags_of(application)) {}

    ReadinessResult judge() {
        for (std::size_t index = 0; index < questionnaire_.questions.size(); ++index) {
            const ReadinessQuestion& question = questionnaire_.questions[index];
            if (!question.include_tags.empty() && !has_any(tags_, question.include_tags)) continue;
            if (has_any(tags_, question.exclude_tags)) continue;
            ++asked_;
            asked_weight_ += question.weight;
            if (const ReadinessAnswer* answer = answer_of(index))
                count(question, *answer);
            else
                result_.open.push_back(index);
        }
        if (result_.started) conclude();
        return std::move(result_);
    }

private:
    const ReadinessAnswer* answer_of(std::size_t index) {
        const ReadinessQuestion& question = questionnaire_.questions[index];
        for (const auto& [name, cell] : application_.extra) {
            if (name != question.field) continue;
            const std::string given = fold(cell);
            for (const ReadinessAnswer& answer : question.answers)
                if (given == fold(answer.value) || given == fold(answer.text.french) ||
                    given == fold(answer.text.english))
                    return &answer;
            result_.not_understood.emplace_back(question.field, cell);
            return nullptr;
        }
        for (std::size_t answer = 0; answer < question.answers.size(); ++answer) {
            if (has_any(tags_, question.answers[answer].tags)) return &question.answers[answer];
            if (!questionnaire_.conditions) continue;
            const pugi::xpath_query& when = questionnaire_.conditions->of_answers[index][answer];
            if (when && when.evaluate_boolean(facts_.content().root)) return &question.answers[answer];
        }
        return nullptr;
    }

    void count(const ReadinessQuestion& question, const ReadinessAnswer& answer) {
        result_.started = true;
        const double points = answer.risk == Risk::green    ? questionnaire_.green_points
                              : answer.risk == Risk::yellow ? questionnaire_.yellow_points
                                                            : questionnaire_.red_points;
        if (answer.risk == Risk::green) ++green_;
        if (answer.risk == Risk::yellow) ++yellow_;
        if (answer.risk == Risk::red) ++red_;
        if (answer.risk != Risk::unknown) {
            weight_ += question.weight;
            points_ += question.weight * points;
        }
        if (answer.risk != Risk::yellow && answer.risk != Risk::red) return;
        const std::string& mitigation = answer.mitigation.in(language_);
        ReasonText text = answer_text;
        text.source = question.source;
        Reason reason = make_reason(
            text, language_,
            {{"question", question.text.in(language_)},
             {"answer", answer.text.in(language_)},
             {"mitigation", mitigation.empty() ? "" : (language_ == Language::french ? " → " : " → ") + mitigation}});
        reason.args = {{"question", question.field},
                       {"answer", answer.value},
                       {"risk", answer.risk == Risk::red ? "red" : "yellow"}};
        answers_.push_back(std::move(reason));
    }

    void conclude() {
        const double share = weight_ / asked_weight_ * 100;
        const bool enough = weight_ > 0 && share >= questionnaire_.answered_percent;
        if (enough) result_.score = std::round(points_ / weight_);
        const std::size_t unknown = asked_ - green_ - yellow_ - red_;
        const auto reached = [&](std::size_t count, double percent) {
            return count > 0 && static_cast<double>(count) * 100 >= percent * static_cast<double>(asked_);
        };
        result_.risk = reached(red_, questionnaire_.red_percent)          ? Risk::red
                       : reached(yellow_, questionnaire_.yellow_percent)  ? Risk::yellow
                       : reached(unknown, questionnaire_.unknown_percent) ? Risk::unknown
                                                                          : Risk::green;
        ReasonText text = enough ? score_text : too_few_text;
        text.source = questionnaire_.id;
        ReasonArguments args;
        if (enough)
            args = {{"score", number_text(*result_.score)},
                    {"green", std::to_string(green_)},
                    {"yellow", std::to_string(yellow_)},
                    {"red", std::to_string(red_)},
                    {"open", std::to_string(unknown)}};
        else
            args = {{"open", std::to_string(unknown)},
                    {"asked", std::to_string(asked_)},
                    {"needed", number_text(questionnaire_.answered_percent)}};
        result_.because.push_back(make_reason(text, language_, std::move(args)));
        for (Reason& reason : answers_) result_.because.push_back(std::move(reason));
    }

    const ReadinessQuestionnaire& questionnaire_;
    const Application& application_;
    const FactDocument& facts_;
    Language language_;
    std::vector<std::string> tags_;
    ReadinessResult result_;
    Reasons answers_;
    std::size_t asked_ = 0, green_ = 0, yellow_ = 0, red_ = 0;
    double asked_weight_ = 0, weight_ = 0, points_ = 0;
};

}  // namespace

ReadinessResult judge_readiness(const ReadinessQuestionnaire& questionnaire, const Application& application,
                                const FactDocument& facts, Language language) {
    return Judgement(questionnaire, application, facts, language).judge();
}

void add_open_questions(const ReadinessQuestionnaire& questionnaire, const ReadinessResult& result,
                        const Application& application, Language language,
                        std::vector<std::vector<std::string>>& rows) {
    const std::string& owner = application.owner.empty() ? application.business_owner : application.owner;
    for (const std::size_t index : result.open) {
        const ReadinessQuestion& question = questionnaire.questions[index];
        std::vector<std::string> answers;
        for (const ReadinessAnswer& answer : question.answers) answers.push_back(answer.text.in(language));
        rows.push_back({application.id, application.name, owner, question.field, question.text.in(language),
                        join(answers, " / "), "", "", "", ""});
    }
}

}  // namespace plan
