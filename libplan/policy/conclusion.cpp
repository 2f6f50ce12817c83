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

bool fires(const RuleJudgement& judgement, std::size_t rule) {
    return std::ranges::binary_search(judgement.rules, rule);
}

bool gives(const Policy& policy, const RuleJudgement& judgement, const std::string& label) {
    return std::ranges::any_of(judgement.rules, [&](std::size_t rule) {
        const std::vector<std::string>& labels = policy.rules()[rule].labels;
        return std::ranges::find(labels, label) != labels.end();
    });
}

/// Finds which arrival makes a condition hold. Judges as little as it can: the shortest path is tried first.
class CauseFinder {
public:
    CauseFinder(Judge& judge, const Application& application, const ReceivedData& received,
                const std::vector<Arrival>& arrivals)
        : judge_(judge),
          application_(application),
          received_(received),
          arrivals_(arrivals),
          alone_(arrivals.size()),
          joined_(arrivals.size()) {
        for (std::size_t index = 0; index < arrivals.size(); ++index) by_length_.push_back(index);
        std::ranges::stable_sort(by_length_, {}, [&](std::size_t index) { return arrivals_[index].length; });
    }

    /// Of a condition that holds with all of them, and not without flows. It may depend on `marks`, and, when `others`,
    /// on something else that flows make known: nothing when that is enough.
    template <class Holds>
    [[nodiscard]] std::optional<std::size_t> cause(Marks marks, bool others, Holds holds) {
        if (others && holds(judged(none_, 0))) return std::nullopt;
        std::vector<std::size_t> candidates;
        for (const std::size_t index : by_length_)
            if ((arrivals_[index].mark & marks) != 0) candidates.push_back(index);
        if (candidates.size() == 1) return candidates.front();
        for (const std::size_t index : candidates)
            if (holds(judged(alone_[index], arrivals_[index].mark))) return index;
        Marks together = 0;
        for (std::size_t index = 0; index < arrivals_.size(); ++index) {
            together |= arrivals_[index].mark;
            if (holds(judged(joined_[index], together))) return index;
        }
        return std::nullopt;
    }

private:
    using Known = std::shared_ptr<const RuleJudgement>;

    const RuleJudgement& judged(Known& known, Marks marks) {
        if (!known) {
            ReceivedData some = received_;
            some.data &= marks;
            some.unstated &= marks;
            known = begun_ ? judge_.outcome_again(some) : judge_.outcome(application_, some);
            begun_ = true;
        }
        return *known;
    }

    Judge& judge_;
    const Application& application_;
    const ReceivedData& received_;
    const std::vector<Arrival>& arrivals_;
    std::vector<std::size_t> by_length_;
    Known none_;
    std::vector<Known> alone_, joined_;
    bool begun_ = false;
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
                             const ReceivedData& received, const RuleJudgement& alone, const RuleJudgement& judgement,
                             std::vector<Arrival> arrivals) {
    Inheritance inheritance{std::move(arrivals), {}, {}};
    if (inheritance.arrivals.empty() || judgement.rules == alone.rules) return inheritance;
    CauseFinder finder(judge, application, received, inheritance.arrivals);
    for (const std::size_t rule : judgement.rules) {
        if (fires(alone, rule)) continue;
        const auto [marks, others] = policy.rests_on_flows(rule);
        if (const auto cause =
                finder.cause(marks, others, [&](const RuleJudgement& other) { return fires(other, rule); }))
            inheritance.rules.emplace_back(rule, *cause);
    }
    for (const PolicyLabel& label : policy.labels()) {
        if (!gives(policy, judgement, label.id) || gives(policy, alone, label.id)) continue;
        Marks marks = 0;
        bool others = false;
        for (const std::size_t rule : judgement.rules) {
            const std::vector<std::string>& labels = policy.rules()[rule].labels;
            if (std::ranges::find(labels, label.id) == labels.end()) continue;
            const auto [of_rule, rests_on_others] = policy.rests_on_flows(rule);
            marks |= of_rule;
            others = others || rests_on_others;
        }
        const auto holds = [&](const RuleJudgement& other) { return gives(policy, other, label.id); };
        if (const auto cause = finder.cause(marks, others, holds)) inheritance.labels.emplace_back(label.id, *cause);
    }
    return inheritance;
}

Classification conclude(const Policy& policy, const Application& application, const Evaluation& evaluation,
                        const Inheritance& inheritance, Language language) {
    Classification result;
    result.policy = policy.id();
    if (const auto rank = evaluation.strictest_class()) result.sensitivity_class = policy.classes()[*rank].id;
    result.labels = evaluation.labels();
    const auto ask = [&](std::size_t question) -> Question {
        const PolicyQuestion& asked = policy.questions()[question];
        return {asked.field, asked.text.in(language), asked_owner(application)};
    };
    for (const std::size_t question : evaluation.open_questions()) result.questions.push_back(ask(question));
    for (const auto& [label, arrival] : inheritance.labels)
        result.inherited.push_back({label, inheritance.arrivals[arrival].path});
    bool to_qualify = !evaluation.open_questions().empty();
    for (const std::size_t rule : evaluation.fired_rules()) {
        const PolicyRule& fired = policy.rules()[rule];
        to_qualify = to_qualify || fired.to_qualify;
        if (!fired.piece.empty()) {
            FilePiece piece{fired.piece, fired.status, fired.id, {}};
            if (fired.status == PieceStatus::missing)
                for (const std::size_t question : evaluation.judgement().outcome->file_questions)
                    if (policy.questions()[question].piece == fired.piece) piece.questions.push_back(ask(question));
            result.file.push_back(std::move(piece));
        }
        result.because.push_back(evaluation.reason(rule, language));
        const auto owed = std::ranges::find(inheritance.rules, rule, &std::pair<std::size_t, std::size_t>::first);
        if (owed != inheritance.rules.end())
            say_path(result.because.back(), inheritance.arrivals[owed->second], language);
    }
    if (result.sensitivity_class.empty() && !to_qualify)
        result.because.push_back(make_reason({"no-rule", policy.id(), no_rule_french, no_rule_english}, language, {}));
    result.verdict = evaluation.judgement().outcome->to_qualify ? Verdict::to_qualify : Verdict::decided;
    return result;
}

}  // namespace plan
