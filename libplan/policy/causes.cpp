#include "libplan/policy/causes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

namespace plan {

namespace {

bool fires(const RuleJudgement& judgement, std::size_t rule) {
    return std::ranges::binary_search(judgement.rules, rule);
}

bool gives(const RuleJudgement& judgement, std::size_t label) {
    return std::ranges::binary_search(judgement.labels, label);
}

/// Judges an application on parts of what it receives, each part once.
class CauseFinder {
public:
    CauseFinder(Judge& judge, Judge::Subject subject, const ReceivedData& received)
        : judge_(judge), subject_(subject), received_(received) {}

    /// Of a condition that holds with all that is received, and not without flows. It may depend on `marks`, and, when
    /// `others`, on something else that flows make known: nothing when that is enough.
    template <class Holds>
    void add_cause(std::vector<Cause>& causes, std::size_t of, Marks marks, bool others, Holds holds) {
        if (others && holds(judged(none_, 0))) return;
        const Marks candidates = received_.data & marks;
        Cause cause{of};
        if (std::has_single_bit(candidates)) {
            cause.alone = candidates;
        } else {
            each_mark(candidates, [&](Marks mark, std::size_t number) {
                if (holds(judged(alone_[number], mark))) cause.alone |= mark;
            });
            Marks together = 0;
            if (cause.alone == 0)
                each_mark(received_.data, [&](Marks mark, std::size_t number) {
                    if (cause.last != 0) return;
                    together |= mark;
                    if (holds(judged(joined_[number], together))) cause.last = mark;
                });
        }
        if ((cause.alone | cause.last) != 0) causes.push_back(cause);
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
    Known none_;
    std::array<Known, 64> alone_, joined_;  ///< by mark
};

}  // namespace

Causes find_causes(const Policy& policy, Judge& judge, Judge::Subject subject, const ReceivedData& received,
                   const RuleJudgement& alone, const RuleJudgement& judgement) {
    Causes causes;
    if (received.data == 0 || judgement.rules == alone.rules) return causes;
    CauseFinder finder(judge, subject, received);
    for (const std::size_t rule : judgement.rules) {
        if (fires(alone, rule)) continue;
        const auto [marks, others] = policy.rests_on_flows(rule);
        finder.add_cause(causes.rules, rule, marks, others,
                         [&](const RuleJudgement& other) { return fires(other, rule); });
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
        finder.add_cause(causes.labels, label, marks, others,
                         [&](const RuleJudgement& other) { return gives(other, label); });
    }
    return causes;
}

const Causes& CauseTable::causes(Judge::Subject subject, const ReceivedData& received, const Judgement& alone,
                                 const Judgement& judgement) {
    constexpr std::size_t most_kept = 100'000;
    key_ = {judgement.number, received.data, received.unstated};
    if (const Causes* const found = known_.find(key_)) return *found;
    if (known_.size() >= most_kept) known_.clear();
    return known_.add(key_, find_causes(policy_, judge_, subject, received, *alone.outcome, *judgement.outcome));
}

}  // namespace plan
