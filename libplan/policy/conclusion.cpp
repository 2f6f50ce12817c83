#include "libplan/policy/conclusion.hpp"

#include "libplan/record/reasons.hpp"

#include <algorithm>

namespace plan {

namespace {

constexpr std::string_view no_rule_french =
    "Aucune règle de la politique n’impose de classe à cette application : à qualifier";
constexpr std::string_view no_rule_english =
    "No rule of the policy imposes a class on this application: to be qualified";

bool fires(const RuleJudgement& judgement, std::size_t rule) {
    return std::ranges::binary_search(judgement.rules, rule);
}

bool gives(const RuleJudgement& judgement, std::size_t label) {
    return std::ranges::binary_search(judgement.labels, label);
}

/// Finds which arrival makes a condition hold. Judges as little as it can: the shortest path is tried first.
class CauseFinder {
public:
    CauseFinder(Judge& judge, Judge::Subject subject, const ReceivedData& received,
                const std::vector<Arrival>& arrivals)
        : judge_(judge),
          subject_(subject),
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
            known = judge_.outcome(subject_, some);
        }
        return *known;
    }

    Judge& judge_;
    const Judge::Subject subject_;
    const ReceivedData& received_;
    const std::vector<Arrival>& arrivals_;
    std::vector<std::size_t> by_length_;
    Known none_;
    std::vector<Known> alone_, joined_;
};

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

std::string said_path(const std::vector<std::string>& path, Language language) {
    constexpr std::size_t most_said = 8;
    const bool cut = path.size() > most_said;
    std::string said = language == Language::french ? " [par les flux : " : " [by flows: ";
    for (std::size_t step = 0; step < path.size(); ++step) {
        if (cut && step > 0 && step + most_said - 1 < path.size()) continue;
        if (step > 0) said += " → ";
        if (cut && step + most_said - 1 == path.size()) said += "… → ";
        said += path[step];
    }
    return said += "]";
}

Inheritance find_inheritance(const Policy& policy, Judge& judge, Judge::Subject subject, const ReceivedData& received,
                             const RuleJudgement& alone, const RuleJudgement& judgement,
                             std::vector<Arrival> arrivals) {
    Inheritance inheritance{std::move(arrivals), {}, {}};
    if (inheritance.arrivals.empty() || judgement.rules == alone.rules) return inheritance;
    CauseFinder finder(judge, subject, received, inheritance.arrivals);
    for (const std::size_t rule : judgement.rules) {
        if (fires(alone, rule)) continue;
        const auto [marks, others] = policy.rests_on_flows(rule);
        if (const auto cause =
                finder.cause(marks, others, [&](const RuleJudgement& other) { return fires(other, rule); }))
            inheritance.rules.emplace_back(rule, *cause);
    }
    for (const std::size_t label : judgement.labels) {
        if (gives(alone, label)) continue;
        const std::string& id = policy.labels()[label].id;
        Marks marks = 0;
        bool others = false;
        for (const std::size_t rule : judgement.rules) {
            const std::vector<std::string>& labels = policy.rules()[rule].labels;
            if (std::ranges::find(labels, id) == labels.end()) continue;
            const auto [of_rule, rests_on_others] = policy.rests_on_flows(rule);
            marks |= of_rule;
            others = others || rests_on_others;
        }
        const auto holds = [&](const RuleJudgement& other) { return gives(other, label); };
        if (const auto cause = finder.cause(marks, others, holds)) inheritance.labels.emplace_back(label, *cause);
    }
    return inheritance;
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
    for (const auto& [label, arrival] : inheritance.labels)
        result.inherited.push_back({policy.labels()[label].id, inheritance.arrivals[arrival].path});
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
        const std::vector<std::string>& path = inheritance.arrivals[owed->second].path;
        result.because.back().text += said_path(path, language);
        result.because.back().path = path;
    }
    if (lacks_rule(policy, outcome)) result.because.push_back(no_rule_reason(policy, language));
    result.verdict = verdict_of(outcome);
    return result;
}

}  // namespace plan
