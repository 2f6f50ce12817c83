#include "tools/common/baseline.hpp"

#include "libplan/base/error.hpp"

#include <utility>

namespace plan::tools {

void refuse_baseline(const Invocation& invocation, std::string code, std::string text) {
    Diagnostic diagnostic;
    diagnostic.where.file = invocation.value("baseline");
    diagnostic.code = std::move(code);
    diagnostic.text = std::move(text);
    throw Error(Failure::invalid_input, std::move(diagnostic));
}

Portfolio read_baseline(Invocation& invocation) {
    const std::string path = invocation.value("baseline");
    Portfolio baseline;
    baseline.read(invocation.read_all(path), path);
    if (!baseline.ended() && !invocation.has("partial"))
        refuse_baseline(invocation, "truncated-stream",
                        PLAN_TEXT("the baseline does not close with an end record: it is not whole"));
    return baseline;
}

Portfolio read_earlier_plan(Invocation& invocation) {
    Portfolio earlier = read_baseline(invocation);
    if (earlier.plans.empty() || earlier.tasks.empty())
        refuse_baseline(invocation, "no-plan",
                        PLAN_TEXT("holds no plan: --baseline takes what plan-schedule has written"));
    return earlier;
}

}  // namespace plan::tools
