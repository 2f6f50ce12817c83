#pragma once

#include "libplan/policy/code_table.hpp"
#include "libplan/policy/policy.hpp"

#include <bit>
#include <cstddef>
#include <vector>

/// Internal to this room.
namespace plan {

/// Calls `each(mark, number)` for the marks of a set, each one bit, in their order.
template <class Each>
void each_mark(Marks marks, Each each) {
    for (Marks rest = marks; rest != 0; rest &= rest - 1)
        each(rest & (~rest + 1), static_cast<std::size_t>(std::countr_zero(rest)));
}

/// What makes a rule apply, or gives a label, that the application would not have by itself.
struct Cause {
    std::size_t of;   ///< index of the rule or label in the policy
    Marks alone = 0;  ///< each of these is enough
    Marks last = 0;   ///< where none is: the one that completes those before it in the order of the policy
};

/// In the order of the policy. Those that no mark explains are left out.
struct Causes {
    std::vector<Cause> rules, labels;
};

/// Finds which of the data that flows bring an application are what it owes its rules and labels to, however they came.
/// Each mark is judged at most once.
[[nodiscard]] Causes find_causes(const Policy& policy, Judge& judge, Judge::Subject subject,
                                 const ReceivedData& received, const RuleJudgement& alone,
                                 const RuleJudgement& judgement);

/// Keeps what was found: of 100,000 applications of a State's register three quarters are cases that were there before.
/// Not for several threads at once. Policy and judge must outlive it.
class CauseTable {
public:
    CauseTable(const Policy& policy, Judge& judge) : policy_(policy), judge_(judge) {}

    /// `alone` and `judgement` are what the judge says of the subject without flows and with them. Valid until the next
    /// call.
    [[nodiscard]] const Causes& causes(Judge::Subject subject, const ReceivedData& received, const Judgement& alone,
                                       const Judgement& judgement);

private:
    const Policy& policy_;
    Judge& judge_;
    CodeTable<Causes> known_{
        3};  ///< by judgement, which tells the record, and the marks, which conditions tell less of
    std::vector<Code> key_;
};

}  // namespace plan
