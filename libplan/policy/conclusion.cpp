#include "libplan/policy/conclusion.hpp"

#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view no_rule_french =
    "Aucune règle de la politique n’impose de classe à cette application : à qualifier";
constexpr std::string_view no_rule_english =
    "No rule of the policy imposes a class on this application: to be qualified";

}  // namespace

const std::string& asked_owner(const Application& application) {
    return application.owner.empty() ? application.business_owner : application.owner;
}

Reason no_rule_reason(const Policy& policy, Language language) {
    return make_reason({"no-rule", policy.id(), no_rule_french, no_rule_english}, language, {});
}

bool lacks_rule(const Policy& policy, const RuleJudgement& judgement) {
    return !judgement.class_rank && judgement.questions.empty() &&
           std::ranges::none_of(judgement.rules, [&](std::size_t rule) { return policy.rules()[rule].to_qualify; });
}

Verdict verdict_of(const RuleJudgement& judgement) {
    return judgement.to_qualify ? Verdict::to_qualify : Verdict::decided;
}

std::vector<std::size_t> questions_of_piece(const Policy& policy, const RuleJudgement& judgement,
                                            const std::string& piece) {
    std::vector<std::size_t> questions = judgement.file_questions;
    std::erase_if(questions, [&](std::size_t question) { return policy.questions()[question].piece != piece; });
    return questions;
}

Classification conclude(const Policy& policy, const Application& application, const Evaluation& evaluation,
                        const Inheritance& inheritance, Language language) {
    const RuleJudgement& outcome = *evaluation.judgement().outcome;
    Classification result;
    result.policy = policy.id();
    if (const auto rank = evaluation.strictest_class()) result.sensitivity_class = policy.classes()[*rank].id;
    result.labels = evaluation.labels();
    const auto ask = [&](std::size_t question) -> Question {
        const PolicyQuestion& asked = policy.questions()[question];
        return {asked.field, asked.text.in(language), asked_owner(application)};
    };
    for (const std::size_t question : evaluation.open_questions()) result.questions.push_back(ask(question));
    for (const auto& [label, inflow] : inheritance.labels)
        result.inherited.push_back({policy.labels()[label].id, inheritance.ids(inflow)});
    for (const std::size_t rule : evaluation.fired_rules()) {
        const PolicyRule& fired = policy.rules()[rule];
        if (!fired.piece.empty()) {
            FilePiece piece{fired.piece, fired.status, fired.id, {}};
            if (fired.status == PieceStatus::missing)
                for (const std::size_t question : questions_of_piece(policy, outcome, fired.piece))
                    piece.questions.push_back(ask(question));
            result.file.push_back(std::move(piece));
        }
        result.because.push_back(evaluation.reason(rule, language));
        const auto owed = std::ranges::find(inheritance.rules, rule, &std::pair<std::size_t, std::size_t>::first);
        if (owed == inheritance.rules.end()) continue;
        Reason& reason = result.because.back();
        reason.path = inheritance.ids(owed->second);
        say_path(reason.text, reason.path.size(), language,
                 [&](std::size_t step) { reason.text += reason.path[step]; });
    }
    if (lacks_rule(policy, outcome)) result.because.push_back(no_rule_reason(policy, language));
    result.verdict = verdict_of(outcome);
    return result;
}

}  // namespace plan
