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

/// Finds which marks make a condition hold.
class CauseFinder {
public:
    CauseFinder(Judge& judge, const Application& application, const ReceivedData& received) {
        ReceivedData some = received;
        some.data = some.unstated = 0;
        none_ = judge.judge(application, some);
        Marks together = 0;
        for (Marks rest = received.data; rest != 0; rest &= rest - 1) {
            const Marks mark = rest & (~rest + 1);
            together |= mark;
            some.data = mark;
            some.unstated = received.unstated & mark;
            const auto alone = judge.judge(application, some);
            some.data = together;
            some.unstated = received.unstated & together;
            steps_.push_back({mark, alone, judge.judge(application, some)});
        }
    }

    /// Nothing when the condition holds without any of them, and so rests on something else that flows make known.
    template <class Holds>
    [[nodiscard]] Marks causes(Holds holds) const {
        Marks found = 0;
        if (holds(*none_)) return found;
        for (const Step& step : steps_)
            if (holds(*step.alone)) found |= step.mark;
        if (found != 0) return found;
        for (const Step& step : steps_)
            if (holds(*step.joined)) return step.mark;
        return found;
    }

private:
    struct Step {
        Marks mark;
        std::shared_ptr<const Judgement> alone, joined;  ///< with this mark only; with those before it, too
    };
    std::vector<Step> steps_;
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

Causes find_causes(const Policy& policy, Judge& judge, const Application& application, const ReceivedData& received,
                   const Judgement& alone, const Judgement& judgement) {
    Causes causes;
    const std::vector<std::string> own = labels_of(policy, alone), all = labels_of(policy, judgement);
    if (received.data == 0 || (judgement.rules == alone.rules && own == all)) return causes;
    const CauseFinder finder(judge, application, received);
    for (const std::size_t rule : judgement.rules) {
        if (fires(alone, rule)) continue;
        if (const Marks marks = finder.causes([&](const Judgement& other) { return fires(other, rule); }))
            causes.rules.emplace_back(rule, marks);
    }
    for (const std::string& label : all) {
        if (std::ranges::find(own, label) != own.end()) continue;
        const auto has = [&](const Judgement& other) {
            const std::vector<std::string> labels = labels_of(policy, other);
            return std::ranges::find(labels, label) != labels.end();
        };
        if (const Marks marks = finder.causes(has)) causes.labels.emplace_back(label, marks);
    }
    return causes;
}

Inheritance choose_paths(const Causes& causes, std::vector<Arrival> arrivals) {
    Inheritance inheritance{std::move(arrivals), {}, {}};
    const auto shortest = [&](Marks marks) {
        std::size_t best = inheritance.arrivals.size();
        for (std::size_t index = 0; index < inheritance.arrivals.size(); ++index) {
            const Arrival& arrival = inheritance.arrivals[index];
            if ((arrival.mark & marks) == 0) continue;
            if (best == inheritance.arrivals.size() || arrival.path.size() < inheritance.arrivals[best].path.size())
                best = index;
        }
        return best;
    };
    for (const auto& [rule, marks] : causes.rules) inheritance.rules.emplace_back(rule, shortest(marks));
    for (const auto& [label, marks] : causes.labels) inheritance.labels.emplace_back(label, shortest(marks));
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
