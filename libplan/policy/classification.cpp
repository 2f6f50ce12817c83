#include "libplan/policy/classification.hpp"

#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view no_rule_french =
    "Aucune règle de la politique n’impose de classe à cette application : à qualifier";
constexpr std::string_view no_rule_english =
    "No rule of the policy imposes a class on this application: to be qualified";

const std::string& asked_owner(const Application& application) {
    return application.owner.empty() ? application.business_owner : application.owner;
}

Classification conclude(const Policy& policy, const Application& application, const Evaluation& evaluation,
                        Language language) {
    Classification result;
    result.policy = policy.id();
    if (const auto rank = evaluation.strictest_class()) result.sensitivity_class = policy.classes()[*rank].id;
    result.labels = evaluation.labels();
    bool to_qualify = !evaluation.open_questions().empty();
    for (const std::size_t question : evaluation.open_questions()) {
        const PolicyQuestion& asked = policy.questions()[question];
        result.questions.push_back({asked.field, asked.text.in(language), asked_owner(application)});
    }
    for (const std::size_t rule : evaluation.fired_rules()) {
        to_qualify = to_qualify || policy.rules()[rule].to_qualify;
        result.because.push_back(evaluation.reason(rule, language));
    }
    if (result.sensitivity_class.empty() && !to_qualify) {
        to_qualify = true;
        result.because.push_back(make_reason({"no-rule", policy.id(), no_rule_french, no_rule_english}, language, {}));
    }
    result.verdict = to_qualify ? Verdict::to_qualify : Verdict::decided;
    return result;
}

Date day_of(const Policy& policy, const ClassificationSettings& settings) {
    return settings.as_of.value_or(policy.version());
}

}  // namespace

Classification classify(const Policy& policy, const Application& application, const ClassificationSettings& settings) {
    const Evaluation evaluation(policy, application, day_of(policy, settings));
    return conclude(policy, application, evaluation, settings.language);
}

ClassificationCounts classify(const Policy& policy, Portfolio& portfolio, const ClassificationSettings& settings) {
    ClassificationCounts counts;
    for (const SensitivityClass& known : policy.classes()) counts.classes.emplace_back(known.id, 0);
    for (Application& application : portfolio.applications) {
        Classification result = classify(policy, application, settings);
        const auto counted =
            std::ranges::find(counts.classes, result.sensitivity_class, &std::pair<std::string, std::size_t>::first);
        ++(counted == counts.classes.end() ? counts.without_class : counted->second);
        ++(result.verdict == Verdict::decided ? counts.decided : counts.to_qualify);
        application.classification = std::move(result);
    }
    return counts;
}

}  // namespace plan
