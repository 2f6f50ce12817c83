#include "libplan/policy/conclusion.hpp"

#include "libplan/base/text.hpp"
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

bool fires(const Judgement& judgement, std::size_t rule) {
    return std::ranges::binary_search(judgement.rules, rule);
}

/// Finds which arrival makes a condition hold: the first that does so alone; else the one that completes those before
/// it; else none does, and the condition rests on something else that flows make known.
class CauseFinder {
public:
    CauseFinder(Judge& judge, const Application& application, const ReceivedData& received,
                const std::vector<Arrival>& arrivals) {
        ReceivedData some = received;
        Marks together = 0;
        for (const Arrival& arrival : arrivals) {
            together |= arrival.mark;
            some.data = arrival.mark;
            some.unstated = received.unstated & some.data;
            alone_.push_back(judge.judge(application, some));
            some.data = together;
            some.unstated = received.unstated & some.data;
            joined_.push_back(judge.judge(application, some));
        }
        some.data = some.unstated = 0;
        none_ = judge.judge(application, some);
    }

    template <class Holds>
    [[nodiscard]] std::optional<std::size_t> cause(Holds holds) const {
        if (holds(*none_)) return std::nullopt;
        for (const auto* judgements : {&alone_, &joined_})
            for (std::size_t index = 0; index < judgements->size(); ++index)
                if (holds(*(*judgements)[index])) return index;
        return std::nullopt;
    }

private:
    std::vector<std::shared_ptr<const Judgement>> alone_, joined_;
    std::shared_ptr<const Judgement> none_;
};

void say_path(Reason& reason, const Arrival& arrival, Language language) {
    constexpr std::size_t most_said = 8;
    std::vector<std::string> steps = arrival.path;
    if (steps.size() > most_said) {
        steps.erase(steps.begin() + 1, steps.end() - (most_said - 1));
        steps.insert(steps.begin() + 1, "…");
    }
    reason.text += language == Language::french ? " [par les flux : " : " [by flows: ";
    reason.text += join(steps, " → ") + "]";
    reason.path = arrival.path;
}

}  // namespace

Inheritance find_inheritance(const Policy& policy, Judge& judge, const Application& application,
                             const ReceivedData& received, const Judgement& alone, const Judgement& judgement,
                             std::vector<Arrival> arrivals) {
    Inheritance inheritance;
    std::ranges::stable_sort(arrivals, {}, [](const Arrival& arrival) { return arrival.path.size(); });
    inheritance.arrivals = std::move(arrivals);
    const std::vector<std::string> own = labels_of(policy, alone), all = labels_of(policy, judgement);
    if (inheritance.arrivals.empty() || (judgement.rules == alone.rules && own == all)) return inheritance;
    const CauseFinder finder(judge, application, received, inheritance.arrivals);
    for (const std::size_t rule : judgement.rules) {
        if (fires(alone, rule)) continue;
        if (const auto cause = finder.cause([&](const Judgement& other) { return fires(other, rule); }))
            inheritance.rules.emplace_back(rule, *cause);
    }
    for (const std::string& label : all) {
        if (std::ranges::find(own, label) != own.end()) continue;
        const auto has = [&](const Judgement& other) {
            const std::vector<std::string> labels = labels_of(policy, other);
            return std::ranges::find(labels, label) != labels.end();
        };
        if (const auto cause = finder.cause(has)) inheritance.labels.emplace_back(label, *cause);
    }
    return inheritance;
}

Classification conclude(const Policy& policy, const Application& application, const Evaluation& evaluation,
                        const Inheritance& inheritance, Language language) {
    Classification result;
    result.policy = policy.id();
    if (const auto rank = evaluation.strictest_class()) result.sensitivity_class = policy.classes()[*rank].id;
    result.labels = evaluation.labels();
    for (const std::size_t question : evaluation.open_questions()) {
        const PolicyQuestion& asked = policy.questions()[question];
        result.questions.push_back({asked.field, asked.text.in(language), asked_owner(application)});
    }
    for (const auto& [label, arrival] : inheritance.labels)
        result.inherited.push_back({label, inheritance.arrivals[arrival].path});
    bool to_qualify = !evaluation.open_questions().empty();
    for (const std::size_t rule : evaluation.fired_rules()) {
        to_qualify = to_qualify || policy.rules()[rule].to_qualify;
        result.because.push_back(evaluation.reason(rule, language));
        const auto owed = std::ranges::find(inheritance.rules, rule, &std::pair<std::size_t, std::size_t>::first);
        if (owed != inheritance.rules.end())
            say_path(result.because.back(), inheritance.arrivals[owed->second], language);
    }
    if (result.sensitivity_class.empty() && !to_qualify)
        result.because.push_back(make_reason({"no-rule", policy.id(), no_rule_french, no_rule_english}, language, {}));
    result.verdict = evaluation.judgement().to_qualify ? Verdict::to_qualify : Verdict::decided;
    return result;
}

}  // namespace plan
